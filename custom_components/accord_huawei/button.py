"""Commands without parameters, and what can be pressed of every device and the application."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.huawei.northbound import Device
from ..accord.protocol.huawei.northbound.mapping import Kind
from .coordinator import HuaweiConfigEntry, HuaweiCoordinator
from .entity import (
    DeviceEntity,
    FeatureEntity,
    HuaweiEntityDescription,
    HubEntity,
    async_add_features,
    async_add_rows,
)
from .orders import Orders
from .preset_entities import SENT, PresetButton, async_add_presets
from .saved_presets import BUTTON
from .state import sleeps

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class HubButtonDescription(HuaweiEntityDescription, ButtonEntityDescription):
    """Row of the application's buttons."""

    press_fn: Callable[[HuaweiCoordinator], Awaitable[object]]


@dataclass(frozen=True, kw_only=True)
class DeviceButtonDescription(HuaweiEntityDescription, ButtonEntityDescription):
    """Row of the buttons that any device may have."""

    press_fn: Callable[[Orders, str], Awaitable[Any]]


@dataclass(frozen=True, kw_only=True)
class FeatureButtonDescription(HuaweiEntityDescription, ButtonEntityDescription):
    """The row of all commands that are buttons."""


HUB_BUTTONS = (
    HubButtonDescription(
        key="refresh",
        translation_key="refresh",
        operations=("1.5.2",),
        entity_category=EntityCategory.DIAGNOSTIC,
        press_fn=lambda one: one.async_refresh(),
    ),
    HubButtonDescription(
        key="renew_subscriptions",
        translation_key="renew_subscriptions",
        operations=("1.6.1", "1.6.2", "1.6.4", "1.6.5"),
        entity_category=EntityCategory.DIAGNOSTIC,
        press_fn=lambda one: one.config_entry.runtime_data.orders.async_renew(),
    ),
)

DEVICE_BUTTONS = (
    DeviceButtonDescription(
        key="cancel_commands",
        translation_key="cancel_commands",
        operations=("1.7.5", "1.7.6"),
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        exists_fn=sleeps,
        press_fn=lambda orders, device_id: orders.async_cancel_all(device_id),
    ),
)

PRESETS = (FeatureButtonDescription(key="preset", name=None, operations=SENT),)

FEATURE_BUTTONS = (
    FeatureButtonDescription(key="command", name=None, operations=("1.7.1", "1.7.7")),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HuaweiConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add all buttons."""
    coordinator = entry.runtime_data.coordinator
    async_add_entities(HubButton(coordinator, row) for row in HUB_BUTTONS)
    async_add_rows(entry, async_add_entities, DEVICE_BUTTONS, DeviceButton)
    async_add_features(entry, async_add_entities, FEATURE_BUTTONS[0], Kind.BUTTON, FeatureButton)
    async_add_presets(entry, async_add_entities, BUTTON, PRESETS[0], PresetButton)


class HubButton(HubEntity, ButtonEntity):
    """A button of the application."""

    entity_description: HubButtonDescription

    @override
    def _refresh(self) -> object:
        return None

    @override
    async def async_press(self) -> None:
        """Do it."""
        await self.entity_description.press_fn(self.coordinator)


class DeviceButton(DeviceEntity, ButtonEntity):
    """A button that does not depend on the product model."""

    entity_description: DeviceButtonDescription

    @override
    def _show(self, device: Device) -> object:
        return None

    @override
    async def async_press(self) -> None:
        """Do it."""
        orders = self.coordinator.config_entry.runtime_data.orders
        await self.entity_description.press_fn(orders, self.device_id)


class FeatureButton(FeatureEntity, ButtonEntity):
    """One command."""

    entity_description: FeatureButtonDescription

    @override
    def _show(self, device: Device) -> object:
        return None

    @override
    async def async_press(self) -> None:
        """Send the command, once."""
        orders = self.coordinator.config_entry.runtime_data.orders
        await orders.async_set(self.device_id, self.feature)
