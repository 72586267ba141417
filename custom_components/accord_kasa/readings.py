"""What Kasa devices are asked for besides their state, and how often."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from homeassistant.util import dt as dt_util

from ..accord.protocol.errors import DeviceError
from ..accord.protocol.kasa import (
    COUNTDOWN,
    LIGHTS,
    Capabilities,
    Capability,
    Family,
    Firmware,
    KasaClient,
    NextAction,
    SysInfo,
)
from ..accord.readings import Reading
from .clock import async_read_clock
from .statistics import async_read_used


@dataclass(frozen=True, kw_only=True, eq=False)
class KasaReading[T](Reading[KasaClient, T]):
    """Row of the table of readings."""

    exists_fn: Callable[[SysInfo, Capabilities], bool] = lambda info, has: True
    """Never true for what a device must not be asked for."""
    per_outlet: bool = False
    """Strips have one per outlet, and none for the strip as a whole."""


@dataclass(frozen=True, slots=True)
class RunningTimer:
    """A countdown that will switch a relay."""

    ends: datetime
    on: bool
    seconds: int = 0
    """In all."""


@dataclass(frozen=True, slots=True)
class TimerSlot:
    """The slot for the one countdown of a relay."""

    running: RunningTimer | None = None


async def _read_timer(client: KasaClient, outlet: str | None) -> TimerSlot:
    for rule in await client.count_down.get_rules(outlet):
        if rule.running:
            now = dt_util.utcnow().replace(microsecond=0)
            ends = now + timedelta(seconds=rule.remain)
            return TimerSlot(RunningTimer(ends, rule.on, rule.delay))
    return TimerSlot()


async def _read_firmware(client: KasaClient, _: str | None) -> tuple[Firmware, ...]:
    """Ask for newer firmware; some devices call it an error that there is none."""
    try:
        return await client.cloud.get_intl_fw_list()
    except DeviceError:
        return ()


OUTLET_ENERGY = KasaReading(
    key="outlet_energy",
    every=timedelta(seconds=30),
    per_outlet=True,
    exists_fn=lambda info, has: info.has_meter and bool(info.outlets),
    read_fn=lambda client, outlet: client.emeter.get_realtime(outlet),
)
TIMER = KasaReading(
    key="timer",
    every=timedelta(minutes=5),
    per_outlet=True,
    exists_fn=lambda info, has: info.family not in LIGHTS and Capability.COUNT_DOWN in has,
    read_fn=_read_timer,
)
SCHEDULE = KasaReading(
    key="schedule",
    every=timedelta(minutes=15),
    per_outlet=True,
    read_fn=lambda client, outlet: client.schedule.get_rules(outlet),
)
AWAY = KasaReading(
    key="away",
    every=timedelta(minutes=15),
    per_outlet=True,
    exists_fn=lambda info, has: Capability.ANTI_THEFT in has,
    read_fn=lambda client, outlet: client.anti_theft.get_rules(outlet),
)
CLOCK = KasaReading(
    key="clock",
    every=timedelta(hours=1),
    read_fn=async_read_clock,
)
CLOUD = KasaReading(
    key="cloud",
    every=timedelta(minutes=15),
    read_fn=lambda client, _: client.cloud.get_info(),
)
FIRMWARE = KasaReading(
    key="firmware",
    every=timedelta(days=1),
    at_start=False,
    read_fn=_read_firmware,
)
STATISTICS = KasaReading(
    key="statistics",
    every=timedelta(minutes=5),
    per_outlet=True,
    read_fn=async_read_used,
)
STATION = KasaReading(
    key="station",
    every=timedelta(minutes=15),
    read_fn=lambda client, _: client.netif.get_stainfo(),
)
PRESETS = KasaReading(
    key="presets",
    every=timedelta(minutes=15),
    exists_fn=lambda info, has: info.family in LIGHTS,
    read_fn=lambda client, _: client.lighting.get_preferred_state(),
)
BEHAVIOR = KasaReading(
    key="behavior",
    every=timedelta(minutes=15),
    exists_fn=lambda info, has: info.family in LIGHTS,
    read_fn=lambda client, _: client.lighting.get_default_behavior(),
)
DIMMER = KasaReading(
    key="dimmer",
    every=timedelta(minutes=15),
    exists_fn=lambda info, has: Capability.DIMMER in has,
    read_fn=lambda client, _: client.dimmer.get_dimmer_parameters(),
)
DIMMER_BUTTON = KasaReading(
    key="dimmer_button",
    every=timedelta(minutes=15),
    exists_fn=lambda info, has: Capability.DIMMER in has,
    read_fn=lambda client, _: client.dimmer.get_default_behavior(),
)
MOTION = KasaReading(
    key="motion",
    every=timedelta(minutes=15),
    exists_fn=lambda info, has: Capability.PIR in has,
    read_fn=lambda client, _: client.pir.get_config(),
)
AMBIENT = KasaReading(
    key="ambient",
    every=timedelta(minutes=15),
    exists_fn=lambda info, has: Capability.LAS in has,
    read_fn=lambda client, _: client.las.get_config(),
)
SENSES = KasaReading(
    key="senses",
    every=timedelta(0),
    read_fn=lambda client, _: client.status.read_senses(),
)
"""Not in the table: it comes with each poll of the state, in the same request."""

SMART_CONTROL = KasaReading(
    key="smart_control",
    every=timedelta(minutes=15),
    exists_fn=lambda info, has: Capability.SENSOR_TRIGGER in has,
    read_fn=lambda client, _: client.sensor_trigger.get_weekday_routine(),
)
LIGHT_DETAILS = KasaReading(
    key="light_details",
    every=timedelta.max,
    at_start=False,
    exists_fn=lambda info, has: info.family in LIGHTS,
    read_fn=lambda client, _: client.lighting.get_light_details(),
)
"""Read once, as it never changes; some lights do not answer, so nothing waits for it."""

SLOTS = KasaReading(
    key="slots",
    every=timedelta.max,
    at_start=False,
    exists_fn=lambda info, has: info.family is Family.STRIP,
    read_fn=lambda client, _: client.strip.get_relationship(),
)
"""Read once: outlets do not move."""

MANUAL_ACTION = KasaReading(
    key="manual_action",
    every=timedelta(hours=1),
    exists_fn=lambda info, has: Capability.SENSOR_TRIGGER in has,
    read_fn=lambda client, _: client.sensor_trigger.get_default_manual_action(),
)

READINGS: tuple[KasaReading[Any], ...] = (
    OUTLET_ENERGY,
    TIMER,
    SCHEDULE,
    AWAY,
    CLOCK,
    CLOUD,
    FIRMWARE,
    STATISTICS,
    STATION,
    PRESETS,
    BEHAVIOR,
    DIMMER,
    DIMMER_BUTTON,
    MOTION,
    AMBIENT,
    SMART_CONTROL,
    MANUAL_ACTION,
    LIGHT_DETAILS,
    SLOTS,
)


def armed_timers(sysinfo: SysInfo) -> dict[str | None, bool]:
    """Return for whom a countdown runs, as the state tells, and whether it will switch on."""
    parts: dict[str | None, NextAction | None] = {None: sysinfo.next_action}
    parts |= {outlet.id: outlet.next_action for outlet in sysinfo.outlets}
    armed = {
        part: action.on is True
        for part, action in parts.items()
        if action is not None and action.type == COUNTDOWN
    }
    if sysinfo.active_mode == "count_down":
        armed.setdefault(None, False)
    return armed


def parts_of(
    reading: KasaReading[Any], sysinfo: SysInfo, capabilities: Capabilities
) -> list[str | None]:
    """Return for whom a row is read: the ids of outlets, None for the device itself."""
    if not reading.exists_fn(sysinfo, capabilities):
        return []
    if reading.per_outlet and sysinfo.outlets:
        return [outlet.id for outlet in sysinfo.outlets]
    return [None]
