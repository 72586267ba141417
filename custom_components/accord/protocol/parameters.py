"""Turn JSON-like parameters into the typed arguments of an operation, or say what is wrong."""

from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
import dataclasses
from datetime import datetime
from enum import Enum
import inspect
import types
from typing import Any, TypeAliasType, Union, get_args, get_origin, get_type_hints

from .errors import InvalidError


def decode_parameters(
    function: Callable[..., Any], parameters: Mapping[str, Any]
) -> dict[str, Any]:
    """Return keyword arguments for ``function`` (``self`` left out).

    Understands numbers, texts, booleans, enumerations, lists, optional values, dataclasses, times
    in ISO 8601 with their zone, and files in Base64.
    Raises InvalidError naming the parameter.
    """
    wanted = {
        name: parameter
        for name, parameter in inspect.signature(function).parameters.items()
        if name != "self"
    }
    if unknown := set(parameters) - set(wanted):
        raise InvalidError(f"unknown parameter {', '.join(sorted(unknown))}")
    hints = get_type_hints(function)
    arguments: dict[str, Any] = {}
    for name, parameter in wanted.items():
        if name in parameters:
            arguments[name] = decode_value(name, parameters[name], hints[name])
        elif parameter.default is inspect.Parameter.empty:
            raise InvalidError(f"parameter {name} is missing")
    return arguments


def decode_value(name: str, value: Any, kind: Any) -> Any:
    """Return ``value`` as ``kind``; ``name`` is for the error. Raises InvalidError."""
    if isinstance(kind, TypeAliasType):
        kind = kind.__value__
    origin = get_origin(kind)
    if kind is Any:
        return value
    if origin in (Union, types.UnionType):
        return _decode_union(name, value, get_args(kind))
    if origin is not None:
        return _decode_generic(name, value, origin, get_args(kind))
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _decode_dataclass(name, value, kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _decode_enum(name, value, kind)
    return _decode_scalar(name, value, kind)


def _decode_union(name: str, value: Any, kinds: tuple[Any, ...]) -> Any:
    if value is None and types.NoneType in kinds:
        return None
    problem: InvalidError | None = None
    for kind in kinds:
        if kind is types.NoneType:
            continue
        try:
            return decode_value(name, value, kind)
        except InvalidError as err:
            problem = problem or err
    raise problem or InvalidError(f"parameter {name} must be empty")


def _decode_generic(name: str, value: Any, origin: Any, kinds: tuple[Any, ...]) -> Any:
    if issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            raise InvalidError(f"parameter {name} must be an object")
        return {key: decode_value(name, item, kinds[1]) for key, item in value.items()}
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise InvalidError(f"parameter {name} must be a list")
    items = [decode_value(name, item, kinds[0]) for item in value]
    return tuple(items) if origin in (tuple, Sequence) else items


def _decode_dataclass(name: str, value: Any, kind: type) -> Any:
    if isinstance(value, kind):
        return value
    if not isinstance(value, Mapping):
        raise InvalidError(f"parameter {name} must be an object")
    return kind(**decode_parameters(kind, value))


def _decode_enum(name: str, value: Any, kind: type[Enum]) -> Enum:
    try:
        return kind(value)
    except ValueError:
        choices = ", ".join(str(member.value) for member in kind)
        raise InvalidError(f"parameter {name} must be one of: {choices}") from None


def _decode_scalar(name: str, value: Any, kind: type) -> Any:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if kind is bytes and isinstance(value, str):
        return _decode_file(name, value)
    if kind is datetime and isinstance(value, str):
        return _decode_time(name, value)
    if isinstance(value, bool) and kind is not bool:
        raise InvalidError(f"parameter {name} must be {kind.__name__}, not a boolean")
    if not isinstance(value, kind):
        raise InvalidError(f"parameter {name} must be {kind.__name__}")
    return value


def _decode_file(name: str, text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError:
        raise InvalidError(f"parameter {name} must be a file in Base64") from None


def _decode_time(name: str, text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidError(f"parameter {name} must be a time as ISO 8601 writes it") from None
    if moment.tzinfo is None:
        raise InvalidError(f"parameter {name} must be a time with its zone")
    return moment
