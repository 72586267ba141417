"""What a device says of its own condition."""

from dataclasses import dataclass
from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import KasaConfigEntry, KasaView, ViewFunction
from .entity import KasaEntity, KasaEntityDescription, entities_for

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class KasaBinarySensorDescription(KasaEntityDescription, BinarySensorEntityDescription):
    """Row of the table of binary sensors."""

    value_fn: ViewFunction[bool | None]


BINARY_SENSORS = (
    KasaBinarySensorDescription(
        key="overheated",
        translation_key="overheated",
        operations=("system.get_sysinfo",),
        device_class=BinarySensorDeviceClass.PROBLEM,
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=lambda view: view.outlet is None and view.sysinfo.overheated is not None,
        value_fn=lambda view: view.sysinfo.overheated,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: KasaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the binary sensors of a device."""
    async_add_entities(entities_for(entry, BINARY_SENSORS, KasaBinarySensor))


class KasaBinarySensor(KasaEntity, BinarySensorEntity):
    """A condition that is there or not."""

    entity_description: KasaBinarySensorDescription

    @override
    def _show(self, view: KasaView) -> object:
        self._attr_is_on = self.entity_description.value_fn(view)
        return self._attr_is_on
