"""The table of operations and their paths; modules of `topics` enter theirs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from simulators.huawei.message import Call
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]
type Handler = Callable[[HuaweiPlatform, Call], Reply]


@dataclass(frozen=True)
class Reply:
    """A result: the body, if any, and the status."""

    body: Json | None = None
    status: int = 200
    also: frozenset[str] = frozenset()
    """Further operations that this one carried out, which have no path of their own."""


@dataclass(frozen=True)
class Operation:
    """One operation: where it is, what it does and how it refuses parameters."""

    id: str
    method: str
    path: tuple[str, ...]
    invalid: int
    serve: Handler = field(compare=False)


OPERATIONS: dict[str, Operation] = {}
NOTIFICATIONS = tuple(f"1.6.7.{number}" for number in range(1, 19))
WITHOUT_PATH = ("1.4.6", "1.7.4")

_ROUTES: dict[tuple[str, int], list[Operation]] = {}


def operation(id_: str, where: str, *, invalid: int) -> Callable[[Handler], Handler]:
    """Enter the handler of an operation at a method and path such as `GET /a/{b}`."""
    method, _, path = where.partition(" ")

    def enter(handler: Handler) -> Handler:
        made = Operation(id_, method, tuple(path.strip("/").split("/")), invalid, handler)
        OPERATIONS[id_] = made
        _ROUTES.setdefault((method, len(made.path)), []).append(made)
        return handler

    return enter


def route(method: str, path: str) -> tuple[Operation, dict[str, str]] | None:
    """Return the operation at a path, and the variable parts of the path."""
    parts = [unquote(part) for part in path.strip("/").split("/")]
    for found in _ROUTES.get((method, len(parts)), ()):
        variables = _match(found.path, parts)
        if variables is not None:
            return found, variables
    return None


def methods(path: str) -> set[str]:
    """Return the methods that a path has."""
    return {method for method, _ in _ROUTES if route(method, path) is not None}


def _match(template: tuple[str, ...], parts: list[str]) -> dict[str, str] | None:
    variables = {}
    for pattern, part in zip(template, parts, strict=True):
        if pattern.startswith("{"):
            variables[pattern[1:-1]] = part
        elif pattern != part:
            return None
    return variables
