"""`spotremote`: remotes, and codes as such."""

from typing import TYPE_CHECKING

from simulators.lifesmart.infrared import read_codes
from simulators.lifesmart.registry import operation
from simulators.lifesmart.request import Args, Refusal, Reply

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation


@operation("spotremote.getlist")
def get_list(station: LifeSmartStation, args: Args) -> Reply:
    """Answer all remotes."""
    args.any("cmd")
    args.done()
    return Reply([remote.wire() for remote in station.remotes.remotes.values()])


@operation("spotremote.getkeys")
def get_keys(station: LifeSmartStation, args: Args) -> Reply:
    """Answer the keys of a remote."""
    args.any("cmd")
    remote = station.remotes.remote(args.text("id"))
    args.done()
    return Reply(dict(remote.keys))


@operation("spotremote.sendkey")
def send_key(station: LifeSmartStation, args: Args) -> Reply:
    """Press a key of a remote."""
    args.any("cmd")
    remote, key = station.remotes.remote(args.text("id")), args.text("key")
    args.done()
    station.remotes.send_key(remote, key)
    return Reply("successs")


@operation("spotremote.sendcodes")
def send_codes(station: LifeSmartStation, args: Args) -> Reply:
    """Send codes."""
    args.any("cmd")
    device = station.remotes.sender(args.any("me"))
    codes = read_codes(args.any("keys"))
    args.done()
    station.remotes.send_codes(device, codes)
    return Reply()


@operation("spotremote.learncode")
async def learn_code(station: LifeSmartStation, args: Args) -> Reply:
    """Wait for a code and answer it."""
    args.any("cmd")
    device = station.remotes.sender(args.any("me"))
    args.done()
    data = await station.remotes.learn(device)
    if data is not None:
        return Reply({"type": 1, "duty": 3, "data": data})
    if station.quirks.silent_learn_timeout:
        return Reply(silent=True)
    raise Refusal("timeout")
