"""`doorlock` with `ctldoorlockswifte`: the SWIFTE module."""

from typing import TYPE_CHECKING

from simulators.lifesmart.lock_swifte import LARGEST_PAGE, SwifteLock
from simulators.lifesmart.quirks import Nested
from simulators.lifesmart.registry import operation
from simulators.lifesmart.request import Args, Refusal, Reply

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation

_DONE = "SUCCESS"


def _open(station: LifeSmartStation, args: Args) -> tuple[SwifteLock, Args]:
    """Return the lock and what is asked of it."""
    lock = station.locks.body(args.any("me")).swifte
    if lock is None:
        raise Refusal("another kind of lock")
    for name in ("cmd", "act"):
        args.any(name)
    inner = args.nested("actargs", as_text=station.quirks.actargs is Nested.TEXT)
    args.done()
    return lock, inner


def _bare(station: LifeSmartStation, args: Args) -> SwifteLock:
    lock, inner = _open(station, args)
    inner.done()
    return lock


def _with_id(station: LifeSmartStation, args: Args) -> tuple[SwifteLock, int]:
    lock, inner = _open(station, args)
    id_ = inner.number("userid", 0, 0x9FF)
    inner.done()
    return lock, id_


@operation("doorlock.ctldoorlockswifte.Sync")
def sync(station: LifeSmartStation, args: Args) -> Reply:
    """Fetch the list of users."""
    _bare(station, args).sync()
    return Reply(_DONE)


@operation("doorlock.ctldoorlockswifte.Info")
def info(station: LifeSmartStation, args: Args) -> Reply:
    """Answer the number of users and the battery."""
    return Reply(_bare(station, args).info())


@operation("doorlock.ctldoorlockswifte.GetUsers")
def get_users(station: LifeSmartStation, args: Args) -> Reply:
    """Answer some users."""
    lock, inner = _open(station, args)
    start = inner.number("fromAID", -1, 0xFFFF)
    count = inner.number("maxcnt", 1, LARGEST_PAGE, LARGEST_PAGE)
    inner.done()
    return Reply(lock.page(start, count))


@operation("doorlock.ctldoorlockswifte.AddUser")
def add_user(station: LifeSmartStation, args: Args) -> Reply:
    """Make or change a user."""
    lock, inner = _open(station, args)
    lock.add(inner)
    return Reply(_DONE)


@operation("doorlock.ctldoorlockswifte.DelUser")
def delete_user(station: LifeSmartStation, args: Args) -> Reply:
    """Remove a user or all of an administrator."""
    lock, id_ = _with_id(station, args)
    lock.delete(id_)
    return Reply(_DONE)


@operation("doorlock.ctldoorlockswifte.GetUser")
def get_user(station: LifeSmartStation, args: Args) -> Reply:
    """Answer one user."""
    lock, id_ = _with_id(station, args)
    return Reply(lock.user(id_))


@operation("doorlock.ctldoorlockswifte.SetMode")
def set_mode(station: LifeSmartStation, args: Args) -> Reply:
    """Take over settings."""
    lock, inner = _open(station, args)
    lock.set_mode(inner)
    return Reply(_DONE)


@operation("doorlock.ctldoorlockswifte.GetMode")
def get_mode(station: LifeSmartStation, args: Args) -> Reply:
    """Answer all settings."""
    return Reply(_bare(station, args).tell_mode())


@operation("doorlock.ctldoorlockswifte.Oper")
def operate(station: LifeSmartStation, args: Args) -> Reply:
    """Open, close or keep open."""
    lock, inner = _open(station, args)
    word = inner.text("operType")
    inner.done()
    lock.operate(word)
    return Reply(_DONE)


@operation("doorlock.ctldoorlockswifte.HwInfo")
def hardware(station: LifeSmartStation, args: Args) -> Reply:
    """Answer versions."""
    return Reply(_bare(station, args).hardware())


@operation("doorlock.ctldoorlockswifte.SwifteOta")
def upgrade(station: LifeSmartStation, args: Args) -> Reply:
    """Begin an update of the lock."""
    lock, inner = _open(station, args)
    return Reply(lock.upgrade(inner))
