"""Presets, default behaviour and buttons."""

from homeassistant.const import STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant
import pytest

from .conftest import Add, Compare, Make, Poll


async def choose(hass: HomeAssistant, name: str, option: str) -> None:
    """Choose an option, as a user does."""
    await hass.services.async_call(
        "select", "select_option", {"entity_id": f"select.{name}", "option": option}, blocking=True
    )


def chosen(hass: HomeAssistant, name: str) -> str:
    state = hass.states.get(f"select.{name}")
    assert state is not None
    return state.state


@pytest.mark.parametrize("model", ["KL135", "KL120", "KL110", "KL430", "HS220", "KS200M"])
async def test_entities(compare: Compare, model: str) -> None:
    """Every family offers what it can do."""
    await compare(Platform.SELECT, model)


async def test_presets(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """A preset shows what is kept, and shows as chosen while the light looks like it."""
    device = await make("KL135", "Lamp")
    await add(device)
    assert chosen(hass, "lamp_preset") == STATE_UNKNOWN
    await choose(hass, "lamp_preset", "preset_2")
    kept, shown = device.light.presets[1], device.light.as_json()
    for name in ("hue", "saturation", "color_temp", "brightness"):
        assert shown[name] == kept[name]
    assert device.light.on
    assert chosen(hass, "lamp_preset") == "preset_2"
    device.press_button()
    await poll()
    assert chosen(hass, "lamp_preset") == STATE_UNKNOWN


async def test_presets_of_a_light_strip(hass: HomeAssistant, make: Make, add: Add) -> None:
    """They may hold a built-in effect; one that only the app knows cannot be shown."""
    rainbow = {"id": "izRhLCQNcDzIKdpMPqSTtBMuAIoreAuT", "mode": 2, "custom": 0, "brightness": 40}
    unknown = {**rainbow, "id": "x" * 32, "custom": 1}
    blue = {"hue": 240, "saturation": 100, "color_temp": 0, "brightness": 70, "mode": 1}
    presets = [{"index": index, **one} for index, one in enumerate((blue, rainbow, unknown))]
    device = await make("KL430", "Shelf", presets=presets)
    await add(device)
    state = hass.states.get("select.shelf_preset")
    assert state is not None
    assert state.attributes["options"] == ["preset_1", "preset_2"]
    await choose(hass, "shelf_preset", "preset_2")
    effect = device.light.effect
    assert (effect["name"], effect["enable"], effect["brightness"]) == ("Rainbow", 1, 40)
    await choose(hass, "shelf_preset", "preset_1")
    assert chosen(hass, "shelf_preset") == "preset_1"
    assert device.light.as_json()["hue"] == 240


async def test_default_behavior(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Both halves are set apart, and the other one stays."""
    device = await make("KL135", "Lamp")
    await add(device)
    await choose(hass, "lamp_when_switched_on", "circadian")
    await choose(hass, "lamp_after_a_power_cut", "preset_3")
    await poll(3600)
    await poll()
    assert chosen(hass, "lamp_when_switched_on") == "circadian"
    assert chosen(hass, "lamp_after_a_power_cut") == "preset_3"
    await choose(hass, "lamp_when_switched_on", "last_status")
    await poll()
    assert chosen(hass, "lamp_when_switched_on") == "last_status"
    assert chosen(hass, "lamp_after_a_power_cut") == "preset_3"


@pytest.mark.parametrize("option", ["none", "gentle_on_off", "preset_4"])
async def test_buttons_of_a_dimmer(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll, option: str
) -> None:
    device = await make("HS220", "Dining")
    await add(device)
    await choose(hass, "dining_double_click", option)
    await choose(hass, "dining_long_press", "instant_on_off")
    await poll()
    assert chosen(hass, "dining_double_click") == option
    assert chosen(hass, "dining_long_press") == "instant_on_off"
    mode = device.outlets[0].dimmer.behavior["double_click"]["mode"]
    assert mode == ("customize_preset" if option.startswith("preset") else option)
