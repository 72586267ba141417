"""States of devices behind a station that are one of two."""

from dataclasses import dataclass
from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.lifesmart import Device
from ..accord.protocol.lifesmart.classes.feature import Feature, Kind
from .coordinator import LifeSmartConfigEntry
from .entity import (
    FeatureEntity,
    LifeSmartEntityDescription,
    async_add_features,
    category_of,
    feature_rows,
)
from .network import STATION_BINARY_SENSORS, LifeSmartConnectivity
from .station import async_add_station_rows

PARALLEL_UPDATES = 0

_NAMED_BY_CLASS = frozenset(
    {"charging", "door", "gas", "moisture", "motion", "smoke", "tamper", "vibration"}
)
"""Home Assistant has their names."""


@dataclass(frozen=True, kw_only=True)
class LifeSmartBinarySensorDescription(LifeSmartEntityDescription, BinarySensorEntityDescription):
    """Row of the table of binary sensors."""


def _row(feature: Feature, key: str) -> LifeSmartBinarySensorDescription:
    name = feature.device_class
    return LifeSmartBinarySensorDescription(
        key=key,
        translation_key=None if key in _NAMED_BY_CLASS else key,
        operations=(),
        device_class=None if name is None else BinarySensorDeviceClass(name),
        entity_category=category_of(feature),
    )


BINARY_SENSORS = feature_rows(Kind.BINARY_SENSOR, _row)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the binary sensors of all devices."""
    async_add_features(
        hass, entry, async_add_entities, BINARY_SENSORS, LifeSmartBinarySensor, Kind.BINARY_SENSOR
    )
    async_add_station_rows(entry, async_add_entities, STATION_BINARY_SENSORS, LifeSmartConnectivity)


class LifeSmartBinarySensor(FeatureEntity, BinarySensorEntity):
    """A door, a movement, a warning."""

    entity_description: LifeSmartBinarySensorDescription

    @override
    def _show(self, device: Device) -> object:
        state = self.feature.read(device)
        self._attr_is_on = state if isinstance(state, bool) else None
        return self._attr_is_on
