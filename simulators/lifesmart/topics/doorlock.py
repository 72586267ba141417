"""`doorlock`: users of ordinary locks, and opening from afar."""

from typing import TYPE_CHECKING

from simulators.lifesmart.locks import REMOTE, Method
from simulators.lifesmart.registry import operation
from simulators.lifesmart.request import Args, Refusal, Reply

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation
    from simulators.lifesmart.locks import LockBody


def _lock(station: LifeSmartStation, args: Args) -> LockBody:
    args.any("cmd")
    return station.locks.body(args.any("me"))


def _with_users(station: LifeSmartStation, args: Args) -> LockBody:
    body = _lock(station, args)
    if body.swifte is not None:
        raise Refusal("users are elsewhere")
    return body


@operation("doorlock.getuser")
def get_user(station: LifeSmartStation, args: Args) -> Reply:
    """Answer all users or one."""
    body = _with_users(station, args)
    id_ = args.text("userid") if "userid" in args else None
    args.done()
    return Reply(body.users.list(id_))


@operation("doorlock.setuser")
def set_user(station: LifeSmartStation, args: Args) -> Reply:
    """Change a user."""
    _with_users(station, args).users.set(args)
    return Reply()


@operation("doorlock.addtempuser")
def add_temporary_user(station: LifeSmartStation, args: Args) -> Reply:
    """Make a temporary user."""
    return Reply({"userid": _with_users(station, args).users.add(args)})


@operation("doorlock.deltempuser")
def delete_temporary_user(station: LifeSmartStation, args: Args) -> Reply:
    """Remove a temporary user."""
    body = _with_users(station, args)
    id_ = args.text("userid")
    args.done()
    body.users.delete(id_)
    return Reply()


@operation("doorlock.openlock")
def open_lock(station: LifeSmartStation, args: Args) -> Reply:
    """Open, if the class can be opened from afar."""
    body = _lock(station, args)
    args.done()
    if body.device.devtype not in REMOTE:
        raise Refusal("cannot be opened from afar")
    if body.device.devtype == "SL_LK_TY" and not body.awake:
        raise Refusal("asleep")
    body.open(Method.REMOTE)
    return Reply()
