"""`config` with `net`: the network of a DEFED station."""

from typing import TYPE_CHECKING

from simulators.lifesmart.quirks import Nested
from simulators.lifesmart.registry import OPERATIONS, operation
from simulators.lifesmart.request import Args, Refusal, Reply

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation

_FAMILIES = {
    "wlan0": ("wlan0",),
    "mobile": ("wwan0", "usb0", "ppp0"),
    "eth0": ("eth0",),
    "mtu": ("eth0", "wlan0", "wwan0"),
}


def _open(station: LifeSmartStation, args: Args) -> Args:
    station.network.must_be_there()
    for name in ("cfg", "cmd"):
        args.any(name)
    inner = args.nested("cmdargs", as_text=station.quirks.nested is Nested.TEXT)
    args.done()
    return inner


@operation("config.net.getifn")
def get_interface(station: LifeSmartStation, args: Args) -> Reply:
    """Answer settings and state of an interface."""
    inner = _open(station, args)
    name, value = inner.text("ifname"), inner.any("value")
    inner.done()
    return Reply(station.network.read(name, value))


def _enter_setter(family: str, names: tuple[str, ...]) -> None:
    def set_interface(station: LifeSmartStation, args: Args) -> Reply:
        inner = _open(station, args)
        name = inner.word("ifname", *names)
        station.network.set(name, inner)
        return Reply()

    OPERATIONS[f"config.net.setifn.{family}"] = set_interface


for _family, _names in _FAMILIES.items():
    _enter_setter(_family, _names)


@operation("config.net.netcmd.SMS")
def send_message(station: LifeSmartStation, args: Args) -> Reply:
    """Send a text by the SIM."""
    inner = _open(station, args)
    name = inner.word("ifname", "wwan0", "usb0")
    inner.any("netcmd")
    tel, text = inner.text("tel"), inner.text("msg")
    inner.done()
    if not station.network.is_up(name) or not tel or not text:
        raise Refusal("cannot be sent")
    station.network.messages.append((tel, text))
    return Reply()


@operation("config.net.netcmd.CancelTemp")
def cancel_hotspot(station: LifeSmartStation, args: Args) -> Reply:
    """End the temporary hotspot."""
    inner = _open(station, args)
    inner.word("ifname", "wlan0")
    inner.any("netcmd")
    inner.done()
    station.network.temporary_hotspot = False
    return Reply()
