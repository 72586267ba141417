"""Entities of what devices measure, for the platforms to add."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, override

from homeassistant.components.binary_sensor import BinarySensorDeviceClass, BinarySensorEntity
from homeassistant.components.device_tracker import SourceType, TrackerEntity
from homeassistant.components.sensor import (
    DEVICE_CLASS_UNITS,
    SensorDeviceClass,
    SensorEntity,
    SensorStateClass,
)
from homeassistant.components.sensor.const import DEVICE_CLASS_STATE_CLASSES
from homeassistant.core import callback
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.iotsquare.decoders import Position, Quantity, Value
from .coordinator import IoTSquareConfigEntry
from .decoded_entity import DecodedEntity, async_add_in_slices
from .decoded_rows import (
    NO_PROBLEM,
    DecodedBinarySensorDescription,
    DecodedSensorDescription,
    DecodedTrackerDescription,
)
from .decoding import Known
from .entity import IoTSquareEntity
from .state import Kind as PartKind, Part


def fitting(
    quantity: Quantity, value: Value
) -> tuple[SensorDeviceClass | None, SensorStateClass | None, str | None]:
    """Return device class, state class and unit as far as they go together and with the value.

    Owners choose them freely; Home Assistant refuses states of sensors that contradict themselves.
    """
    if isinstance(value, datetime):
        return SensorDeviceClass.TIMESTAMP, None, None
    if isinstance(value, str):
        return None, None, None
    kind = _word(SensorDeviceClass, quantity.device_class)
    if kind in _NOT_NUMBERS or (
        kind is not None and quantity.unit not in DEVICE_CLASS_UNITS.get(kind, (None,))
    ):
        kind = None
    state = _word(SensorStateClass, quantity.state_class)
    if kind is not None and state not in DEVICE_CLASS_STATE_CLASSES.get(kind, ()):
        state = None
    if state is SensorStateClass.MEASUREMENT_ANGLE and quantity.unit != "°":
        state = None
    return kind, state, quantity.unit


_NOT_NUMBERS = {
    SensorDeviceClass.DATE,
    SensorDeviceClass.ENUM,
    SensorDeviceClass.TIMESTAMP,
    SensorDeviceClass.UPTIME,
}


def _word[T](words: Callable[[str], T], word: str | None) -> T | None:
    """Return a word of an enumeration, None for one that it has not."""
    try:
        return None if word is None else words(word)
    except ValueError:
        return None


class DecodedSensor(DecodedEntity, SensorEntity):
    """A value of a payload."""

    entity_description: DecodedSensorDescription

    @override
    def _take(self, known: Known, value: Value) -> None:
        kind, state, unit = fitting(known.quantity, value)
        self._attr_device_class = kind
        self._attr_state_class = state
        self._attr_native_unit_of_measurement = unit
        self._attr_native_value = None if isinstance(value, Position) else value


class DecodedBinarySensor(DecodedEntity, BinarySensorEntity):
    """One of two, out of a payload."""

    entity_description: DecodedBinarySensorDescription

    @override
    def _take(self, known: Known, value: Value) -> None:
        self._attr_device_class = _word(BinarySensorDeviceClass, known.quantity.device_class)
        self._attr_is_on = bool(value)


class DecodedTracker(DecodedEntity, TrackerEntity):
    """Where a device says it is."""

    entity_description: DecodedTrackerDescription
    _attr_source_type = SourceType.GPS

    @override
    def _take(self, known: Known, value: Value) -> None:
        if isinstance(value, Position):
            self._attr_latitude = value.latitude
            self._attr_longitude = value.longitude


class DecodingProblem(IoTSquareEntity, SensorEntity):
    """What was wrong with the newest payload of a device."""

    entity_description: DecodedSensorDescription

    @override
    async def async_added_to_hass(self) -> None:
        """Look after each payload."""
        await super().async_added_to_hass()
        decoding = self.coordinator.config_entry.runtime_data.decoding
        self.async_on_remove(decoding.listen(self.part.id, self._handle_coordinator_update))

    @override
    def _show(self, view: Any) -> object:
        decoding = self.coordinator.config_entry.runtime_data.decoding
        problem = decoding.problem(self.part.id)
        if not decoding.has_decoder(self.part.id):
            self._attr_native_value = None
        else:
            self._attr_native_value = NO_PROBLEM if problem is None else problem.value
        return self._attr_native_value


async def async_add_problems(
    entry: IoTSquareConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    rows: Iterable[DecodedSensorDescription],
) -> None:
    """Add what tells of payloads that could not be read, for devices that have a decoder."""
    coordinator, decoding = entry.runtime_data.coordinator, entry.runtime_data.decoding
    there: set[str] = set()

    def new(name: str) -> list[Entity]:
        part = Part(PartKind.DEVICE, name)
        if coordinator.view(part) is None:
            there.discard(name)
            return []
        if name in there or not decoding.has_decoder(name):
            return []
        there.add(name)
        return [DecodingProblem(coordinator, row, part) for row in rows]

    @callback
    def look(name: str) -> None:
        if entities := new(name):
            async_add_entities(entities)

    entry.async_on_unload(decoding.listen_for_new(look))
    await async_add_in_slices(async_add_entities, list(coordinator.data.devices), new)
