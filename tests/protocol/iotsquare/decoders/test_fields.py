"""Fixed layouts: every type, conditions, positions, and bytes of any kind."""

import struct
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.iotsquare.decoders.fields import (
    ENDIANNESS,
    SIZES,
    TYPES,
    Fields,
)
from custom_components.accord.protocol.iotsquare.decoders.measurement import (
    Decoded,
    Kind,
    Position,
    Problem,
    Value,
)


def decode(digits: str, *rows: dict[str, Any], port: int = 1) -> Decoded:
    return Fields.from_options({"rows": list(rows)}).decode(bytes.fromhex(digits), port)


def only(digits: str, **row: Any) -> Value:
    found = decode(digits, {"name": "x", "offset": 0, **row})
    assert found.problem is None
    return found["field_x"]


@pytest.mark.parametrize(
    ("digits", "row", "value"),
    [
        ("FE", {"type": "u8"}, 254),
        ("FE", {"type": "i8"}, -2),
        ("0102", {"type": "u16"}, 258),
        ("0102", {"type": "u16", "endianness": "little"}, 513),
        ("FFFE", {"type": "i16"}, -2),
        ("010203", {"type": "u24"}, 66051),
        ("FEFFFF", {"type": "i24", "endianness": "little"}, -2),
        ("00000100", {"type": "u32"}, 256),
        ("FFFFFFFF", {"type": "i32"}, -1),
        ("FFFFFFFFFFFFFFFF", {"type": "u64"}, 2**64 - 1),
        ("41CC0000", {"type": "f32"}, 25.5),
        ("CDCCCC3D", {"type": "f32", "endianness": "little"}, 0.1),
        ("3FF8000000000000", {"type": "f64"}, 1.5),
        ("123456", {"type": "bcd", "length": 3, "scale": 0.01}, 1234.56),
        ("563412", {"type": "bcd", "length": 3, "endianness": "little"}, 123456),
        ("52464800AA", {"type": "ascii", "length": 5}, "RFH"),
        ("ABCD", {"type": "hex", "length": 2}, "abcd"),
        ("00 0119", {"type": "u16", "offset": 1, "scale": 0.1, "add": -40}, -11.9),
        ("AA BB CC", {"offset": -1}, 0xCC),
        ("B5", {"mask": "0xF0", "shift": 4}, 11),
        ("FF", {"type": "i8", "mask": 0xFF}, 255),
        ("02", {"map": "0=shut, 2=ajar"}, "ajar"),
        ("03", {"map": "0=shut, 2=ajar"}, "3"),
        ("3FC00000", {"type": "f32", "map": {"1": "one"}}, "1.5"),
        ("04", {"entity": "binary_sensor", "mask": 4}, True),
        ("03", {"entity": "binary_sensor", "mask": 4}, False),
    ],
)
def test_values(digits: str, row: dict[str, Any], value: Value) -> None:
    found = only(digits, **row)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("kind", SIZES)
@pytest.mark.parametrize("endianness", ENDIANNESS)
def test_types_against_struct(kind: str, endianness: str) -> None:
    """What the standard library says the same bytes are."""
    codes = {"u8": "B", "i8": "b", "u16": "H", "i16": "h", "u32": "I", "i32": "i"}
    codes |= {"u64": "Q", "f32": "f", "f64": "d"}
    data = bytes.fromhex("C2F6E97955AA1234")[: SIZES[kind]]
    if kind not in codes:
        assert only(data.hex(), type=kind, endianness=endianness) == int.from_bytes(
            data, "big" if endianness == "big" else "little", signed=kind[0] == "i"
        )
        return
    order = ">" if endianness == "big" else "<"
    (wanted,) = struct.unpack(order + codes[kind], data)
    assert only(data.hex(), type=kind, endianness=endianness) == pytest.approx(wanted, rel=1e-6)


@pytest.mark.parametrize(
    ("digits", "row", "problem"),
    [
        ("01", {"type": "u16"}, Problem.TOO_SHORT),
        ("01", {"offset": 1}, Problem.TOO_SHORT),
        ("01", {"offset": -2}, Problem.TOO_SHORT),
        ("01", {"offset": -1, "type": "u16"}, Problem.TOO_SHORT),
        ("1A", {"type": "bcd", "length": 1}, Problem.IMPOSSIBLE_VALUE),
        ("7FC00000", {"type": "f32"}, Problem.IMPOSSIBLE_VALUE),
        ("7FF0000000000000", {"type": "f64"}, Problem.IMPOSSIBLE_VALUE),
        ("FF", {"type": "ascii", "length": 1}, Problem.IMPOSSIBLE_VALUE),
        ("", {}, Problem.EMPTY),
    ],
)
def test_what_cannot_be_read(digits: str, row: dict[str, Any], problem: Problem) -> None:
    found = decode(digits, {"name": "x", "offset": 0, **row})
    assert found.problem is problem
    assert found.measurements == ()


def test_conditions() -> None:
    rows = (
        {"name": "Level", "offset": 1, "port": 2},
        {"name": "Level", "offset": 2, "port": 3},
        {"name": "Tilt", "offset": 1, "if_byte": 0, "if_value": 7},
        {"name": "End", "offset": 0, "if_byte": 9, "if_value": 7},
    )
    assert decode("070102", *rows, port=2)["field_level"] == 1
    assert decode("070102", *rows, port=3)["field_level"] == 2
    assert {item.key for item in decode("080102", *rows, port=2).measurements} == {"field_level"}
    assert decode("080102", *rows, port=4).measurements == ()


def test_what_a_value_means() -> None:
    row = {
        "name": "Tank",
        "offset": 0,
        "unit": "%",
        "device_class": "moisture",
        "state_class": "measurement",
    }
    (found,) = decode("10", row).measurements
    assert (found.name, found.unit, found.device_class) == ("Tank", "%", "moisture")
    assert found.state_class == "measurement"
    assert found.kind is Kind.SENSOR


def test_positions() -> None:
    rows = (
        {"name": "a", "offset": 0, "type": "i32", "scale": 1e-7, "entity": "latitude"},
        {"name": "b", "offset": 4, "type": "i32", "scale": 1e-7, "entity": "longitude"},
    )
    digits = struct.pack(">ii", 523655000, -48884000).hex()
    (found,) = decode(digits, *rows).measurements
    assert (found.key, found.value) == ("field_position", Position(52.3655, -4.8884))
    assert decode(digits, rows[0]).measurements == ()
    wrong = struct.pack(">ii", 923655000, 0).hex()
    assert decode(wrong, *rows).problem is Problem.IMPOSSIBLE_VALUE


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ({"offset": 0}, "name"),
        ({"name": "x"}, "offset is missing"),
        ({"name": "x", "offset": 2000}, "offset"),
        ({"name": "x", "offset": 0, "type": "u7"}, "type"),
        ({"name": "x", "offset": 0, "type": "hex"}, "length is missing"),
        ({"name": "x", "offset": 0, "endianness": "middle"}, "endianness"),
        ({"name": "x", "offset": 0, "mask": -1}, "mask"),
        ({"name": "x", "offset": 0, "shift": 64}, "shift"),
        ({"name": "x", "offset": 0, "add": "y"}, "add"),
        ({"name": "x", "offset": 0, "map": "y"}, "map"),
        ({"name": "x", "offset": 0, "port": 256}, "port"),
        ({"name": "x", "offset": 0, "if_value": 256}, "if_value"),
        ({"name": "x", "offset": 0, "entity": "lamp"}, "entity"),
        (7, "object"),
    ],
)
def test_rows_that_cannot_be(row: Any, names: str) -> None:
    with pytest.raises(InvalidError, match=f"row 1: .*{names}"):
        Fields.from_options({"rows": [row]})


@pytest.mark.parametrize("rows", ["x", 5, [{"name": "x", "offset": 0}] * 65])
def test_lists_that_cannot_be(rows: Any) -> None:
    with pytest.raises(InvalidError, match="rows"):
        Fields.from_options({"rows": rows})


ROWS = st.fixed_dictionaries(
    {
        "name": st.text(min_size=1, max_size=5).filter(str.strip),
        "offset": st.integers(-20, 20),
        "type": st.sampled_from(TYPES),
        "length": st.integers(1, 12),
        "endianness": st.sampled_from(ENDIANNESS),
        "mask": st.one_of(st.just(0), st.integers(0, 2**64 - 1)),
        "shift": st.integers(0, 63),
        "scale": st.floats(-1e6, 1e6),
        "add": st.floats(-1e6, 1e6),
        "map": st.sampled_from([None, "0=off,1=on"]),
        "entity": st.sampled_from(["sensor", "binary_sensor", "latitude", "longitude"]),
    }
)


@given(st.lists(ROWS, max_size=6), st.binary(max_size=60), st.integers(0, 255))
def test_any_rows_and_any_payload(rows: list[dict[str, Any]], payload: bytes, port: int) -> None:
    found = Fields.from_options({"rows": rows}).decode(payload, port)
    assert len({item.key for item in found.measurements}) == len(found.measurements)
