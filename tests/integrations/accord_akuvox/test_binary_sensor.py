"""Conditions of units and their parts."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord_akuvox.const import CONF_INPUT_CLASSES
from simulators.clock import Clock

from .conftest import Add, Compare, Make, Poll

INPUT = "binary_sensor.front_door_input_a"


@pytest.mark.parametrize("model", ["A01", "A05", "X912"])
async def test_binary_sensors(compare: Compare, model: str) -> None:
    await compare(Platform.BINARY_SENSOR, model)


async def test_an_input(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Triggered at the level that its settings say; shown as what the options say."""
    device = await make(clock=Clock(frozen=True))
    await add(device, **{CONF_INPUT_CLASSES: {"A": "door"}})
    assert hass.states.get(INPUT).state == "off"
    assert hass.states.get(INPUT).attributes["device_class"] == "door"
    device.control("input", {"input": "A", "level": 0})
    await poll()
    assert hass.states.get(INPUT).state == "on"


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_a_call(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    device = await make(clock=Clock(frozen=True))
    await add(device)
    assert hass.states.get("binary_sensor.front_door_in_a_call").state == "off"
    assert hass.states.get("sensor.front_door_call_state").state == "idle"
    device.control("ring", {"number": "2001"})
    device.control("answer", {})
    await poll(60)
    assert hass.states.get("binary_sensor.front_door_in_a_call").state == "on"
    assert hass.states.get("sensor.front_door_call_state").state == "busy"


async def test_a_clock_that_is_wrong(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    device = await make(clock=Clock())
    await add(device)
    assert hass.states.get("binary_sensor.front_door_clock").state == "off"
    device.control("clock", {"seconds": -600})
    await poll(601)
    assert hass.states.get("binary_sensor.front_door_clock").state == "on"
