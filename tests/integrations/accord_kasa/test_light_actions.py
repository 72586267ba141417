"""Presets and effects: saved, run, captured, forgotten."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import device_registry as dr
import pytest
import voluptuous as vol

from simulators.kasa import KasaDevice

from .conftest import Add, Make, Poll

STRIP = "light.shelf"


async def call(hass: HomeAssistant, device: KasaDevice, action: str, **data: Any) -> Any:
    """Call an action for a device, as a user does."""
    (found,) = dr.async_get(hass).async_get_devices(
        identifiers={("accord_kasa", device.mac.lower())}
    )
    return await hass.services.async_call(
        "accord_kasa",
        action,
        {"device_id": found.id, **data},
        blocking=True,
        return_response=action == "capture_effect",
    )


async def choose(hass: HomeAssistant, effect: str, **data: Any) -> None:
    await hass.services.async_call(
        "light", "turn_on", {"entity_id": STRIP, "effect": effect, **data}, blocking=True
    )


def shown(hass: HomeAssistant) -> tuple[str, list[str]]:
    state = hass.states.get(STRIP)
    assert state is not None
    return state.attributes["effect"], state.attributes["effect_list"]


@pytest.fixture
async def strip(make: Make, add: Add) -> KasaDevice:
    device = await make("KL430", "Shelf")
    await add(device)
    return device


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"brightness_pct": 20}, {"brightness": 20}),
        ({"hs_color": [120, 80]}, {"hue": 120, "saturation": 80, "color_temp": 0}),
        ({"color_temp_kelvin": 3000}, {"hue": 0, "saturation": 0, "color_temp": 3000}),
    ],
)
async def test_save_preset(
    hass: HomeAssistant, make: Make, add: Add, data: dict[str, Any], expected: dict[str, int]
) -> None:
    """What is not given is what the light shows."""
    device = await make("KL135", "Lamp", light_on=True)
    await add(device)
    before = device.light.as_json()
    await call(hass, device, "save_preset", index=2, **data)
    kept = device.light.presets[1]
    names = ("hue", "saturation", "color_temp", "brightness")
    now = {name: before[name] for name in names} | expected
    assert {name: kept[name] for name in names} == now


async def test_no_preset_of_a_plug(hass: HomeAssistant, make: Make, add: Add) -> None:
    device = await make("HS103")
    await add(device)
    with pytest.raises(ServiceValidationError):
        await call(hass, device, "save_preset", index=1)


async def test_two_colours_are_refused(hass: HomeAssistant, make: Make, add: Add) -> None:
    device = await make("KL135")
    await add(device)
    with pytest.raises(vol.Invalid):
        await call(hass, device, "save_preset", index=1, hs_color=[1, 2], color_temp_kelvin=3000)


async def test_a_sequence_is_run_and_kept(
    hass: HomeAssistant, strip: KasaDevice, poll: Poll
) -> None:
    colors = [[0, 100, 100], [120, 100, 50]]
    await call(hass, strip, "sequence_effect", name="Flag", sequence=colors, spread=3)
    running = strip.light.effect
    assert (running["name"], running["enable"], running["custom"]) == ("Flag", 1, 1)
    assert (running["sequence"], running["spread"]) == (colors, 3)
    assert strip.light.on
    await poll()
    effect, choices = shown(hass)
    assert effect == "Flag"
    assert choices[-1] == "Flag"


async def test_random_colours(hass: HomeAssistant, strip: KasaDevice) -> None:
    await call(
        hass,
        strip,
        "random_effect",
        name="Fire",
        init_state=[20, 100, 100],
        backgrounds=[[10, 100, 20]],
        hue_range=[10, 40],
        transition=50,
        transition_range=[100, 900],
        keep=False,
    )
    running = strip.light.effect
    assert (running["type"], running["hue_range"]) == ("random", [10, 40])
    assert running["init_states"] == [[20, 100, 100]]
    assert (running["transition"], running["transition_range"]) == (0, [100, 900])
    assert "Fire" not in shown(hass)[1]


async def test_an_effect_of_the_app_is_captured(
    hass: HomeAssistant, strip: KasaDevice, poll: Poll
) -> None:
    """Its unknown members come back when it is chosen again."""
    await choose(hass, "aurora")
    made = {**strip.light.effect, "custom": 1, "name": "Party", "brightness": 33}
    strip.light.run_effect({**made, "novelty": 7})
    assert await call(hass, strip, "capture_effect") == {"name": "Party"}
    assert await call(hass, strip, "capture_effect", name="Mine") == {"name": "Mine"}
    await choose(hass, "ocean")
    assert strip.light.effect["name"] == "Ocean"
    await choose(hass, "Mine", brightness_pct=50)
    assert strip.light.effect["novelty"] == 7
    assert (strip.light.effect["name"], strip.light.effect["brightness"]) == ("Mine", 50)
    await choose(hass, "off")
    assert strip.light.effect["enable"] == 0
    await poll()
    assert shown(hass)[0] == "off"


async def test_effects_are_forgotten(hass: HomeAssistant, strip: KasaDevice) -> None:
    await call(hass, strip, "capture_effect", name="Mine")
    assert "Mine" in shown(hass)[1]
    await call(hass, strip, "forget_effect", name="Mine")
    assert "Mine" not in shown(hass)[1]
    with pytest.raises(ServiceValidationError):
        await call(hass, strip, "forget_effect", name="Mine")


@pytest.mark.parametrize("name", ["Rainbow", "rainbow", "off"])
async def test_names_that_are_taken(hass: HomeAssistant, strip: KasaDevice, name: str) -> None:
    with pytest.raises(ServiceValidationError):
        await call(hass, strip, "capture_effect", name=name)
    before = strip.light.effect
    with pytest.raises(ServiceValidationError):
        await call(hass, strip, "sequence_effect", name=name, sequence=[[0, 0, 100]])
    assert strip.light.effect == before


async def test_only_light_strips_have_effects(hass: HomeAssistant, make: Make, add: Add) -> None:
    device = await make("KL135")
    await add(device)
    with pytest.raises(ServiceValidationError):
        await call(hass, device, "capture_effect")
