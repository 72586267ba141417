"""Thermostats and air conditioners obey."""

from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, act, entity_id


async def prepared(
    hass: HomeAssistant, make: Make, add: Add, devtype: str, **words: int
) -> tuple[SubDevice, str]:
    """Return a thermostat with some IOs set, and its entity."""
    device = SubDevice("1", devtype)
    for name, word in words.items():
        device.ios[name].val = word
    entry = await add(await make(device))
    return device, entity_id(hass, entry, "climate", "1_climate_climate")


def attribute(hass: HomeAssistant, entity: str, name: str) -> Any:
    """Return an attribute of a state."""
    state = hass.states.get(entity)
    assert state is not None
    return state.attributes[name]


@pytest.mark.parametrize(
    ("mode", "value"), [("auto", 1), ("fan_only", 2), ("cool", 3), ("heat", 4), ("dry", 5)]
)
async def test_modes_of_an_air_conditioner(
    hass: HomeAssistant, make: Make, add: Add, mode: str, value: int
) -> None:
    """A mode switches on with it."""
    device, climate = await prepared(hass, make, add, "V_AIR_P")
    assert hass.states.is_state(climate, "off")
    await act(hass, climate, "set_hvac_mode", hvac_mode=mode)
    assert device.ios["O"].type & 1
    assert device.ios["MODE"].val == value
    assert hass.states.is_state(climate, mode)
    await act(hass, climate, "set_hvac_mode", hvac_mode="off")
    assert not device.ios["O"].type & 1
    assert hass.states.is_state(climate, "off")


async def test_temperature_and_fan(hass: HomeAssistant, make: Make, add: Add) -> None:
    """In tenths of a degree; the speed by name."""
    device, climate = await prepared(hass, make, add, "V_AIR_P")
    assert attribute(hass, climate, "current_temperature") == 25.5
    assert attribute(hass, climate, "fan_modes") == ["low", "medium", "high"]
    await act(hass, climate, "set_temperature", temperature=21.5)
    assert device.ios["tT"].val == 215
    assert attribute(hass, climate, "temperature") == 21.5
    assert hass.states.is_state(climate, "off")
    await act(hass, climate, "set_temperature", temperature=22, hvac_mode="heat")
    assert hass.states.is_state(climate, "heat")
    await act(hass, climate, "set_fan_mode", fan_mode="high")
    assert device.ios["F"].val == 75
    assert attribute(hass, climate, "fan_mode") == "high"
    await act(hass, climate, "turn_off")
    await act(hass, climate, "turn_on")
    assert hass.states.is_state(climate, "heat")


async def test_ways_to_heat(hass: HomeAssistant, make: Make, add: Add) -> None:
    """By the floor, by the fan coil, or by both: presets."""
    device, climate = await prepared(hass, make, add, "SL_FCU", P6=3 << 6)
    assert attribute(hass, climate, "hvac_modes") == ["off", "fan_only", "cool", "heat"]
    assert attribute(hass, climate, "preset_modes") == ["none", "floor", "heat_floor"]
    await act(hass, climate, "set_hvac_mode", hvac_mode="heat")
    assert device.ios["P7"].val == 4
    await act(hass, climate, "set_preset_mode", preset_mode="heat_floor")
    assert device.ios["P7"].val == 8
    assert hass.states.is_state(climate, "heat")
    assert attribute(hass, climate, "preset_mode") == "heat_floor"
    await act(hass, climate, "set_hvac_mode", hvac_mode="heat")
    assert device.ios["P7"].val == 8
    await act(hass, climate, "set_preset_mode", preset_mode="none")
    assert device.ios["P7"].val == 4
    await act(hass, climate, "set_hvac_mode", hvac_mode="cool")
    await act(hass, climate, "set_preset_mode", preset_mode="none")
    assert device.ios["P7"].val == 3


async def test_thermostat_of_one_word(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Mode, fan and power are bits of it; the rest of it stays."""
    device, climate = await prepared(hass, make, add, "SL_CP_AIR", P1=0x5)
    await act(hass, climate, "set_hvac_mode", hvac_mode="heat")
    assert device.ios["P1"].type & 1
    assert device.ios["P1"].val == 0x5 | 1 << 13
    await act(hass, climate, "set_fan_mode", fan_mode="medium")
    assert device.ios["P1"].val == 0x5 | 1 << 13 | 2 << 15
    assert attribute(hass, climate, "fan_mode") == "medium"
    assert attribute(hass, climate, "hvac_action") == "idle"


async def test_radiator(hass: HomeAssistant, make: Make, add: Add) -> None:
    """It heats only, by hand, sparingly or by its schedule."""
    device, climate = await prepared(hass, make, add, "SL_CP_VL")
    assert attribute(hass, climate, "hvac_modes") == ["off", "heat"]
    assert attribute(hass, climate, "preset_modes") == ["manual", "eco", "auto"]
    await act(hass, climate, "set_preset_mode", preset_mode="eco")
    assert device.ios["P1"].val >> 1 & 3 == 1
    assert attribute(hass, climate, "preset_mode") == "eco"
    await act(hass, climate, "set_hvac_mode", hvac_mode="heat")
    assert hass.states.is_state(climate, "heat")


@pytest.mark.parametrize(
    ("mode", "valve", "action"),
    [("heat", 1, "heating"), ("cool", 1, "cooling"), ("heat", 0, "idle")],
)
async def test_what_the_valve_tells(
    hass: HomeAssistant, make: Make, add: Add, mode: str, valve: int, action: str
) -> None:
    """Open is heating or cooling."""
    device = SubDevice("1", "SL_CP_AIR")
    device.ios["P2"].measure(valve)
    entry = await add(await make(device))
    climate = entity_id(hass, entry, "climate", "1_climate_climate")
    assert attribute(hass, climate, "hvac_action") == "off"
    await act(hass, climate, "set_hvac_mode", hvac_mode=mode)
    assert attribute(hass, climate, "hvac_action") == action
