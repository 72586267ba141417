"""Payloads as people write them: digits, Base64, texts, lists of numbers."""

from base64 import b64decode
from collections.abc import Callable, Sequence
from typing import Any

from ..errors import InvalidError


def from_hex(value: Any) -> bytes:
    """Return the bytes of hexadecimal digits; blanks, ``:``, ``-`` and ``0x`` do not matter.

    Raises InvalidError.
    """
    if not isinstance(value, str):
        raise InvalidError("the payload must be hexadecimal digits")
    digits = value.strip().lower().removeprefix("0x")
    for separator in (" ", ":", "-"):
        digits = digits.replace(separator, "")
    try:
        return bytes.fromhex(digits)
    except ValueError:
        raise InvalidError("the payload must be pairs of hexadecimal digits") from None


def from_base64(value: Any) -> bytes:
    """Return the bytes of a Base64 text. Raises InvalidError."""
    if not isinstance(value, str):
        raise InvalidError("the payload must be Base64")
    try:
        return b64decode("".join(value.split()), validate=True)
    except ValueError:
        raise InvalidError("the payload must be Base64") from None


def from_text(value: Any) -> bytes:
    """Return a text in UTF-8. Raises InvalidError."""
    if not isinstance(value, str):
        raise InvalidError("the payload must be a text")
    return value.encode("utf-8", "replace")


def from_list(value: Any) -> bytes:
    """Return the bytes of numbers from 0 to 255. Raises InvalidError."""
    if not isinstance(value, Sequence) or isinstance(value, str | bytes):
        raise InvalidError("the payload must be a list of numbers")
    if not all(type(item) is int and 0 <= item <= 255 for item in value):
        raise InvalidError("the payload must be a list of numbers from 0 to 255")
    return bytes(value)


FORMS: dict[str, Callable[[Any], bytes]] = {
    "hex": from_hex,
    "base64": from_base64,
    "text": from_text,
    "list": from_list,
}


def payload_of(form: str, value: Any) -> bytes:
    """Return the bytes of a payload in one of ``FORMS``. Raises InvalidError."""
    if (read := FORMS.get(form)) is None:
        raise InvalidError(f"the form must be one of: {', '.join(FORMS)}")
    return read(value)
