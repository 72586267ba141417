"""What devices behind a station measure."""

from dataclasses import dataclass
from typing import override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.lifesmart import Device
from ..accord.protocol.lifesmart.classes.feature import Feature, Kind
from ..accord.protocol.lifesmart.models.state import Opening
from .coordinator import LifeSmartConfigEntry
from .entity import (
    FeatureEntity,
    LifeSmartEntityDescription,
    async_add_features,
    category_of,
    feature_rows,
)
from .lock_info import LOCK_SENSORS, LifeSmartLockSensor
from .lock_rows import async_add_lock_rows
from .network import STATION_SENSORS, LifeSmartStationSensor
from .radio import RADIO_SENSORS, async_add_radio
from .station import async_add_station_rows

PARALLEL_UPDATES = 0

_NAMED_BY_CLASS = frozenset(
    {"battery", "co", "co2", "current", "energy", "frequency", "humidity", "illuminance", "pm25"}
    | {"power", "power_factor", "temperature", "tvoc", "voltage"}
)
"""Home Assistant has their names."""

_UNITS = {"\u00b5g/m³": "\u03bcg/m³"}
"""Where Home Assistant writes a unit with other characters."""


@dataclass(frozen=True, kw_only=True)
class LifeSmartSensorDescription(LifeSmartEntityDescription, SensorEntityDescription):
    """Row of the table of sensors."""


def _row(feature: Feature, key: str) -> LifeSmartSensorDescription:
    name, kind, unit = feature.device_class, feature.state_class, feature.unit
    return LifeSmartSensorDescription(
        key=key,
        translation_key=None if key in _NAMED_BY_CLASS else key,
        operations=(),
        device_class=None if name is None else SensorDeviceClass(name),
        state_class=None if kind is None else SensorStateClass(kind),
        native_unit_of_measurement=_UNITS.get(unit, unit) if unit is not None else None,
        options=list(feature.options) or None,
        entity_category=category_of(feature),
    )


SENSORS = feature_rows(Kind.SENSOR, _row)
ALL_SENSORS = (*SENSORS, *LOCK_SENSORS, *STATION_SENSORS, *RADIO_SENSORS)
"""Those of devices, of what locks are asked, of the station itself, of the radio between."""


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors of all devices."""
    async_add_features(hass, entry, async_add_entities, SENSORS, LifeSmartSensor, Kind.SENSOR)
    async_add_station_rows(entry, async_add_entities, STATION_SENSORS, LifeSmartStationSensor)
    async_add_lock_rows(entry, async_add_entities, LOCK_SENSORS, LifeSmartLockSensor)
    async_add_radio(entry, async_add_entities)


class LifeSmartSensor(FeatureEntity, SensorEntity):
    """A measurement, a meter, or one of some values."""

    entity_description: LifeSmartSensorDescription

    @override
    def _show(self, device: Device) -> object:
        state = self.feature.read(device)
        if isinstance(state, Opening):
            return self._show_opening(state)
        self._attr_native_value = state if isinstance(state, str | int | float) else None
        return self._attr_native_value

    def _show_opening(self, opening: Opening) -> object:
        """Show who opened a lock: by name where there is one, else by number; how, beside it."""
        user = opening.user
        name = self.coordinator.name_of_person(self.me, user)
        self._attr_native_value = (name or str(user)) if user else None
        shown: dict[str, str | int] = {"user": user, "method": opening.method}
        if opening.second_method is not None:
            shown |= {"second_user": opening.second_user, "second_method": opening.second_method}
        self._attr_extra_state_attributes = shown
        return name, opening
