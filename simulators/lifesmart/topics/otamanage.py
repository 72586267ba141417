"""`otamanage`: firmware of sub-devices."""

from typing import TYPE_CHECKING

from simulators.lifesmart.registry import operation
from simulators.lifesmart.request import Args, Refusal, Reply

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation


def _open(args: Args) -> Args:
    args.any("cmd")
    return args


@operation("otamanage.addfileurl")
def add_file(station: LifeSmartStation, args: Args) -> Reply:
    """Fetch a file."""
    url = _open(args).text("url")
    key = args.text("key") if "key" in args else None
    args.done()
    station.ota.download(url, key)
    return Reply()


@operation("otamanage.queryfile")
def query_files(station: LifeSmartStation, args: Args) -> Reply:
    """Answer all files."""
    _open(args).done()
    return Reply([{"key": key, "size": size} for key, size in station.ota.files.items()])


@operation("otamanage.rmfile")
def remove_files(station: LifeSmartStation, args: Args) -> Reply:
    """Remove files."""
    keys = _open(args).names("keys")
    args.done()
    station.ota.remove(keys)
    return Reply()


@operation("otamanage.getavailableeps")
def available(station: LifeSmartStation, args: Args) -> Reply:
    """Answer which devices files are for."""
    keys = list(station.ota.files)
    if "keys" in _open(args):
        named = args.any("keys")
        if not isinstance(named, list) or any(not isinstance(one, str) for one in named):
            raise Refusal("keys is no list of text")
        keys = named
    args.done()
    return Reply({key: station.ota.fits(key) for key in keys})


@operation("otamanage.addtask")
def add_task(station: LifeSmartStation, args: Args) -> Reply:
    """Begin an update."""
    device, key = station.device(_open(args).any("me")), args.text("key")
    args.done()
    station.ota.start(device, key)
    return Reply()


@operation("otamanage.querytask")
def query_tasks(station: LifeSmartStation, args: Args) -> Reply:
    """Answer how far all updates are."""
    _open(args).done()
    return Reply(station.ota.view())


@operation("otamanage.rmtask")
def remove_tasks(station: LifeSmartStation, args: Args) -> Reply:
    """Forget finished updates."""
    ids = _open(args).names("ids")
    args.done()
    station.ota.remove_tasks(ids)
    return Reply()
