"""Rows and features: which IO plays a role, what is refused, what may be repeated."""

import pytest

from custom_components.accord.protocol.errors import InvalidError, UnsupportedError
from custom_components.accord.protocol.lifesmart.classes.covers import contacts
from custom_components.accord.protocol.lifesmart.classes.feature import (
    Feature,
    Kind,
    View,
    check,
    choose,
    first_of,
    numbered,
    wrong_command,
)
from custom_components.accord.protocol.lifesmart.classes.sensing import battery, button
from custom_components.accord.protocol.lifesmart.classes.setting import switch
from custom_components.accord.protocol.lifesmart.models.command import Move, Off, Stop, SwitchOn
from custom_components.accord.protocol.lifesmart.models.device import Device, EpSet, Io

DEVICE = Device(
    me="2711", name="Hall", ios={"P1": Io(type=129, val=1, name="{$EPN} left"), "V": Io(v=5)}
)


def test_first_accepted_name_that_is_present() -> None:
    bound = switch("outlet", "O", "P1").bind(DEVICE)
    assert bound is not None
    assert (bound.names, bound.ios) == ({"value": "P1"}, {"P1"})
    assert bound.read(DEVICE) is True
    assert bound.name(DEVICE) == "Hall left"
    assert bound.write(DEVICE, Off()) == [EpSet("2711", "P1", 128, 0)]


def test_lacking_io_lacks_the_feature() -> None:
    assert switch("outlet", "O").bind(DEVICE) is None
    assert switch("outlet", "P1", when=lambda device: device.name == "Bath").bind(DEVICE) is None


def test_assumed_io() -> None:
    """Buttons show only after the first press."""
    bound = button("button", "B", "KB").bind(DEVICE)
    assert bound is not None
    assert bound.names == {"value": "B"}
    assert bound.read(DEVICE) is None


def test_assumed_names_are_of_one_manner() -> None:
    row = contacts(("OP", "P1"), ("ST", "P2"), ("CL", "P3"))
    bound = row.bind(DEVICE)
    assert bound is not None
    assert bound.names == {"open": "P1", "stop": "P2", "close": "P3"}
    bound = row.bind(Device(me="1", ios={"CL": Io()}))
    assert bound is not None
    assert bound.names == {"open": "OP", "stop": "ST", "close": "CL"}


def test_ids() -> None:
    assert switch("switch", "L2", index=2).id == "switch_2"
    assert switch("switch", "L").id == "switch"


def test_what_has_nothing_to_write() -> None:
    bound = battery("V").bind(DEVICE)
    assert bound is not None
    assert not bound.writable
    with pytest.raises(UnsupportedError):
        bound.write(DEVICE, SwitchOn())


def test_role_without_io() -> None:
    row = Feature(kind=Kind.SWITCH, key="x", roles={"other": ("P1",)}, encode=switch("y").encode)
    bound = row.bind(DEVICE)
    assert bound is not None
    with pytest.raises(UnsupportedError, match="value"):
        bound.write(DEVICE, SwitchOn())


def test_repeatable_commands() -> None:
    assert switch("switch", "P1").is_absolute(SwitchOn())
    assert not switch("switch", "P1", pulse=True).is_absolute(SwitchOn(2))
    assert not contacts(("OP",), ("ST",), ("CL",)).is_absolute(Stop())


def test_view() -> None:
    view = View(DEVICE, {"value": "P1", "gone": "P7"})
    assert view["value"].type == 129
    assert view["gone"] == view["never"] == Io()
    assert "gone" in view
    assert "never" not in view


def test_small_ones() -> None:
    assert first_of(("A", "V"), DEVICE.ios) == "V"
    assert first_of((), DEVICE.ios) is None
    assert numbered(2, "L?", "P?") == [(1, ("L1", "P1")), (2, ("L2", "P2"))]
    assert check("x", 5, 1, 5) == 5
    assert choose("x", "a", {"a": 7}) == 7
    assert "Move" in str(wrong_command(Move(3)))
    with pytest.raises(InvalidError, match="from 1 to 5"):
        check("x", 6, 1, 5)
    with pytest.raises(InvalidError, match="one of: a"):
        choose("x", "b", {"a": 7})
