"""The table of operations; modules of `topics` enter theirs. And which request is which."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from simulators.lifesmart.frame import Packet
from simulators.lifesmart.request import Args, Refusal, Reply

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation

type Handler = Callable[[LifeSmartStation, Args], Reply | Awaitable[Reply]]

OPERATIONS: dict[str, Handler] = {}

_MOBILE = frozenset({"wwan0", "usb0", "ppp0"})
_PLAIN = {
    (Packet.GET, "ep"): "ep.get",
    (Packet.SET, "ep"): "ep.set",
    (Packet.GET, "eps"): "eps.get",
    (Packet.SET, "eps"): "eps.set",
    (Packet.GET, "scene"): "scene.get",
    (Packet.SET, "doscene"): "doscene",
    (Packet.SET, "remove"): "remove",
    (Packet.GET, "rssi"): "rssi.get",
}


def operation(id_: str) -> Callable[[Handler], Handler]:
    """Enter a handler."""

    def enter(handler: Handler) -> Handler:
        OPERATIONS[id_] = handler
        return handler

    return enter


def route(packet: int, obj: str, args: object, ota_object: str) -> str:
    """Return the id of the operation that is asked for."""
    plain = {(kind.value, name): id_ for (kind, name), id_ in _PLAIN.items()}.get((packet, obj))
    if plain is not None:
        return plain
    members = args if packet == Packet.SET and isinstance(args, dict) else {}
    ids = {
        "config": _config(members),
        "doorlock": _doorlock(members),
        "dopair": _pairing(members),
        "spotremote": f"spotremote.{members.get('cmd')}",
        ota_object: f"otamanage.{members.get('cmd')}",
    }
    id_ = ids.get(obj, "") if packet == Packet.SET else ""
    if id_ not in OPERATIONS:
        raise Refusal("unknown operation")
    return id_


def _doorlock(args: dict[str, object]) -> str:
    cmd = args.get("cmd")
    if cmd in {"ctldoorlockv3", "ctldoorlockswifte"}:
        return f"doorlock.{cmd}.{args.get('act')}"
    return f"doorlock.{cmd}"


def _pairing(args: dict[str, object]) -> str:
    if "optarg" in args:
        return "dopair.optarg"
    return "dopair.yale" if "devtype" in args else "dopair"


def _config(args: dict[str, object]) -> str:
    cfg = args.get("cfg")
    if cfg != "net":
        return f"config.{cfg}"
    cmd, inner = args.get("cmd"), args.get("cmdargs")
    if cmd == "getifn":
        return "config.net.getifn"
    members = _members(inner)
    if cmd == "netcmd":
        return f"config.net.netcmd.{members.get('netcmd')}"
    name = members.get("ifname")
    if members.keys() == {"ifname", "enable", "C_MTU"}:
        return "config.net.setifn.mtu"
    return f"config.net.{cmd}.{'mobile' if name in _MOBILE else name}"


def _members(inner: object) -> dict[str, object]:
    try:
        found = Args({"inner": inner}).nested("inner", as_text=isinstance(inner, str))
    except Refusal:
        return {}
    return {name: found.peek(name) for name in found}
