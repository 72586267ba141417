"""Dimmers, bulbs and light strips."""

from typing import Any

from homeassistant.components.light import ColorMode
from homeassistant.const import STATE_OFF, STATE_ON, Platform
from homeassistant.core import HomeAssistant
import pytest

from .conftest import Add, Compare, Make, Poll


async def turn(hass: HomeAssistant, entity_id: str, on: bool = True, **data: Any) -> None:
    """Call a light's action, as a user does."""
    action = "turn_on" if on else "turn_off"
    await hass.services.async_call("light", action, {"entity_id": entity_id, **data}, blocking=True)


@pytest.mark.parametrize("model", ["HS220", "ES20M", "KL135", "KL120", "KL110", "KL430"])
async def test_entities(compare: Compare, model: str) -> None:
    """Every family of lights offers what it can do."""
    await compare(Platform.LIGHT, model)


async def test_no_entities(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A plug has no light."""
    await add(await make("HS103"))
    assert not hass.states.async_entity_ids("light")


async def test_dimmer_switches_and_dims(hass: HomeAssistant, make: Make, add: Add) -> None:
    """On without more keeps the level, a level or a fade goes through the dimmer."""
    device = await make("HS220", "Dining", brightness=40)
    await add(device)
    relay = device.outlets[0]

    await turn(hass, "light.dining")
    assert relay.on
    assert relay.dimmer.brightness == 40
    await turn(hass, "light.dining", brightness_pct=75)
    assert relay.dimmer.brightness == 75
    assert hass.states.get("light.dining").attributes["brightness"] == 191
    await turn(hass, "light.dining", on=False, transition=2)
    assert not relay.on
    await turn(hass, "light.dining", transition=1)
    assert relay.on
    assert relay.dimmer.brightness == 75
    await turn(hass, "light.dining", on=False)
    assert hass.states.get("light.dining").state == STATE_OFF


async def test_bulb_colour_and_temperature(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A colour bulb takes colour, temperature and brightness, and says what it shows."""
    device = await make("KL135", "Desk")
    await add(device)
    await turn(hass, "light.desk", hs_color=[240, 80], brightness_pct=50)
    shown = device.light.as_json()
    assert (shown["hue"], shown["saturation"], shown["brightness"]) == (240, 80, 50)
    state = hass.states.get("light.desk")
    assert state.state == STATE_ON
    assert state.attributes["color_mode"] == ColorMode.HS
    assert state.attributes["hs_color"] == (240, 80)

    await turn(hass, "light.desk", color_temp_kelvin=4000)
    assert device.light.as_json()["color_temp"] == 4000
    state = hass.states.get("light.desk")
    assert state.attributes["color_mode"] == ColorMode.COLOR_TEMP
    assert state.attributes["color_temp_kelvin"] == 4000
    assert state.attributes["brightness"] == 128

    await turn(hass, "light.desk", on=False, transition=1)
    assert not device.light.on
    assert hass.states.get("light.desk").state == STATE_OFF


async def test_circadian(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Tunable bulbs follow the day by themselves when told so."""
    device = await make("KL120", "Hall")
    await add(device)
    await turn(hass, "light.hall", effect="circadian")
    assert device.light.as_json()["mode"] == "circadian"
    assert hass.states.get("light.hall").attributes["effect"] == "circadian"
    await turn(hass, "light.hall", effect="off")
    assert hass.states.get("light.hall").attributes["effect"] == "off"


async def test_light_strip(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A strip speaks another dialect and looks the same."""
    device = await make("KL430", "Shelf")
    await add(device)
    await turn(hass, "light.shelf", hs_color=[120, 100], brightness_pct=30)
    assert device.light.on
    state = hass.states.get("light.shelf")
    assert state.attributes["hs_color"] == (120, 100)
    assert state.attributes["brightness"] == 76


async def test_running_effect_has_its_own_brightness(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    """What the strip was set to before does not count while an effect runs."""
    effect = {"enable": 1, "name": "Rainbow", "custom": 0, "id": "x", "brightness": 80}
    await add(await make("KL430", "Shelf", light_on=True, effect=effect))
    assert hass.states.get("light.shelf").attributes["brightness"] == 204


async def test_light_switched_elsewhere(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """The Kasa app or a wall switch changed it."""
    device = await make("KL110", "Porch")
    await add(device)
    device.press_button()
    await poll()
    assert hass.states.get("light.porch").state == STATE_ON
    assert hass.states.get("light.porch").attributes["color_mode"] == ColorMode.BRIGHTNESS
