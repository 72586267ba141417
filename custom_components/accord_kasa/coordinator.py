"""Polls one Kasa device: its state often, all else at the pace of its row in ``readings``."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta, tzinfo
from typing import Any, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..accord.coordinator import AccordCoordinator
from ..accord.protocol.kasa import (
    Capabilities,
    ClockNotSetError,
    DeviceTime,
    Energy,
    KasaClient,
    LightEffect,
    LightingEffect,
    LightState,
    Outlet,
    SysInfo,
    zone_index,
)
from ..accord.readings import Reader, Values
from .clock import ClockState
from .connection import async_note_transport
from .const import CONF_CAPABILITIES
from .readings import (
    CLOCK,
    OUTLET_ENERGY,
    READINGS,
    SENSES,
    STATISTICS,
    TIMER,
    KasaReading,
    armed_timers,
    parts_of,
)

FAST = timedelta(seconds=5)
NO_CAPABILITIES = Capabilities(firmware="")


@dataclass(frozen=True, slots=True)
class KasaView:
    """What one entity looks at: a device as a whole, or one outlet of a strip."""

    sysinfo: SysInfo
    outlet: Outlet | None
    energy: Energy | None = None
    capabilities: Capabilities = NO_CAPABILITIES
    values: Values = field(default_factory=dict)

    def get[T](self, reading: KasaReading[T]) -> T | None:
        """Return what was read last; None for what the device cannot tell."""
        part = self.outlet.id if self.outlet and reading.per_outlet else None
        return self.values.get((reading.key, part))

    @property
    def on(self) -> bool | None:
        """Return the relay's position."""
        return self.sysinfo.relay_on if self.outlet is None else self.outlet.on


@dataclass(frozen=True, slots=True)
class KasaState:
    """Everything known about one device; by outlet id, None for the device itself."""

    sysinfo: SysInfo
    energy: Energy | None = None
    """Of the device itself; that of outlets is among the values."""
    capabilities: Capabilities = NO_CAPABILITIES
    values: Values = field(default_factory=dict)

    def view(self, outlet_id: str | None) -> KasaView | None:
        """Return the view of one outlet or of the device; None when the outlet is gone."""
        outlet: Outlet | None = None
        if outlet_id is not None:
            outlet = next((one for one in self.sysinfo.outlets if one.id == outlet_id), None)
            if outlet is None:
                return None
        energy = self.energy
        if outlet is not None:
            energy = self.values.get((OUTLET_ENERGY.key, outlet_id))
        return KasaView(self.sysinfo, outlet, energy, self.capabilities, self.values)

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

    def with_light(self, light: LightState, *, colored: bool = False) -> KasaState:
        """Return the state after a light said what it shows now; a new colour ends an effect."""
        effect = self.sysinfo.effect
        if colored and effect is not None:
            effect = replace(effect, enable=False)
        return replace(self, sysinfo=replace(self.sysinfo, light=light, effect=effect))

    def with_effect(self, effect: LightingEffect) -> KasaState:
        """Return the state after an effect was started or stopped."""
        shown = LightEffect(
            enable=effect.enable, name=effect.name, brightness=effect.brightness or None
        )
        light = self.sysinfo.light
        if effect.enable and light is not None:
            light = replace(light, on=True)
        return replace(self, sysinfo=replace(self.sysinfo, light=light, effect=shown))

    def with_led(self, off: bool) -> KasaState:
        """Return the state after switching the indicator."""
        return replace(self, sysinfo=replace(self.sysinfo, led_off=off))

    def with_value[T](self, reading: KasaReading[T], outlet_id: str | None, value: T) -> KasaState:
        """Return the state after something that is read seldom was set."""
        return replace(self, values={**self.values, (reading.key, outlet_id): value})


class KasaCoordinator(AccordCoordinator[KasaState]):
    """Keeps one device's state; all entities of the device read from it."""

    config_entry: KasaConfigEntry

    def __init__(self, hass: HomeAssistant, entry: KasaConfigEntry, client: KasaClient) -> None:
        """Poll through ``client``; what was found out about this firmware is not asked again."""
        super().__init__(hass, entry, interval=FAST)
        self.client = client
        self._reader = Reader(client)
        self._armed: dict[str | None, bool] = {}
        client.status.restore(Capabilities.from_dict(entry.data.get(CONF_CAPABILITIES, {})))

    @override
    async def _async_fetch(self) -> KasaState:
        status = await self.client.status.read(energy=True)
        async_note_transport(self.hass, self.config_entry, self.client)
        info, senses = status.sysinfo, status.senses
        capabilities = self.client.status.capabilities
        if capabilities is None:
            capabilities = await self._async_probe()
            senses = await self.client.status.read_senses() if info.has_motion else None
        self._note_timers(info)
        values = await self._reader.async_read(
            (reading, part)
            for reading in READINGS
            for part in parts_of(reading, info, capabilities)
        )
        if senses is not None:
            values = {**values, (SENSES.key, None): senses}
        return KasaState(info, status.energy, capabilities, values)

    def _note_timers(self, info: SysInfo) -> None:
        """Read timers that were started or stopped elsewhere: the state tells that there is one."""
        armed = armed_timers(info)
        for part in armed.keys() | self._armed.keys():
            if self._armed.get(part) != armed.get(part):
                self._reader.reset(TIMER, part)
        self._armed = armed

    async def _async_probe(self) -> Capabilities:
        """Find out what the firmware can do, once; a new one may bring new entities.

        What was found is kept even when the device breaks down over it.
        """
        known = CONF_CAPABILITIES in self.config_entry.data
        try:
            capabilities = await self.client.status.probe()
        finally:
            found = self.client.status.found.to_dict()
            data = {**self.config_entry.data, CONF_CAPABILITIES: found}
            self.hass.config_entries.async_update_entry(self.config_entry, data=data)
        if known and self.data is not None:
            self.hass.config_entries.async_schedule_reload(self.config_entry.entry_id)
        return capabilities

    async def async_change[T](
        self,
        command: Awaitable[T],
        *readings: KasaReading[Any],
        outlet_id: str | None = None,
        change: Callable[[KasaState, T], KasaState] | None = None,
    ) -> T:
        """Carry out a command like ``async_command``, and read ``readings`` back with the state."""

        async def carried_out() -> T:
            try:
                return await command
            finally:
                for reading in readings:
                    self.read_again(reading, outlet_id)

        return await self.async_command(carried_out(), change=change)

    def read_again(self, reading: KasaReading[Any], outlet_id: str | None = None) -> None:
        """Read it with the next poll: something may have changed it."""
        self._reader.reset(reading, outlet_id if reading.per_outlet else None)

    @property
    def time_zone(self) -> tzinfo:
        """Return the device's time zone, Home Assistant's where the device does not tell it."""
        clock: ClockState | None = self.data.values.get((CLOCK.key, None))
        return dt_util.get_default_time_zone() if clock is None else clock.zone

    @property
    def today(self) -> date:
        """Return the day that it is for the device."""
        return dt_util.now(self.time_zone).date()

    async def with_clock[T](self, command: Callable[[], Awaitable[T]]) -> T:
        """Carry out a command of timers or rules; a device without the time is told it before.

        For ``async_command`` and ``async_change``. Raises AccordError.
        """
        try:
            return await command()
        except ClockNotSetError:
            await self.set_clock()
        return await command()

    async def set_clock(self) -> None:
        """Tell the device the time, in its own zone if that is known. Raises AccordError."""
        name = (await self.client.time.get_timezone()).iana
        zone = None if name is None else await dt_util.async_get_time_zone(name)
        now, index = dt_util.now(zone), None
        if zone is None:
            home = self.hass.config.time_zone
            index = await self.hass.async_add_executor_job(zone_index, home, now.date())
        await self.client.time.synchronise(DeviceTime.of(now), index)

    async def async_synchronise(self) -> None:
        """Set clock and zone to Home Assistant's. Raises HomeAssistantError."""
        home, day = self.hass.config.time_zone, dt_util.now().date()
        index = await self.hass.async_add_executor_job(zone_index, home, day)
        command = self.client.time.synchronise(DeviceTime.of(dt_util.now()), index)
        await self.async_change(command, CLOCK)

    async def async_start_effect(self, effect: LightingEffect) -> None:
        """Run an effect; a strip that is dark is switched on first."""
        light = self.data.sysinfo.light
        if light is not None and not light.on:
            await self.async_command(self.client.lighting.transition_light_state(True))
        await self.async_command(
            self.client.effects.set_lighting_effect(effect),
            change=lambda state, _: state.with_effect(effect),
        )

    async def async_erase_energy(self, outlet_id: str | None) -> None:
        """Let the device forget its energy, and read everything it counts again."""
        await self.async_change(
            self.client.emeter.erase_emeter_stat(outlet_id),
            OUTLET_ENERGY,
            STATISTICS,
            outlet_id=outlet_id,
        )


@dataclass(frozen=True, slots=True)
class KasaData:
    """What a loaded entry holds."""

    coordinator: KasaCoordinator
    device_id: str
    """Id of the main device in the registry; outlets are its children."""


type KasaConfigEntry = ConfigEntry[KasaData]
type ViewFunction[T] = Callable[[KasaView], T]
