"""Tolerant readers of single members: a wrong type counts as absent."""

from collections.abc import Collection, Mapping
from decimal import Decimal
import math
from typing import Any

from ...errors import InvalidError

NOTHING: Mapping[str, Any] = {}
"""What stands in for an object that is not there."""

_LARGEST = 2**53
"""No device counts further; larger numbers are garbage and would break arithmetic."""


def number(value: object) -> float | None:
    """Return a finite number, also one sent as text."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    if not isinstance(value, int | float):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return float(value) if -_LARGEST <= value <= _LARGEST else None


def integer(value: object) -> int | None:
    """Return a whole number, also one sent as fraction, text or truth value."""
    if type(value) is int:
        return value if -_LARGEST <= value <= _LARGEST else None
    found = number(value)
    return None if found is None else int(found)


def flag(value: object) -> bool | None:
    """Return a truth value, however written: devices send 0 and 1."""
    if value in (0, 1):
        return value == 1
    found = integer(value)
    return None if found is None else found != 0


def text(value: object) -> str | None:
    """Return text that can be stored: lone surrogates are replaced."""
    if not isinstance(value, str):
        return None
    return value if value.isascii() else value.encode("utf-8", "replace").decode()


def obj(value: object) -> Mapping[str, Any]:
    """Return an object, an empty one where something else was sent."""
    return value if isinstance(value, Mapping) else NOTHING


def objects(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of a list; whatever else stands in it is left out."""
    if not isinstance(value, list):
        return []
    return [item for item in value if isinstance(item, Mapping)]


def integers(value: object) -> tuple[int, ...]:
    """Return the whole numbers of a list; whatever else stands in it is left out."""
    if not isinstance(value, list | tuple):
        return ()
    return tuple(found for item in value if (found := integer(item)) is not None)


def unknown(raw: Mapping[str, Any], known: Collection[str]) -> dict[str, Any]:
    """Return what a device sent beyond ``known`` members: it goes back on an edit as it came."""
    return {
        key: _exactly(value) for key, value in raw.items() if key not in known and key != "err_code"
    }


def _exactly(value: Any) -> Any:
    """Return a value whose fractions may be sent: it was the device that wrote them."""
    if isinstance(value, float) and math.isfinite(value):
        return Decimal(repr(value))
    if isinstance(value, Mapping):
        return {key: _exactly(item) for key, item in value.items()}
    return [_exactly(item) for item in value] if isinstance(value, list) else value


def check_range(name: str, value: int, low: int, high: int) -> int:
    """Return ``value``. Raises InvalidError outside ``low`` to ``high``."""
    if not low <= value <= high:
        raise InvalidError(f"parameter {name} must be from {low} to {high}")
    return value
