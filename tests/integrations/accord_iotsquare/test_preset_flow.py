"""Presets are made in dialogs, of one's own or of commands that are known."""

from typing import Any

from homeassistant.config_entries import SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, get_schema_suggested_value
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord_iotsquare.const import SUBENTRY_PRESET
from simulators.iotsquare.household import GROUP, RELAY, WATER_METER
from tests.integrations.accord_iotsquare.conftest import Add, Make, act, entity_id
from tests.integrations.accord_iotsquare.presets import preset, until_on

RELAY_TARGET = f"device/{RELAY}"
COMMON = {"name": "Pump", "targets": [RELAY_TARGET], "port": 10}


async def begin(hass: HomeAssistant, entry: MockConfigEntry, step: str) -> SubentryFlowResult:
    """Begin to add a preset."""
    result = await hass.config_entries.subentries.async_init(
        (entry.entry_id, SUBENTRY_PRESET), context={"source": "user"}
    )
    assert result["type"] is FlowResultType.MENU
    return await fill(hass, result, next_step_id=step)


async def fill(hass: HomeAssistant, result: SubentryFlowResult, **given: Any) -> SubentryFlowResult:
    """Fill in the form of a step."""
    return await hass.config_entries.subentries.async_configure(result["flow_id"], given)


@pytest.mark.parametrize(
    ("kind", "wrong", "right"),
    [
        ("button", {"payload": "0"}, {"payload": "01"}),
        ("switch", {"on": "01", "off": "x"}, {"on": "01", "off": "00"}),
        (
            "number",
            {"minimum": 5, "maximum": 5, "size": 1},
            {"minimum": 0, "maximum": 9, "size": 1},
        ),
        (
            "select",
            {"options": [{"label": "On", "payload": "x"}]},
            {"options": [{"label": "On", "payload": "01"}]},
        ),
        ("text", {"check": "sum8", "port": 200}, {"check": "sum8"}),
    ],
)
async def test_every_kind(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    kind: str,
    wrong: dict[str, Any],
    right: dict[str, Any],
) -> None:
    """What is wrong is said and can be put right; then the entity is there."""
    server = await make()
    entry = await add(server)
    result = await begin(hass, entry, kind)
    assert result["step_id"] == kind
    result = await fill(hass, result, **{**COMMON, **wrong})
    assert result["errors"] == {"base": "invalid_preset"}
    assert (result["description_placeholders"] or {})["problem"]
    result = await fill(hass, result, **{**COMMON, **right, "targets": []})
    assert result["errors"] == {"base": "no_targets"}
    result = await fill(hass, result, **{**COMMON, **right, "targets": [f"mc/{GROUP}"]})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Pump"
    await hass.async_block_till_done()
    (name,) = entry.subentries
    assert entity_id(hass, entry, kind, f"mc_{GROUP}_preset_{name}")


async def test_known_commands(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The form is filled in but for the name and the device."""
    server = await make()
    entry = await add(server)
    result = await begin(hass, entry, "ready")
    result = await fill(hass, result, ready="meter_report_period")
    assert result["step_id"] == "number"
    assert result["data_schema"] is not None
    fields = result["data_schema"].schema
    assert get_schema_suggested_value(fields, "before") == "9D"
    given = {
        str(marker): value
        for marker in fields
        if (value := get_schema_suggested_value(fields, str(marker))) is not None
    }
    result = await fill(
        hass, result, **{**given, "name": "Period", "targets": [f"device/{WATER_METER}"]}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"]["kind"] == "number"
    await hass.async_block_till_done()


async def test_change(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What was written stands there; afterwards the other payload is sent."""
    server = await make()
    entry = await add(server, subentries=[preset("button", RELAY_TARGET, payload="00")])
    (name,) = entry.subentries
    result = await entry.start_subentry_reconfigure_flow(hass, name)
    assert result["step_id"] == "button"
    assert result["data_schema"] is not None
    assert get_schema_suggested_value(result["data_schema"].schema, "payload") == "00"
    result = await fill(hass, result, **{**COMMON, "name": "Start", "payload": "01"})
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    await hass.async_block_till_done()
    assert entry.subentries[name].title == "Start"
    await act(hass, entity_id(hass, entry, "button", f"{RELAY}_preset_{name}"), "press")
    await until_on(server, RELAY)


async def test_an_entry_that_is_not_loaded(hass: HomeAssistant, make: Make, add: Add) -> None:
    server = await make()
    entry = await add(server, subentries=[preset("button", RELAY_TARGET, payload="00")])
    (name,) = entry.subentries
    await hass.config_entries.async_unload(entry.entry_id)
    result = await hass.config_entries.subentries.async_init(
        (entry.entry_id, SUBENTRY_PRESET), context={"source": "user"}
    )
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "not_loaded")
    result = await entry.start_subentry_reconfigure_flow(hass, name)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "not_loaded")


@pytest.mark.parametrize("kind", ["button", "switch", "number", "select", "text", "ready"])
async def test_forms_reach_the_browser(
    hass: HomeAssistant, make: Make, add: Add, hass_client: ClientSessionGenerator, kind: str
) -> None:
    """Every field of every form has what a browser needs to show it."""
    assert await async_setup_component(hass, "config", {})
    entry = await add(await make())
    client = await hass_client()
    flows = "/api/config/config_entries/subentries/flow"
    answer = await client.post(flows, json={"handler": [entry.entry_id, SUBENTRY_PRESET]})
    flow = (await answer.json())["flow_id"]
    answer = await client.post(f"{flows}/{flow}", json={"next_step_id": kind})
    fields = (await answer.json())["data_schema"]
    assert all("selector" in field for field in fields)
