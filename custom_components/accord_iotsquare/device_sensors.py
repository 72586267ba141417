"""Sensors of LoRaWAN devices: when and how well they were heard."""

from collections.abc import Callable

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import (
    PERCENTAGE,
    SIGNAL_STRENGTH_DECIBELS,
    SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
    EntityCategory,
    UnitOfFrequency,
)

from ..accord.protocol.iotsquare import DeviceStatus, Uplink
from .readings import QUEUE, STATUS
from .sensing import IoTSquareSensorDescription
from .state import DeviceView, Kind


def _of_uplink(
    value_fn: Callable[[Uplink | DeviceStatus], float | None],
) -> Callable[[DeviceView], float | None]:
    """Return what takes a value from the newest uplink, else from the status if that is known."""

    def value(view: DeviceView) -> float | None:
        found = view.heard.uplink or view.status
        return None if found is None else value_fn(found)

    return value


def _class(view: DeviceView) -> str | None:
    """Return the class that the device is registered with."""
    return None if view.status is None else view.status.device_class.value.lower()


DEVICE_SENSORS = (
    IoTSquareSensorDescription(
        key="last_seen",
        translation_key="last_seen",
        kind=Kind.DEVICE,
        essential=True,
        operations=("device/list",),
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda view: view.last_seen,
    ),
    IoTSquareSensorDescription(
        key="battery",
        kind=Kind.DEVICE,
        operations=("app/update",),
        device_class=SensorDeviceClass.BATTERY,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=PERCENTAGE,
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=lambda view: view.heard.battery is not None,
        value_fn=lambda view: view.heard.battery,
    ),
    IoTSquareSensorDescription(
        key="rssi",
        translation_key="rssi",
        kind=Kind.DEVICE,
        operations=("device/latestDeviceUplink", "device/status"),
        device_class=SensorDeviceClass.SIGNAL_STRENGTH,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=_of_uplink(lambda uplink: uplink.rssi),
    ),
    IoTSquareSensorDescription(
        key="snr",
        translation_key="snr",
        kind=Kind.DEVICE,
        operations=("device/latestDeviceUplink", "device/status"),
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=SIGNAL_STRENGTH_DECIBELS,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=_of_uplink(lambda uplink: uplink.snr),
    ),
    IoTSquareSensorDescription(
        key="data_rate",
        translation_key="data_rate",
        kind=Kind.DEVICE,
        operations=("device/latestDeviceUplink", "device/status"),
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=_of_uplink(lambda uplink: uplink.data_rate),
    ),
    IoTSquareSensorDescription(
        key="frequency",
        translation_key="frequency",
        kind=Kind.DEVICE,
        operations=("device/latestDeviceUplink", "device/status"),
        device_class=SensorDeviceClass.FREQUENCY,
        native_unit_of_measurement=UnitOfFrequency.MEGAHERTZ,
        suggested_display_precision=3,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=_of_uplink(lambda uplink: uplink.frequency),
    ),
    IoTSquareSensorDescription(
        key="frame_counter",
        translation_key="frame_counter",
        kind=Kind.DEVICE,
        operations=("device/list",),
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda view: view.f_cnt,
    ),
    IoTSquareSensorDescription(
        key="last_port",
        translation_key="last_port",
        kind=Kind.DEVICE,
        operations=("device/list",),
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda view: view.f_port,
    ),
    IoTSquareSensorDescription(
        key="lost_uplinks",
        translation_key="lost_uplinks",
        kind=Kind.DEVICE,
        operations=("device/list",),
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda view: view.heard.lost,
    ),
    IoTSquareSensorDescription(
        key="device_class",
        translation_key="device_class",
        kind=Kind.DEVICE,
        operations=("device/status",),
        readings=(STATUS,),
        device_class=SensorDeviceClass.ENUM,
        options=["a", "b", "c"],
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=_class,
    ),
    IoTSquareSensorDescription(
        key="downlink_counter",
        translation_key="downlink_counter",
        kind=Kind.DEVICE,
        operations=("device/status",),
        readings=(STATUS,),
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda view: view.status and view.status.f_cnt_down,
    ),
    IoTSquareSensorDescription(
        key="downlink_queue",
        translation_key="downlink_queue",
        kind=Kind.DEVICE,
        operations=(),
        readings=(QUEUE,),
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda view: view.queue,
    ),
)
