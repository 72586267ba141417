"""The radio: devices join and send, gateways hear them, and what is queued goes out."""

from typing import TYPE_CHECKING

from simulators.iotsquare.end_device import Downlink, EndDevice, Reception, Uplink
from simulators.iotsquare.lorawan import REGIONS, fits, frequency

if TYPE_CHECKING:
    from simulators.iotsquare.device import IoTSquareServer

_ADR_EACH = 4
_LOUD = 5.0


class Air:
    """What goes on between devices, gateways and the server."""

    def __init__(self, server: IoTSquareServer) -> None:
        """Know nobody who listens."""
        self._server = server
        self._serving: set[str] = set()
        self._woken: set[str] = set()

    # --- up ------------------------------------------------------------------

    def join(self, device: EndDevice) -> bool:
        """Let a device join, which empties its queue; tell whether it was heard."""
        if device.auth != "otaa":
            raise ValueError("only OTAA devices join")
        if not self._receptions(device) or self._is_lost(device):
            return False
        device.derive_session()
        device.data_rate = 0
        self._woken.discard(device.dev_eui)
        return True

    def report(self, device: EndDevice) -> Uplink | None:
        """Let a device send what it measures."""
        if device.sensor is None:
            raise ValueError("it measures nothing")
        return self.uplink(device, device.sensor.port, device.sensor.report())

    def uplink(
        self, device: EndDevice, port: int, data: bytes, *, confirmed: bool = False
    ) -> Uplink | None:
        """Let a device send a frame, joining first if need be; None if nobody heard it."""
        if not device.joined and (device.auth != "otaa" or not self.join(device)):
            return None
        number = device.f_cnt_up
        device.f_cnt_up += 1
        receptions = self._receptions(device)
        if self._is_lost(device) or not receptions:
            return None
        uplink = Uplink(
            time=self._server.milliseconds(),
            f_cnt=number,
            port=port,
            data=data,
            confirmed=confirmed,
            data_rate=device.data_rate,
            frequency=frequency(device.region, device.subnet, number),
            adr=device.adr,
            class_=self._class_in_frame(device),
            receptions=receptions,
        )
        self._take(device, uplink)
        return uplink

    def _take(self, device: EndDevice, uplink: Uplink) -> None:
        server = self._server
        device.last_uplink = uplink
        if uplink.data:
            device.last_port = uplink.port
        for reception in uplink.receptions:
            server.gateways[reception.gw_id].last_seen = uplink.time
        if not device.proven:
            device.proven = True
            if device.auth == "otaa":
                server.notices.join(device)
        server.notices.uplink(device, uplink)
        if device.awaited is not None:
            server.notices.ack(device, device.awaited.f_cnt, acknowledged=device.acknowledges)
            device.awaited, device.acknowledges = None, False
        if device.status_asked:
            device.status_asked = False
            server.notices.status(device, margin=max(-32, min(31, round(uplink.best.snr))))
        self._adapt(device, uplink)
        if device.queue:
            self._send(device, "A", uplink.data_rate)
        self.queued(device)

    def _class_in_frame(self, device: EndDevice) -> str:
        return "B" if device.class_b and self.has_gps(device) else "C" if device.class_c else "A"

    def _adapt(self, device: EndDevice, uplink: Uplink) -> None:
        """Let the network raise the data rate of who is heard well."""
        loud = uplink.best.snr >= _LOUD and (uplink.f_cnt + 1) % _ADR_EACH == 0
        if device.adr and loud and device.data_rate < REGIONS[device.region].top:
            device.data_rate += 1

    def _receptions(self, device: EndDevice) -> tuple[Reception, ...]:
        heard = [
            Reception(gateway.gw_id, *device.receptions.get(gateway.gw_id, (-85, 8.0)))
            for gateway in self._server.gateways.values()
            if gateway.hears(device.region, device.subnet)
            and (not device.receptions or gateway.gw_id in device.receptions)
        ]
        return tuple(sorted(heard, key=lambda one: one.rssi, reverse=True))

    def _is_lost(self, device: EndDevice) -> bool:
        if device.loses:
            device.loses -= 1
            return True
        return False

    # --- down ----------------------------------------------------------------

    def covered(self, device: EndDevice) -> bool:
        """Tell whether a gateway that heard the device could send to it now."""
        last = device.last_uplink
        if not device.joined or last is None:
            return False
        gateways = self._server.gateways
        return any(one.gw_id in gateways and gateways[one.gw_id].online for one in last.receptions)

    def has_gps(self, device: EndDevice) -> bool:
        """Tell whether one of them can time ping slots."""
        known = self._server.gateways
        heard = [known[one.gw_id] for one in self._receptions(device)]
        return any(gateway.gps and gateway.class_b for gateway in heard)

    def queued(self, device: EndDevice, *, wake: bool = False) -> None:
        """Serve a device that listens outside of its own windows."""
        if wake:
            self._woken.add(device.dev_eui)
        listens = device.class_c or device.class_b or device.dev_eui in self._woken
        if listens and device.queue and device.dev_eui not in self._serving:
            self._serving.add(device.dev_eui)
            self._server.spawn(self._serve(device))

    async def _serve(self, device: EndDevice) -> None:
        server = self._server
        try:
            while device.queue and self.covered(device):
                if device.class_b:
                    await server.clock.sleep(server.ping_interval)
                    if not self.has_gps(device):
                        return
                else:
                    await server.clock.sleep(server.downlink_delay)
                if device.queue and self.covered(device):
                    self._send(device, device.class_, None)
        finally:
            self._serving.discard(device.dev_eui)

    def _send(self, device: EndDevice, class_: str, data_rate: int | None) -> None:
        downlink = device.queue.popleft()
        if len(downlink.data) > fits(device.region, class_, data_rate):
            device.too_long.append(downlink)
            return
        if downlink.confirmed:
            device.awaited = downlink
        if not self._is_lost(device):
            self.deliver(device, downlink)

    def deliver(self, device: EndDevice, downlink: Downlink) -> None:
        """Let a device have a frame, and perhaps react to it."""
        device.received.append(downlink)
        if downlink.confirmed:
            device.acknowledges = True
        if device.sensor is not None and device.sensor.receive(downlink.port, downlink.data):
            self._server.spawn(self._react(device))

    async def _react(self, device: EndDevice) -> None:
        await self._server.clock.sleep(self._server.downlink_delay)
        if self._server.devices.get(device.dev_eui) is device:
            self.report(device)
