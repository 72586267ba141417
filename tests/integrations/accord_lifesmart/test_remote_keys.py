"""Keys of the app's remotes as buttons."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from simulators.lifesmart import Remote, SubDevice
from tests.integrations.accord_lifesmart.conftest import (
    Add,
    Make,
    act,
    entity_id,
    subscribed,
    until,
    until_true,
)

TV = "AI_IR_5bd1_1590665106"


async def test_pressed(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Once each; disabled at first."""
    station = await make(SubDevice("5bd1", "SL_SPOT", "Spot"))
    station.remotes.add(Remote(TV, "TV", "TV_A", "changhong", {"POWER": "", "MUTE": ""}))
    entry = await add(station)
    await subscribed(entry)
    registry = er.async_get(hass)
    unique = f"{entry.unique_id}_remote_{TV}_key_MUTE"
    await until_true(lambda: registry.async_get_entity_id("button", entry.domain, unique))
    key = entity_id(hass, entry, "button", f"remote_{TV}_key_MUTE")
    assert hass.states.get(key) is None
    registry.async_update_entity(key, disabled_by=None)
    assert await hass.config_entries.async_reload(entry.entry_id)
    await until(hass, key, "unknown")
    await act(hass, key, "press")
    assert len(station.state()["ir_sent"]) == 1
