"""The dialog for what owners say of product models."""

from typing import Any

from homeassistant.config_entries import SOURCE_USER, SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.integrations.accord_huawei.conftest import Add, Make, override, until

MODEL = "RaindropWorks/WaterMeter/WM-NB15/CoAP"
USUAL = {"inverted": False, "enabled": False, "hidden": False}


async def start(hass: HomeAssistant, entry: MockConfigEntry) -> SubentryFlowResult:
    """Open the dialog."""
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, "product_model"), context={"source": SOURCE_USER}
    )


async def send(hass: HomeAssistant, result: SubentryFlowResult, **data: Any) -> SubentryFlowResult:
    """Send one form."""
    return await hass.config_entries.subentries.async_configure(result["flow_id"], data)


async def test_valve(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Model, property, what it is: mistakes are told, then the valve is there."""
    entry = await add(await make())
    result = await start(hass, entry)
    assert result["step_id"] == "user"
    result = await send(hass, result, product_model=MODEL)
    assert result["step_id"] == "property"
    result = await send(hass, result, feature="WaterMeter:valve")
    assert result["step_id"] == "change"
    result = await send(hass, result, **USUAL, kind="valve", device_class="temperature")
    assert result["errors"] == {"base": "class_unfit"}
    result = await send(hass, result, **USUAL, kind="valve", scale=0)
    assert result["errors"] == {"base": "scale_zero"}
    result = await send(hass, result, **USUAL, kind="valve", device_class="water")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "WM-NB15: Water meter valve"
    await until(hass, "valve.water_meter_valve", "open")


async def test_only_once(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Of each property something is said once."""
    entry = await add(await make(), overrides=(override("WaterMeter:flowRate", unit="L/h"),))
    result = await send(hass, await start(hass, entry), product_model=MODEL)
    result = await send(hass, result, feature="WaterMeter:flowRate")
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")


async def test_change(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What was said can be said otherwise, also of what is hidden."""
    entry = await add(await make(), overrides=(override("WaterMeter:flowRate", hidden=True),))
    [subentry_id] = entry.subentries
    result = await entry.start_subentry_reconfigure_flow(hass, subentry_id)
    assert result["step_id"] == "change"
    result = await send(hass, result, **USUAL, unit="L/h")
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    assert entry.subentries[subentry_id].data["unit"] == "L/h"
    await until(hass, "sensor.water_meter_flow_rate", "0.0")


async def test_not_possible(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Without a connection, or without a model, there is nothing to choose."""
    entry = await add(await make(empty=True), overrides=(override("WaterMeter:flowRate"),))
    result = await start(hass, entry)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "no_models")
    await hass.config_entries.async_unload(entry.entry_id)
    result = await start(hass, entry)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "not_loaded")
    [subentry_id] = entry.subentries
    result = await entry.start_subentry_reconfigure_flow(hass, subentry_id)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "not_loaded")
