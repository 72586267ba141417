"""Tolerant readers of single members, and strict checks of what is sent.

Any member may be ``null`` or absent, numbers and truth values may be texts.
"""

from collections.abc import Mapping, Sequence
import json
import math
from typing import Any

from ....errors import InvalidError

NOTHING: Mapping[str, Any] = {}
"""What stands in for an object that is not there."""

_LARGEST = 2**53
_TRUE = frozenset({"true", "ture", "1", "yes"})
_FALSE = frozenset({"false", "0", "no"})


def number(value: object) -> float | None:
    """Return a number, also one sent as text; None for no number."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        try:
            value = float(value.strip())
        except ValueError:
            return None
    if not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value) if abs(value) <= _LARGEST else None


def integer(value: object) -> int | None:
    """Return a whole number, also one sent as fraction or text; None for no number."""
    found = number(value)
    return None if found is None else int(found)


def count(value: object) -> int:
    """Return a count, zero where none was sent."""
    return max(0, integer(value) or 0)


def flag(value: object) -> bool | None:
    """Return a truth value, also one sent as text in any case (the document has ``"Ture"``)."""
    if isinstance(value, bool):
        return value
    word = text(value).strip().casefold()
    if word in _TRUE:
        return True
    return False if word in _FALSE else None


def text(value: object) -> str:
    """Return text that can be stored, or a number as text; empty where something else was sent."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return str(value)
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def obj(value: object) -> Mapping[str, Any]:
    """Return an object, an empty one where something else was sent."""
    return value if isinstance(value, Mapping) else NOTHING


def nested(value: object) -> Mapping[str, Any]:
    """Return an object, also one that was sent as JSON inside a text."""
    if not isinstance(value, str):
        return obj(value)
    try:
        return obj(json.loads(value))
    except ValueError, RecursionError:
        return NOTHING


def objects(value: object) -> list[Mapping[str, Any]]:
    """Return objects sent as a list or as a single one; what else stands there is left out."""
    if isinstance(value, Mapping):
        return [value]
    if not isinstance(value, list):
        return []
    return [item for item in value if isinstance(item, Mapping)]


def texts(value: object) -> tuple[str, ...]:
    """Return texts sent as a list or as a single one."""
    listed = value if isinstance(value, list) else [value]
    return tuple(found for item in listed if (found := text(item)))


def present(**members: object) -> dict[str, Any]:
    """Return members without those that are None: the platform is not told what is not wanted."""
    return {name: value for name, value in members.items() if value is not None}


def check_text(name: str, value: str, most: int, least: int = 1) -> str:
    """Return ``value``. Raises InvalidError for another length."""
    if not least <= len(value) <= most:
        raise InvalidError(f"parameter {name} must have {least} to {most} characters")
    return value


def check_range(name: str, value: int, low: int, high: int) -> int:
    """Return ``value``. Raises InvalidError outside ``low`` to ``high``."""
    if not low <= value <= high:
        raise InvalidError(f"parameter {name} must be from {low} to {high}")
    return value


def check_one_of[T](name: str, value: T, choices: Sequence[T]) -> T:
    """Return ``value``. Raises InvalidError for none of ``choices``."""
    if value not in choices:
        raise InvalidError(f"parameter {name} must be one of: {', '.join(map(str, choices))}")
    return value


def check_list(name: str, values: Sequence[str], most: int) -> list[str]:
    """Return ``values`` as a list. Raises InvalidError for none, or more than ``most``."""
    if not 1 <= len(values) <= most:
        raise InvalidError(f"parameter {name} must have 1 to {most} items")
    return list(values)
