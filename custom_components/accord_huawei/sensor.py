"""Sensors: what the product models say, what every device tells, and the application's own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
import json
from typing import Any, cast, override

from homeassistant.components.sensor import (
    DEVICE_CLASS_STATE_CLASSES,
    DEVICE_CLASS_UNITS,
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import MAX_LENGTH_STATE_STATE, PERCENTAGE, EntityCategory, UnitOfTime
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.huawei.northbound import Connection, Device
from ..accord.protocol.huawei.northbound.mapping import Feature, Kind
from ..accord.protocol.huawei.northbound.models.fields import number
from .coordinator import HuaweiConfigEntry, HuaweiCoordinator
from .devices import unique_name
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
from .groups import MARK
from .state import sleeps

PARALLEL_UPDATES = 0
LISTED_MEMBERS = 100
"""Devices of a group that are named beside its sensor."""
LARGEST_ATTRIBUTE = 16 * 1024
"""Bytes of JSON that are shown beside a sensor."""


@dataclass(frozen=True, kw_only=True)
class HubSensorDescription(HuaweiEntityDescription, SensorEntityDescription):
    """Row of the application's sensors."""

    value_fn: Callable[[HuaweiCoordinator], float | datetime | None]


@dataclass(frozen=True, kw_only=True)
class GroupSensorDescription(HuaweiEntityDescription, SensorEntityDescription):
    """The row of the groups that the user added."""


@dataclass(frozen=True, kw_only=True)
class DeviceSensorDescription(HuaweiEntityDescription, SensorEntityDescription):
    """Row of the sensors that any device may have."""

    value_fn: Callable[[HuaweiCoordinator, Device], float | str | datetime | None]


@dataclass(frozen=True, kw_only=True)
class FeatureSensorDescription(HuaweiEntityDescription, SensorEntityDescription):
    """The row of all that product models say."""


def _last_report(coordinator: HuaweiCoordinator, device: Device) -> datetime | None:
    return max((one.event_time for one in device.services if one.event_time), default=None)


def _battery(device: Device) -> float | None:
    level = number(device.info.battery_level.removesuffix("%"))
    return level if level is not None and 0 <= level <= 100 else None


HUB_SENSORS = (
    HubSensorDescription(
        key="devices_total",
        translation_key="devices_total",
        operations=("1.5.2",),
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda one: one.data.total,
    ),
    HubSensorDescription(
        key="devices_online",
        translation_key="devices_online",
        operations=("1.5.2",),
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda one: one.data.online,
    ),
    HubSensorDescription(
        key="devices_abnormal",
        translation_key="devices_abnormal",
        operations=("1.5.2",),
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda one: one.data.abnormal,
    ),
    HubSensorDescription(
        key="devices_offline",
        translation_key="devices_offline",
        operations=("1.5.2",),
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda one: one.data.offline,
    ),
    HubSensorDescription(
        key="devices_never",
        translation_key="devices_never",
        operations=("1.5.2",),
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda one: one.data.never,
    ),
    HubSensorDescription(
        key="calls_per_minute",
        translation_key="calls_per_minute",
        operations=(),
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda one: one.data.calls,
    ),
    HubSensorDescription(
        key="throttled_calls",
        translation_key="throttled_calls",
        operations=(),
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda one: one.data.throttled,
    ),
    HubSensorDescription(
        key="certificate_end",
        translation_key="certificate_end",
        operations=(),
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda one: one.certificate_end,
    ),
    HubSensorDescription(
        key="last_push",
        translation_key="last_push",
        operations=(),
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda one: one.last_push,
    ),
    HubSensorDescription(
        key="push_delay",
        translation_key="push_delay",
        operations=("1.6.7.4", "1.6.7.5"),
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        suggested_display_precision=1,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda one: one.config_entry.runtime_data.subscriptions.notices.delay,
    ),
    HubSensorDescription(
        key="batch_progress",
        translation_key="batch_progress",
        operations=("1.8.2",),
        native_unit_of_measurement=PERCENTAGE,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda one: one.config_entry.runtime_data.batches.progress,
    ),
)

GROUP_SENSORS = (
    GroupSensorDescription(
        key="group_members",
        translation_key="group_members",
        operations=("1.9.5", "1.9.6"),
        state_class=SensorStateClass.MEASUREMENT,
    ),
)

DEVICE_SENSORS = (
    DeviceSensorDescription(
        key="status",
        translation_key="status",
        operations=("1.5.2",),
        device_class=SensorDeviceClass.ENUM,
        options=[one.value for one in Connection],
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda _, device: device.info.connection.value,
    ),
    DeviceSensorDescription(
        key="last_report",
        translation_key="last_report",
        operations=("1.5.2",),
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=_last_report,
    ),
    DeviceSensorDescription(
        key="signal_strength",
        translation_key="signal_strength",
        operations=("1.5.2",),
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=lambda device: number(device.info.signal_strength) is not None,
        value_fn=lambda _, device: number(device.info.signal_strength),
    ),
    DeviceSensorDescription(
        key="battery_level",
        operations=("1.5.2",),
        device_class=SensorDeviceClass.BATTERY,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=PERCENTAGE,
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=lambda device: _battery(device) is not None,
        value_fn=lambda _, device: _battery(device),
    ),
    DeviceSensorDescription(
        key="pending_commands",
        translation_key="pending_commands",
        operations=("1.7.2",),
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        exists_fn=sleeps,
        value_fn=lambda one, device: len(one.pending.of(device.device_id)),
    ),
)

FEATURE_SENSORS = (FeatureSensorDescription(key="property", name=None, operations=READ),)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HuaweiConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add all sensors."""
    coordinator = entry.runtime_data.coordinator
    async_add_entities(HubSensor(coordinator, row) for row in HUB_SENSORS)
    _add_groups(entry, async_add_entities)
    async_add_rows(entry, async_add_entities, DEVICE_SENSORS, DeviceSensor)
    async_add_features(entry, async_add_entities, FEATURE_SENSORS[0], Kind.SENSOR, FeatureSensor)


@callback
def _add_groups(
    entry: HuaweiConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add a sensor for each group that the user added, now and as they come."""
    groups = entry.runtime_data.groups
    there: set[str] = set()

    @callback
    def look() -> None:
        new = [one for one in groups.ids if one not in there]
        there.clear()
        there.update(groups.ids)
        if new:
            async_add_entities([GroupSensor(entry, GROUP_SENSORS[0], one) for one in new])

    look()
    entry.async_on_unload(groups.listen(look))


class HubSensor(HubEntity, SensorEntity):
    """One number of the application."""

    entity_description: HubSensorDescription

    @override
    def _refresh(self) -> object:
        self._attr_native_value = self.entity_description.value_fn(self.coordinator)
        return self._attr_native_value


class GroupSensor(HubEntity, SensorEntity):
    """How many devices a group has."""

    entity_description: GroupSensorDescription
    _unrecorded_attributes = frozenset({"devices"})

    def __init__(
        self, entry: HuaweiConfigEntry, description: GroupSensorDescription, group_id: str
    ) -> None:
        """Count the devices of one group."""
        super().__init__(entry.runtime_data.coordinator, description)
        self._groups = entry.runtime_data.groups
        self._group_id = group_id
        self._attr_unique_id = f"{unique_name(entry)}_{MARK}{group_id}"
        self._attr_translation_placeholders = {"group": self._groups.title(group_id)}

    @property
    @override
    def available(self) -> bool:
        """Tell whether the group was found."""
        return super().available and self._groups.get(self._group_id) is not None

    @override
    def _refresh(self) -> object:
        group = self._groups.get(self._group_id)
        members = self._groups.members(self._group_id)
        self._attr_native_value = None if group is None else len(members)
        names = sorted(self.coordinator.name_of(one) for one in members)
        self._attr_extra_state_attributes = {"devices": names[:LISTED_MEMBERS]}
        return group, self._attr_native_value, names


class DeviceSensor(DeviceEntity, SensorEntity):
    """One value that does not depend on the product model."""

    entity_description: DeviceSensorDescription

    @override
    def _show(self, device: Device) -> object:
        self._attr_native_value = self.entity_description.value_fn(self.coordinator, device)
        return self._attr_native_value


class FeatureSensor(FeatureEntity, SensorEntity):
    """One property that is only read."""

    entity_description: FeatureSensorDescription

    @override
    def _adopt(self) -> None:
        feature = self.feature
        self._attr_native_unit_of_measurement = feature.unit
        self._attr_device_class = _device_class(feature)
        self._attr_state_class = _state_class(feature, self._attr_device_class)
        if self._attr_device_class is SensorDeviceClass.ENUM:
            self._attr_options = list(feature.options)
            self._attr_native_unit_of_measurement = None

    @override
    def _show(self, device: Device) -> object:
        self._attr_native_value = cast("float | str | datetime | None", self.read(device))
        self._attr_extra_state_attributes = _whole(self.raw(device))
        return self._attr_native_value, self._attr_extra_state_attributes


def _device_class(feature: Feature) -> SensorDeviceClass | None:
    """Return the device class, where it goes with the unit."""
    found = class_of(SensorDeviceClass, feature)
    units = DEVICE_CLASS_UNITS.get(found) if found else None
    return found if units is None or feature.unit in units else None


def _state_class(
    feature: Feature, device_class: SensorDeviceClass | None
) -> SensorStateClass | None:
    if feature.state_class is None:
        return None
    found = SensorStateClass(feature.state_class)
    allowed = DEVICE_CLASS_STATE_CLASSES.get(device_class) if device_class else None
    return found if allowed is None or found in allowed else None


def _whole(raw: Any) -> dict[str, Any]:
    """Return what does not fit into a state, up to a size."""
    long = isinstance(raw, str) and len(raw) > MAX_LENGTH_STATE_STATE
    if not long and not isinstance(raw, dict | list):
        return {}
    size = len(json.dumps(raw, ensure_ascii=False, default=str).encode("utf-8", "replace"))
    return {"value": raw} if size <= LARGEST_ATTRIBUTE else {}
