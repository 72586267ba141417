"""Tolerant readers of single members, and strict checks of what is sent."""

from collections.abc import Mapping
import math
from typing import Any

from ...errors import InvalidError

NOTHING: Mapping[str, Any] = {}
"""What stands in for an object that is not there."""

_LARGEST = 2**53


def integer(value: object) -> int | None:
    """Return a whole number, also one sent as fraction, text or truth value."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    if not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return int(value) if -_LARGEST <= value <= _LARGEST else None


def flag(value: object) -> bool | None:
    """Return a truth value, also one sent as number or as ``"true"``."""
    if isinstance(value, str) and value.casefold() in {"true", "false"}:
        return value.casefold() == "true"
    found = integer(value)
    return None if found is None else found != 0


def text(value: object) -> str:
    """Return text that can be stored, or a number as text; empty where something else was sent."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def obj(value: object) -> Mapping[str, Any]:
    """Return an object, an empty one where something else was sent."""
    return value if isinstance(value, Mapping) else NOTHING


def objects(value: object, key: str) -> list[Mapping[str, Any]]:
    """Return objects sent as a list, as one object, or keyed by the member ``key``.

    Whatever else stands among them is left out.
    """
    if isinstance(value, list):
        return [item for item in value if isinstance(item, Mapping)]
    if not isinstance(value, Mapping):
        return []
    if isinstance(value.get(key), str | int):
        return [value]
    return [{key: name, **item} for name, item in value.items() if isinstance(item, Mapping)]


def check_range(name: str, value: int, low: int, high: int) -> int:
    """Return ``value``. Raises InvalidError outside ``low`` to ``high``."""
    if not low <= value <= high:
        raise InvalidError(f"parameter {name} must be from {low} to {high}")
    return value


def check_text(name: str, value: str) -> str:
    """Return ``value``. Raises InvalidError where it is empty."""
    if not value:
        raise InvalidError(f"parameter {name} must not be empty")
    return value


def check_one_of[T](name: str, value: T, choices: tuple[T, ...]) -> T:
    """Return ``value``. Raises InvalidError for none of ``choices``."""
    if value not in choices:
        raise InvalidError(f"parameter {name} must be one of: {', '.join(map(str, choices))}")
    return value


def check_digits(name: str, value: str, low: int, high: int) -> str:
    """Return ``value``. Raises InvalidError for anything but so many digits."""
    if not (value.isascii() and value.isdigit() and low <= len(value) <= high):
        raise InvalidError(f"parameter {name} must be {low} to {high} digits")
    return value
