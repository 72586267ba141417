"""What servers push. Source: data-interface page of the vendor; OpenAPI document, 2.2.

The kind stands in the body as well as in the path; where they differ the body is right. Bodies of
group results are not documented, so these are read for whatever counts something.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from ..errors import ProtocolError
from .codec import Wire, as_int, loads
from .models.gateway import GatewayOnline
from .models.gateway_health import GatewayNetwork, GatewaySystem, GatewayVersion
from .models.uplink import Uplink, Way

LARGEST_BODY = 64 * 1024

_EXTERNAL = 0
_UNKNOWN = 255
_COUNTS = ("success", "total", "count", "num")


class PushKind(StrEnum):
    """The last part of the path."""

    UPLINK = "uplink"
    JOIN = "join"
    ACK = "ack"
    STATUS = "status"
    GATEWAY_HEARTBEAT = "gwstat"
    GATEWAY_CONNECTION = "gwconnection"
    MULTICAST = "multicast"


@dataclass(frozen=True, slots=True, kw_only=True)
class UplinkPush:
    """A device said something."""

    uplink: Uplink


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinPush:
    """A device has joined, which the uplink before proved: counters begin anew."""

    dev_eui: str
    dev_addr: str | None = None
    app_id: int | None = None
    time: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AckPush:
    """A device acknowledged a frame that was sent to it."""

    dev_eui: str
    f_cnt: int
    acknowledged: bool
    """Without it nothing has happened."""
    app_id: int | None = None
    time: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPush:
    """A device told of its battery."""

    dev_eui: str
    battery: float | None = None
    """Percent; None where it cannot be measured, or with power from outside."""
    external_power: bool | None = None
    """None where the device does not know."""
    margin: int | None = None
    app_id: int | None = None
    time: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayPush:
    """A gateway told of itself, or went on or off line."""

    gw_id: str
    kind: PushKind
    online: GatewayOnline
    network: GatewayNetwork | None = None
    system: GatewaySystem | None = None
    version: GatewayVersion | None = None
    time: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MulticastPush:
    """What became of a frame to a group."""

    mc_eui: str
    f_cnt: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    """Whole numbers whose names speak of counting."""
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)
    time: datetime | None = None


type PushEvent = UplinkPush | JoinPush | AckPush | StatusPush | GatewayPush | MulticastPush


def parse_push(kind: str, body: bytes) -> PushEvent:
    """Read the body of a push; ``kind`` is the last part of its path.

    Raises ProtocolError for what is none.
    """
    if len(body) > LARGEST_BODY:
        raise ProtocolError("push is too long")
    message = loads(body)
    read = _READERS.get(message.text("type") or "") or _READERS.get(kind)
    if read is None:
        raise ProtocolError("push of an unknown kind")
    event = read(message, message.object("data"))
    if event is None:
        raise ProtocolError("push lacks what its kind needs")
    return event


def battery_percent(value: int | None) -> float | None:
    """Return a battery's level. Source: LoRaWAN 1.0.3, 5.5: 1 is empty, 254 is full."""
    if value is None or not _EXTERNAL < value < _UNKNOWN:
        return None
    return round((value - 1) / 253 * 100, 1)


def _uplink(message: Wire, data: Wire) -> PushEvent | None:
    found = Uplink.from_wire(
        data,
        way=Way.PUSH,
        dev_eui=message.identifier("devEUI"),
        app_id=message.integer("appID"),
        time=message.time("time"),
    )
    return None if found is None else UplinkPush(uplink=found)


def _join(message: Wire, data: Wire) -> PushEvent | None:
    eui = message.identifier("devEUI")
    if eui is None:
        return None
    return JoinPush(
        dev_eui=eui,
        dev_addr=data.identifier("devAddr"),
        app_id=message.integer("appID"),
        time=message.time("time"),
    )


def _ack(message: Wire, data: Wire) -> PushEvent | None:
    eui, f_cnt = message.identifier("devEUI"), data.integer("fCnt")
    if eui is None or f_cnt is None:
        return None
    return AckPush(
        dev_eui=eui,
        f_cnt=f_cnt,
        acknowledged=data.flag("acknowledged") or False,
        app_id=message.integer("appID"),
        time=message.time("time"),
    )


def _status(message: Wire, data: Wire) -> PushEvent | None:
    eui = message.identifier("devEUI")
    if eui is None:
        return None
    battery = data.integer("battery")
    return StatusPush(
        dev_eui=eui,
        battery=battery_percent(battery),
        external_power=None if battery in (None, _UNKNOWN) else battery == _EXTERNAL,
        margin=data.integer("margin"),
        app_id=message.integer("appID"),
        time=message.time("time"),
    )


def _gateway(kind: PushKind) -> Callable[[Wire, Wire], PushEvent | None]:
    def read(message: Wire, data: Wire) -> PushEvent | None:
        live = data.object("gatewayOnline") or data
        gw_id = message.identifier("gwID", "gatewayId") or live.identifier("gatewayId", "gwID")
        if gw_id is None:
            return None
        network, system, version = (
            data.object(name)
            for name in ("gatewayNetworkInfo", "gatewaySystemInfo", "gatewayVersionInfo")
        )
        return GatewayPush(
            gw_id=gw_id,
            kind=kind,
            online=GatewayOnline.from_wire(live, gw_id),
            network=GatewayNetwork.from_wire(network) if network else None,
            system=GatewaySystem.from_wire(system) if system else None,
            version=GatewayVersion.from_wire(version) if version else None,
            time=message.time("time"),
        )

    return read


def _multicast(message: Wire, data: Wire) -> PushEvent | None:
    eui = message.identifier("mcEUI") or data.identifier("mcEUI")
    if eui is None:
        return None
    counts = {
        str(name): number
        for name, value in data.raw.items()
        if any(word in str(name).casefold() for word in _COUNTS)
        and not isinstance(value, bool)
        and (number := as_int(value)) is not None
    }
    f_cnt = data.integer("fCnt")
    return MulticastPush(
        mc_eui=eui,
        f_cnt=message.integer("fCnt") if f_cnt is None else f_cnt,
        counts=counts,
        data=data.raw,
        time=message.time("time"),
    )


_READERS: Mapping[str, Callable[[Wire, Wire], PushEvent | None]] = {
    PushKind.UPLINK: _uplink,
    PushKind.JOIN: _join,
    PushKind.ACK: _ack,
    PushKind.STATUS: _status,
    PushKind.GATEWAY_HEARTBEAT: _gateway(PushKind.GATEWAY_HEARTBEAT),
    PushKind.GATEWAY_CONNECTION: _gateway(PushKind.GATEWAY_CONNECTION),
    PushKind.MULTICAST: _multicast,
}
