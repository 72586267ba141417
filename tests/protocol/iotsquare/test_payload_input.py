"""Payloads as people write them."""

from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.iotsquare.payload_input import payload_of


@pytest.mark.parametrize(
    ("form", "value", "payload"),
    [
        ("hex", "0x00 1a:2B-3c", b"\x00\x1a\x2b\x3c"),
        ("hex", "", b""),
        ("base64", " AAEi\nMw== ", b"\x00\x01\x22\x33"),
        ("text", "grün", b"gr\xc3\xbcn"),
        ("list", [0, 17, 255], b"\x00\x11\xff"),
        ("list", (), b""),
    ],
)
def test_forms(form: str, value: Any, payload: bytes) -> None:
    assert payload_of(form, value) == payload


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("hex", "0g"),
        ("hex", "012"),
        ("hex", 12),
        ("base64", "AAE"),
        ("base64", "A*=="),
        ("base64", b"AAE="),
        ("base64", "Ü"),
        ("text", 5),
        ("list", "00"),
        ("list", [256]),
        ("list", [True]),
        ("list", [1.0]),
        ("list", 7),
        ("morse", "00"),
    ],
)
def test_what_is_no_payload(form: str, value: Any) -> None:
    with pytest.raises(InvalidError):
        payload_of(form, value)


@given(st.binary(max_size=60))
def test_digits_there_and_back(payload: bytes) -> None:
    assert payload_of("hex", payload.hex(" ")) == payload
    assert payload_of("list", list(payload)) == payload
