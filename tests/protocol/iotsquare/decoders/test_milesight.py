"""Milesight's records: the example, rows of one's own, and bytes of any kind."""

from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.iotsquare.decoders.measurement import (
    Decoded,
    Kind,
    Problem,
    Value,
)
from custom_components.accord.protocol.iotsquare.decoders.milesight import Milesight

ROW = {"name": "Light level", "channel": "0x05", "type": 0x65, "size": 3, "scale": "0.5"}


def decode(digits: str, *rows: dict[str, Any]) -> Decoded:
    return Milesight.from_options({"rows": list(rows)}).decode(bytes.fromhex(digits), 85)


def test_example() -> None:
    found = decode("01 75 64 03 67 18 01 04 68 6D")
    assert found.problem is None
    assert {item.key: (item.value, item.unit) for item in found.measurements} == {
        "milesight_battery": (100, "%"),
        "milesight_67_3": (28.0, "°C"),
        "milesight_68_4": (54.5, "%"),
    }


@pytest.mark.parametrize(
    ("digits", "key", "value"),
    [
        ("0367D7FF", "67_3", -4.1),
        ("067342 27", "73_6", 1005.0),
        ("077D 9001", "7d_7", 400),
        ("087D 0A00", "7d_8", 10),
        ("0382 D204", "82_3", 1234),
        ("03C8 15CD5B07", "c8_3", 123456789),
        ("0374 FC08", "74_3", 230.0),
        ("0380 E8030000", "80_3", 1000),
        ("0381 5F", "81_3", 95),
        ("0383 10270000", "83_3", 10000),
        ("03C9 F401", "c9_3", 500),
        ("0300 01", "00_3", 1),
        ("0401 00", "01_4", 0),
        ("FF01 01", "protocol_version", "1"),
        ("FF09 0310", "hardware_version", "3.1"),
        ("FF0A 0114", "firmware_version", "1.20"),
        ("FF0F 02", "lorawan_class", "C"),
        ("FFFF 0100", "tsl_version", "1.0"),
        ("FF16 6136B10752410005", "serial_number", "6136b10752410005"),
    ],
)
def test_every_row(digits: str, key: str, value: Value) -> None:
    found = decode(digits)
    assert found.problem is None
    assert found[f"milesight_{key}"] == value


def test_carbon_dioxide_on_its_channel() -> None:
    (found,) = decode("077D9001").measurements
    assert found.device_class == "carbon_dioxide"
    (other,) = decode("087D9001").measurements
    assert (other.device_class, other.unit) == (None, None)


@pytest.mark.parametrize(
    ("digits", "problem", "count"),
    [
        ("017564 20CE 0102030405", None, 1),
        ("017564 FF0B FF 04686D", None, 2),
        ("017564 0599", Problem.UNKNOWN_RECORD, 1),
        ("017564 FF67 0000", Problem.UNKNOWN_RECORD, 1),
        ("017564 0367 18", Problem.TOO_SHORT, 1),
        ("017564 03", Problem.TOO_SHORT, 1),
        ("FF0F 03 017564", Problem.IMPOSSIBLE_VALUE, 1),
        ("", Problem.EMPTY, 0),
    ],
)
def test_where_reading_ends(digits: str, problem: Problem | None, count: int) -> None:
    found = decode(digits)
    assert found.problem is problem
    assert len(found.measurements) == count


def test_rows_of_ones_own_count_first() -> None:
    rows = (
        {**ROW, "unit": "lx", "device_class": "illuminance", "state_class": "measurement"},
        {"name": "Door", "channel": 6, "type": 0, "size": 1, "entity": "binary_sensor"},
        {"name": "Tag", "type": 0x20, "size": 2, "form": "hex"},
        {"name": "Depth", "channel": "", "type": 0x82, "size": 2, "signed": True},
    )
    found = decode("0565 0A0000 0600 01 0120 ABCD 0382 FFFF 0300 01", *rows)
    assert found.problem is None
    assert found["milesight_own_light_level"] == 5
    assert found["milesight_own_door"] is True
    assert found["milesight_own_tag"] == "abcd"
    assert found["milesight_own_depth"] == -1
    assert found["milesight_00_3"] == 1
    light, door = found.measurements[:2]
    assert (light.unit, light.device_class, light.name) == ("lx", "illuminance", "Light level")
    assert (door.kind, door.channel) == (Kind.BINARY_SENSOR, None)


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ({**ROW, "name": ""}, "name"),
        ({**ROW, "type": 256}, "type"),
        ({**ROW, "type": None}, "type"),
        ({**ROW, "size": 0}, "size"),
        ({**ROW, "channel": "x"}, "channel"),
        ({**ROW, "scale": "x"}, "scale"),
        ({**ROW, "signed": "x"}, "signed"),
        ({**ROW, "entity": "light"}, "entity"),
        ("x", "object"),
    ],
)
def test_rows_that_cannot_be(row: Any, names: str) -> None:
    with pytest.raises(InvalidError, match=f"row 2: .*{names}"):
        Milesight.from_options({"rows": [ROW, row]})


@pytest.mark.parametrize("rows", ["x", 3, [ROW] * 65])
def test_lists_that_cannot_be(rows: Any) -> None:
    with pytest.raises(InvalidError, match="rows"):
        Milesight.from_options({"rows": rows})


@given(st.binary(max_size=1200), st.integers(0, 255))
def test_any_payload(payload: bytes, port: int) -> None:
    found = Milesight.from_options({"rows": [ROW]}).decode(payload, port)
    assert len({item.key for item in found.measurements}) == len(found.measurements)
