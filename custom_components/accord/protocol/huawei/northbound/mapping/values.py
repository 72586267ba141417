"""Values on their way: read with patience (rule P9), written exactly in the declared type."""

from datetime import UTC, datetime
import json
from typing import Any

from ....errors import InvalidError
from ..codec import format_time, parse_time
from ..models.capability import ValueModel
from ..models.fields import number
from .feature import Feature, Kind

LONGEST_STATE = 255
_WHOLE = frozenset({"int", "integer", "long"})
_FRACTION = frozenset({"decimal", "double", "float", "number"})
_LARGEST_SECONDS = 253_402_300_799.0
_MILLISECONDS_FROM = 1e11

type Reading = float | int | str | bool | datetime | None


def is_whole(model: ValueModel) -> bool:
    """Tell whether a type is a whole number."""
    return model.kind in _WHOLE


def is_numeric(model: ValueModel) -> bool:
    """Tell whether a type is a number."""
    return model.kind in _WHOLE | _FRACTION


def read_value(feature: Feature, value: object) -> Reading:
    """Return what a feature shows for a reported value, None where it cannot be understood."""
    if value is None:
        return None
    match feature.kind:
        case Kind.BINARY_SENSOR | Kind.SWITCH | Kind.VALVE | Kind.COVER:
            found = feature.switching.decode(value) if feature.switching else None
            return None if found is None else found != feature.inverted
        case Kind.LOCK:
            return feature.locked(value)
        case Kind.SELECT:
            return _choice(feature, value)
        case Kind.DATETIME:
            return read_time(value)
        case Kind.NUMBER:
            return _number(feature, value)
        case Kind.SENSOR:
            return _sensor(feature, value)
        case _:
            return _text(value)


def read_time(value: object) -> datetime | None:
    """Read a time as the platform writes it, as ISO 8601, or as seconds since 1970."""
    if (found := parse_time(value)) is not None:
        return found
    seconds = number(value)
    if seconds is not None:
        seconds = seconds / 1000 if seconds >= _MILLISECONDS_FROM else seconds
        valid = 0 < seconds <= _LARGEST_SECONDS
        return datetime.fromtimestamp(seconds, UTC) if valid else None
    if not isinstance(value, str) or len(value) < len("2024-01-01"):
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def write_value(model: ValueModel, value: Any) -> Any:
    """Return a value in the declared type. Raises InvalidError for what does not fit."""
    if model.choices and str(value) not in model.choices:
        raise InvalidError(f"parameter {model.name} must be one of: {', '.join(model.choices)}")
    if is_numeric(model):
        return _checked_number(model, value)
    if model.kind in {"boolean", "bool"}:
        if not isinstance(value, bool):
            raise InvalidError(f"parameter {model.name} must be true or false")
        return value
    if model.kind in {"jsonobject", "object", "json", "array", "string list", "stringlist"}:
        return value
    if isinstance(value, datetime):
        return format_time(value)
    words = str(value).lower() if isinstance(value, bool) else str(value)
    if model.longest is not None and len(words) > model.longest:
        raise InvalidError(f"parameter {model.name} must have at most {model.longest} characters")
    return words


def _checked_number(model: ValueModel, value: Any) -> int | float:
    found = number(value)
    if found is None:
        raise InvalidError(f"parameter {model.name} must be a number")
    if model.low is not None and model.high is not None and not model.low <= found <= model.high:
        raise InvalidError(f"parameter {model.name} must be from {model.low:g} to {model.high:g}")
    if not is_whole(model):
        return found
    if found != int(found):
        raise InvalidError(f"parameter {model.name} must be a whole number")
    return int(found)


def _number(feature: Feature, value: object) -> float | int | None:
    found = number(value)
    if found is None:
        return None
    if feature.scale != 1.0:
        return found * feature.scale
    return int(found) if found == int(found) and not isinstance(value, float) else found


def _choice(feature: Feature, value: object) -> str | None:
    word = _text(value)
    by_case = {one.casefold(): one for one in feature.options}
    return by_case.get(word.casefold()) if word is not None else None


def _sensor(feature: Feature, value: object) -> Reading:
    if feature.device_class == "timestamp":
        return read_time(value)
    if feature.device_class == "enum":
        return _choice(feature, value)
    if isinstance(value, dict | list):
        return len(value)
    if feature.model is not None and is_numeric(feature.model):
        return _number(feature, value)
    word = _text(value)
    return None if word is None else word[:LONGEST_STATE]


def _text(value: object) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
