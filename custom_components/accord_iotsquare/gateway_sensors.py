"""Sensors of gateways: when they were heard, their network, their power and their insides."""

from collections.abc import Callable
from typing import Any

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import (
    PERCENTAGE,
    SIGNAL_STRENGTH_DECIBELS,
    SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
    EntityCategory,
    UnitOfElectricPotential,
    UnitOfTemperature,
    UnitOfTime,
)

from ..accord.protocol.iotsquare import GatewayNetwork, GatewaySystem
from .readings import NETWORK, ONLINE, SYSTEM
from .sensing import IoTSquareSensorDescription
from .state import GatewayView, Kind

type Value = str | float | None


def _system_row(
    key: str, value_fn: Callable[[GatewaySystem], Value], **more: Any
) -> IoTSquareSensorDescription:
    """Return a row of what newer servers know of a gateway's insides."""

    def value(view: GatewayView) -> Value:
        return None if view.system is None else value_fn(view.system)

    return _newer(key, value, SYSTEM, more)


def _network_row(
    key: str, value_fn: Callable[[GatewayNetwork], Value], **more: Any
) -> IoTSquareSensorDescription:
    """Return a row of what newer servers know of a gateway's network."""

    def value(view: GatewayView) -> Value:
        return None if view.network is None else value_fn(view.network)

    return _newer(key, value, NETWORK, more)


def _newer(
    key: str, value_fn: Callable[[GatewayView], Value], reading: Any, more: dict[str, Any]
) -> IoTSquareSensorDescription:
    given = {
        "state_class": SensorStateClass.MEASUREMENT,
        "entity_category": EntityCategory.DIAGNOSTIC,
        **more,
    }
    return IoTSquareSensorDescription(
        key=key,
        translation_key=key,
        kind=Kind.GATEWAY,
        operations=(),
        readings=(reading,),
        exists_fn=lambda view: value_fn(view) is not None,
        value_fn=value_fn,
        **given,
    )


_OFF = {"entity_registry_enabled_default": False}
_VOLTAGE = {
    "device_class": SensorDeviceClass.VOLTAGE,
    "native_unit_of_measurement": UnitOfElectricPotential.VOLT,
}
_BATTERY = {
    "device_class": SensorDeviceClass.BATTERY,
    "native_unit_of_measurement": PERCENTAGE,
}
_PERCENT = {"native_unit_of_measurement": PERCENTAGE, "suggested_display_precision": 0}
_DBM = {
    "device_class": SensorDeviceClass.SIGNAL_STRENGTH,
    "native_unit_of_measurement": SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
}
_SECONDS = {
    "device_class": SensorDeviceClass.DURATION,
    "native_unit_of_measurement": UnitOfTime.SECONDS,
    "suggested_unit_of_measurement": UnitOfTime.DAYS,
    "suggested_display_precision": 1,
}

GATEWAY_SENSORS = (
    IoTSquareSensorDescription(
        key="gateway_last_seen",
        translation_key="gateway_last_seen",
        kind=Kind.GATEWAY,
        operations=("gateway/list",),
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda view: view.gateway.last_seen,
    ),
    IoTSquareSensorDescription(
        key="heartbeat",
        translation_key="heartbeat",
        kind=Kind.GATEWAY,
        operations=("gateway/status/online",),
        readings=(ONLINE,),
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda view: view.online and view.online.time,
    ),
    IoTSquareSensorDescription(
        key="channels",
        translation_key="channels",
        kind=Kind.GATEWAY,
        operations=("gateway/status",),
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda view: (
            " ".join(part for part in (view.gateway.region, view.gateway.subnet) if part) or None
        ),
    ),
    # --- Newer servers: network ---
    _network_row(
        "network_delay",
        lambda network: network.delay,
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MILLISECONDS,
    ),
    _network_row("lte_rssi", lambda network: network.rssi, **_DBM),
    _network_row("lte_rsrp", lambda network: network.rsrp, **_DBM, **_OFF),
    _network_row(
        "lte_rsrq",
        lambda network: network.rsrq,
        native_unit_of_measurement=SIGNAL_STRENGTH_DECIBELS,
        **_OFF,
    ),
    _network_row(
        "lte_snr",
        lambda network: network.snr,
        native_unit_of_measurement=SIGNAL_STRENGTH_DECIBELS,
        **_OFF,
    ),
    # --- Newer servers: insides ---
    _system_row("uptime", lambda system: system.uptime, **_SECONDS, **_OFF),
    _system_row(
        "load",
        lambda system: system.load[0] if system.load else None,
        suggested_display_precision=2,
        **_OFF,
    ),
    _system_row("memory_used", lambda system: system.memory_used, **_PERCENT),
    _system_row("disk_used", lambda system: system.root_used, **_PERCENT),
    _system_row("log_used", lambda system: system.log_used, **_PERCENT, **_OFF),
    _system_row(
        "temperature",
        lambda system: system.temperature,
        device_class=SensorDeviceClass.TEMPERATURE,
        native_unit_of_measurement=UnitOfTemperature.CELSIUS,
    ),
    _system_row("supply_voltage", lambda system: system.power_voltage, **_VOLTAGE),
    _system_row("battery_level", lambda system: system.battery.level, **_BATTERY),
    _system_row("battery_voltage", lambda system: system.battery.voltage, **_VOLTAGE),
    _system_row("solar_battery_level", lambda system: system.solar_battery.level, **_BATTERY),
    _system_row("solar_battery_voltage", lambda system: system.solar_battery.voltage, **_VOLTAGE),
)
