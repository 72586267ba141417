"""Numbers that devices behind a station can be set to: limits, times, volumes."""

from dataclasses import dataclass
from typing import override

from homeassistant.components.number import (
    NumberDeviceClass,
    NumberEntity,
    NumberEntityDescription,
    NumberMode,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.lifesmart import Device
from ..accord.protocol.lifesmart.classes.feature import Feature, Kind
from ..accord.protocol.lifesmart.models.command import SetNumber
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator
from .entity import (
    FeatureEntity,
    LifeSmartEntityDescription,
    async_add_features,
    category_of,
    feature_rows,
)
from .lock_rows import async_add_lock_rows
from .lock_settings import LOCK_NUMBERS, LifeSmartLockNumber
from .packet_size import STATION_MTUS, LifeSmartMtu
from .station import async_add_station_rows
from .time_zone import STATION_NUMBERS, LifeSmartZone

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class LifeSmartNumberDescription(LifeSmartEntityDescription, NumberEntityDescription):
    """Row of the table of numbers."""


def _row(feature: Feature, key: str) -> LifeSmartNumberDescription:
    name = feature.device_class
    return LifeSmartNumberDescription(
        key=key,
        translation_key=key,
        operations=(),
        device_class=None if name is None else NumberDeviceClass(name),
        native_unit_of_measurement=feature.unit,
        entity_category=category_of(feature),
        mode=NumberMode.BOX,
    )


NUMBERS = feature_rows(Kind.NUMBER, _row)
ALL_NUMBERS = (*NUMBERS, *LOCK_NUMBERS, *STATION_NUMBERS, *STATION_MTUS)
"""Those of devices, of SWIFTE locks, and of the station itself."""


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the numbers of all devices."""
    async_add_features(hass, entry, async_add_entities, NUMBERS, LifeSmartNumber, Kind.NUMBER)
    async_add_lock_rows(entry, async_add_entities, LOCK_NUMBERS, LifeSmartLockNumber)
    async_add_station_rows(entry, async_add_entities, STATION_NUMBERS, LifeSmartZone)
    async_add_station_rows(entry, async_add_entities, STATION_MTUS, LifeSmartMtu)


class LifeSmartNumber(FeatureEntity, NumberEntity):
    """A number; its range depends on the class of the device."""

    entity_description: LifeSmartNumberDescription

    def __init__(
        self,
        coordinator: LifeSmartCoordinator,
        description: LifeSmartNumberDescription,
        device: Device,
        feature: Feature,
    ) -> None:
        """Take the range from the feature."""
        super().__init__(coordinator, description, device, feature)
        if feature.minimum is not None:
            self._attr_native_min_value = feature.minimum
        if feature.maximum is not None:
            self._attr_native_max_value = feature.maximum
        if feature.step is not None:
            self._attr_native_step = feature.step

    @override
    def _show(self, device: Device) -> object:
        state = self.feature.read(device)
        self._attr_native_value = state if isinstance(state, int | float) else None
        return self._attr_native_value

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Set it."""
        await self.coordinator.async_write(self.me, self.feature, SetNumber(value))
