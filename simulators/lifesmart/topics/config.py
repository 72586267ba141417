"""`config`: the station itself."""

from typing import TYPE_CHECKING

from simulators.lifesmart.registry import operation
from simulators.lifesmart.request import Args, Refusal, Reply

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation


def _open(args: Args) -> Args:
    args.any("cfg")
    return args


@operation("config.timezone")
def timezone(station: LifeSmartStation, args: Args) -> Reply:
    """Set or answer the time zone."""
    zone = _open(args).number("timezone", -12, 12, station.timezone)
    summer = args.flag("summer", station.summer)
    args.done()
    station.timezone, station.summer = zone, summer
    return Reply({"timezone": zone, "summer": summer})


@operation("config.led")
def led(station: LifeSmartStation, args: Args) -> Reply:
    """Light the LED of a DEFED station."""
    station.network.must_be_there()
    on = _open(args).flag("on")
    val = args.number("val", 0, 0xFFFFFFFF, station.led[1])
    args.done()
    if val == 0x80000000:
        raise Refusal("no such effect")
    station.led = (on, val)
    return Reply()


@operation("config.reboot")
def reboot(station: LifeSmartStation, args: Args) -> Reply:
    """Restart, once the answer is out."""
    _open(args).done()
    return Reply({}, after=station.reboot)


@operation("config.reset")
def reset(station: LifeSmartStation, args: Args) -> Reply:
    """Forget everything, without an answer that would come afterwards."""
    _open(args).done()
    return Reply({}, after=station.factory_reset)


@operation("config.notify")
def notify(station: LifeSmartStation, args: Args) -> Reply:
    """Send events to somebody from now on."""
    host, port = _open(args).text("host"), args.number("port", 1, 65535)
    args.done()
    station.notices.register(host, port)
    return Reply({"time": station.time()})


@operation("config.getver")
def get_version(station: LifeSmartStation, args: Args) -> Reply:
    """Answer versions and the kind of station."""
    _open(args).done()
    return Reply({"ver": station.version, "mgatype": station.mgatype, "osver": "4.4.60"})


@operation("config.devname")
def rename(station: LifeSmartStation, args: Args) -> Reply:
    """Rename a device, or the station."""
    name = _open(args).text("name")
    device = station.device(args.any("me")) if "me" in args else None
    args.done()
    if not name:
        raise Refusal("name is empty")
    station.rename(device, name)
    return Reply()


@operation("config.upgrade")
def upgrade(station: LifeSmartStation, args: Args) -> Reply:
    """Fetch firmware, the vendor's or somebody's own; it runs from the next start on."""
    reboot_now = _open(args).flag("reboot", default=False)
    url = args.text("url") if "url" in args else None
    info = args.text("info") if "info" in args else None
    args.done()
    if info is not None and url is None:
        raise Refusal("info goes with url")
    if url is not None and url not in station.ota.web:
        raise Refusal("download failed")
    station.next_version = station.latest_version
    return Reply(after=station.reboot if reboot_now else None)


@operation("config.airctrl")
def air_control(station: LifeSmartStation, args: Args) -> Reply:
    """Search for the panels of an HVAC controller."""
    device = station.device(_open(args).any("me"))
    if device.devtype != "SL_TR_XX":
        raise Refusal("no controller")
    addr = args.number("addr", 0, 255)
    kind = args.number("pval", 1, 2)
    if kind != device.ios["P1"].val & 0xFFFFFF:
        raise Refusal("pval is not that of P1")
    place = (0, 1)
    if kind == 2:
        place = (args.number("x", 0, 3), args.number("y", 0, 254))
    args.done()
    return Reply({"panel": [f"{device.me}:{place[0]}_{place[1]}@{addr}"]})
