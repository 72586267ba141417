"""Settings that are one of some, as Home Assistant shows them."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, entity_id, until


async def test_all_of_a_lock(hass: HomeAssistant, make: Make, add: Add) -> None:
    """How a lock is mounted is disabled at first; all options have names."""
    station = await make(SubDevice("2713", "SL_LK_SWIFTE", "Office door"))
    entry = await add(station)
    registry = er.async_get(hass)
    for key in ("direction", "role", "motor_voltage"):
        one = entity_id(hass, entry, "select", f"2713_lock_{key}")
        assert hass.states.get(one) is None
        registry.async_update_entity(one, disabled_by=None)
    assert await hass.config_entries.async_reload(entry.entry_id)
    for key, option in {
        "volume": "medium",
        "unlock_mode": "auto_lock_s",
        "magnet": "yes",
        "direction": "right",
        "role": "primary",
        "motor_voltage": "6_v",
    }.items():
        await until(hass, entity_id(hass, entry, "select", f"2713_lock_{key}"), option)
