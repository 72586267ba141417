"""`doorlock` with `ctldoorlockv3`: users of V3 locks."""

from typing import TYPE_CHECKING

from simulators.lifesmart.lock_v3 import LARGEST_PAGE, V3Users
from simulators.lifesmart.quirks import Nested
from simulators.lifesmart.registry import operation
from simulators.lifesmart.request import Args, Refusal, Reply

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation

_DONE = "SUCCESS"


def _open(station: LifeSmartStation, args: Args) -> tuple[V3Users, Args]:
    """Return the users of the lock and what is asked about them."""
    users = station.locks.body(args.any("me")).v3
    if users is None:
        raise Refusal("another kind of lock")
    for name in ("cmd", "act"):
        args.any(name)
    inner = args.nested("actargs", as_text=station.quirks.actargs is Nested.TEXT)
    args.done()
    return users, inner


@operation("doorlock.ctldoorlockv3.Info")
def info(station: LifeSmartStation, args: Args) -> Reply:
    """Answer how many users there are."""
    users, inner = _open(station, args)
    inner.done()
    return Reply(users.info())


@operation("doorlock.ctldoorlockv3.GetUsers")
def get_users(station: LifeSmartStation, args: Args) -> Reply:
    """Answer some users."""
    users, inner = _open(station, args)
    start = inner.number("fromAID", 0, 0xFFFF)
    count = inner.number("maxcnt", 1, LARGEST_PAGE, LARGEST_PAGE)
    inner.done()
    return Reply(users.page(start, count, exclusive=station.quirks.v3_from_exclusive))


@operation("doorlock.ctldoorlockv3.AddUser")
def add_user(station: LifeSmartStation, args: Args) -> Reply:
    """Make a user."""
    users, inner = _open(station, args)
    id_, password = inner.number("userid", 0, 0xFFFF), inner.text("userpwd")
    inner.done()
    users.add(id_, password)
    return Reply(_DONE)


@operation("doorlock.ctldoorlockv3.DelUser")
def delete_user(station: LifeSmartStation, args: Args) -> Reply:
    """Remove a user."""
    users, inner = _open(station, args)
    id_ = inner.number("userid", 0, 0xFFFF)
    inner.done()
    users.delete(id_)
    return Reply(_DONE)
