"""Preferences take effect, and devices are added by the station."""

import asyncio
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make

ENTRANCE = ("2711", "SL_LK_LS", "Entrance")


async def step(hass: HomeAssistant, flow_id: str, data: dict[str, Any] | None = None) -> Any:
    """Go on with a dialog."""
    return await hass.config_entries.options.async_configure(flow_id, data)


async def test_preferences(hass: HomeAssistant, make: Make, add: Add) -> None:
    """They are in force after the dialog; names of people stay."""
    entry = await add(await make(SubDevice(*ENTRANCE)), names={"2711:1": "Mira"})
    result = await hass.config_entries.options.async_init(entry.entry_id)
    result = await step(hass, result["flow_id"], {"next_step_id": "preferences"})
    result = await step(hass, result["flow_id"], {"poll": 120, "inverted": ["2711"]})
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {"names": {"2711:1": "Mira"}, "poll": 120, "inverted": ["2711"]}
    assert entry.runtime_data.coordinator.update_interval.total_seconds() <= 120


async def pair(hass: HomeAssistant, entry_id: str) -> Any:
    """Start to look for a device."""
    result = await hass.config_entries.options.async_init(entry_id)
    result = await step(hass, result["flow_id"], {"next_step_id": "pair"})
    return await step(hass, result["flow_id"], {"radio": "both"})


async def test_pairing(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A device whose button is pressed meanwhile is named and there."""
    station = await make(SubDevice(*ENTRANCE))
    entry = await add(station)
    result = await pair(hass, entry.entry_id)
    assert result["type"] is FlowResultType.SHOW_PROGRESS
    async with asyncio.timeout(5):
        while not station.state()["pairing"]:  # noqa: ASYNC110 - nobody announces it
            await asyncio.sleep(0.01)
    station.control("offer", {"me": "2799", "devtype": "SL_SC_G", "name": "Window"})
    await hass.async_block_till_done()
    result = await step(hass, result["flow_id"])
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "device_paired")
    assert result["description_placeholders"] == {"devices": "Window"}
    assert "2799" in entry.runtime_data.coordinator.data.devices


async def test_nothing_found(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The user may try again; nothing does so by itself."""
    station = await make(SubDevice(*ENTRANCE), clock=None)
    entry = await add(station)
    rows: list[str] = []
    station.observe(lambda _system, operation, _outcome: rows.append(operation))
    with patch.object(
        type(entry.runtime_data.coordinator.client.pairing), "pair", return_value=None
    ):
        result = await pair(hass, entry.entry_id)
        await hass.async_block_till_done()
        result = await step(hass, result["flow_id"])
    assert (result["step_id"], result["errors"]) == ("pair", {"base": "nothing_found"})


async def test_not_loaded(hass: HomeAssistant, make: Make, add: Add) -> None:
    """There is nothing to choose from then."""
    entry = await add(await make(SubDevice(*ENTRANCE)))
    assert await hass.config_entries.async_unload(entry.entry_id)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    assert result["reason"] == "not_loaded"


async def test_number_for_text_messages(hass: HomeAssistant, make: Make, add: Add) -> None:
    """It adds the entity, and is forgotten when it is left empty."""
    entry = await add(await make(defed=True))
    for given, kept in (({"sms_number": "+15550100"}, "+15550100"), ({}, None)):
        result = await hass.config_entries.options.async_init(entry.entry_id)
        result = await step(hass, result["flow_id"], {"next_step_id": "preferences"})
        await step(hass, result["flow_id"], {"poll": 300, "inverted": [], **given})
        await hass.async_block_till_done()
        assert entry.options.get("sms_number") == kept
