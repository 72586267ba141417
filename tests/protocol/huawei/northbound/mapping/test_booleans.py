"""On and off in every spelling."""

from typing import Any

import pytest

from custom_components.accord.protocol.huawei.northbound.mapping.booleans import switching_of
from tests.protocol.huawei.northbound.mapping.models import para


@pytest.mark.parametrize(
    ("data_type", "more", "wanted"),
    [
        ("boolean", {}, (True, False)),
        ("Bool", {}, (True, False)),
        ("int", {"low": 0, "high": 1}, (1, 0)),
        ("int", {"choices": ("0", "1")}, (1, 0)),
        ("string", {"choices": ("0", "1")}, ("1", "0")),
        ("enum", {"choices": ("OFF", "ON")}, ("ON", "OFF")),
        ("string", {"choices": ("Closed", "Open")}, ("Open", "Closed")),
        ("enum", {"choices": ("CLOSE", "OPEN")}, ("OPEN", "CLOSE")),
        ("enum", {"choices": ("unlocked", "locked")}, ("locked", "unlocked")),
        ("enum", {"choices": ("normal", "alarm")}, ("alarm", "normal")),
        ("enum", {"choices": ("disable", "enable")}, ("enable", "disable")),
        ("enum", {"choices": ("no", "yes")}, ("yes", "no")),
        ("enum", {"choices": ("stop", "start")}, ("start", "stop")),
        ("enum", {"choices": ("red", "blue")}, None),
        ("enum", {"choices": ("on", "off", "auto")}, None),
        ("int", {"low": 0, "high": 2}, None),
        ("decimal", {"low": 0, "high": 1}, None),
        ("int", {}, None),
        ("string", {}, None),
    ],
)
def test_switching(data_type: str, more: dict[str, Any], wanted: tuple[Any, Any] | None) -> None:
    found = switching_of(para("p", data_type, **more))
    assert (found and (found.on, found.off)) == wanted
    if found is not None:
        assert found.encode(True) == wanted[0] if wanted else False
        assert found.decode(found.on) is True
        assert found.decode(found.off) is False


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (True, True),
        (0, False),
        (1.0, True),
        ("1", True),
        ("true", True),
        ("OFF", False),
        ("Closed", False),
        (7, None),
        ("half", None),
        (None, None),
        ([], None),
    ],
)
def test_values_of_other_types(value: Any, wanted: bool | None) -> None:
    """Devices report what they like."""
    found = switching_of(para("p", "boolean"))
    assert found is not None
    assert found.decode(value) is wanted


def test_own_values_come_first() -> None:
    """For a model that says so, lock is on; for another, unlocked is."""
    found = switching_of(para("p", "enum", choices=("unlock", "lock")))
    assert found is not None
    assert (found.decode("lock"), found.opens) == (True, False)
