"""The table of operations; modules of `topics` enter theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulators.iotsquare.message import Args, Reply

if TYPE_CHECKING:
    from simulators.iotsquare.device import IoTSquareServer

type Handler = Callable[[IoTSquareServer, Args], Reply]
type Version = tuple[int, int, int]

OLDEST: Version = (3, 3, 0)
NEWEST: Version = (4, 3, 2)

DOWNLINK_MOVED: Version = (3, 4, 21)
"""Since then `device/downlink/create`, before `devicedl/create`."""


@dataclass(frozen=True)
class Operation:
    """One operation: where it is, since when, who may, and what it does."""

    id: str
    method: str
    since: Version
    serve: Handler


OPERATIONS: dict[str, Operation] = {}


def get(id_: str, since: Version = OLDEST) -> Callable[[Handler], Handler]:
    """Enter the handler of something that is asked by GET."""
    return _enter(id_, "GET", since)


def post(id_: str, since: Version = OLDEST) -> Callable[[Handler], Handler]:
    """Enter the handler of something that is done by POST."""
    return _enter(id_, "POST", since)


def _enter(id_: str, method: str, since: Version) -> Callable[[Handler], Handler]:
    def enter(handler: Handler) -> Handler:
        OPERATIONS[id_] = Operation(id_, method, since, handler)
        return handler

    return enter


def route(path: str, version: Version, *, both_paths: bool) -> Operation | None:
    """Return the operation behind a path below `openapi`, as a server of some version has it."""
    moved = version >= DOWNLINK_MOVED
    id_ = path
    if path == "devicedl/create":
        id_ = "" if moved and not both_paths else "device/downlink/create"
    elif path == "device/downlink/create" and not moved and not both_paths:
        id_ = ""
    found = OPERATIONS.get(id_)
    return found if found is not None and version >= found.since else None
