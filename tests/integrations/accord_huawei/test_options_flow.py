"""Preferences, and other devices later."""

from typing import Any

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from tests.integrations.accord_huawei.conftest import METER, Add, Make


async def send(hass: HomeAssistant, result: ConfigFlowResult, **data: Any) -> ConfigFlowResult:
    """Send one form."""
    return await hass.config_entries.options.async_configure(result["flow_id"], data)


async def test_preferences(hass: HomeAssistant, make: Make, add: Add) -> None:
    """They are stored beside the choice of devices, and count after a reload."""
    entry = await add(await make(), scope="types", scope_ids=["WaterMeter"])
    result = await hass.config_entries.options.async_init(entry.entry_id)
    assert result["type"] is FlowResultType.MENU
    result = await send(hass, result, next_step_id="preferences")
    wanted = {
        "poll": 120,
        "calls_per_minute": 50,
        "command_wait": 60,
        "optimistic": True,
        "import_history": True,
    }
    result = await send(hass, result, **wanted)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {**wanted, "scope": "types", "scope_ids": ["WaterMeter"]}
    await hass.async_block_till_done()
    interval = entry.runtime_data.coordinator.update_interval
    assert interval is not None
    assert interval.total_seconds() == 120


async def test_other_devices(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A smaller choice takes the other devices away."""
    platform = await make()
    entry = await add(platform)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    result = await send(hass, result, next_step_id="scope")
    result = await send(hass, result, scope="types")
    result = await send(hass, result, scope_ids=["WaterMeter"])
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    assert list(entry.runtime_data.coordinator.devices) == [METER]


async def test_not_loaded(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Without a connection there is nothing to choose among."""
    entry = await add(await make())
    await hass.config_entries.async_unload(entry.entry_id)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "not_loaded")
