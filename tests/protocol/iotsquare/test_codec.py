"""Whatever a server writes can be read, and nothing wrong is sent."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import InvalidError, ProtocolError
from custom_components.accord.protocol.iotsquare.codec import (
    Wire,
    as_bool,
    as_data,
    as_float,
    as_id,
    as_int,
    as_str,
    as_time,
    dumps,
    encode_data,
    hexadecimal,
    loads,
    normalize_eui,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@pytest.mark.parametrize(
    ("value", "number"),
    [(7, 7), ("7", 7), ("7.0", 7), (7.9, 7), (True, 1), ("", None), ("x", None), ([], None)],
)
def test_whole_numbers(value: object, number: int | None) -> None:
    assert as_int(value) == number


@pytest.mark.parametrize(
    ("value", "number"),
    [("-9.0", -9.0), (-9, -9.0), ("", None), (float("nan"), None), ("inf", None), (True, None)],
)
def test_numbers(value: object, number: float | None) -> None:
    assert as_float(value) == number


@pytest.mark.parametrize(
    ("value", "flag"),
    [
        (True, True),
        ("true", True),
        ("False", False),
        (1, True),
        ("0", False),
        ("", None),
        ([], None),
    ],
)
def test_truth_values(value: object, flag: bool | None) -> None:
    assert as_bool(value) is flag


@pytest.mark.parametrize(
    ("value", "text"), [("a", "a"), (" ", None), (7, "7"), (None, None), (True, None)]
)
def test_texts(value: object, text: str | None) -> None:
    assert as_str(value) == text


def test_times() -> None:
    """-1 is never; texts occur in JSON of MQTT."""
    moment = datetime(2018, 12, 6, 3, 19, 37, 92000, UTC)
    assert as_time(1544066377092) == as_time("1544066377092") == moment
    assert as_time(-1) is as_time(0) is as_time("") is as_time(10**17) is None


def test_data() -> None:
    """Both alphabets, with and without padding."""
    assert as_data("ABEiM0Q=") == as_data("ABEiM0Q") == bytes.fromhex("0011223344")
    assert as_data("-_8=") == as_data("+/8=") == b"\xfb\xff"
    assert as_data("?") == as_data(None) == b""
    assert encode_data(b"\x23\x33") == "IzM="


def test_identifiers() -> None:
    """Blanks are the address of a device that has not joined."""
    assert as_id("12EF4567") == "12ef4567"
    assert as_id("        ") is as_id("") is None
    assert normalize_eui("57-4A:bd 9100390397") == "574abd9100390397"


@pytest.mark.parametrize("value", ["", "574abd910039039", "574abd910039039g", "57" * 9])
def test_wrong_identifiers(value: str) -> None:
    """The error does not name the value: it may be a key."""
    with pytest.raises(InvalidError) as raised:
        hexadecimal("app_key", value, 16)
    assert not value or value not in str(raised.value)


def test_members_in_any_letter_case() -> None:
    wire = Wire({"DevEUI": "AB", "fport": "3", "Gws": [{"ID": 1}, 5], "tags": "x", "none": None})
    assert wire.identifier("devEUI") == "ab"
    assert wire.integer("none", "fPort") == 3
    assert [one.integer("id") for one in wire.objects("gws")] == [1]
    assert wire.texts("tags", "missing") == ("x",)
    assert "NONE" in wire
    assert "other" not in wire
    assert not Wire([])


def test_bodies() -> None:
    assert loads(b'\xef\xbb\xbf{"code": 0}').integer("code") == 0
    for body in (b"", b"[]", b'{"code": 0', b"<html>", b"\xff"):
        with pytest.raises(ProtocolError):
            loads(body)
    with pytest.raises(InvalidError):
        dumps({"value": float("nan")})


@given(JSON)
def test_anything_can_be_read(value: Any) -> None:
    """No reader ever raises."""
    wire = Wire({"member": value})
    for read in (
        *(wire.integer, wire.number, wire.flag, wire.text, wire.identifier),
        *(wire.time, wire.data, wire.texts, wire.object, wire.objects),
    ):
        read("member")
