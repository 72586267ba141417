"""A simulated Kasa device: what it is, and what happens to it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
import hashlib
from typing import Any, ClassVar
import zlib

from simulators.base import SimulatedDevice
from simulators.clock import Clock
from simulators.kasa.ambient import AmbientSensor
from simulators.kasa.cloud import CloudLink
from simulators.kasa.controls import device_actions
from simulators.kasa.credentials import BLANK, Account
from simulators.kasa.firmware import Firmware
from simulators.kasa.klap_server import KlapServer
from simulators.kasa.light import Glow
from simulators.kasa.local_clock import LocalClock
from simulators.kasa.models import Model
from simulators.kasa.modules import METHODS, methods_of
from simulators.kasa.modules.errors import CrashError, NoAnswerError
from simulators.kasa.motion import MotionSensor
from simulators.kasa.outlet import Outlet, OutletSetup
from simulators.kasa.planner import Planner
from simulators.kasa.probe import PROBE_PORTS, ProbeResponder
from simulators.kasa.quirks import Quirks
from simulators.kasa.request import Reply, answer
from simulators.kasa.revisions import updated
from simulators.kasa.rule_book import RuleBook, next_action
from simulators.kasa.setup import Setup, as_sold
from simulators.kasa.smart_control import SmartControl
from simulators.kasa.transport import KLAP, Transport, transport_actions
from simulators.kasa.view import visible_state
from simulators.kasa.xor import XorServer
from simulators.sockets import Connection, Peer, TcpListener

__all__ = ["KasaDevice"]

type Json = dict[str, Any]

PORT = 9999
KLAP_PORT = 20080
"""The vendor's is 80, which not everybody may open; clients learn it from discovery."""


class KasaDevice(SimulatedDevice):
    """One device of some model, in some household."""

    system: ClassVar[str] = "kasa"
    reboot_drops_after: float = 5.5
    reboot_lasts: float = 10.0

    def __init__(
        self,
        model: Model,
        alias: str,
        address: str,
        *,
        mac: str = "02:00:5E:66:00:01",
        port: int = PORT,
        klap_port: int = KLAP_PORT,
        probe_ports: tuple[int, ...] = PROBE_PORTS,
        transport: str = Transport.XOR,
        account: tuple[str, str] | None = None,
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
        self.model = self._initial_model = model
        self._take_identity(mac)
        self.quirks = quirks or model.quirks
        self._initial_place = latitude, longitude
        self._initial_zone = time_zone
        self.methods = methods_of(model)
        self._initial = Setup(
            alias=alias,
            outlets=tuple(outlets),
            brightness=brightness,
            light_on=light_on,
            glow=glow,
            presets=tuple(presets),
            effect=effect,
            username="" if account is None else account[0],
        )
        self._rssi, self._silent_until = rssi, 0.0
        self._initial_transport = Transport(transport)
        self._initial_account = BLANK if account is None else Account(*account)
        self._lay_out_ports(port, klap_port, probe_ports)
        self.reset_state()

    def _take_identity(self, mac: str) -> None:
        self.mac = self._initial_mac = mac
        prefix = "8006" if self.model.light is None else "8012"
        self.device_id = _identity(mac, "device", 40, prefix)
        self.hw_id = _identity(self.model.name, "hardware", 32)
        self.oem_id = _identity(self.model.name, "oem", 32)

    def _lay_out_ports(self, port: int, klap_port: int, probe_ports: tuple[int, ...]) -> None:
        self.xor = XorServer(self, port)
        self.tcp, self.udp = self.xor.tcp, self.xor.udp
        self.klap = KlapServer(self, klap_port, self._initial_account)
        self.probe = ProbeResponder(self, probe_ports)

    @classmethod
    def operations(cls) -> frozenset[str]:
        """Return the ids of all operations some model answers."""
        return frozenset(METHODS)

    @property
    def port(self) -> int:
        """The port where requests are taken, on the present transport."""
        return self.endpoints[0].port

    @property
    def klap_version(self) -> int:
        """Which formulas the KLAP of this firmware uses."""
        return 1 if self.firmware_transport is Transport.KLAP1 else 2

    # --- state ---------------------------------------------------------------

    def reset_state(self) -> None:
        """Be as built."""
        self.model = self._initial_model
        self.firmware_transport = self._initial_transport
        self.klap.enroll(self._initial_account)
        self._speak(self._initial_transport)
        self.mac = self._initial_mac
        self.latitude, self.longitude = self._initial_place
        self.time = LocalClock(self.clock, self._initial_zone)
        self.ssid, self.key_type = "Home", 3
        self._furnish(self._initial)

    def factory_reset(self) -> None:
        """Be as sold: out of account and network, the clock unset; the firmware stays."""
        self.klap.enroll(BLANK)
        self.latitude = self.longitude = 0.0
        self.time.forget()
        self.ssid, self.key_type = "", 0
        self._furnish(as_sold(self))

    def _furnish(self, setup: Setup) -> None:
        self.alias = setup.alias
        self.led_off = 0
        self.rules_made = 0
        self.booted_at = self.clock.now()
        self.outlets = setup.build_outlets(self)
        self.light = setup.build_light(self)
        senses = self.model.motion
        self.motion = MotionSensor(self._initial_mac, self.clock) if senses else None
        self.ambient = AmbientSensor(self.model.brightest_adc, self.local_time) if senses else None
        self.cloud = CloudLink(self, setup.username)
        self.firmware = Firmware(self)
        self.smart_control = SmartControl(self) if senses else None
        self.planner = Planner(self)

    def local_time(self) -> datetime:
        """Return the time the device's own clock shows."""
        return self.time.now() + timedelta(seconds=self.clock_shift)

    def set_time(self, local: datetime) -> None:
        """Set the device's own clock; its rules follow."""
        self.time.set(local - timedelta(seconds=self.clock_shift))
        self.planner.replan()

    def build_book(self) -> RuleBook:
        """Return an empty book of rules, for a relay or a light."""
        return RuleBook(self.local_time, lambda: (self.latitude, self.longitude))

    @property
    def light_active_mode(self) -> str:
        """What a light says decides over it."""
        return "none" if self.light is None or self.light.book.next is None else "schedule"

    @property
    def light_next_action(self) -> Json:
        """What a light's schedule will do."""
        return {"type": -1} if self.light is None else next_action(self.light.book)

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
        return visible_state(self)

    def actions(self) -> dict[str, Callable[[Json], None]]:
        """Add what happens around the device, and to its transport."""
        return {**super().actions(), **device_actions(self), **transport_actions(self)}

    # --- going down and coming back ------------------------------------------

    def booted(self) -> None:
        """Start counting afresh what does not survive a boot."""
        self.klap.end_sessions()
        self.firmware.booted()
        self.booted_at = self.clock.now()
        self.planner.replan()
        for outlet in self.outlets:
            outlet.rebooted()
            if self.quirks.meter_forgets_total:
                outlet.energy.forget_total()

    def reboot(self, delay: float, *, afresh: bool = False) -> None:
        """Go down some seconds after the delay, and come back; relays stay as they are."""
        if delay <= 0:
            self._go_down(afresh)
            return
        moment = self.clock.now() + delay + self.reboot_drops_after
        self.spawn(self._reboot_at(moment, afresh))

    async def _reboot_at(self, moment: float, afresh: bool) -> None:
        await self.clock.sleep_until(moment)
        self._go_down(afresh)

    def _go_down(self, afresh: bool) -> None:
        if afresh:
            self.factory_reset()
        self.restart(down_for=self.reboot_lasts)

    def power_cycle(self, down_for: float = 0.0) -> None:
        """Cut the mains: a light comes back as it was last lit."""
        if self.light is not None:
            self.light.power_cycled()
        if self.quirks.power_cut_ends_compatibility:
            self._speak(self.firmware_transport)
        self.restart(down_for=down_for)

    def update_firmware(
        self, transport: str, *, needs_adding: bool = False, down_for: float = 0.0
    ) -> None:
        """Restart with firmware that speaks something else.

        A device that needs adding refuses everybody until it is added to an account again.
        """
        self.model = updated(self.model)
        self.firmware_transport = Transport(transport)
        self.klap.needs_adding = needs_adding
        self._speak(self.firmware_transport)
        self.restart(down_for=down_for)

    def allow_third_party(self, *, down_for: float = 0.0) -> None:
        """Restart with the XOR cipher, as the account's compatibility switch makes it."""
        self._speak(Transport.XOR)
        self.restart(down_for=down_for)

    def _speak(self, transport: Transport) -> None:
        self.transport = transport
        before = self.endpoints
        self.endpoints = [self.xor] if transport is Transport.XOR else [self.klap, self.probe]
        for endpoint in before:
            if endpoint not in self.endpoints:
                endpoint.close()
        self._settle_ports()

    def crash(self) -> None:
        """Stop answering for some seconds, then lose all connections."""
        self._silent_until = self.clock.now() + self.quirks.crash_seconds
        self.spawn(self._recover_at(self._silent_until))

    async def _recover_at(self, moment: float) -> None:
        await self.clock.sleep_until(moment)
        if moment >= self._silent_until:
            self.xor.hang_up_all()
            self.klap.hang_up_all()
            self.booted()

    @property
    def crashed(self) -> bool:
        """Whether the device is silent after a crash."""
        return self.clock.now() < self._silent_until

    # --- the wire ------------------------------------------------------------

    def receive(self, data: bytes, peer: Peer) -> None:
        """Take what is sent to port 9999 of all devices."""
        if self.online and self.transport is Transport.XOR:
            self.xor.receive(data, peer)

    def receive_probe(self, data: bytes, peer: Peer, nth: int = 0) -> None:
        """Take what is sent to the nth discovery port of all devices."""
        if self.online and self.transport in KLAP:
            self.probe.receive(data, peer, nth)

    def is_one_too_many(self, listener: TcpListener) -> bool:
        """Tell whether the connection just accepted is one more than the device takes."""
        return self.quirks.single_connection and len(listener.connections) > 1

    def set_pace(self, connection: Connection) -> None:
        """Let answers leave in pieces, as this device sends them."""
        connection.segment_size = self.quirks.segment_size
        connection.between_segments = self._pause_between_segments

    async def _pause_between_segments(self) -> None:
        await self.clock.sleep(self.quirks.segment_pause)

    def reply_to(self, text: bytes, *, datagram: bool = False) -> Reply | None:
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
