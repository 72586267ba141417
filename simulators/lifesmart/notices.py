"""Events: who wants them, and the packets that carry them."""

from collections.abc import Iterable
import ipaddress
from typing import TYPE_CHECKING, Any

from simulators.delivery import Delivery, Send
from simulators.lifesmart.frame import HEAD, Frame, Packet
from simulators.lifesmart.quirks import IoShape, Shape
from simulators.lifesmart.request import Refusal
from simulators.lifesmart.subdevice import SubDevice
from simulators.sockets import Datagram

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation

type Json = dict[str, Any]

NOTIFY = "notify"
"""What faults can be set on besides operations."""

LASTS = 300.0
"""Seconds until a subscription ends that is not renewed."""


class Notices:
    """Sends NOTIFY packets to whoever has registered lately."""

    def __init__(self, station: LifeSmartStation) -> None:
        """Know nobody."""
        self._station = station
        self._receivers: dict[tuple[str, int], float] = {}
        self._last_id = 0
        self.sent = 0

    @property
    def receivers(self) -> list[tuple[str, int]]:
        """Who is told now."""
        now = self._station.clock.now()
        return [who for who, until in self._receivers.items() if until > now]

    def register(self, host: str, port: int) -> None:
        """Tell somebody for the next minutes; only addresses of this machine are served."""
        try:
            address = ipaddress.IPv4Address(host)
        except ValueError as error:
            raise Refusal("host is no address") from error
        if address.is_loopback:
            self._receivers[host, port] = self._station.clock.now() + LASTS

    def forget(self) -> None:
        """Forget everybody, as a restart does."""
        self._receivers.clear()

    def changed(self, device: SubDevice, names: Iterable[str], **more: object) -> None:
        """Tell of IOs of a device, and of what else has changed."""
        told = {name: self._io(device.ios[name].wire()) for name in names}
        self._publish("chg", device, {**more, **told})

    def added(self, device: SubDevice) -> None:
        """Tell of a new device."""
        self._publish("add", device, {"name": device.name, "stat": int(device.online)})

    def removed(self, device: SubDevice) -> None:
        """Tell that a device is gone."""
        self._publish("del", device, {})

    def _io(self, wire: Json) -> Any:
        match self._station.quirks.notify_ios:
            case IoShape.VALUE:
                return {"v": wire["v"], "valts": wire["valts"]}
            case IoShape.RAW:
                return {"type": wire["type"], "val": wire["val"]}
            case IoShape.BARE:
                return wire["v"]
            case _:
                return wire

    def _publish(self, kind: str, device: SubDevice, members: Json) -> None:
        quirks = self._station.quirks
        one = {"me": device.me, "devtype": device.devtype, **members}
        content: Json = {
            kind: {
                Shape.LIST: [one],
                Shape.SINGLE: one,
                Shape.KEYED: {device.me: one},
            }[quirks.notify_shape]
        }
        root: Json = {"id": self._next_id(), "agtid": self._station.agtid}
        root |= {"msg": content} if quirks.notify_in_msg else content
        data = Frame(Packet.NOTIFY, root).encode(quirks.trailing)
        for receiver in self.receivers:
            self.sent += 1
            delivery = Delivery((Send(data, HEAD),), frozenset({NOTIFY}), stream=False)
            line = Datagram(self._station.socket, receiver)
            self._station.spawn(self._station.transmit(delivery, line))

    def _next_id(self) -> int:
        if self._station.quirks.notify_id_collides:
            return self._station.server.latest_id
        self._last_id = self._last_id % 65535 + 1
        return self._last_id
