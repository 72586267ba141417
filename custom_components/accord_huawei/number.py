"""Numbers that can be set."""

from dataclasses import dataclass
from typing import override

from homeassistant.components.number import (
    DEVICE_CLASS_UNITS,
    NumberDeviceClass,
    NumberEntity,
    NumberEntityDescription,
    NumberMode,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.huawei.northbound import Device
from ..accord.protocol.huawei.northbound.mapping import Feature, Kind
from ..accord.protocol.huawei.northbound.models.fields import number
from .coordinator import HuaweiConfigEntry
from .entity import WRITTEN, HuaweiEntityDescription, SettingEntity, async_add_features, class_of
from .preset_entities import SENT, PresetNumber, async_add_presets
from .saved_presets import NUMBER

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class HuaweiNumberDescription(HuaweiEntityDescription, NumberEntityDescription):
    """Row of the table of numbers."""


PRESETS = (HuaweiNumberDescription(key="preset", name=None, operations=SENT),)

NUMBERS = (HuaweiNumberDescription(key="property", name=None, operations=WRITTEN),)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HuaweiConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add all numbers."""
    async_add_features(entry, async_add_entities, NUMBERS[0], Kind.NUMBER, HuaweiNumber)
    async_add_presets(entry, async_add_entities, NUMBER, PRESETS[0], PresetNumber)


class HuaweiNumber(SettingEntity, NumberEntity):
    """One number within the limits of the product model."""

    entity_description: HuaweiNumberDescription

    @override
    def _adopt(self) -> None:
        feature = self.feature
        scale = feature.scale
        if feature.low is not None and feature.high is not None:
            self._attr_native_min_value = feature.low * scale
            self._attr_native_max_value = feature.high * scale
        if feature.step is not None:
            self._attr_native_step = feature.step * scale
        self._attr_mode = NumberMode.SLIDER if feature.slider else NumberMode.BOX
        self._attr_native_unit_of_measurement = feature.unit
        self._attr_device_class = _device_class(feature)

    @override
    def _show(self, device: Device) -> object:
        value = self.read(device)
        known = isinstance(value, int | float) and not isinstance(value, bool)
        self._attr_native_value = value if known else None
        return self._attr_native_value

    @override
    def _restored(self, state: str) -> float | None:
        return number(state)

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Set the number."""
        await self._async_set(value)


def _device_class(feature: Feature) -> NumberDeviceClass | None:
    """Return the device class, where numbers have it and it goes with the unit."""
    found = class_of(NumberDeviceClass, feature)
    units = DEVICE_CLASS_UNITS.get(found) if found else None
    return found if units is None or feature.unit in units else None
