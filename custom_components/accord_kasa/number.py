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
from homeassistant.const import EntityCategory, UnitOfTime
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from ..accord.protocol.kasa import DimmerParameters, DimmerTopic
from .coordinator import KasaConfigEntry, KasaCoordinator, KasaView
from .entity import KasaEntity, KasaEntityDescription, entities_for
from .readings import DIMMER, TIMER

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
        **_dimmer(
            lambda found: found.min_threshold,
            lambda dimmer, value: dimmer.calibrate_brightness(int(value)),
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
