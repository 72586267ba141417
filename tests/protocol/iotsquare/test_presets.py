"""Downlinks under a name: what each kind sends, its check bytes, where its state comes from."""

from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.iotsquare import presets
from custom_components.accord.protocol.iotsquare.presets import (
    READY,
    ButtonPreset,
    NumberPreset,
    SelectPreset,
    StateSource,
    SwitchPreset,
    TextPreset,
    build_preset,
)

NAMED = {"name": "Relay", "port": 8}


def button(**options: Any) -> ButtonPreset:
    found = build_preset("button", {**NAMED, **options})
    assert isinstance(found, ButtonPreset)
    return found


def number(**options: Any) -> NumberPreset:
    found = build_preset("number", {**NAMED, **options})
    assert isinstance(found, NumberPreset)
    return found


@pytest.mark.parametrize(
    ("payload", "frame"),
    [
        ("00B001", "00b001b1"),
        ("00B103", "00b103b4"),
        ("80B10301", "80b1030135"),
        ("00C001", "00c001c1"),
        ("80C00100", "80c0010041"),
        ("00C00108", "00c00108c9"),
        ("80C00101", "80c0010142"),
    ],
)
def test_sums_of_the_tracker(payload: str, frame: str) -> None:
    assert button(payload=payload, check="sum8").encode().hex() == frame


@pytest.mark.parametrize(
    ("check", "payload", "frame"),
    [
        ("none", "0102", "0102"),
        ("xor8", "010204", "01020407"),
        # Modbus' published example: read two registers of unit 1.
        ("crc16-modbus", "010300000002", "010300000002c40b"),
        ("crc16-modbus", "313233343536373839", "313233343536373839374b"),
    ],
)
def test_checks(check: str, payload: str, frame: str) -> None:
    assert button(payload=payload, check=check).encode().hex() == frame


def test_switch() -> None:
    found = build_preset("switch", {**NAMED, "on": "0101", "off": "0100", "confirmed": True})
    assert isinstance(found, SwitchPreset)
    assert (found.encode(True), found.encode(False)) == (b"\x01\x01", b"\x01\x00")
    assert found.confirmed
    assert found.source is None


@pytest.mark.parametrize(
    ("options", "value", "frame"),
    [
        ({}, 5, "05"),
        ({"before": "9D", "size": 2, "maximum": 28800}, 3600, "9d0e10"),
        ({"size": 2, "endianness": "little", "maximum": 28800}, 3600, "100e"),
        ({"signed": True, "minimum": -12}, -3, "fd"),
        ({"factor": 0.1, "after": "FF", "size": 2}, 21.5, "00d7ff"),
        ({"factor": "0.5", "check": "sum8"}, 2, "0404"),
    ],
)
def test_number(options: dict[str, Any], value: float, frame: str) -> None:
    assert number(**options).encode(value).hex() == frame


@given(st.integers(-(2**31), 2**31 - 1), st.sampled_from(["big", "little"]))
def test_numbers_there_and_back(value: int, endianness: str) -> None:
    found = number(
        size=4, signed=True, minimum=-(2**31), maximum=2**31 - 1, endianness=endianness
    ).encode(value)
    order = "big" if endianness == "big" else "little"
    assert int.from_bytes(found, order, signed=True) == value


@pytest.mark.parametrize("value", [-1, 101, float("nan"), float("inf")])
def test_number_out_of_range(value: float) -> None:
    with pytest.raises(InvalidError, match="from 0 to 100"):
        number().encode(value)


@pytest.mark.parametrize(
    "given_options", [{"Low": "01", "High": "02"}, [{"label": "Low", "payload": "01"},
                                                 {"label": "High", "payload": "02"}]]
)  # fmt: skip
def test_select(given_options: Any) -> None:
    found = build_preset("select", {**NAMED, "options": given_options})
    assert isinstance(found, SelectPreset)
    assert list(found.options) == ["Low", "High"]
    assert found.encode("High") == b"\x02"
    with pytest.raises(InvalidError, match="Low, High"):
        found.encode("Middle")


@pytest.mark.parametrize(
    ("options", "value", "payload"),
    [
        ({}, "grün", "grün".encode()),
        ({"encoding": "ascii"}, "abc", b"abc"),
        ({"encoding": "hex"}, "00 FF", b"\x00\xff"),
    ],
)
def test_text(options: dict[str, Any], value: str, payload: bytes) -> None:
    found = build_preset("text", {**NAMED, **options})
    assert isinstance(found, TextPreset)
    assert found.encode(value) == payload


@pytest.mark.parametrize(
    ("options", "value"),
    [
        ({"encoding": "ascii"}, "ü"),
        ({"encoding": "hex"}, "0"),
        ({"longest": 3}, "abcd"),
        ({}, ""),
    ],
)
def test_text_that_cannot_be_sent(options: dict[str, Any], value: str) -> None:
    found = build_preset("text", {**NAMED, **options})
    assert isinstance(found, TextPreset)
    with pytest.raises(InvalidError):
        found.encode(value)


@pytest.mark.parametrize(
    ("kind", "options", "names"),
    [
        ("lamp", {}, "kind"),
        ("button", {"payload": "00", "name": ""}, "name"),
        ("button", {"payload": "00", "port": 200}, "port"),
        ("button", {"payload": "00", "port": 0}, "port"),
        ("button", {"payload": "00", "port": None}, "port"),
        ("button", {"payload": "00", "check": "md5"}, "check"),
        ("button", {"payload": "00", "confirmed": 1}, "confirmed"),
        ("button", {"payload": "0"}, "payload"),
        ("button", {"payload": ""}, "payload"),
        ("button", {}, "payload"),
        ("button", {"payload": "00" * 243}, "payload"),
        ("switch", {"on": "01"}, "off"),
        ("switch", {"on": 1, "off": "00"}, "on"),
        ("number", {"size": 9}, "size"),
        ("number", {"factor": 0}, "factor"),
        ("number", {"step": 0}, "step"),
        ("number", {"minimum": 5, "maximum": 5}, "range"),
        ("number", {"maximum": 256}, "fit into 1 bytes"),
        ("number", {"minimum": -1}, "fit into 1 bytes"),
        ("number", {"before": "00" * 242}, "bytes"),
        ("select", {}, "options"),
        ("select", {"options": {"": "00"}}, "options"),
        ("select", {"options": [{"label": "a", "payload": "00"}] * 2}, "different"),
        ("select", {"options": {"Low": "x"}}, "Low"),
        ("text", {"encoding": "morse"}, "encoding"),
        ("text", {"longest": 243}, "longest"),
    ],
)
def test_presets_that_cannot_be(kind: str, options: dict[str, Any], names: str) -> None:
    with pytest.raises(InvalidError, match=names):
        build_preset(kind, {**NAMED, **options})


@pytest.mark.parametrize(
    ("on", "off", "value", "is_on"),
    [
        ("", "", True, True),
        ("", "", False, False),
        ("", "", 0.0, False),
        ("", "", 3, True),
        ("", "", "Off", False),
        ("1", "0", 1.0, True),
        ("1", "0", False, False),
        ("1", "0", 2, None),
        ("Open, ajar", "shut", "open", True),
        ("open", "", "shut", False),
        ("", "shut", "open", True),
    ],
)
def test_where_the_state_comes_from(on: str, off: str, value: Any, is_on: bool | None) -> None:
    options = {"on": "01", "off": "00", "state_key": "x", "state_on": on, "state_off": off}
    found = build_preset("switch", {**NAMED, **options})
    assert isinstance(found, SwitchPreset)
    assert found.source is not None
    assert found.source.key == "x"
    assert found.source.is_on(value) is is_on


@pytest.mark.parametrize("ready", READY, ids=lambda ready: ready.key)
def test_ready_presets(ready: presets.ReadyPreset) -> None:
    found = build_preset(ready.kind, {"port": 5, "name": ready.key, **ready.options})
    assert found.port in (5, 8)


def test_time_zone_of_the_tracker() -> None:
    ready = next(item for item in READY if item.key == "tracker_time_zone")
    found = build_preset(ready.kind, {**NAMED, **ready.options})
    assert isinstance(found, NumberPreset)
    assert found.encode(8).hex() == "00c00108c9"


def test_period_of_the_meter() -> None:
    ready = next(item for item in READY if item.key == "meter_report_period")
    found = build_preset(ready.kind, {"name": "Period", **ready.options})
    assert isinstance(found, NumberPreset)
    assert found.encode(3600).hex() == "9d100e"
    assert found.source == StateSource("report_period")
