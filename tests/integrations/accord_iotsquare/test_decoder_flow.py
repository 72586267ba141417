"""Decoders are chosen in dialogs that show what the newest payload says."""

from typing import Any

from homeassistant.config_entries import ConfigEntryState, SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, get_schema_suggested_value
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord_iotsquare.const import SUBENTRY_DECODER
from simulators.iotsquare.household import AMBIENCE, BOARD, HOUSE_APP, METERS_APP, RELAY
from tests.integrations.accord_iotsquare.conftest import Add, Make, state_of
from tests.integrations.accord_iotsquare.decoders import choose, decoder, there


async def begin(hass: HomeAssistant, entry: MockConfigEntry, step: str) -> SubentryFlowResult:
    """Begin to add a decoder."""
    result = await hass.config_entries.subentries.async_init(
        (entry.entry_id, SUBENTRY_DECODER), context={"source": "user"}
    )
    assert result["type"] is FlowResultType.MENU
    return await fill(hass, result, next_step_id=step)


async def fill(hass: HomeAssistant, result: SubentryFlowResult, **given: Any) -> SubentryFlowResult:
    """Fill in the form of a step."""
    return await hass.config_entries.subentries.async_configure(result["flow_id"], given)


def placeholders(result: SubentryFlowResult) -> dict[str, str]:
    """Return what the text of a step mentions."""
    return dict(result["description_placeholders"] or {})


def shown(result: SubentryFlowResult, field: str) -> Any:
    """Return what stands in a field."""
    assert result["data_schema"] is not None
    return get_schema_suggested_value(result["data_schema"].schema, field)


async def test_a_device(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Each thing that can go wrong, then it is saved and the values are there."""
    server = await make()
    entry = await add(server)
    result = await begin(hass, entry, "device")
    assert result["step_id"] == "device"
    result = await fill(hass, result, devices=[], kind="milesight")
    assert result["errors"] == {"base": "no_devices"}
    result = await fill(hass, result, devices=[AMBIENCE], kind="milesight", ports="x")
    assert result["errors"] == {"base": "invalid_ports"}
    result = await fill(hass, result, devices=[AMBIENCE], kind="milesight", ports="85")
    assert result["step_id"] == "milesight"
    result = await fill(hass, result, rows=[{"name": "X", "type": "y", "size": 1}])
    assert result["errors"] == {"base": "invalid_rows"}
    assert placeholders(result)["problem"] == "row 1: type must be a whole number"
    result = await fill(hass, result, rows=[])
    assert result["step_id"] == "preview"
    assert placeholders(result)["device"] == "study"
    assert "| Temperature 3 | 22.8 °C |" in placeholders(result)["values"]
    payload = shown(result, "payload")
    result = await fill(hass, result, payload="0", port=85)
    assert result["errors"] == {"base": "invalid_payload"}
    result = await fill(hass, result, payload="036700 01", port=85)
    assert "| Temperature 3 | 25.6 °C |" in placeholders(result)["values"]
    result = await fill(hass, result, payload=payload, port=85)
    assert "| Temperature 3 | 22.8 °C |" in placeholders(result)["values"]
    result = await fill(hass, result, payload=payload, port=85)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "study (85): Milesight"
    assert result["data"] == {
        "devices": [AMBIENCE],
        "kind": "milesight",
        "ports": [85],
        "rows": [],
    }
    await hass.async_block_till_done()
    assert state_of(hass, entry, "sensor", f"{AMBIENCE}_m_milesight_67_3") == "22.8"


async def test_an_application(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Without options the preview comes at once; the newest uplink of all is shown."""
    server = await make()
    entry = await add(server)
    result = await begin(hass, entry, "application")
    result = await fill(hass, result, application=str(HOUSE_APP), kind="cayenne_lpp", ports="2")
    assert result["step_id"] == "preview"
    assert placeholders(result)["device"] == "greenhouse"
    result = await fill(hass, result, payload=shown(result, "payload"), port=2)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "house (2): Cayenne LPP"
    await hass.async_block_till_done()
    assert "lpp_103_1" in there(hass, entry, BOARD)


@pytest.mark.parametrize(
    ("kind", "wrong", "right", "key"),
    [
        (
            "fields",
            {"name": "On", "offset": 1, "map": "x"},
            {"name": "On", "offset": 1, "map": "0=off,1=on"},
            "field_on",
        ),
        (
            "template",
            {"name": " ", "template": "{{ hex }}"},
            {"name": "On", "template": "{{ 'on' if payload[1] else 'off' }}"},
            "template_on",
        ),
    ],
)
async def test_own_rows(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    kind: str,
    wrong: dict[str, Any],
    right: dict[str, Any],
    key: str,
) -> None:
    server = await make()
    entry = await add(server)
    result = await begin(hass, entry, "device")
    result = await fill(hass, result, devices=[RELAY], kind=kind)
    assert result["step_id"] == kind
    result = await fill(hass, result, rows=[wrong])
    assert result["errors"] == {"base": "invalid_rows"}
    assert shown(result, "rows") == [wrong]
    result = await fill(hass, result, rows=[right])
    assert "| On | off |" in placeholders(result)["values"]
    result = await fill(hass, result, payload=shown(result, "payload"), port=10)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    assert state_of(hass, entry, "sensor", f"{RELAY}_m_{key}") == "off"


async def test_a_device_that_was_never_heard(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Any payload can be tried."""
    server = await make()
    entry = await add(server)
    result = await begin(hass, entry, "application")
    result = await fill(hass, result, application=str(METERS_APP), kind="cayenne_lpp", ports="99")
    assert placeholders(result) == {"device": "—", "values": "—"}
    result = await fill(hass, result, payload="016700D7", port=1)
    assert "| Temperature 1 | 21.5 °C |" in placeholders(result)["values"]
    result = await fill(hass, result, payload="016700D7", port=1)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_one_decoder_for_the_same(hass: HomeAssistant, make: Make, add: Add) -> None:
    server = await make()
    entry = await add(server)
    for _ in range(2):
        result = await begin(hass, entry, "device")
        result = await fill(hass, result, devices=[BOARD], kind="cayenne_lpp")
        if result["errors"]:
            break
        result = await fill(hass, result, payload=shown(result, "payload"), port=2)
    assert result["errors"] == {"base": "already_decoded"}
    result = await fill(hass, result, devices=[BOARD], kind="cayenne_lpp", ports="3")
    assert result["step_id"] == "preview"


async def change(
    hass: HomeAssistant, entry: MockConfigEntry, subentry_id: str
) -> SubentryFlowResult:
    """Begin to change a decoder."""
    return await entry.start_subentry_reconfigure_flow(hass, subentry_id)


async def test_change(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What was chosen stands there; afterwards the other decoder reads."""
    server = await make()
    entry = await add(server)
    rows = [{"name": "On", "offset": 1}]
    chosen = choose(hass, entry, "fields", RELAY, rows=rows)
    await hass.async_block_till_done()
    result = await change(hass, entry, chosen)
    assert result["step_id"] == "device"
    assert shown(result, "devices") == [RELAY]
    result = await fill(hass, result, devices=[RELAY], kind="fields")
    assert shown(result, "rows") == rows
    result = await fill(hass, result, rows=[{"name": "Presses", "offset": 2}])
    result = await fill(hass, result, payload=shown(result, "payload"), port=10)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert entry.subentries[chosen].title == "pump: Fixed fields"
    assert state_of(hass, entry, "sensor", f"{RELAY}_m_field_presses") == "0"
    result = await change(hass, entry, chosen)
    result = await fill(hass, result, devices=[RELAY], kind="raw")
    result = await fill(hass, result, payload=shown(result, "payload"), port=10)
    await hass.async_block_till_done()
    assert "rows" not in entry.subentries[chosen].data


async def test_change_of_an_application(hass: HomeAssistant, make: Make, add: Add) -> None:
    server = await make()
    entry = await add(server, subentries=[decoder("raw", application=str(HOUSE_APP))])
    (chosen,) = entry.subentries
    result = await change(hass, entry, chosen)
    assert result["step_id"] == "application"
    assert shown(result, "application") == str(HOUSE_APP)


async def test_an_entry_that_is_not_loaded(hass: HomeAssistant, make: Make, add: Add) -> None:
    server = await make()
    entry = await add(server, subentries=[decoder("raw", BOARD)])
    (chosen,) = entry.subentries
    await hass.config_entries.async_unload(entry.entry_id)
    assert entry.state is ConfigEntryState.NOT_LOADED
    result = await hass.config_entries.subentries.async_init(
        (entry.entry_id, SUBENTRY_DECODER), context={"source": "user"}
    )
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "not_loaded")
    result = await change(hass, entry, chosen)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "not_loaded")


@pytest.mark.parametrize(
    ("kind", "step"),
    [
        ("fields", "fields"),
        ("template", "template"),
        ("milesight", "milesight"),
        ("raw", "preview"),
    ],
)
async def test_forms_reach_the_browser(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    hass_client: ClientSessionGenerator,
    kind: str,
    step: str,
) -> None:
    """Every field of every form has what a browser needs to show it."""
    assert await async_setup_component(hass, "config", {})
    entry = await add(await make())
    client = await hass_client()
    flows = "/api/config/config_entries/subentries/flow"
    answer = await client.post(flows, json={"handler": [entry.entry_id, SUBENTRY_DECODER]})
    flow = (await answer.json())["flow_id"]
    fields = []
    for given in ({"next_step_id": "device"}, {"devices": [RELAY], "kind": kind}):
        result = await (await client.post(f"{flows}/{flow}", json=given)).json()
        fields += result["data_schema"]
    assert result["step_id"] == step
    assert all("selector" in field for field in fields)
