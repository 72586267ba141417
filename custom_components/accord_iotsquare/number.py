"""Numbers that the server is set to: power of gateways, time slots of groups."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.number import (
    NumberDeviceClass,
    NumberEntity,
    NumberEntityDescription,
    NumberMode,
)
from homeassistant.const import SIGNAL_STRENGTH_DECIBELS_MILLIWATT, EntityCategory, UnitOfTime
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.iotsquare import IoTSquareClient
from .coordinator import IoTSquareConfigEntry
from .entity import IoTSquareEntity, IoTSquareEntityDescription, async_add_rows
from .preset_entities import PRESET_NUMBERS, PresetNumber
from .preset_entity import async_add_presets
from .readings import GATEWAY, GROUP, IoTSquareReading
from .state import GroupView, Kind

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class IoTSquareNumberDescription(IoTSquareEntityDescription, NumberEntityDescription):
    """Row of the table of numbers."""

    value_fn: Callable[[Any], float | None]
    """Takes the part's view."""
    set_fn: Callable[[IoTSquareClient, Any, int], Awaitable[None]]
    """Takes the part's view; writes back everything else as it is on the server."""
    reading: IoTSquareReading[Any]
    """What tells of the effect."""


@dataclass(frozen=True, kw_only=True)
class IoTSquareSilenceDescription(IoTSquareEntityDescription, NumberEntityDescription):
    """Row of what a device may be silent."""


def _has_slots(view: GroupView) -> bool:
    """Only groups with the extension have time slots."""
    return view.status is not None and bool(view.status.extended)


NUMBERS = (
    IoTSquareNumberDescription(
        key="tx_power",
        translation_key="tx_power",
        kind=Kind.GATEWAY,
        operations=("gateway/update",),
        reading=GATEWAY,
        readings=(GATEWAY,),
        native_min_value=0,
        native_max_value=27,
        native_step=1,
        native_unit_of_measurement=SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
        mode=NumberMode.BOX,
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda view: view.status is not None,
        value_fn=lambda view: view.status and view.status.tx_power,
        set_fn=lambda client, view, value: client.gateway.update(
            view.gateway.gw_id, tx_power=value
        ),
    ),
    IoTSquareNumberDescription(
        key="time_slot_length",
        translation_key="time_slot_length",
        kind=Kind.GROUP,
        operations=("mcgroup/update",),
        reading=GROUP,
        readings=(GROUP,),
        native_min_value=0,
        native_max_value=15,
        native_step=1,
        mode=NumberMode.BOX,
        entity_category=EntityCategory.CONFIG,
        exists_fn=_has_slots,
        value_fn=lambda view: view.status and view.status.time_slot_length,
        set_fn=lambda client, view, value: client.mcgroup.update(
            view.group.mc_eui, time_slot_length=value
        ),
    ),
)

SILENCE = (
    IoTSquareSilenceDescription(
        key="silence",
        translation_key="silence",
        kind=Kind.DEVICE,
        operations=("device/list",),
        device_class=NumberDeviceClass.DURATION,
        native_min_value=0,
        native_max_value=43_200,
        native_step=1,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        mode=NumberMode.BOX,
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: IoTSquareConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the numbers of all parts."""
    await async_add_rows(entry, async_add_entities, NUMBERS, IoTSquareNumber)
    await async_add_rows(entry, async_add_entities, SILENCE, IoTSquareSilence)
    async_add_presets(entry, async_add_entities, "number", PRESET_NUMBERS, PresetNumber)


class IoTSquareNumber(IoTSquareEntity, NumberEntity):
    """A whole number."""

    entity_description: IoTSquareNumberDescription

    @override
    def _show(self, view: Any) -> object:
        self._attr_native_value = self.entity_description.value_fn(view)
        return self._attr_native_value

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Set it."""
        row = self.entity_description
        command = row.set_fn(self.coordinator.client, self.view, round(value))
        await self.coordinator.async_change(command, row.reading, part=self.part.id)


class IoTSquareSilence(IoTSquareEntity, NumberEntity):
    """How long a device may be silent; what was learned counts until the owner says otherwise."""

    entity_description: IoTSquareSilenceDescription

    @override
    def _show(self, view: Any) -> object:
        limit = view.heard.limit
        self._attr_native_value = None if limit is None else round(limit / 60)
        return self._attr_native_value

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Set it; 0 to have it learned."""
        self.coordinator.uplinks.allow_silence(self.part.id, 60 * value or None)
        await self.coordinator.async_request_refresh()
