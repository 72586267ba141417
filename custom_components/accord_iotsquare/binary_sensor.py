"""What is one of two: silent or not, connected or not, ready or not."""

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

from ..accord.protocol.iotsquare.decoders import Kind as Measured
from .coordinator import IoTSquareConfigEntry
from .decoded import DecodedBinarySensor
from .decoded_entity import async_add_decoded
from .decoded_rows import DECODED_BINARY_SENSORS
from .entity import IoTSquareEntity, IoTSquareEntityDescription, async_add_rows
from .readings import APPLICATION, GATEWAY, GROUP, ONLINE, STATUS
from .state import ACCOUNT, DeviceView, GroupView, Kind

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class IoTSquareBinarySensorDescription(IoTSquareEntityDescription, BinarySensorEntityDescription):
    """Row of the table of binary sensors."""

    on_fn: Callable[[Any], bool | None]
    """Takes the part's view."""


def _overdue(view: DeviceView) -> bool | None:
    """Unknown until it is known how often the device sends."""
    return None if view.heard.limit is None else view.overdue


def _joined(view: DeviceView) -> bool:
    """A device has an address once it joined."""
    if view.status is not None and view.status.dev_addr:
        return True
    return bool(view.device.dev_addr)


def _ready(view: GroupView) -> bool | None:
    return None if view.status is None else view.status.ready


BROKER = (
    IoTSquareBinarySensorDescription(
        key="broker",
        translation_key="broker",
        kind=Kind.ACCOUNT,
        operations=("app/update",),
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
        entity_category=EntityCategory.DIAGNOSTIC,
        on_fn=lambda view: None,
    ),
)
BINARY_SENSORS = (
    IoTSquareBinarySensorDescription(
        key="push_by_mqtt",
        translation_key="push_by_mqtt",
        kind=Kind.APPLICATION,
        operations=("app/status",),
        readings=(APPLICATION,),
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        on_fn=lambda view: (view.status or view.application).mqtt,
    ),
    IoTSquareBinarySensorDescription(
        key="overdue",
        translation_key="overdue",
        kind=Kind.DEVICE,
        essential=True,
        operations=("device/list",),
        device_class=BinarySensorDeviceClass.PROBLEM,
        entity_category=EntityCategory.DIAGNOSTIC,
        on_fn=_overdue,
    ),
    IoTSquareBinarySensorDescription(
        key="joined",
        translation_key="joined",
        kind=Kind.DEVICE,
        operations=("device/status", "device/list"),
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        readings=(STATUS,),
        on_fn=_joined,
    ),
    IoTSquareBinarySensorDescription(
        key="connectivity",
        kind=Kind.GATEWAY,
        operations=("gateway/list",),
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
        on_fn=lambda view: view.gateway.online,
    ),
    IoTSquareBinarySensorDescription(
        key="mqtt_link",
        translation_key="mqtt_link",
        kind=Kind.GATEWAY,
        operations=("gateway/status/online",),
        readings=(ONLINE,),
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
        entity_category=EntityCategory.DIAGNOSTIC,
        on_fn=lambda view: view.online and view.online.mqtt,
    ),
    IoTSquareBinarySensorDescription(
        key="gps_time",
        translation_key="gps_time",
        kind=Kind.GATEWAY,
        operations=("gateway/status/online",),
        readings=(ONLINE,),
        entity_category=EntityCategory.DIAGNOSTIC,
        on_fn=lambda view: view.online and view.online.gps_time,
    ),
    IoTSquareBinarySensorDescription(
        key="class_c",
        translation_key="class_c",
        kind=Kind.GATEWAY,
        operations=("gateway/status",),
        readings=(GATEWAY,),
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        on_fn=lambda view: view.status and view.status.class_c,
    ),
    IoTSquareBinarySensorDescription(
        key="all_ready",
        translation_key="all_ready",
        kind=Kind.GROUP,
        operations=("mcgroup/status",),
        readings=(GROUP,),
        entity_category=EntityCategory.DIAGNOSTIC,
        on_fn=_ready,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: IoTSquareConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the binary sensors of all parts."""
    await async_add_rows(entry, async_add_entities, BINARY_SENSORS, IoTSquareBinarySensor)
    await async_add_decoded(
        entry,
        async_add_entities,
        Measured.BINARY_SENSOR,
        DECODED_BINARY_SENSORS,
        DecodedBinarySensor,
    )
    if entry.runtime_data.broker.wanted:
        coordinator = entry.runtime_data.coordinator
        async_add_entities(BrokerSensor(coordinator, row, ACCOUNT) for row in BROKER)


class IoTSquareBinarySensor(IoTSquareEntity, BinarySensorEntity):
    """One of two."""

    entity_description: IoTSquareBinarySensorDescription

    @override
    def _show(self, view: Any) -> object:
        self._attr_is_on = self.entity_description.on_fn(view)
        return self._attr_is_on


class BrokerSensor(IoTSquareBinarySensor):
    """Whether uplinks can come by MQTT; known also while the server does not answer."""

    @property
    @override
    def available(self) -> bool:
        """Be there as long as MQTT is set up."""
        return True

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to the link."""
        await super().async_added_to_hass()
        broker = self.coordinator.config_entry.runtime_data.broker
        self.async_on_remove(broker.listen(self._handle_coordinator_update))

    @override
    def _show(self, view: Any) -> object:
        self._attr_is_on = self.coordinator.config_entry.runtime_data.broker.connected
        return self._attr_is_on
