"""The registry: which method of a client is which operation of a vendor's document.

A client composes topics, a topic's public coroutine methods are the operations. The decorator
ties a method to the id in the vendor's list; everything else (coverage page, expert action,
tests) is derived by walking the client's class.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
import inspect
from typing import Any, get_type_hints

from .errors import InvalidError, NotFoundError
from .parameters import decode_parameters

_MARK = "__accord_operation__"
_TOLD = "__accord_notification__"


class Effect(StrEnum):
    """What an operation does to the world, ordered by the care that it needs."""

    READ = "read"
    """Changes nothing."""
    SECRET = "secret"  # noqa: S105 - a kind of operation, not a secret
    """Changes nothing, but the answer carries secrets."""
    WRITE = "write"
    """Changes settings or stored data."""
    PHYSICAL = "physical"
    """Moves something in the world: a relay, a lock, a light."""
    DESTRUCTIVE = "destructive"
    """Loses data or access."""


@dataclass(frozen=True, slots=True)
class _Mark:
    id: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a vendor and the typed method that carries it out."""

    id: str
    effect: Effect
    topic: str
    """Name of the topic on the client."""
    method: str
    """Name of the coroutine method on the topic."""
    function: Callable[..., Awaitable[Any]]

    @property
    def path(self) -> str:
        """Return how a developer calls it on a client."""
        return f"{self.topic}.{self.method}"

    async def call(self, client: object, parameters: Mapping[str, Any]) -> Any:
        """Call it on ``client`` with JSON-like parameters, checked against its signature.

        Raises InvalidError for a missing, unknown or ill-typed parameter, else what the method
        itself raises.
        """
        arguments = decode_parameters(self.function, parameters)
        method = getattr(getattr(client, self.topic), self.method)
        return await method(**arguments)


def operation[**P, R](
    operation_id: str, *, effect: Effect
) -> Callable[[Callable[P, Awaitable[R]]], Callable[P, Awaitable[R]]]:
    """Mark a topic's coroutine method as the operation of that id in the vendor's list."""

    def mark(function: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
        if not inspect.iscoroutinefunction(function):
            raise TypeError(f"{operation_id} must be a coroutine method")
        setattr(function, _MARK, _Mark(operation_id, effect))
        return function

    return mark


def notification[T](operation_id: str) -> Callable[[type[T]], type[T]]:
    """Mark the class of what a peer tells unasked as the operation of that id."""

    def mark(kind: type[T]) -> type[T]:
        setattr(kind, _TOLD, operation_id)
        return kind

    return mark


def notification_id(kind: type) -> str | None:
    """Return which operation a class of notifications is; subclasses do not inherit it."""
    found: str | None = vars(kind).get(_TOLD)
    return found


class OperationRegistry:
    """All operations of one client class, found through its topics.

    The class names its topics as annotations (``system: SystemTopic``).
    """

    def __init__(self, client_class: type) -> None:
        """Walk the topics. Raises ValueError when two methods claim one id."""
        self._operations: dict[str, Operation] = {}
        for found in _walk(client_class):
            if found.id in self._operations:
                raise ValueError(
                    f"{found.id} stands at {self._operations[found.id].path} and {found.path}"
                )
            self._operations[found.id] = found

    def __iter__(self) -> Iterator[Operation]:
        """Iterate over the operations in the order of the topics."""
        return iter(self._operations.values())

    def __len__(self) -> int:
        """Return how many operations the client has."""
        return len(self._operations)

    def __contains__(self, operation_id: object) -> bool:
        """Tell whether the client has that operation."""
        return operation_id in self._operations

    def __getitem__(self, operation_id: str) -> Operation:
        """Return one operation. Raises NotFoundError."""
        try:
            return self._operations[operation_id]
        except KeyError:
            raise NotFoundError(f"unknown operation {operation_id}") from None


def marked(function: object) -> bool:
    """Tell whether a function carries the decorator."""
    return hasattr(function, _MARK)


def _walk(client_class: type) -> Iterator[Operation]:
    for topic, topic_class in get_type_hints(client_class).items():
        if not inspect.isclass(topic_class):
            continue
        for name, function in inspect.getmembers(topic_class, inspect.isfunction):
            mark: _Mark | None = getattr(function, _MARK, None)
            if mark is not None:
                yield Operation(mark.id, mark.effect, topic, name, function)


__all__ = [
    "Effect",
    "InvalidError",
    "Operation",
    "OperationRegistry",
    "marked",
    "notification",
    "notification_id",
    "operation",
]
