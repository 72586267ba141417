"""The LED of an alarm gateway."""

from homeassistant.core import HomeAssistant

from custom_components.accord.protocol.lifesmart import LedEffect, effect_value
from tests.integrations.accord_lifesmart.conftest import Add, Make, act, entity_id, network_known


async def test_led(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Colours are as bright as was asked for; effects stay until a colour is chosen."""
    station = await make(defed=True)
    entry = await add(station)
    await network_known(entry)
    light = entity_id(hass, entry, "light", "station_led")
    await act(hass, light, "turn_on", rgb_color=[255, 0, 128], brightness=128)
    assert station.led == (True, 128 << 16 | 64)
    await act(hass, light, "turn_on", effect="sea_wave")
    assert station.led == (True, effect_value(LedEffect.SEA_WAVE))
    state = hass.states.get(light)
    assert state is not None
    assert state.attributes["effect"] == "sea_wave"
    assert state.attributes["assumed_state"] is True
    await act(hass, light, "turn_off")
    assert station.led[0] is False
    assert hass.states.is_state(light, "off")
    await act(hass, light, "turn_on")
    assert station.led == (True, effect_value(LedEffect.SEA_WAVE))
    await act(hass, light, "turn_on", brightness=255)
    assert station.led == (True, 255 << 16 | 128)
    assert hass.states.is_state(light, "on")
