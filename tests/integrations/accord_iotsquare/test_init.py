"""Accounts are set up, and go away without a trace."""

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from custom_components.accord_iotsquare import async_migrate_entry
from simulators.iotsquare.household import THERMOMETER
from tests.integrations.accord_iotsquare.conftest import Add, Make


async def test_setup_and_unload(hass: HomeAssistant, make: Make, add: Add) -> None:
    """An account with a house full of devices is set up and unloaded."""
    server = await make()
    entry = await add(server)
    assert THERMOMETER in entry.runtime_data.coordinator.data.devices
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert entry.state is ConfigEntryState.NOT_LOADED


async def test_migration(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Entries of the first version need nothing."""
    entry = await add(await make())
    assert await async_migrate_entry(hass, entry)
    assert entry.version == 1
