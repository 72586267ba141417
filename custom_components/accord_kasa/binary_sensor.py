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
from .readings import AMBIENT, CLOCK, CLOUD, MOTION, SENSES
from .sensing import motion_of

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
    KasaBinarySensorDescription(
        key="clock_wrong",
        translation_key="clock_wrong",
        operations=("time.get_time",),
        device_class=BinarySensorDeviceClass.PROBLEM,
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=lambda view: view.outlet is None and view.get(CLOCK) is not None,
        value_fn=lambda view: None if (clock := view.get(CLOCK)) is None else clock.wrong,
    ),
    KasaBinarySensorDescription(
        key="motion",
        operations=("smartlife.iot.PIR.get_config",),
        device_class=BinarySensorDeviceClass.MOTION,
        exists_fn=lambda view: view.get(MOTION) is not None,
        value_fn=motion_of,
    ),
    KasaBinarySensorDescription(
        key="dark",
        translation_key="dark",
        operations=("smartlife.iot.LAS.get_config",),
        exists_fn=lambda view: view.get(AMBIENT) is not None,
        value_fn=lambda view: None if (senses := view.get(SENSES)) is None else senses.dark,
    ),
    KasaBinarySensorDescription(
        key="cloud_connection",
        translation_key="cloud_connection",
        operations=("cnCloud.get_info",),
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=lambda view: view.outlet is None and view.get(CLOUD) is not None,
        value_fn=lambda view: None if (cloud := view.get(CLOUD)) is None else cloud.connected,
    ),
    KasaBinarySensorDescription(
        key="cloud_bound",
        translation_key="cloud_bound",
        operations=("cnCloud.get_info",),
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        exists_fn=lambda view: view.outlet is None and view.get(CLOUD) is not None,
        value_fn=lambda view: None if (cloud := view.get(CLOUD)) is None else cloud.bound,
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
