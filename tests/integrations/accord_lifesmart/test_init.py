"""Stations are set up, and go away without a trace."""

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make


async def test_setup_and_unload(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A station with a lock is set up and unloaded."""
    station = await make(SubDevice("2711", "SL_LK_LS", "Front door"))
    entry = await add(station)
    assert list(entry.runtime_data.coordinator.data.devices) == ["2711"]
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert entry.state is ConfigEntryState.NOT_LOADED
