"""The station's time zone."""

from homeassistant.core import HomeAssistant

from tests.integrations.accord_lifesmart.conftest import Add, Make, act, entity_id


async def test_zone(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Hours and daylight saving time are set apart."""
    station = await make()
    entry = await add(station)
    number = entity_id(hass, entry, "number", "time_zone")
    switch = entity_id(hass, entry, "switch", "daylight_saving")
    assert hass.states.is_state(number, "8")
    assert hass.states.is_state(switch, "off")
    await act(hass, number, "set_value", value=-3)
    assert (station.timezone, station.summer) == (-3, False)
    assert hass.states.is_state(number, "-3")
    await act(hass, switch, "turn_on")
    assert (station.timezone, station.summer) == (-3, True)
    assert hass.states.is_state(switch, "on")
    await act(hass, switch, "turn_off")
    assert hass.states.is_state(switch, "off")
