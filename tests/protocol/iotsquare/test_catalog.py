"""What may be sent, and the defaults of regions."""

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.iotsquare.catalog import (
    REGIONS,
    SEED_REGIONS,
    check_name,
    check_port,
    default_subnet,
)


def test_regions() -> None:
    assert set(SEED_REGIONS) < set(REGIONS)
    assert default_subnet("us915") == default_subnet("AU915") == "ch_00-07_64"
    assert default_subnet("eu868") == default_subnet("other") == "ch_00-07"


@pytest.mark.parametrize("name", ["app_01", "test-relay-01", "x", "f04cd5fffe04490c"])
def test_names(name: str) -> None:
    assert check_name("name", name) == name


@pytest.mark.parametrize("name", ["", "x" * 21, "with blank", "näme", "名"])
def test_wrong_names(name: str) -> None:
    with pytest.raises(InvalidError):
        check_name("name", name)


def test_ports() -> None:
    """200 belongs to the server."""
    taken = []
    for port in range(-1, 260):
        try:
            taken.append(check_port(port))
        except InvalidError:
            continue
    assert taken == [*range(1, 200), *range(201, 224)]
