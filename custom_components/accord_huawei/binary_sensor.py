"""What is on or off: properties of product models, and whether devices are there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.huawei.northbound import Connection, Device
from ..accord.protocol.huawei.northbound.mapping import Kind
from .coordinator import HuaweiConfigEntry
from .entity import (
    READ,
    DeviceEntity,
    FeatureEntity,
    HuaweiEntityDescription,
    HubEntity,
    async_add_features,
    async_add_rows,
    class_of,
)

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class DeviceBinarySensorDescription(HuaweiEntityDescription, BinarySensorEntityDescription):
    """Row of what any device may have."""

    value_fn: Callable[[Device], bool | None]
    attributes_fn: Callable[[Device], dict[str, Any]] = lambda device: {}


@dataclass(frozen=True, kw_only=True)
class HubBinarySensorDescription(HuaweiEntityDescription, BinarySensorEntityDescription):
    """Row of the application itself."""


@dataclass(frozen=True, kw_only=True)
class FeatureBinarySensorDescription(HuaweiEntityDescription, BinarySensorEntityDescription):
    """The row of all that product models say."""


def _activated(device: Device) -> bool | None:
    connection = device.info.connection
    return None if connection is Connection.UNKNOWN else connection is not Connection.NEVER


DEVICE_BINARY_SENSORS = (
    DeviceBinarySensorDescription(
        key="connectivity",
        operations=("1.5.2", "1.6.7.3"),
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda device: device.info.connected,
    ),
    DeviceBinarySensorDescription(
        key="alarm",
        operations=("1.5.2",),
        device_class=BinarySensorDeviceClass.PROBLEM,
        exists_fn=lambda device: device.alarm is not None,
        value_fn=lambda device: device.alarm.active if device.alarm else None,
        attributes_fn=lambda device: {"severity": device.alarm.severity} if device.alarm else {},
    ),
    DeviceBinarySensorDescription(
        key="activated",
        translation_key="activated",
        operations=("1.4.7", "1.5.2"),
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=_activated,
    ),
)

HUB_BINARY_SENSORS = (
    HubBinarySensorDescription(
        key="subscriptions",
        translation_key="subscriptions",
        operations=("1.6.1", "1.6.2", "1.6.4"),
        entity_category=EntityCategory.DIAGNOSTIC,
    ),
)

FEATURE_BINARY_SENSORS = (
    FeatureBinarySensorDescription(key="property", name=None, operations=READ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HuaweiConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add all binary sensors."""
    coordinator = entry.runtime_data.coordinator
    async_add_entities(SubscriptionsSensor(coordinator, row) for row in HUB_BINARY_SENSORS)
    async_add_rows(entry, async_add_entities, DEVICE_BINARY_SENSORS, DeviceBinarySensor)
    async_add_features(
        entry,
        async_add_entities,
        FEATURE_BINARY_SENSORS[0],
        Kind.BINARY_SENSOR,
        FeatureBinarySensor,
    )


class SubscriptionsSensor(HubEntity, BinarySensorEntity):
    """Whether all notifications come to us; unknown while pushes are off."""

    entity_description: HubBinarySensorDescription

    @override
    def _refresh(self) -> object:
        standing = self.coordinator.config_entry.runtime_data.subscriptions.standing
        self._attr_is_on = None if standing is None else standing.complete
        self._attr_extra_state_attributes = (
            {}
            if standing is None
            else {
                "active": list(standing.active),
                "foreign": [one.notify_type for one in standing.foreign],
                "refused": list(standing.refused),
            }
        )
        return standing


class DeviceBinarySensor(DeviceEntity, BinarySensorEntity):
    """One fact that does not depend on the product model."""

    entity_description: DeviceBinarySensorDescription

    @override
    def _show(self, device: Device) -> object:
        self._attr_is_on = self.entity_description.value_fn(device)
        self._attr_extra_state_attributes = self.entity_description.attributes_fn(device)
        return self._attr_is_on, self._attr_extra_state_attributes


class FeatureBinarySensor(FeatureEntity, BinarySensorEntity):
    """One property that is on or off."""

    entity_description: FeatureBinarySensorDescription

    @override
    def _adopt(self) -> None:
        self._attr_device_class = class_of(BinarySensorDeviceClass, self.feature)

    @override
    def _show(self, device: Device) -> object:
        value = self.read(device)
        self._attr_is_on = value if isinstance(value, bool) else None
        return self._attr_is_on
