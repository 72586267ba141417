"""Members of rows that owners write."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.iotsquare.decoders import rows
from custom_components.accord.protocol.iotsquare.decoders.measurement import Kind


@pytest.mark.parametrize(
    ("value", "found"),
    [(5, 5), ("5", 5), ("0x1F", 31), (5.0, 5), (" 7 ", 7), (None, 3), ("", 3)],
)
def test_whole(value: Any, found: int) -> None:
    assert rows.whole({"size": value}, "size", 0, 31, 3) == found


@pytest.mark.parametrize("value", [True, "x", 5.5, [], 32, -1])
def test_whole_that_is_none(value: Any) -> None:
    with pytest.raises(InvalidError, match="size must be"):
        rows.whole({"size": value}, "size", 0, 31, 3)
    with pytest.raises(InvalidError, match="size is missing"):
        rows.whole({}, "size", 0, 31, None)


@pytest.mark.parametrize(("value", "found"), [("0.5", 0.5), (2.0, 2), (None, 1), ("1e3", 1000)])
def test_number(value: Any, found: float) -> None:
    assert rows.number({"scale": value}, "scale", 1) == found


@pytest.mark.parametrize("value", ["x", True, [], "nan", "inf", 1e30, 10**400])
def test_number_that_is_none(value: Any) -> None:
    with pytest.raises(InvalidError, match="scale"):
        rows.number({"scale": value}, "scale", 1)


def test_text() -> None:
    assert rows.text({"unit": " °C "}, "unit") == "°C"
    assert rows.text({"unit": " "}, "unit") is None
    assert rows.text({}, "unit") is None
    for value in (3, "x" * 101):
        with pytest.raises(InvalidError, match="unit"):
            rows.text({"unit": value}, "unit")


def test_choice_and_flag() -> None:
    assert rows.choice({"form": "hex"}, "form", ("number", "hex"), "number") == "hex"
    assert rows.choice({"form": ""}, "form", ("number", "hex"), "number") == "number"
    with pytest.raises(InvalidError, match="form must be one of: number, hex"):
        rows.choice({"form": ["x"]}, "form", ("number", "hex"), "number")
    assert rows.flag({"signed": True}, "signed")
    assert not rows.flag({}, "signed")
    with pytest.raises(InvalidError, match="signed"):
        rows.flag({"signed": "yes"}, "signed")


def test_quantity() -> None:
    row = {"unit": "°C", "device_class": "temperature", "state_class": "measurement"}
    found = rows.quantity(row)
    assert (found.unit, found.device_class, found.state_class) == tuple(row.values())
    text = rows.quantity(row, is_text=True)
    assert (text.unit, text.device_class, text.state_class) == (None, None, None)
    binary = rows.quantity({"entity": "binary_sensor", "device_class": "door", "unit": "x"})
    assert (binary.kind, binary.device_class, binary.unit) == (Kind.BINARY_SENSOR, "door", None)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Water level", "water_level"),
        ("  CO₂ (room 1) ", "co₂_room_1"),
        ("水位", "水位"),
        ("!", "unnamed"),
    ],
)
def test_keys(name: str, key: str) -> None:
    assert rows.key_of(name) == key


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("0=shut, 1=open", {0: "shut", 1: "open"}),
        ("0x10=a;17 = b=c;", {16: "a", 17: "b=c"}),
        ("0=关\uff0c1=开\uff1b2=半", {0: "关", 1: "开", 2: "半"}),
        ({"0": "shut", "1": 2}, {0: "shut", 1: "2"}),
        ({}, {}),
        ("", {}),
        (None, {}),
    ],
)
def test_value_map(value: Any, found: dict[int, str]) -> None:
    assert rows.value_map({"map": value}, "map") == found


@pytest.mark.parametrize("value", ["x", "x=1", 3, ["0=shut"], {"x": "y"}])
def test_value_map_that_is_none(value: Any) -> None:
    with pytest.raises(InvalidError, match="map must"):
        rows.value_map({"map": value}, "map")


def test_named() -> None:
    assert rows.named({"name": " a "}) == "a"
    with pytest.raises(InvalidError, match="name is missing"):
        rows.named({"name": " "})
