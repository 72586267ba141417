"""Scenes of the app are run from Home Assistant."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from simulators.lifesmart import Scene, SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, entity_id


async def test_runs(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Named as in the app, run once."""
    station = await make(SubDevice("2721", "SL_LI_RGBW", "Mood light"))
    station.scenes["AI1"] = Scene("AI1", "Good night", members=(("2721", "RGBW", 0x80, 0),))
    entry = await add(station)
    scene = entity_id(hass, entry, "scene", "scene_AI1")
    registered = er.async_get(hass).async_get(scene)
    assert registered is not None
    assert registered.original_name == "Good night"
    await hass.services.async_call("scene", "turn_on", {"entity_id": scene}, blocking=True)
    assert station.state()["scenes_run"] == ["AI1"]
