"""Small answers of features."""

import pytest

from custom_components.accord.protocol.huawei.northbound.mapping.booleans import Switching
from custom_components.accord.protocol.huawei.northbound.mapping.feature import (
    Feature,
    Kind,
    Way,
    WritePath,
)


@pytest.mark.parametrize(
    ("switching", "inverted", "value", "wanted"),
    [
        (Switching(True, False), False, True, True),
        (Switching(True, False), True, True, False),
        (Switching(True, False), True, "?", None),
        (None, False, True, None),
    ],
)
def test_locked(
    switching: Switching | None, inverted: bool, value: object, wanted: bool | None
) -> None:
    feature = Feature(
        rule="P1",
        kind=Kind.LOCK,
        service_id="S",
        key="x",
        name="x",
        switching=switching,
        inverted=inverted,
    )
    assert feature.locked(value) is wanted
    assert feature.id == "S:x"


def test_commands_of_a_path() -> None:
    assert WritePath(way=Way.SHADOW).commands == ()
    assert WritePath(way=Way.PAIR, on_command="A", off_command="B").commands == ("A", "B")
