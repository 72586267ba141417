"""Ventilation obeys: speeds and presets."""

from homeassistant.core import HomeAssistant

from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, act, entity_id


async def test_speeds(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Three of them, as percentages."""
    device = SubDevice("1", "SL_TR_ACIPM")
    entry = await add(await make(device))
    fan = entity_id(hass, entry, "fan", "1_fan_fan")
    assert hass.states.is_state(fan, "off")
    await act(hass, fan, "turn_on", percentage=100)
    assert device.ios["P1"].type & 1
    assert device.ios["P2"].val == 3
    state = hass.states.get(fan)
    assert (state.state, state.attributes["percentage"]) == ("on", 100)
    assert state.attributes["preset_modes"] is None
    await act(hass, fan, "set_percentage", percentage=33)
    assert device.ios["P2"].val == 1
    await act(hass, fan, "set_percentage", percentage=0)
    assert not device.ios["P1"].type & 1
    assert hass.states.get(fan).attributes["percentage"] == 0
    await act(hass, fan, "turn_on")
    assert hass.states.is_state(fan, "on")
    await act(hass, fan, "turn_on", percentage=0)
    assert hass.states.is_state(fan, "off")


async def test_presets(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A fan on a preset runs, at a speed that nobody tells."""
    device = SubDevice("1", "OD_MFRESH_M8088")
    entry = await add(await make(device))
    fan = entity_id(hass, entry, "fan", "1_fan_fan")
    await act(hass, fan, "set_preset_mode", preset_mode="sleep")
    assert device.ios["RM"].val == 5
    state = hass.states.get(fan)
    assert (state.state, state.attributes["preset_mode"]) == ("on", "sleep")
    assert state.attributes["percentage"] is None
    await act(hass, fan, "turn_off")
    assert hass.states.is_state(fan, "off")


async def test_presets_by_version(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The same class has others by its firmware."""
    presets = []
    for me, version in (("1", "0.0.0.8"), ("2", "0.0.0.16"), ("3", "0.0.0.1")):
        entry = await add(await make(SubDevice(me, "V_FRESH_P", version=version)))
        fan = entity_id(hass, entry, "fan", f"{me}_fan_fan")
        presets.append(hass.states.get(fan).attributes.get("preset_modes"))
    assert presets == [
        ["auto", "fan", "sleep", "timed"],
        ["auto", "purify", "inner", "outer"],
        None,
    ]
