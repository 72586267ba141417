"""Tolerant readers of members and strict checks of what is sent.

Servers write member names in any letter case, numbers as text and text as numbers.
Source: OpenAPI document, response parameters against samples.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
import json
import math
import re
from typing import Any

from ..errors import InvalidError, ProtocolError

NOTHING: Mapping[str, Any] = {}

_LARGEST = 2**53
_LATEST = 253402300799000
"""The last millisecond of the year 9999."""
_TRUE = frozenset({"true", "1", "yes", "on"})
_FALSE = frozenset({"false", "0", "no", "off"})
_SEPARATORS = re.compile(r"[\s:-]")
_BASE64_NOISE = re.compile(r"\s")

EUI_DIGITS = 16
KEY_DIGITS = 32
ADDRESS_DIGITS = 8


# --- Reading ---------------------------------------------------------------------------------


def as_float(value: object) -> float | None:
    """Return a finite number, also one sent as text."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return float(value) if -_LARGEST <= value <= _LARGEST else None


def as_int(value: object) -> int | None:
    """Return a whole number, also one sent as fraction, text or truth value."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return value if -_LARGEST <= value <= _LARGEST else None
    found = as_float(value)
    return None if found is None or not math.isfinite(found) else int(found)


def as_bool(value: object) -> bool | None:
    """Return a truth value, also one sent as number or text."""
    if isinstance(value, str):
        lower = value.strip().casefold()
        return True if lower in _TRUE else False if lower in _FALSE else None
    if isinstance(value, int | float):
        return bool(value)
    return None


def as_str(value: object) -> str | None:
    """Return text, a number as text; None where something else or nothing was sent."""
    if isinstance(value, str):
        found = value.encode("utf-8", "replace").decode().strip()
        return found or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return None


def as_time(value: object) -> datetime | None:
    """Return a moment sent as milliseconds since 1970; None for "never" (-1, 0)."""
    found = as_int(value)
    if found is None or not 0 < found <= _LATEST:
        return None
    return datetime.fromtimestamp(found / 1000, UTC)


def as_data(value: object) -> bytes:
    """Return bytes sent in Base64, of either alphabet and without padding too; else nothing."""
    if not isinstance(value, str):
        return b""
    text = _BASE64_NOISE.sub("", value).rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return b64decode(text + "=" * (-len(text) % 4), validate=True)
    except ValueError:
        return b""


def as_id(value: object) -> str | None:
    """Return an identifier in lower case; None for nothing or blanks."""
    found = as_str(value)
    return None if found is None else _SEPARATORS.sub("", found).lower() or None


def as_texts(value: object) -> tuple[str, ...]:
    """Return texts sent as a list or as one text; each once."""
    many = value if isinstance(value, list | tuple) else [value]
    return tuple(dict.fromkeys(found for one in many if (found := as_str(one))))


class Wire:
    """The members of an object, found in whatever letter case. Anything else has none."""

    __slots__ = ("_folded", "raw")

    def __init__(self, value: object) -> None:
        """Read an object; ``raw`` stays as it was sent."""
        self.raw: Mapping[str, Any] = value if isinstance(value, Mapping) else NOTHING
        self._folded = {str(name).casefold(): member for name, member in self.raw.items()}

    def __bool__(self) -> bool:
        """Tell whether there is any member."""
        return bool(self._folded)

    def __contains__(self, name: str) -> bool:
        """Tell whether a member was sent, whatever its value."""
        return name.casefold() in self._folded

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Iterate over names, in lower case, and values."""
        return iter(self._folded.items())

    def value(self, *names: str) -> Any:
        """Return the first of these members that is there and not null."""
        found = (self._folded.get(name.casefold()) for name in names)
        return next((one for one in found if one is not None), None)

    def integer(self, *names: str) -> int | None:
        """Return a whole number."""
        return as_int(self.value(*names))

    def number(self, *names: str) -> float | None:
        """Return a number."""
        return as_float(self.value(*names))

    def flag(self, *names: str) -> bool | None:
        """Return a truth value."""
        return as_bool(self.value(*names))

    def text(self, *names: str) -> str | None:
        """Return text."""
        return as_str(self.value(*names))

    def identifier(self, *names: str) -> str | None:
        """Return an EUI or address in lower case."""
        return as_id(self.value(*names))

    def time(self, *names: str) -> datetime | None:
        """Return a moment."""
        return as_time(self.value(*names))

    def data(self, *names: str) -> bytes:
        """Return bytes."""
        return as_data(self.value(*names))

    def texts(self, *names: str) -> tuple[str, ...]:
        """Return texts of all these members, each once."""
        found = [text for name in names for text in as_texts(self._folded.get(name.casefold()))]
        return tuple(dict.fromkeys(found))

    def object(self, *names: str) -> Wire:
        """Return an object, an empty one where something else was sent."""
        return Wire(self.value(*names))

    def objects(self, *names: str) -> list[Wire]:
        """Return the objects of a list."""
        return wires(self.value(*names))


def wires(value: object) -> list[Wire]:
    """Return the objects of a list; one object counts as a list of it."""
    many = value if isinstance(value, list) else [value]
    return [Wire(one) for one in many if isinstance(one, Mapping)]


def loads(body: bytes) -> Wire:
    """Read a JSON object. Raises ProtocolError for anything else."""
    try:
        value = json.loads(body.decode("utf-8", "replace").lstrip("\ufeff"))
    except ValueError, RecursionError:
        page = body.lstrip()[:1] == b"<"
        raise ProtocolError("answer is a page" if page else "answer is not JSON") from None
    if not isinstance(value, Mapping):
        raise ProtocolError("answer is not an object")
    return Wire(value)


# --- Sending ---------------------------------------------------------------------------------


def dumps(value: Mapping[str, Any]) -> bytes:
    """Return a body. Raises InvalidError for what JSON cannot hold."""
    try:
        text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return text.encode()
    except TypeError, ValueError:
        raise InvalidError("a value cannot be sent") from None


def encode_data(data: bytes) -> str:
    """Return bytes in standard Base64 with padding."""
    return b64encode(data).decode()


def hexadecimal(name: str, value: str, digits: int) -> str:
    """Return an identifier or key in lower case, without separators.

    Raises InvalidError where it has another length; the value is not named, it may be secret.
    """
    found = _SEPARATORS.sub("", value).lower()
    if len(found) != digits or not set(found) <= set("0123456789abcdef"):
        raise InvalidError(f"parameter {name} must be {digits} hexadecimal digits")
    return found


def normalize_eui(value: str, name: str = "eui") -> str:
    """Return an EUI as 16 digits in lower case. Raises InvalidError."""
    return hexadecimal(name, value, EUI_DIGITS)
