"""Lights obey: brightness, colours, effects."""

from homeassistant.core import HomeAssistant
import pytest

from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import (
    Add,
    Make,
    act,
    entity_id,
    subscribed,
    until,
)


async def test_brightness(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A dimmer keeps its level while it is off."""
    device = SubDevice("1", "SL_SPWM")
    entry = await add(await make(device))
    light = entity_id(hass, entry, "light", "1_light_light")
    await act(hass, light, "turn_on", brightness=200)
    assert (device.ios["L"].type & 1, device.ios["L"].val) == (1, 200)
    assert hass.states.get(light).attributes["brightness"] == 200
    await act(hass, light, "turn_off")
    assert hass.states.is_state(light, "off")
    await act(hass, light, "turn_on")
    assert (device.ios["L"].type & 1, device.ios["L"].val) == (1, 200)


@pytest.mark.parametrize(("kelvin", "value"), [(2700, 0), (6500, 255), (4600, 128)])
async def test_white(hass: HomeAssistant, make: Make, add: Add, kelvin: int, value: int) -> None:
    """From warm to cool."""
    device = SubDevice("1", "SL_LI_WW")
    entry = await add(await make(device))
    light = entity_id(hass, entry, "light", "1_light_light")
    await act(hass, light, "turn_on", color_temp_kelvin=kelvin)
    assert device.ios["P2"].val == value
    state = hass.states.get(light)
    assert state.attributes["color_mode"] == "color_temp"
    assert abs(state.attributes["color_temp_kelvin"] - kelvin) <= 15


async def test_color(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A colour at a brightness is one word."""
    device = SubDevice("1", "SL_SC_RGB")
    entry = await add(await make(device))
    light = entity_id(hass, entry, "light", "1_light_light")
    await act(hass, light, "turn_on", rgb_color=[255, 0, 51], brightness=255)
    assert device.ios["RGB"].val == 0xFF0033
    state = hass.states.get(light)
    assert state.attributes["rgb_color"] == (255, 0, 51)
    assert state.attributes["brightness"] == 255
    await act(hass, light, "turn_on", brightness=51)
    assert device.ios["RGB"].val == 0x33000A
    assert hass.states.get(light).attributes["brightness"] == 51


@pytest.mark.parametrize("devtype", ["SL_SC_RGB", "SL_LI_RGBW", "OD_WE_QUAN", "SL_LI_UG1"])
async def test_effect_and_back(hass: HomeAssistant, make: Make, add: Add, devtype: str) -> None:
    """After an effect comes the colour that was there before."""
    device = SubDevice("1", devtype)
    entry = await add(await make(device))
    light = entity_id(hass, entry, "light", "1_light_light")
    mode = hass.states.get(light).attributes["supported_color_modes"][0]
    color = [255, 0, 0] if mode == "rgb" else [255, 0, 0, 0]
    await act(hass, light, "turn_on", **{f"{mode}_color": color})
    assert hass.states.get(light).attributes["effect"] == "off"
    await act(hass, light, "turn_on", effect="sea_wave")
    assert hass.states.get(light).attributes["effect"] == "sea_wave"
    await act(hass, light, "turn_on", effect="off")
    state = hass.states.get(light)
    assert state.attributes["effect"] == "off"
    assert state.attributes[f"{mode}_color"] == tuple(color)
    await act(hass, light, "turn_off")
    assert hass.states.is_state(light, "off")


async def test_effect_ends_in_white(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Where no colour is known."""
    for devtype, color in (("SL_SC_RGB", (255, 255, 255)), ("SL_LI_UG1", (0, 0, 0, 255))):
        device = SubDevice(devtype, devtype)
        io = next(iter(device.ios.values()))
        io.type, io.val = 0xFF, 0x8318CC80
        entry = await add(await make(device))
        light = entity_id(hass, entry, "light", f"{devtype}_light_light")
        assert hass.states.get(light).attributes["effect"] == "sea_wave"
        await act(hass, light, "turn_on", effect="off")
        mode = hass.states.get(light).attributes["color_mode"]
        assert hass.states.get(light).attributes[f"{mode}_color"] == color


async def test_on_and_off_only(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The lamp of a garage door."""
    device = SubDevice("1", "SL_ETDOOR")
    station = await make(device)
    entry = await add(station)
    await subscribed(entry)
    light = entity_id(hass, entry, "light", "1_light_light")
    assert hass.states.get(light).attributes["supported_color_modes"] == ["onoff"]
    await act(hass, light, "turn_on")
    assert device.ios["P1"].type & 1
    station.change(device, "P1", 0x80, 0)
    await until(hass, light, "off")
