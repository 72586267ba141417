"""What the server tells of applications, devices, gateways and groups."""

from typing import Any, override

from homeassistant.components.sensor import SensorEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.iotsquare.decoders import Kind as Measured
from .coordinator import IoTSquareConfigEntry
from .decoded import DecodedSensor, async_add_problems
from .decoded_entity import async_add_decoded
from .decoded_rows import DECODED_SENSORS, DECODING_PROBLEM
from .device_sensors import DEVICE_SENSORS
from .entity import IoTSquareEntity, async_add_rows
from .gateway_sensors import GATEWAY_SENSORS
from .group_sensors import APPLICATION_SENSORS, GROUP_SENSORS
from .sensing import IoTSquareSensorDescription

PARALLEL_UPDATES = 0

SENSORS: tuple[IoTSquareSensorDescription, ...] = (
    *APPLICATION_SENSORS,
    *DEVICE_SENSORS,
    *GATEWAY_SENSORS,
    *GROUP_SENSORS,
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: IoTSquareConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors of all parts."""
    await async_add_rows(entry, async_add_entities, SENSORS, IoTSquareSensor)
    await async_add_decoded(
        entry, async_add_entities, Measured.SENSOR, DECODED_SENSORS, DecodedSensor
    )
    await async_add_problems(entry, async_add_entities, DECODING_PROBLEM)


class IoTSquareSensor(IoTSquareEntity, SensorEntity):
    """One value."""

    entity_description: IoTSquareSensorDescription

    @override
    def _show(self, view: Any) -> object:
        self._attr_native_value = self.entity_description.value_fn(view)
        return self._attr_native_value
