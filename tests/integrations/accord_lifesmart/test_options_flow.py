"""Preferences take effect, and the rest stays."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, subscribed

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


async def test_where_events_go(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A container may be reached at another address and port than it sees."""
    station = await make(SubDevice(*ENTRANCE))
    entry = await add(station, own_host="127.0.0.1", own_port=32346)
    await subscribed(entry)
    assert station.notices.receivers == [("127.0.0.1", 32346)]
