"""Values that can be set."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
import math
from typing import Any, override

from homeassistant.components.number import (
    NumberDeviceClass,
    NumberEntity,
    NumberEntityDescription,
    NumberMode,
)
from homeassistant.const import PERCENTAGE, EntityCategory, UnitOfLength, UnitOfTime
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from ..accord.protocol.kasa import CUSTOM_LEVEL, CUSTOM_RANGE, DimmerParameters, DimmerTopic
from .coordinator import KasaConfigEntry, KasaCoordinator, KasaView
from .entity import KasaEntity, KasaEntityDescription, entities_for
from .readings import AMBIENT, DIMMER, MANUAL_ACTION, MOTION, SMART_CONTROL, TIMER, KasaReading
from .sensing import change_segment, set_no_motion_delay, simple_segment

PARALLEL_UPDATES = 1

MINUTE = 60


@dataclass(frozen=True, kw_only=True)
class KasaNumberDescription(KasaEntityDescription, NumberEntityDescription):
    """Row of the table of numbers."""

    value_fn: Callable[[KasaView], float | None]
    set_fn: Callable[[KasaCoordinator, KasaView, float], Awaitable[None]]
    """Raises HomeAssistantError."""


def _minutes_left(view: KasaView) -> float:
    slot = view.get(TIMER)
    if slot is None or slot.running is None:
        return 0
    left = (slot.running.ends - dt_util.utcnow()).total_seconds()
    return max(0, math.ceil(left / MINUTE))


async def _set_minutes(coordinator: KasaCoordinator, view: KasaView, minutes: float) -> None:
    """Start a countdown to the other position of the relay; 0 stops the one that runs."""
    timers = coordinator.client.count_down
    outlet = None if view.outlet is None else view.outlet.id
    if minutes:
        start = partial(timers.start, round(minutes * MINUTE), not view.on, outlet)
        await coordinator.async_change(coordinator.with_clock(start), TIMER, outlet_id=outlet)
    else:
        await coordinator.async_change(timers.cancel(outlet), TIMER, outlet_id=outlet)


def _fade(
    read: Callable[[DimmerParameters], int | None],
    write: Callable[[DimmerTopic, int], Awaitable[None]],
) -> dict[str, Any]:
    """Return what rows of times have in common; devices count milliseconds."""
    return {
        "entity_category": EntityCategory.CONFIG,
        "device_class": NumberDeviceClass.DURATION,
        "native_unit_of_measurement": UnitOfTime.SECONDS,
        "native_min_value": 0,
        "native_step": 0.1,
        "mode": NumberMode.BOX,
        **_dimmer(read, lambda dimmer, seconds: write(dimmer, round(seconds * 1000)), 1000),
    }


def _dimmer(
    read: Callable[[DimmerParameters], int | None],
    write: Callable[[DimmerTopic, float], Awaitable[None]],
    scale: int = 1,
) -> dict[str, Any]:
    """Return how a row reads and writes one of a dimmer's parameters."""

    def value(view: KasaView) -> float | None:
        found = view.get(DIMMER)
        number = None if found is None else read(found)
        return None if number is None else number / scale

    async def set_value(coordinator: KasaCoordinator, _: KasaView, value: float) -> None:
        await coordinator.async_change(write(coordinator.client.dimmer, value), DIMMER)

    return {
        "operations": (),
        "exists_fn": lambda view: value(view) is not None,
        "value_fn": value,
        "set_fn": set_value,
    }


def _delay(view: KasaView) -> float | None:
    segment = simple_segment(view)
    return None if segment is None else segment.off_delay


def _custom_range(view: KasaView) -> float | None:
    config = view.get(MOTION)
    if config is None or len(config.ranges) <= CUSTOM_RANGE:
        return None
    return config.ranges[CUSTOM_RANGE] / 10


def _cold_time(view: KasaView) -> float | None:
    config = view.get(MOTION)
    return None if config is None or config.cold_time is None else config.cold_time / 1000


def _custom_level(view: KasaView) -> float | None:
    config = view.get(AMBIENT)
    if config is None or len(config.levels) <= CUSTOM_LEVEL:
        return None
    return config.levels[CUSTOM_LEVEL].value


def _set(
    command: Callable[[KasaCoordinator, int], Awaitable[object]],
    reading: KasaReading[Any],
    scale: int = 1,
) -> Callable[[KasaCoordinator, KasaView, float], Awaitable[None]]:
    """Return how a row is set and read back."""

    async def set_value(coordinator: KasaCoordinator, _: KasaView, value: float) -> None:
        await coordinator.async_change(command(coordinator, round(value * scale)), reading)

    return set_value


SECONDS: dict[str, Any] = {
    "entity_category": EntityCategory.CONFIG,
    "device_class": NumberDeviceClass.DURATION,
    "native_unit_of_measurement": UnitOfTime.SECONDS,
    "native_step": 1,
    "mode": NumberMode.BOX,
}

NUMBERS = (
    KasaNumberDescription(
        key="timer_minutes",
        translation_key="timer_minutes",
        operations=("count_down.add_rule",),
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        native_min_value=0,
        native_max_value=1439,
        native_step=1,
        mode=NumberMode.BOX,
        exists_fn=lambda view: view.get(TIMER) is not None,
        value_fn=_minutes_left,
        set_fn=_set_minutes,
    ),
    KasaNumberDescription(
        key="fade_on_time",
        translation_key="fade_on_time",
        native_max_value=10,
        **_fade(lambda found: found.fade_on_time, DimmerTopic.set_fade_on_time),
    ),
    KasaNumberDescription(
        key="fade_off_time",
        translation_key="fade_off_time",
        native_max_value=10,
        **_fade(lambda found: found.fade_off_time, DimmerTopic.set_fade_off_time),
    ),
    KasaNumberDescription(
        key="gentle_on_time",
        translation_key="gentle_on_time",
        native_max_value=600,
        **_fade(lambda found: found.gentle_on_time, DimmerTopic.set_gentle_on_time),
    ),
    KasaNumberDescription(
        key="gentle_off_time",
        translation_key="gentle_off_time",
        native_max_value=600,
        **_fade(lambda found: found.gentle_off_time, DimmerTopic.set_gentle_off_time),
    ),
    KasaNumberDescription(
        key="ramp_rate",
        translation_key="ramp_rate",
        entity_category=EntityCategory.CONFIG,
        native_min_value=10,
        native_max_value=50,
        native_step=1,
        mode=NumberMode.BOX,
        **_dimmer(
            lambda found: found.ramp_rate,
            lambda dimmer, value: dimmer.set_button_ramp_rate(int(value)),
        ),
    ),
    KasaNumberDescription(
        key="minimum_level",
        translation_key="minimum_level",
        entity_category=EntityCategory.CONFIG,
        native_min_value=0,
        native_max_value=51,
        native_step=1,
        mode=NumberMode.BOX,
        **_dimmer(
            lambda found: found.min_threshold,
            lambda dimmer, value: dimmer.calibrate_brightness(int(value)),
        ),
    ),
    KasaNumberDescription(
        key="no_motion_delay",
        translation_key="no_motion_delay",
        operations=("smartlife.iot.PIR.get_config", "smartlife.iot.PIR.set_cold_time"),
        **SECONDS,
        native_min_value=15,
        native_max_value=600,
        exists_fn=lambda view: _cold_time(view) is not None,
        value_fn=_cold_time,
        set_fn=_set(set_no_motion_delay, MOTION, 1000),
    ),
    KasaNumberDescription(
        key="custom_motion_range",
        translation_key="custom_motion_range",
        operations=("smartlife.iot.PIR.set_trigger_sens",),
        entity_category=EntityCategory.CONFIG,
        device_class=NumberDeviceClass.DISTANCE,
        native_unit_of_measurement=UnitOfLength.METERS,
        native_min_value=0,
        native_max_value=10,
        native_step=0.1,
        mode=NumberMode.BOX,
        exists_fn=lambda view: _custom_range(view) is not None,
        value_fn=_custom_range,
        set_fn=_set(
            lambda one, value: one.client.pir.set_trigger_sens(CUSTOM_RANGE, value), MOTION, 10
        ),
    ),
    KasaNumberDescription(
        key="custom_dark_level",
        translation_key="custom_dark_level",
        operations=("smartlife.iot.LAS.set_brt_level",),
        entity_category=EntityCategory.CONFIG,
        native_unit_of_measurement=PERCENTAGE,
        native_min_value=0,
        native_max_value=100,
        native_step=1,
        mode=NumberMode.BOX,
        exists_fn=lambda view: _custom_level(view) is not None,
        value_fn=_custom_level,
        set_fn=_set(lambda one, value: one.client.las.set_brt_level(value), AMBIENT),
    ),
    KasaNumberDescription(
        key="auto_off_delay",
        translation_key="auto_off_delay",
        operations=("smartlife.iot.sensor_trigger.edit_weekday_routine",),
        **SECONDS,
        native_min_value=0,
        native_max_value=86_400,
        exists_fn=lambda view: view.get(SMART_CONTROL) is not None,
        value_fn=_delay,
        set_fn=_set(lambda one, value: change_segment(one, off_delay=value), SMART_CONTROL),
    ),
    KasaNumberDescription(
        key="manual_off_hold",
        translation_key="manual_off_hold",
        operations=("smartlife.iot.sensor_trigger.set_default_manual_action",),
        **SECONDS,
        native_min_value=0,
        native_max_value=86_400,
        exists_fn=lambda view: view.get(MANUAL_ACTION) is not None,
        value_fn=lambda view: None if (one := view.get(MANUAL_ACTION)) is None else one.off_hold,
        set_fn=_set(
            lambda one, value: one.client.sensor_trigger.set_default_manual_action(off_hold=value),
            MANUAL_ACTION,
        ),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: KasaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the numbers of a device."""
    async_add_entities(entities_for(entry, NUMBERS, KasaNumber))


class KasaNumber(KasaEntity, NumberEntity):
    """A value of the device or of one outlet."""

    entity_description: KasaNumberDescription

    @override
    def _show(self, view: KasaView) -> object:
        self._attr_native_value = self.entity_description.value_fn(view)
        return self._attr_native_value

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Set it."""
        if (view := self.view) is not None:
            await self.entity_description.set_fn(self.coordinator, view, value)
