"""The table of operations; modules of `topics` enter theirs."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulators.akuvox.message import Call, Reply

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

type Handler = Callable[[AkuvoxDevice, Call], Reply | Awaitable[Reply]]


@dataclass(frozen=True)
class Operation:
    """One operation: by which methods it is called and what it does."""

    id: str
    methods: frozenset[str]
    serve: Handler


OPERATIONS: dict[str, Operation] = {}


def operation(id_: str, methods: str = "GP") -> Callable[[Handler], Handler]:
    """Enter a handler; `methods` is made of G for GET and P for POST."""
    names = frozenset({"G": "GET", "P": "POST"}[letter] for letter in methods)

    def enter(handler: Handler) -> Handler:
        OPERATIONS[id_] = Operation(id_, names, handler)
        return handler

    return enter


def enter(id_: str, handler: Handler, methods: str = "GP") -> None:
    """Enter a handler that serves several operations."""
    operation(id_, methods)(handler)
