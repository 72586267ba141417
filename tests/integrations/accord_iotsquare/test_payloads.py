"""Payloads as users write them."""

from typing import Any

from homeassistant.exceptions import ServiceValidationError
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord_iotsquare.payloads import payload_in


@pytest.mark.parametrize(
    ("given", "payload"),
    [
        ({"hex": "0x0A-0b:0C"}, b"\x0a\x0b\x0c"),
        ({"base64": " AQ== "}, b"\x01"),
        ({"text": "on"}, b"on"),
        ({"bytes": [0, 255]}, b"\x00\xff"),
    ],
)
def test_ways(given: dict[str, Any], payload: bytes) -> None:
    """Each way says the same."""
    assert payload_in({"port": 1, **given}) == payload


def test_one_of_them() -> None:
    """None and two are refused, and what cannot be read."""
    for given in ({}, {"hex": "00", "text": "a"}):
        with pytest.raises(ServiceValidationError):
            payload_in(given)
    with pytest.raises(InvalidError):
        payload_in({"hex": "xy"})
