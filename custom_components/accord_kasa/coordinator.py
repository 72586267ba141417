"""Polls one Kasa device: state often, the energy of a strip's outlets less often."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
import contextlib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..accord.coordinator import AccordCoordinator, Tier
from ..accord.protocol.errors import DeviceError, UnsupportedError
from ..accord.protocol.kasa import (
    LIGHTS,
    CountdownRule,
    Energy,
    KasaClient,
    LightState,
    Outlet,
    Station,
    SysInfo,
)
from .statistics import NOTHING_KNOWN, Used, async_read_used

FAST = timedelta(seconds=5)
OUTLET_ENERGY = timedelta(seconds=30)
TIMERS = timedelta(minutes=1)
NETWORK = timedelta(minutes=15)
STATISTICS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class RunningTimer:
    """A countdown that will switch a relay."""

    ends: datetime
    on: bool


@dataclass(frozen=True, slots=True)
class KasaView:
    """What one entity looks at: a device as a whole, or one outlet of a strip."""

    sysinfo: SysInfo
    outlet: Outlet | None
    energy: Energy | None
    timer: RunningTimer | None = None
    has_timer: bool = False
    """There is a slot for a countdown, whether one runs or not."""
    used: Used = NOTHING_KNOWN
    station: Station | None = None
    """The Wi-Fi the device is in, of those that can tell."""

    @property
    def on(self) -> bool | None:
        """Return the relay's position."""
        return self.sysinfo.relay_on if self.outlet is None else self.outlet.on


@dataclass(frozen=True, slots=True)
class KasaState:
    """Everything known about one device; by outlet id, None for the device itself."""

    sysinfo: SysInfo
    energy: Mapping[str | None, Energy] = field(default_factory=dict)
    timers: Mapping[str | None, RunningTimer | None] = field(default_factory=dict)
    """One member for each slot."""
    used: Mapping[str | None, Used] = field(default_factory=dict)
    station: Station | None = None

    def view(self, outlet_id: str | None) -> KasaView | None:
        """Return the view of one outlet or of the device; None when the outlet is gone."""
        outlet: Outlet | None = None
        if outlet_id is not None:
            outlet = next((one for one in self.sysinfo.outlets if one.id == outlet_id), None)
            if outlet is None:
                return None
        return KasaView(
            self.sysinfo,
            outlet,
            self.energy.get(outlet_id),
            self.timers.get(outlet_id),
            outlet_id in self.timers,
            self.used.get(outlet_id, NOTHING_KNOWN),
            self.station,
        )

    def views(self) -> Iterator[KasaView]:
        """Yield the view of the device, then of each outlet."""
        for outlet_id in (None, *(outlet.id for outlet in self.sysinfo.outlets)):
            if (view := self.view(outlet_id)) is not None:
                yield view

    def with_relay(self, on: bool, outlet_ids: tuple[str, ...] = ()) -> KasaState:
        """Return the state after switching; no outlet ids mean the whole device."""
        if not self.sysinfo.outlets:
            return replace(self, sysinfo=replace(self.sysinfo, relay_on=on))
        outlets = tuple(
            replace(one, on=on) if not outlet_ids or one.id in outlet_ids else one
            for one in self.sysinfo.outlets
        )
        return replace(self, sysinfo=replace(self.sysinfo, outlets=outlets))

    def with_brightness(self, brightness: int) -> KasaState:
        """Return the state after dimming; 0 is off and keeps the level."""
        sysinfo = replace(self.sysinfo, relay_on=brightness > 0)
        if brightness:
            sysinfo = replace(sysinfo, brightness=brightness)
        return replace(self, sysinfo=sysinfo)

    def with_light(self, light: LightState) -> KasaState:
        """Return the state after a bulb said what it shows now."""
        return replace(self, sysinfo=replace(self.sysinfo, light=light))

    def with_led(self, off: bool) -> KasaState:
        """Return the state after switching the indicator."""
        return replace(self, sysinfo=replace(self.sysinfo, led_off=off))


class KasaCoordinator(AccordCoordinator[KasaState]):
    """Keeps one device's state; all entities of the device read from it."""

    config_entry: KasaConfigEntry

    def __init__(self, hass: HomeAssistant, entry: KasaConfigEntry, client: KasaClient) -> None:
        """Poll through ``client``."""
        super().__init__(hass, entry, interval=FAST)
        self.client = client
        self._outlet_energy = Tier(OUTLET_ENERGY)
        self._timers = Tier(TIMERS)
        self._statistics = Tier(STATISTICS)
        self._network = Tier(NETWORK)
        self._waiting: list[str | None] = []
        self._used: Mapping[str | None, Used] = {}

    @override
    async def _async_fetch(self) -> KasaState:
        status = await self.client.status.read(energy=True)
        sysinfo = status.sysinfo
        energy: dict[str | None, Energy] = {}
        if status.energy is not None:
            energy[None] = status.energy
        if sysinfo.outlets and sysinfo.has_meter:
            energy.update(await self._fetch_outlet_energy(sysinfo))
        timers = await self._fetch_timers(sysinfo)
        used = await self._fetch_statistics(sysinfo)
        return KasaState(sysinfo, energy, timers, used, await self._fetch_station())

    async def _fetch_outlet_energy(self, sysinfo: SysInfo) -> Mapping[str | None, Energy]:
        """Read every outlet's meter when it is time: each takes a request of its own.

        A meter that the device itself reports broken does not hide the state of the outlets.
        """
        if not self._outlet_energy.due:
            return self.data.energy
        energy: dict[str | None, Energy] = {}
        for outlet in sysinfo.outlets:
            with contextlib.suppress(DeviceError, UnsupportedError):
                energy[outlet.id] = await self.client.emeter.get_realtime(outlet.id)
        self._outlet_energy.done()
        return energy

    async def _fetch_timers(self, sysinfo: SysInfo) -> Mapping[str | None, RunningTimer | None]:
        """Read the countdown of every relay when it is time; lights have none."""
        if sysinfo.family in LIGHTS:
            return {}
        if not self._timers.due:
            return self.data.timers
        timers: dict[str | None, RunningTimer | None] = {}
        for outlet_id in _slots(sysinfo):
            with contextlib.suppress(DeviceError, UnsupportedError):
                rules = await self.client.count_down.get_rules(outlet_id)
                timers[outlet_id] = _running(rules)
        self._timers.done()
        return timers

    async def _fetch_statistics(self, sysinfo: SysInfo) -> Mapping[str | None, Used]:
        """Read what was used, of one relay or light with each poll while it is time."""
        if self._statistics.due:
            self._statistics.done()
            self._waiting = _slots(sysinfo)
        if self._waiting:
            slot = self._waiting[0]
            used = await async_read_used(
                self.client, dt_util.now().date(), slot, meter=sysinfo.has_meter
            )
            self._used = {**self._used, slot: used}
            del self._waiting[0]
        return self._used

    async def _fetch_station(self) -> Station | None:
        """Read which network the device is in; it seldom changes."""
        if not self._network.due:
            return self.data.station
        self._network.done()
        with contextlib.suppress(DeviceError, UnsupportedError):
            return await self.client.netif.get_stainfo()
        return None

    async def async_erase_energy(self, outlet_id: str | None) -> None:
        """Let the device forget its energy, and read everything it counts again."""
        await self.async_command(self.client.emeter.erase_emeter_stat(outlet_id))
        self._outlet_energy.reset()
        self._statistics.reset()

    async def async_timer_command(self, command: Awaitable[None]) -> None:
        """Carry out a command that changes a countdown, and read the countdowns back."""
        self._timers.reset()
        await self.async_command(command)


def _slots(sysinfo: SysInfo) -> list[str | None]:
    """Return the ids of the outlets, or None for a device that is one."""
    return [outlet.id for outlet in sysinfo.outlets] or [None]


def _running(rules: Iterable[CountdownRule]) -> RunningTimer | None:
    for rule in rules:
        if rule.running:
            now = dt_util.utcnow().replace(microsecond=0)
            return RunningTimer(now + timedelta(seconds=rule.remain), rule.on)
    return None


@dataclass(frozen=True, slots=True)
class KasaData:
    """What a loaded entry holds."""

    coordinator: KasaCoordinator
    device_id: str
    """Id of the main device in the registry; outlets are its children."""


type KasaConfigEntry = ConfigEntry[KasaData]
type ViewFunction[T] = Callable[[KasaView], T]
