"""A simulated Kasa device on TCP and UDP port 9999."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
import hashlib
from typing import Any, ClassVar
import zlib

from simulators.base import SimulatedDevice
from simulators.clock import Clock
from simulators.delivery import Delivery, HangUp, Send, Step
from simulators.kasa.light import Glow, Light
from simulators.kasa.models import Family, Model
from simulators.kasa.modules import METHODS, methods_of
from simulators.kasa.modules.errors import CrashError, MalformedError, NoAnswerError
from simulators.kasa.outlet import Dimmer, Outlet, OutletSetup
from simulators.kasa.quirks import Quirks
from simulators.kasa.request import Reply, answer
from simulators.kasa.wire import HEADER_SIZE, announced_length, decrypt, encrypt, stream_answer
from simulators.sockets import Connection, TcpListener, UdpPort

__all__ = ["KasaDevice"]

type Json = dict[str, Any]
type Peer = tuple[str, int]

PORT = 9999
_READ_SIZE = 65536


class _Datagram:
    """The sender of a datagram, as the line to answer on."""

    def __init__(self, port: UdpPort, peer: Peer) -> None:
        self._port = port
        self._peer = peer

    async def send(self, data: bytes) -> None:
        self._port.send(data, self._peer)

    def hang_up(self, *, reset: bool = False) -> None:
        """Do nothing: there is no connection."""


class KasaDevice(SimulatedDevice):
    """One device of some model, in some household."""

    system: ClassVar[str] = "kasa"

    def __init__(
        self,
        model: Model,
        alias: str,
        address: str,
        *,
        mac: str = "02:00:5E:66:00:01",
        port: int = PORT,
        clock: Clock | None = None,
        quirks: Quirks | None = None,
        outlets: Sequence[OutletSetup] = (),
        brightness: int = 100,
        light_on: bool = False,
        glow: Glow | None = None,
        presets: Sequence[Json] = (),
        effect: Json | None = None,
        rssi: int = -55,
        latitude: float = 52.3702,
        longitude: float = 4.8952,
        time_zone: tzinfo = UTC,
    ) -> None:
        """Build a device; outlets that are not described are off and empty."""
        super().__init__(alias, address, clock)
        self.model = model
        self.mac = mac
        self.quirks = quirks or model.quirks
        self.device_id = _identity(mac, "device", 40, "8006" if model.light is None else "8012")
        self.hw_id = _identity(model.name, "hardware", 32)
        self.oem_id = _identity(model.name, "oem", 32)
        self.latitude, self.longitude = latitude, longitude
        self.time_zone = time_zone
        self.updating = 0
        self.clock_set = True
        self.ssid, self.key_type = "Home", 3
        self.reboot_drops_after = 5.5
        self.reboot_lasts = 10.0
        self.methods = methods_of(model)
        self._initial_alias = alias
        self._initial_outlets = tuple(outlets)
        self._initial_brightness = brightness
        self._initial_light = (light_on, glow, tuple(presets), effect)
        self._rssi = rssi
        self._silent_until = 0.0
        self.tcp = TcpListener(address, port, self._serve, self.spawn)
        self.udp = UdpPort(address, port, self.receive)
        self.endpoints = [self.tcp, self.udp]
        self.reset_state()

    @classmethod
    def operations(cls) -> frozenset[str]:
        """Return the ids of all operations some model answers."""
        return frozenset(METHODS)

    @property
    def port(self) -> int:
        """The port in use, the same for TCP and UDP."""
        return self.tcp.port

    async def start(self) -> None:
        """Open the ports; UDP takes the number that TCP got."""
        if not self.tcp.port:
            self.tcp.open()
            self.udp.follow(self.tcp.port)
        await super().start()

    # --- state ---------------------------------------------------------------

    def reset_state(self) -> None:
        """Be as built."""
        model = self.model
        self.alias = self._initial_alias
        self.led_off = 0
        self.light_active_mode = "none"
        self.outlets: list[Outlet] = []
        self.light: Light | None = None
        if model.light is not None:
            on, glow, presets, effect = self._initial_light
            self.light = Light(
                model.light,
                self.clock,
                self.local_time,
                on=on,
                glow=glow,
                presets=presets,
                effect=effect,
            )
        elif model.family is not Family.CAMERA:
            self.outlets = [self._build_outlet(slot) for slot in range(model.outlets)]

    def _build_outlet(self, slot: int) -> Outlet:
        known = slot < len(self._initial_outlets)
        setup = self._initial_outlets[slot] if known else OutletSetup(alias=f"Plug {slot + 1}")
        dimmer = Dimmer(self._initial_brightness) if self.model.family is Family.DIMMER else None
        return Outlet(slot, setup, self.clock, self.local_time, dimmer)

    def local_time(self) -> datetime:
        """Return the time the device's own clock shows."""
        wall = self.clock.wall() + timedelta(seconds=self.clock_shift)
        return wall.astimezone(self.time_zone)

    @property
    def rssi(self) -> int:
        """Signal strength in dBm; it wobbles by two around its mean, alike in every run."""
        moment = f"{self.mac} {int(self.clock.now() // 10)}"
        return self._rssi + zlib.crc32(moment.encode()) % 5 - 2

    @property
    def voltage(self) -> float:
        """Mains voltage; it wobbles by half a volt, alike in every run."""
        moment = f"volts {int(self.clock.now() // 10)}"
        return self.model.mains_voltage + (zlib.crc32(moment.encode()) % 101 - 50) / 100

    def child_id(self, outlet: Outlet) -> str:
        """Return the full id of an outlet of a strip."""
        return f"{self.device_id}{outlet.slot:02}"

    def rename(self, alias: str) -> None:
        """Take another name; the simulation still knows the device by its first one."""
        self.alias = alias

    def press_button(self, outlet: int = 0) -> None:
        """Press the button on the device itself: it toggles the relay or the light."""
        if self.light is not None:
            self.light.switch(not self.light.on)
        else:
            pressed = self._outlet(outlet)
            pressed.switch(not pressed.on)

    def set_load(self, watts: float, outlet: int = 0) -> None:
        """Plug in an appliance that draws so many watts."""
        self._outlet(outlet).draw(watts)

    def _outlet(self, slot: int) -> Outlet:
        if not 0 <= slot < len(self.outlets):
            raise ValueError(f"{self.name} has no outlet {slot}")
        return self.outlets[slot]

    def state(self) -> Json:
        """Return everything that can be seen from outside."""
        light = self.light
        return {
            "name": self.name,
            "alias": self.alias,
            "model": self.model.name,
            "address": self.address,
            "port": self.port,
            "mac": self.mac.lower(),
            "device_id": self.device_id,
            "online": self.online,
            "led_off": self.led_off,
            "faults": len(self.faults),
            "outlets": [_outlet_state(outlet) for outlet in self.outlets],
            "light": None if light is None else {**light.as_json(), "effect": light.effect},
        }

    def actions(self) -> dict[str, Callable[[Json], None]]:
        """Add button, load and power cut."""
        return {
            **super().actions(),
            "press": lambda params: self.press_button(int(params.get("outlet", 0))),
            "load": lambda params: self.set_load(
                float(params["watts"]), int(params.get("outlet", 0))
            ),
            "power_cycle": lambda params: self.power_cycle(float(params.get("down_for", 0))),
        }

    # --- going down and coming back ------------------------------------------

    def booted(self) -> None:
        """Start counting afresh what does not survive a boot."""
        for outlet in self.outlets:
            outlet.rebooted()
            if self.quirks.meter_forgets_total:
                outlet.energy.forget_total()

    def reboot(self, delay: float) -> None:
        """Go down some seconds after the delay, and come back; relays stay as they are."""
        if delay <= 0:
            self.restart(down_for=self.reboot_lasts)
            return
        self.spawn(self._reboot_at(self.clock.now() + delay + self.reboot_drops_after))

    async def _reboot_at(self, moment: float) -> None:
        await self.clock.sleep_until(moment)
        self.restart(down_for=self.reboot_lasts)

    def power_cycle(self, down_for: float = 0.0) -> None:
        """Cut the mains: a light comes back as it was last lit."""
        if self.light is not None:
            self.light.power_cycled()
        self.restart(down_for=down_for)

    def crash(self) -> None:
        """Stop answering for some seconds, then lose all connections."""
        self._silent_until = self.clock.now() + self.quirks.crash_seconds
        self.spawn(self._recover_at(self._silent_until))

    async def _recover_at(self, moment: float) -> None:
        await self.clock.sleep_until(moment)
        if moment >= self._silent_until:
            self.tcp.hang_up_all(reset=True)
            self.booted()

    @property
    def crashed(self) -> bool:
        """Whether the device is silent after a crash."""
        return self.clock.now() < self._silent_until

    # --- the wire ------------------------------------------------------------

    async def _serve(self, connection: Connection) -> None:
        if self.quirks.single_connection and len(self.tcp.connections) > 1:
            connection.hang_up(reset=True)
            return
        connection.segment_size = self.quirks.segment_size
        connection.between_segments = self._pause_between_segments
        while not connection.writer.is_closing():
            text = await self._read_request(connection)
            if text is None:
                return
            await self._answer_stream(connection, text)

    async def _pause_between_segments(self) -> None:
        await self.clock.sleep(self.quirks.segment_pause)

    async def _read_request(self, connection: Connection) -> bytes | None:
        """Return the next request in plain, or None if the connection is of no more use."""
        if self.quirks.first_segment_is_request:
            segment = await connection.reader.read(_READ_SIZE)
            whole = len(segment) >= HEADER_SIZE
            length = announced_length(segment[:HEADER_SIZE]) if whole else 0
            return decrypt(segment[HEADER_SIZE:]) if length == len(segment) - HEADER_SIZE else None
        try:
            length = announced_length(await connection.reader.readexactly(HEADER_SIZE))
            if length > self.quirks.largest_frame:
                return None
            return decrypt(await connection.reader.readexactly(length))
        except asyncio.IncompleteReadError:
            return None

    async def _answer_stream(self, connection: Connection, text: bytes) -> None:
        try:
            reply = self._answer(text, datagram=False)
        except MalformedError:
            connection.hang_up()
            return
        if reply is None:
            return
        steps: list[Step] = [stream_answer(reply.text)]
        if self.quirks.closes_after_answer:
            steps.append(HangUp())
        await self.transmit(Delivery(tuple(steps), reply.operations), connection)

    def receive(self, data: bytes, peer: Peer) -> None:
        """Take a datagram, sent to this device alone or to all, and answer from its own port."""
        if self.online:
            self.spawn(self._answer_datagram(data, peer))

    async def _answer_datagram(self, data: bytes, peer: Peer) -> None:
        try:
            reply = self._answer(decrypt(data), datagram=True)
        except MalformedError:
            return
        if reply is None:
            return
        cipher = encrypt(reply.text)[: self.quirks.udp_answer_size]
        delivery = Delivery((Send(cipher),), reply.operations, stream=False)
        await self.transmit(delivery, _Datagram(self.udp, peer))

    def _answer(self, text: bytes, *, datagram: bool) -> Reply | None:
        """Return the answer, or None while the device has none to give."""
        if self.crashed:
            return None
        try:
            return answer(self, text, datagram=datagram)
        except CrashError:
            self.crash()
        except NoAnswerError:
            pass
        return None


def _identity(seed: str, purpose: str, length: int, prefix: str = "") -> str:
    digest = hashlib.sha512(f"{purpose} {seed}".encode()).hexdigest().upper()
    return (prefix + digest)[:length]


def _outlet_state(outlet: Outlet) -> Json:
    state: Json = {
        "alias": outlet.alias,
        "on": outlet.on,
        "load_w": outlet.load,
        "power_w": outlet.power,
        "total_wh": outlet.energy.total,
    }
    if outlet.dimmer is not None:
        state["brightness"] = outlet.dimmer.brightness
    return state
