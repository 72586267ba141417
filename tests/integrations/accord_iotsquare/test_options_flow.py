"""What is followed and how often it is read can be chosen."""

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr

from simulators.iotsquare.household import THERMOMETER, WATER_METER
from tests.integrations.accord_iotsquare.conftest import Add, Make


async def test_preferences(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Devices of applications that are not followed any more vanish."""
    entry = await add(await make(), other="kept")
    result = await hass.config_entries.options.async_init(entry.entry_id)
    assert result["menu_options"] == ["preferences", "register", "push", "mqtt"]
    result = await hass.config_entries.options.async_configure(
        result["flow_id"], {"next_step_id": "preferences"}
    )
    result = await hass.config_entries.options.async_configure(
        result["flow_id"], {"applications": ["90"], "poll": 30}
    )
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {"applications": ["90"], "poll": 30, "other": "kept"}
    coordinator = entry.runtime_data.coordinator
    assert coordinator.update_interval.total_seconds() == 30
    assert list(coordinator.data.devices) == [WATER_METER]
    names = {
        name
        for device in dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
        for _, name in device.identifiers
    }
    assert f"{entry.unique_id}_{THERMOMETER}" not in names
    assert f"{entry.unique_id}_app_89" not in names
    assert f"{entry.unique_id}_app_90" in names


async def test_not_loaded(hass: HomeAssistant, make: Make, add: Add) -> None:
    """An account that is not set up tells nothing to choose from."""
    entry = await add(await make())
    assert await hass.config_entries.async_unload(entry.entry_id)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "not_loaded")
