"""Devices and IOs: what stations send, what changes leave as it was."""

from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.lifesmart.models.device import (
    Device,
    EpSet,
    Io,
    changed_ios,
    number,
)

SENT = {
    "me": "2711",
    "agt": "A3EAAABd",
    "devtype": "SL_SW_ND2",
    "fullCls": "SL_SW_ND2_V2",
    "name": "Hall",
    "stat": "1",
    "lDbm": "-35",
    "epver": "8",
    "data": {
        "L1": {"type": 129, "val": 1, "v": 1, "valts": 1700000000123, "name": "{$EPN} left"},
        "L2": {"type": "128", "val": "0"},
        "V": 87,
        "X": "garbage",
        "Y": None,
    },
}


def test_device() -> None:
    device = Device.from_wire(SENT)
    assert (device.me, device.agt, device.name, device.version) == (
        *("2711", "A3EAAABd", "Hall", "8"),
    )
    assert (device.devtype, device.fulltype) == ("SL_SW_ND2", "SL_SW_ND2_V2")
    assert (device.stat, device.lDbm, device.available) == (True, -35, True)
    assert device.ios == {
        "L1": Io(type=129, val=1, v=1, valts=1700000000123, name="{$EPN} left"),
        "L2": Io(type=128, val=0),
        "V": Io(v=87),
    }


def test_what_is_left_out() -> None:
    device = Device.from_wire({"cls": "SL_OL", "ver": 3}, me="ab01", agt="A1")
    assert device == Device(me="ab01", agt="A1", devtype="SL_OL", fulltype="SL_OL", version="3")
    assert device.available
    assert not Device.from_wire({"stat": 0}, me="1").available


def test_names_of_ios() -> None:
    device = Device.from_wire(SENT)
    assert device.name_of("L1") == "Hall left"
    assert device.name_of("L2") is None
    assert device.name_of("L9") is None
    assert Device.from_wire({"data": {"L1": {"name": "{$EPN}"}}}, me="1").name_of("L1") is None


@pytest.mark.parametrize(
    ("sent", "value"),
    [
        ({"v": 5}, Io(v=5)),
        (7, Io(v=7)),
        ("2.5", Io(v=2.5)),
        (True, Io(v=1)),
        ({}, Io()),
        ({"type": "x", "val": float("nan"), "v": [], "name": 3}, Io(name="3")),
        (None, None),
        ([], None),
        (float("inf"), None),
    ],
)
def test_io(sent: object, value: Io | None) -> None:
    assert Io.from_wire(sent) == value


def test_change_with_v_alone() -> None:
    """What was raw is out of date, but kept."""
    io = Io(type=129, val=1, v=1, valts=1, name="left").merged(Io(v=0))
    assert (io.current_type, io.current_val, io.current_v) == (None, None, 0)
    assert (io.type, io.val, io.valts, io.name) == (129, 1, 1, "left")


def test_change_with_raw_alone() -> None:
    io = Io(type=78, val=300, v=88).merged(Io(type=78, val=290, valts=5))
    assert (io.current_type, io.current_val, io.current_v) == (78, 290, None)
    assert (io.v, io.valts) == (88, 5)


def test_change_after_change() -> None:
    io = Io(type=129, val=1, v=1).merged(Io(v=0)).merged(Io(type=129))
    assert (io.current_type, io.current_val, io.current_v) == (129, 1, None)
    io = io.merged(Io(name="new"))
    assert (io.current_type, io.current_v, io.name) == (129, None, "new")
    io = io.merged(Io(type=128, val=0, v=0))
    assert (io.current_type, io.current_val, io.current_v) == (128, 0, 0)


def test_device_after_a_change() -> None:
    device = Device.from_wire(SENT).merged(
        {
            "me": "2711",
            "agt": "A3EAAABd",
            "devtype": "SL_SW_ND2",
            "fulltype": "SL_SW_ND2",
            "name": "Hallway",
            "stat": 0,
            "L1": {"type": 128, "val": 0},
            "L2": 1,
            "N": {"v": 4},
            "data": {"V": {"v": 86}},
        }
    )
    assert (device.name, device.stat, device.fulltype) == ("Hallway", False, "SL_SW_ND2_V2")
    assert device.ios["L1"].current_type == 128
    assert device.ios["L1"].name == "{$EPN} left"
    assert (device.ios["L2"].current_v, device.ios["L2"].current_type) == (1, None)
    assert device.ios["V"].v == 86
    assert device.ios["N"] == Io(v=4)


def test_change_that_says_little() -> None:
    device = Device.from_wire(SENT)
    assert device.merged({"me": "2711", "devtype": "SL_SW_ND2"}) == device
    assert device.merged({"fulltype": "SL_SW_ND2_V3"}).fulltype == "SL_SW_ND2_V3"


def test_changed_ios() -> None:
    change = {"me": "2711", "stat": 1, "lDbm": -40, "L1": {"v": 1}, "data": {"V": 3}, "L2": "?"}
    assert changed_ios(change) == {"L1", "V"}


def test_set() -> None:
    assert EpSet("2711", "L1", 129, 1).to_wire() == {
        "tag": "m",
        "me": "2711",
        "idx": "L1",
        "type": 129,
        "val": 1,
    }
    assert EpSet("2711", "P1", 129, 3, {"vol": 80}).to_wire()["vol"] == 80


def test_assumed_after_on_and_off() -> None:
    """A lamp keeps its colour."""
    device = Device.from_wire({"me": "1", "data": {"RGBW": {"type": 254, "val": 255, "v": 255}}})
    lamp = device.assumed([EpSet("1", "RGBW", 129, 1), EpSet("2", "RGBW", 255, 7)]).ios["RGBW"]
    assert (lamp.current_type, lamp.current_val, lamp.current_v) == (255, 255, None)


def test_assumed_after_a_value() -> None:
    device = Device.from_wire({"me": "1", "data": {"L": {"v": 30}}})
    assert device.assumed([EpSet("1", "L", 207, 100)]).ios["L"].current_val == 100
    off = device.assumed([EpSet("1", "L", 128, 0)]).ios["L"]
    assert (off.current_type, off.current_val) == (128, 30)
    new = device.assumed([EpSet("1", "P2", 129, 1)]).ios["P2"]
    assert (new.current_type, new.current_val) == (129, 1)


@pytest.mark.parametrize(
    ("sent", "value"),
    [(3, 3), ("3", 3), ("-3.5", -3.5), (2**60, None), ("--1", None), ("1e999", None), (False, 0)],
)
def test_number(sent: object, value: float | None) -> None:
    assert number(sent) == value


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)
OBJECTS = st.dictionaries(
    st.sampled_from(["me", "devtype", "fulltype", "name", "stat", "data", "lDbm", "L1", "ver"]),
    JUNK,
)


@given(sent=OBJECTS, change=OBJECTS)
def test_garbage(sent: dict[str, Any], change: dict[str, Any]) -> None:
    device = Device.from_wire(sent, me="1").merged(change)
    assert isinstance(device.name, str)
    assert changed_ios(change) <= set(device.ios)
