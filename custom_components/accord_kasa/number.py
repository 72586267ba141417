"""Values that can be set."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
import math
from typing import override

from homeassistant.components.number import NumberEntity, NumberEntityDescription, NumberMode
from homeassistant.const import EntityCategory, UnitOfTime
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .coordinator import KasaConfigEntry, KasaCoordinator, KasaView
from .entity import KasaEntity, KasaEntityDescription, entities_for
from .readings import TIMER

PARALLEL_UPDATES = 1

MINUTE = 60


@dataclass(frozen=True, kw_only=True)
class KasaNumberDescription(KasaEntityDescription, NumberEntityDescription):
    """Row of the table of numbers."""

    value_fn: Callable[[KasaView], float | None]
    set_fn: Callable[[KasaCoordinator, KasaView, int], Awaitable[None]]
    """Raises HomeAssistantError."""


def _minutes_left(view: KasaView) -> float:
    slot = view.get(TIMER)
    if slot is None or slot.running is None:
        return 0
    left = (slot.running.ends - dt_util.utcnow()).total_seconds()
    return max(0, math.ceil(left / MINUTE))


async def _set_minutes(coordinator: KasaCoordinator, view: KasaView, minutes: int) -> None:
    """Start a countdown to the other position of the relay; 0 stops the one that runs."""
    timers = coordinator.client.count_down
    outlet = None if view.outlet is None else view.outlet.id
    if minutes:
        start = timers.start(minutes * MINUTE, not view.on, outlet)
        await coordinator.async_change(start, TIMER, outlet_id=outlet)
    else:
        await coordinator.async_change(timers.cancel(outlet), TIMER, outlet_id=outlet)


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
            await self.entity_description.set_fn(self.coordinator, view, int(value))
