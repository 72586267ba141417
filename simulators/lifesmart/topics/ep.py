"""`ep` and `eps`: what hangs on the station, its values, and setting them; `rssi` and `remove`."""

from typing import TYPE_CHECKING, Any

from simulators.lifesmart.behaviour import check_mode
from simulators.lifesmart.registry import operation
from simulators.lifesmart.request import NOT_MEASURED, Args, Refusal, Reply

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation
    from simulators.lifesmart.subdevice import SubDevice

type Json = dict[str, Any]
type Change = tuple[SubDevice, str, int, int, Json]

_SIREN = "LSSSMINIV1"


@operation("ep.get")
def get(station: LifeSmartStation, args: Args) -> Reply:
    """Answer one device."""
    device = station.device(args.any("me"))
    idx = args.any("idx")
    args.done()
    if idx is not None:
        device.io(idx)
    return Reply(device.describe(station.lsid, data=True, bare=station.quirks.bare_values))


@operation("eps.get")
def get_all(station: LifeSmartStation, args: Args) -> Reply:
    """Answer all devices, with or without their values."""
    data = args.number("degree", 0, 2, 2) == 2
    args.done()
    bare = station.quirks.bare_values
    rows = {
        me: device.describe(station.lsid, data=data, bare=bare)
        for me, device in station.devices.items()
    }
    return Reply(rows if station.quirks.eps_as_map else list(rows.values()))


@operation("ep.set")
def set_one(station: LifeSmartStation, args: Args) -> Reply:
    """Set one IO."""
    change = _read(station, args)
    _check_dynamics([change])
    station.write(*change)
    return Reply({})


@operation("eps.set")
def set_several(station: LifeSmartStation, args: Args) -> Reply:
    """Set several IOs, all or none."""
    rows = args.any("")
    if not isinstance(rows, list) or not rows:
        raise Refusal("args is no list")
    changes = [_read(station, Args(row)) for row in rows]
    _check_dynamics(changes)
    for change in changes:
        station.write(*change)
    return Reply({})


def _read(station: LifeSmartStation, args: Args) -> Change:
    args.text("tag")
    device = station.device(args.any("me"))
    idx = args.text("idx")
    io = device.io(idx)
    type_ = args.number("type", 0, 255)
    val = args.number("val", -0x8000, 0xFFFFFFFF)
    more: Json = {}
    if device.devtype == _SIREN:
        more = _read_siren(args)
    args.done()
    io.check(type_, val)
    check_mode(device, idx, val)
    if not device.online:
        raise Refusal("out of reach")
    return device, idx, type_, val, more


def _read_siren(args: Args) -> Json:
    found: Json = {}
    if "loop" in args:
        found["loop"] = args.number("loop", 0, 19)
    if "vol" in args:
        found["vol"] = args.number("vol", 60, 100)
    if "clear" in args:
        found["clear"] = args.flag("clear")
    return found


def _check_dynamics(changes: list[Change]) -> None:
    """A dynamic effect is switched on only together with the colour."""
    coloured = {device.me for device, idx, *_ in changes if device.ios[idx].kind.name == "rgb"}
    for device, idx, type_, _, _ in changes:
        if device.ios[idx].kind.name == "dyn" and type_ & 1 and device.me not in coloured:
            raise Refusal("DYN goes with RGBW")


@operation("remove")
def remove(station: LifeSmartStation, args: Args) -> Reply:
    """Remove a device from the station."""
    device = station.device(args.any("me"))
    args.done()
    station.detach(device)
    return Reply({})


@operation("rssi.get")
def rssi(station: LifeSmartStation, args: Args) -> Reply:
    """Answer how well the radio works; batteries are not woken up for that."""
    me = args.any("me")
    args.done()
    if me is None:
        return Reply({"noise": 48, "fromrssi": 0, "torssi": 0})
    device = station.device(me)
    if device.on_battery or not device.online:
        raise Refusal("", NOT_MEASURED)
    raw = (device.level + 134) * 2
    return Reply({"noise": 48, "fromrssi": raw, "torssi": raw - 4})
