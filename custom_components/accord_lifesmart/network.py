"""What a station tells of its network and clock, as sensors."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription
from homeassistant.const import EntityCategory, UnitOfTime

from ..accord.protocol.lifesmart import Interface, InterfaceName
from .coordinator import StationState
from .entity import LifeSmartEntity
from .readings import CLOCK, NETWORK
from .station import LifeSmartStationDescription

_USUAL = (InterfaceName.ETHERNET, InterfaceName.WLAN)
"""Whose sensors are enabled at first: the others depend on a SIM card."""


@dataclass(frozen=True, kw_only=True)
class LifeSmartStationSensorDescription(LifeSmartStationDescription, SensorEntityDescription):
    """Row of the table of a station's sensors."""

    value_fn: Callable[[StationState], str | int | None]


@dataclass(frozen=True, kw_only=True)
class LifeSmartConnectivityDescription(LifeSmartStationDescription, BinarySensorEntityDescription):
    """Row of the table of interfaces that are up or not."""

    value_fn: Callable[[StationState], bool | None]


def _interface(state: StationState, name: InterfaceName) -> Interface | None:
    return (state.get(NETWORK) or {}).get(name)


def _has(name: InterfaceName) -> Callable[[StationState], bool]:
    return lambda state: _interface(state, name) is not None


def _member[T](
    name: InterfaceName, read: Callable[[Interface], T]
) -> Callable[[StationState], T | None]:
    """Return what reads something of an interface, None where there is none."""

    def value(state: StationState) -> T | None:
        found = _interface(state, name)
        return None if found is None else read(found)

    return value


def _text_row(
    what: str, name: InterfaceName, read: Callable[[Interface], str], *, enabled: bool
) -> LifeSmartStationSensorDescription:
    return LifeSmartStationSensorDescription(
        key=f"{what}_{name}",
        translation_key=f"{what}_{name}",
        operations=("config.net.getifn",),
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=enabled,
        exists_fn=_has(name),
        value_fn=_member(name, lambda found: read(found) or None),
    )


STATION_SENSORS = (
    *(_text_row("ip", name, lambda one: one.ip, enabled=name in _USUAL) for name in InterfaceName),
    *(_text_row("gateway", name, lambda one: one.gateway, enabled=False) for name in InterfaceName),
    _text_row("ssid", InterfaceName.WLAN, lambda one: one.ssid, enabled=True),
    LifeSmartStationSensorDescription(
        key="clock_offset",
        translation_key="clock_offset",
        operations=(),
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda state: state.get(CLOCK),
    ),
)
STATION_BINARY_SENSORS = tuple(
    LifeSmartConnectivityDescription(
        key=f"connection_{name}",
        translation_key=f"connection_{name}",
        operations=("config.net.getifn",),
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=name in _USUAL,
        exists_fn=_has(name),
        value_fn=_member(name, lambda found: found.up),
    )
    for name in InterfaceName
)


class LifeSmartStationSensor(LifeSmartEntity, SensorEntity):
    """Something that the station tells of itself."""

    entity_description: LifeSmartStationSensorDescription

    @override
    def _refresh(self) -> object:
        self._attr_native_value = self.entity_description.value_fn(self.coordinator.data)
        return self._attr_native_value


class LifeSmartConnectivity(LifeSmartEntity, BinarySensorEntity):
    """Whether an interface has an address."""

    entity_description: LifeSmartConnectivityDescription

    @override
    def _refresh(self) -> object:
        self._attr_is_on = self.entity_description.value_fn(self.coordinator.data)
        return self._attr_is_on
