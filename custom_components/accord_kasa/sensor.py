"""Energy, signal and times of a device or of one outlet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import (
    DEGREE,
    PERCENTAGE,
    SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
    EntityCategory,
    UnitOfElectricCurrent,
    UnitOfElectricPotential,
    UnitOfEnergy,
    UnitOfPower,
    UnitOfTime,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from ..accord.protocol.kasa import LIGHTS, Energy, Family, LightDetails, NextAction
from .coordinator import KasaConfigEntry, KasaView
from .entity import KasaEntity, KasaEntityDescription, entities_for
from .readings import (
    AMBIENT,
    AWAY,
    CLOCK,
    LIGHT_DETAILS,
    SENSES,
    SLOTS,
    SMART_CONTROL,
    STATION,
    STATISTICS,
    TIMER,
    RunningTimer,
)
from .statistics import Used

PARALLEL_UPDATES = 0

JITTER = timedelta(seconds=10)
"""A moment computed from a running counter moves a little with each poll: not a change."""

type SensorValue = float | int | str | datetime | None


@dataclass(frozen=True, kw_only=True)
class KasaSensorDescription(KasaEntityDescription, SensorEntityDescription):
    """Row of the table of sensors; ``operations`` name what is read for it."""

    value_fn: Callable[[KasaView], SensorValue]
    attributes_fn: Callable[[KasaView], dict[str, Any] | None] = lambda view: None
    """What belongs to the value and is no sensor of its own."""


def _energy(read: Callable[[Energy], float | None]) -> Callable[[KasaView], float | None]:
    return lambda view: None if view.energy is None else read(view.energy)


def _measures(read: Callable[[Energy], float | None]) -> Callable[[KasaView], bool]:
    return lambda view: view.energy is not None and read(view.energy) is not None


def _on_since(view: KasaView) -> datetime | None:
    on_time = view.sysinfo.on_time if view.outlet is None else view.outlet.on_time
    if not view.on or on_time is None:
        return None
    return dt_util.utcnow().replace(microsecond=0) - timedelta(seconds=on_time)


def _next_action(view: KasaView) -> NextAction | None:
    return view.sysinfo.next_action if view.outlet is None else view.outlet.next_action


def _clock_offset(view: KasaView) -> int | None:
    clock = view.get(CLOCK)
    return None if clock is None else round(clock.offset.total_seconds())


def _next_action_at(view: KasaView) -> datetime | None:
    """Return when the device switches by itself; it counts from midnight in its own zone."""
    action, clock = _next_action(view), view.get(CLOCK)
    if action is None or action.seconds is None:
        return None
    now = dt_util.now(None if clock is None else clock.zone)
    at = dt_util.start_of_local_day(now) + timedelta(seconds=action.seconds)
    return at if at >= now else at + timedelta(days=1)


def _timer(view: KasaView) -> RunningTimer | None:
    slot = view.get(TIMER)
    timer = None if slot is None else slot.running
    return None if timer is None or timer.ends <= dt_util.utcnow() else timer


def _timer_ends(view: KasaView) -> datetime | None:
    timer = _timer(view)
    return None if timer is None else timer.ends


def _timer_attributes(view: KasaView) -> dict[str, Any] | None:
    timer = _timer(view)
    if timer is None:
        return None
    return {"action": "on" if timer.on else "off", "total": timer.seconds}


def _away_rules(view: KasaView) -> int | None:
    table = view.get(AWAY)
    return None if table is None else len(table.rules)


def _away_attributes(view: KasaView) -> dict[str, Any] | None:
    table = view.get(AWAY)
    return None if table is None else {"enabled": sum(rule.enable for rule in table.rules)}


def _used(read: Callable[[Used], float | None]) -> Callable[[KasaView], float | None]:
    def read_value(view: KasaView) -> float | None:
        used = view.get(STATISTICS)
        return None if used is None else read(used)

    return read_value


def _is_slot(view: KasaView) -> bool:
    """Tell whether the device counts for this one: an outlet, or a device without outlets."""
    return view.outlet is not None or view.sysinfo.family is not Family.STRIP


def _slot(view: KasaView) -> int | None:
    """Return an outlet's place on the strip as built, from 1."""
    places = {one.outlet: one.slot + 1 for one in view.get(SLOTS) or ()}
    return None if view.outlet is None else places.get(view.outlet.id)


def _detail(
    key: str,
    read: Callable[[LightDetails], int | None],
    unit: str | None = None,
    device_class: SensorDeviceClass | None = None,
) -> KasaSensorDescription:
    """Return the row of something that is printed on a lamp's box."""
    return KasaSensorDescription(
        key=key,
        translation_key=key,
        operations=("smartlife.iot.smartbulb.lightingservice.get_light_details",),
        device_class=device_class,
        native_unit_of_measurement=unit,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        exists_fn=lambda view: view.sysinfo.family in LIGHTS,
        value_fn=lambda view: None if (one := view.get(LIGHT_DETAILS)) is None else read(one),
    )


ENERGY: dict[str, Any] = {
    "device_class": SensorDeviceClass.ENERGY,
    "state_class": SensorStateClass.TOTAL_INCREASING,
    "native_unit_of_measurement": UnitOfEnergy.KILO_WATT_HOUR,
    "suggested_display_precision": 2,
    "exists_fn": lambda view: view.sysinfo.has_meter and _is_slot(view),
}
ON_TIME: dict[str, Any] = {
    "device_class": SensorDeviceClass.DURATION,
    "state_class": SensorStateClass.TOTAL_INCREASING,
    "native_unit_of_measurement": UnitOfTime.MINUTES,
    "suggested_unit_of_measurement": UnitOfTime.HOURS,
    "suggested_display_precision": 1,
    "exists_fn": _is_slot,
}

METER = ("emeter.get_realtime",)
LUMEN = "lm"
WATTS = UnitOfPower.WATT, SensorDeviceClass.POWER
VOLTS = UnitOfElectricPotential.VOLT, SensorDeviceClass.VOLTAGE

SENSORS = (
    KasaSensorDescription(
        key="power",
        operations=METER,
        device_class=SensorDeviceClass.POWER,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfPower.WATT,
        suggested_display_precision=1,
        exists_fn=_measures(lambda energy: energy.power),
        value_fn=_energy(lambda energy: energy.power),
    ),
    KasaSensorDescription(
        key="voltage",
        operations=METER,
        device_class=SensorDeviceClass.VOLTAGE,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfElectricPotential.VOLT,
        entity_category=EntityCategory.DIAGNOSTIC,
        suggested_display_precision=1,
        exists_fn=_measures(lambda energy: energy.voltage),
        value_fn=_energy(lambda energy: energy.voltage),
    ),
    KasaSensorDescription(
        key="current",
        operations=METER,
        device_class=SensorDeviceClass.CURRENT,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfElectricCurrent.AMPERE,
        entity_category=EntityCategory.DIAGNOSTIC,
        suggested_display_precision=2,
        exists_fn=_measures(lambda energy: energy.current),
        value_fn=_energy(lambda energy: energy.current),
    ),
    KasaSensorDescription(
        key="energy_total",
        translation_key="energy_total",
        operations=METER,
        device_class=SensorDeviceClass.ENERGY,
        state_class=SensorStateClass.TOTAL_INCREASING,
        native_unit_of_measurement=UnitOfEnergy.KILO_WATT_HOUR,
        suggested_display_precision=3,
        exists_fn=_measures(lambda energy: energy.total),
        value_fn=_energy(lambda energy: energy.total),
    ),
    KasaSensorDescription(
        key="energy_today",
        translation_key="energy_today",
        operations=("emeter.get_daystat",),
        **ENERGY,
        value_fn=_used(lambda used: used.energy_today),
    ),
    KasaSensorDescription(
        key="energy_yesterday",
        translation_key="energy_yesterday",
        operations=("emeter.get_daystat",),
        **{**ENERGY, "state_class": None},
        entity_registry_enabled_default=False,
        value_fn=_used(lambda used: used.energy_yesterday),
    ),
    KasaSensorDescription(
        key="energy_this_month",
        translation_key="energy_this_month",
        operations=("emeter.get_monthstat",),
        **ENERGY,
        value_fn=_used(lambda used: used.energy_this_month),
    ),
    KasaSensorDescription(
        key="on_time_today",
        translation_key="on_time_today",
        operations=("schedule.get_daystat",),
        **ON_TIME,
        value_fn=_used(lambda used: used.minutes_today),
    ),
    KasaSensorDescription(
        key="on_time_this_month",
        translation_key="on_time_this_month",
        operations=("schedule.get_monthstat",),
        **ON_TIME,
        entity_registry_enabled_default=False,
        value_fn=_used(lambda used: used.minutes_this_month),
    ),
    KasaSensorDescription(
        key="rssi",
        operations=("system.get_sysinfo", "netif.get_stainfo"),
        device_class=SensorDeviceClass.SIGNAL_STRENGTH,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=lambda view: view.outlet is None and view.sysinfo.rssi is not None,
        value_fn=lambda view: view.sysinfo.rssi,
    ),
    KasaSensorDescription(
        key="ssid",
        translation_key="ssid",
        operations=("netif.get_stainfo",),
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        exists_fn=lambda view: view.outlet is None and view.get(STATION) is not None,
        value_fn=lambda view: None if (one := view.get(STATION)) is None else one.ssid,
    ),
    KasaSensorDescription(
        key="ambient_light",
        translation_key="ambient_light",
        operations=("smartlife.iot.LAS.get_current_brt",),
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=PERCENTAGE,
        exists_fn=lambda view: view.get(AMBIENT) is not None,
        value_fn=lambda view: None if (seen := view.get(SENSES)) is None else seen.brightness,
    ),
    KasaSensorDescription(
        key="smart_control_rules",
        translation_key="smart_control_rules",
        operations=("smartlife.iot.sensor_trigger.get_weekday_routine",),
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        exists_fn=lambda view: view.get(SMART_CONTROL) is not None,
        value_fn=lambda view: len(view.get(SMART_CONTROL) or ()),
    ),
    KasaSensorDescription(
        key="clock_offset",
        translation_key="clock_offset",
        operations=("time.get_time",),
        device_class=SensorDeviceClass.DURATION,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        suggested_display_precision=0,
        exists_fn=lambda view: view.outlet is None and view.get(CLOCK) is not None,
        value_fn=_clock_offset,
    ),
    KasaSensorDescription(
        key="on_since",
        translation_key="on_since",
        operations=("system.get_sysinfo",),
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_registry_enabled_default=False,
        exists_fn=lambda view: (
            (view.sysinfo.on_time if view.outlet is None else view.outlet.on_time) is not None
        ),
        value_fn=_on_since,
    ),
    KasaSensorDescription(
        key="timer_ends",
        translation_key="timer_ends",
        operations=("count_down.get_rules",),
        device_class=SensorDeviceClass.TIMESTAMP,
        exists_fn=lambda view: view.get(TIMER) is not None,
        value_fn=_timer_ends,
        attributes_fn=_timer_attributes,
    ),
    KasaSensorDescription(
        key="away_rules",
        translation_key="away_rules",
        operations=("anti_theft.get_rules",),
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=lambda view: view.get(AWAY) is not None,
        value_fn=_away_rules,
        attributes_fn=_away_attributes,
    ),
    KasaSensorDescription(
        key="next_action",
        translation_key="next_action",
        operations=("system.get_sysinfo",),
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=lambda view: _next_action(view) is not None,
        value_fn=_next_action_at,
    ),
    KasaSensorDescription(
        key="slot",
        translation_key="slot",
        operations=("smartlife.iot.smartpowerstrip.manage.get_relationship",),
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        exists_fn=lambda view: view.outlet is not None,
        value_fn=_slot,
    ),
    _detail("max_lumens", lambda found: found.max_lumens, LUMEN),
    _detail("wattage", lambda found: found.wattage, *WATTS),
    _detail("incandescent_equivalent", lambda found: found.incandescent_equivalent, *WATTS),
    _detail("color_rendering_index", lambda found: found.color_rendering_index),
    _detail("beam_angle", lambda found: found.beam_angle, DEGREE),
    _detail("min_voltage", lambda found: found.min_voltage, *VOLTS),
    _detail("max_voltage", lambda found: found.max_voltage, *VOLTS),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: KasaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors of a device."""
    async_add_entities(entities_for(entry, SENSORS, KasaSensor))


class KasaSensor(KasaEntity, SensorEntity):
    """A value read from the device."""

    entity_description: KasaSensorDescription

    @override
    def _show(self, view: KasaView) -> object:
        value, old = self.entity_description.value_fn(view), self._attr_native_value
        if isinstance(value, datetime) and isinstance(old, datetime) and abs(value - old) < JITTER:
            value = old
        self._attr_native_value = value
        self._attr_extra_state_attributes = self.entity_description.attributes_fn(view) or {}
        return value, self._attr_extra_state_attributes
