"""The list of effects, and which of them the strip runs."""

from homeassistant.core import HomeAssistant
from homeassistant.util import slugify
import pytest

from custom_components.accord.protocol.errors import NotFoundError
from custom_components.accord.protocol.kasa import BUILTIN_EFFECTS
from custom_components.accord_kasa import effects

from .conftest import Add, Make


def test_names() -> None:
    """Built-in effects are chosen by a key, others by their name."""
    assert len(effects.BUILT_IN) == len(BUILTIN_EFFECTS) == 14
    assert effects.effect_key("Bubbling Cauldron") == "bubbling_cauldron"
    assert effects.effect_key("My own") == "My own"


async def test_every_built_in_effect(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The strip takes all of them."""
    device = await make("KL430", "Shelf")
    entry = await add(device)
    for name in BUILTIN_EFFECTS:
        await hass.services.async_call(
            "light",
            "turn_on",
            {"entity_id": "light.shelf", "effect": slugify(name)},
            blocking=True,
        )
        assert (device.light.effect["name"], device.light.effect["enable"]) == (name, 1)
        state = hass.states.get("light.shelf")
        assert state is not None
        assert state.attributes["effect"] == slugify(name)
    with pytest.raises(NotFoundError):
        effects.find_effect(entry, "unheard of")


async def test_kept_effects_survive_a_reload(hass: HomeAssistant, make: Make, add: Add) -> None:
    entry = await add(await make("KL430", "Shelf"))
    effect = effects.find_effect(entry, "aurora")
    effects.async_keep(hass, entry, type(effect)(name="Mine"))
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert effects.effect_names(entry)[-1] == "Mine"
    assert effects.find_effect(entry, "Mine").name == "Mine"
