"""Identity and clock."""

import pytest

from custom_components.accord.protocol.akuvox.models.system import (
    SystemInfo,
    SystemStatus,
    normalize_mac,
)
from custom_components.accord.protocol.errors import ProtocolError
from tests.protocol.akuvox.samples import INFO


def test_info() -> None:
    found = SystemInfo.from_wire(INFO)
    assert (found.mac, found.model, found.firmware) == ("0c:11:05:aa:bb:01", "A05", "105.30.1.20")
    assert (found.hardware, found.address, found.dns) == (
        "105.1.0",
        "192.0.2.21",
        ("192.0.2.1",),
    )
    assert (found.static_address, found.link) == (True, 1)
    assert [account.number for account in found.accounts] == [1, 2]


def test_little_is_enough() -> None:
    found = SystemInfo.from_wire({"Status": {"MAC": "0C110500AA01"}})
    assert (found.mac, found.model, found.static_address) == ("0c:11:05:00:aa:01", "", None)


@pytest.mark.parametrize("data", [{}, {"Status": None}, {"Status": {"MAC": "0C:11"}}])
def test_no_identity(data: dict[str, object]) -> None:
    with pytest.raises(ProtocolError):
        SystemInfo.from_wire(data)


def test_status() -> None:
    found = SystemStatus.from_wire({"SystemTime": 1790000123, "UpTime": "86520"})
    assert (found.system_time, found.uptime) == (1790000123, 86520)


@pytest.mark.parametrize("value", [None, 5, "0C-11-05-AA-BB", "zz:11:05:aa:bb:01"])
def test_no_mac(value: object) -> None:
    assert normalize_mac(value) is None
