"""Rows that owners write by hand: reading their members, with errors that name the member."""

from collections.abc import Callable, Mapping, Sequence
import re
from typing import Any

from ...errors import InvalidError
from .measurement import Kind, Quantity

LONGEST_NAME = 100
MOST_ROWS = 64


def read_rows[T](options: Mapping[str, Any], read: Callable[[Mapping[str, Any]], T]) -> list[T]:
    """Return what ``read`` makes of each object in ``rows``.

    Raises InvalidError naming row and member.
    """
    rows = options.get("rows") or ()
    if not isinstance(rows, Sequence) or isinstance(rows, str) or len(rows) > MOST_ROWS:
        raise InvalidError(f"rows must be a list of at most {MOST_ROWS}")
    found = []
    for index, row in enumerate(rows, start=1):
        try:
            if not isinstance(row, Mapping):
                raise InvalidError("must be an object")
            found.append(read(row))
        except InvalidError as err:
            raise InvalidError(f"row {index}: {err}") from None
    return found


def whole(row: Mapping[str, Any], name: str, low: int, high: int, default: int | None) -> int:
    """Return a whole number. Texts may be decimal or, with ``0x``, hexadecimal.

    Raises InvalidError for what is none or out of range, or missing without a default.
    """
    value = row.get(name)
    if value in (None, ""):
        if default is None:
            raise InvalidError(f"{name} is missing")
        return default
    found = as_whole(value)
    if found is None:
        raise InvalidError(f"{name} must be a whole number")
    if not low <= found <= high:
        raise InvalidError(f"{name} must be from {low} to {high}")
    return found


def as_whole(value: Any) -> int | None:
    """Return a whole number however it is written, None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    if isinstance(value, str):
        try:
            return int(value.strip(), 0)
        except ValueError:
            return None
    return value if isinstance(value, int) else None


def number(row: Mapping[str, Any], name: str, default: float) -> float:
    """Return a number. Raises InvalidError."""
    value = row.get(name)
    if value in (None, ""):
        return default
    try:
        found = float(value)
    except TypeError, ValueError, OverflowError:
        raise InvalidError(f"{name} must be a number") from None
    if isinstance(value, bool) or not abs(found) < 1e18:
        raise InvalidError(f"{name} must be a number")
    return int(found) if found.is_integer() else found


def text(row: Mapping[str, Any], name: str) -> str | None:
    """Return a text without blanks around it, None for an empty one. Raises InvalidError."""
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InvalidError(f"{name} must be a text")
    if len(value) > LONGEST_NAME:
        raise InvalidError(f"{name} is too long")
    return value.strip() or None


def flag(row: Mapping[str, Any], name: str) -> bool:
    """Return a yes or no, no without one. Raises InvalidError."""
    value = row.get(name)
    if value is None:
        return False
    if not isinstance(value, bool):
        raise InvalidError(f"{name} must be yes or no")
    return value


def choice(row: Mapping[str, Any], name: str, choices: tuple[str, ...], default: str) -> str:
    """Return one of the choices. Raises InvalidError."""
    value = row.get(name)
    if value in (None, ""):
        return default
    if value not in choices:
        raise InvalidError(f"{name} must be one of: {', '.join(choices)}")
    return str(value)


def quantity(row: Mapping[str, Any], *, is_text: bool = False) -> Quantity:
    """Return what a row measures, as a sensor or a binary sensor: ``entity``, ``unit``, ``device_class``, ``state_class``.

    Texts have neither unit nor state class. Raises InvalidError.
    """
    kind = Kind(choice(row, "entity", (Kind.SENSOR, Kind.BINARY_SENSOR), Kind.SENSOR))
    plain = kind is Kind.SENSOR and not is_text
    return Quantity(
        key="own",
        kind=kind,
        unit=text(row, "unit") if plain else None,
        device_class=None if is_text else text(row, "device_class"),
        state_class=text(row, "state_class") if plain else None,
    )


def key_of(name: str) -> str:
    """Return the part of a measurement's key that a name stands for.

    Letters of all scripts stay; whatever else is there becomes one underscore.
    """
    letters = "".join(char if char.isalnum() else " " for char in name.casefold())
    return "_".join(letters.split()) or "unnamed"


def named(row: Mapping[str, Any]) -> str:
    """Return the name of a row. Raises InvalidError without one."""
    name = text(row, "name")
    if name is None:
        raise InvalidError("name is missing")
    return name


def parts_of(value: str) -> list[str]:
    """Return what stands between commas, also those of Chinese keyboards; empty parts are not."""
    parts = re.split("[,;\uff0c\uff1b\u3001]", value)
    return [part.strip() for part in parts if part.strip()]


def value_map(row: Mapping[str, Any], name: str) -> dict[int, str]:
    """Return texts by number, out of an object or a text such as ``0=shut, 1=open``.

    Raises InvalidError.
    """
    value = row.get(name)
    if value in (None, "", {}):
        return {}
    if isinstance(value, str):
        pairs = [part.split("=", 1) for part in parts_of(value)]
        if any(len(pair) != 2 for pair in pairs):
            raise InvalidError(f"{name} must be like 0=shut, 1=open")
        entries = {pair[0]: pair[1] for pair in pairs}
    elif isinstance(value, Mapping):
        entries = {key: str(item) for key, item in value.items()}
    else:
        raise InvalidError(f"{name} must be like 0=shut, 1=open")
    found = {as_whole(key): item.strip() for key, item in entries.items()}
    if None in found:
        raise InvalidError(f"{name} must begin with whole numbers")
    return {key: item for key, item in found.items() if key is not None}
