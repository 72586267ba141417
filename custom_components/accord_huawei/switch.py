"""Switches: properties and commands that are on or off, and whether the platform cares at all."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.switch import SwitchDeviceClass, SwitchEntity, SwitchEntityDescription
from homeassistant.const import STATE_ON, EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.huawei.northbound import Device
from ..accord.protocol.huawei.northbound.mapping import Kind
from .coordinator import HuaweiConfigEntry
from .entity import (
    WRITTEN,
    DeviceEntity,
    HuaweiEntityDescription,
    SettingEntity,
    async_add_features,
    async_add_rows,
    class_of,
)
from .preset_entities import SENT, PresetSwitch, async_add_presets
from .saved_presets import SWITCH

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class HuaweiSwitchDescription(HuaweiEntityDescription, SwitchEntityDescription):
    """Row of the table of switches."""


PRESETS = (HuaweiSwitchDescription(key="preset", name=None, operations=SENT),)

DEVICE_SWITCHES = (
    HuaweiSwitchDescription(
        key="frozen",
        translation_key="frozen",
        operations=("1.4.4",),
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        exists_fn=lambda device: device.info.frozen is not None,
    ),
)

FEATURE_SWITCHES = (HuaweiSwitchDescription(key="property", name=None, operations=WRITTEN),)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HuaweiConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add all switches."""
    async_add_rows(entry, async_add_entities, DEVICE_SWITCHES, FrozenSwitch)
    async_add_features(entry, async_add_entities, FEATURE_SWITCHES[0], Kind.SWITCH, FeatureSwitch)
    async_add_presets(entry, async_add_entities, SWITCH, PRESETS[0], PresetSwitch)


class FrozenSwitch(DeviceEntity, SwitchEntity):
    """Whether the platform leaves a device alone: nothing of it is stored then."""

    entity_description: HuaweiSwitchDescription

    @override
    def _show(self, device: Device) -> object:
        self._attr_is_on = device.info.frozen
        return self._attr_is_on

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Leave the device alone."""
        await self._async_freeze(frozen=True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Manage the device again."""
        await self._async_freeze(frozen=False)

    async def _async_freeze(self, *, frozen: bool) -> None:
        orders = self.coordinator.config_entry.runtime_data.orders
        await orders.async_freeze(self.device_id, frozen)


class FeatureSwitch(SettingEntity, SwitchEntity):
    """One thing that is switched."""

    entity_description: HuaweiSwitchDescription

    @override
    def _adopt(self) -> None:
        self._attr_device_class = class_of(SwitchDeviceClass, self.feature)

    @override
    def _show(self, device: Device) -> object:
        value = self.read(device)
        self._attr_is_on = value if isinstance(value, bool) else None
        return self._attr_is_on

    @override
    def _restored(self, state: str) -> bool | None:
        return None if super()._restored(state) is None else state == STATE_ON

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Switch on."""
        await self._async_set(value=True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch off."""
        await self._async_set(value=False)
