"""The dialogs that put commands under a name."""

from typing import Any

from homeassistant.config_entries import SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.integrations.accord_huawei.conftest import DOOR, LAMP, METER, Add, Make, entity_id
from tests.integrations.accord_huawei.presets import LOCKING, ON_OFF, PERIOD, add_preset


async def begin(hass: HomeAssistant, entry: MockConfigEntry, kind: str) -> SubentryFlowResult:
    """Open the dialog and choose what it is to be."""
    result = await hass.config_entries.subentries.async_init(
        (entry.entry_id, "command_preset"), context={"source": "user"}
    )
    assert result["type"] is FlowResultType.MENU
    return await fill(hass, result, next_step_id=kind)


async def fill(hass: HomeAssistant, result: SubentryFlowResult, **given: Any) -> SubentryFlowResult:
    """Fill in what is shown."""
    return await hass.config_entries.subentries.async_configure(result["flow_id"], given)


@pytest.mark.parametrize(
    ("kind", "device", "wrong", "right"),
    [
        ("button", METER, {"command": "nonsense"}, {**PERIOD, "expire_time": 60}),
        ("switch", LAMP, {**ON_OFF, "off_command": "x"}, {**ON_OFF, "expire_time": 0}),
        ("lock", DOOR, {**LOCKING, "off_command": "x"}, LOCKING),
        (
            "number",
            METER,
            {"command": "WaterMeter/SET_PERIOD", "parameter": "value", "low": 9, "high": 1},
            {"command": "WaterMeter/SET_PERIOD", "parameter": "value", "low": 1, "high": 24},
        ),
    ],
)
async def test_add(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    kind: str,
    device: str,
    wrong: dict[str, Any],
    right: dict[str, Any],
) -> None:
    """What is wrong is said and can be put right; then the entity is there."""
    entry = await add(await make())
    result = await begin(hass, entry, kind)
    assert result["step_id"] == kind
    common = {"name": "Pump", "target": f"device/{device}"}
    result = await fill(hass, result, **{**common, **wrong})
    assert result["errors"] == {"base": "invalid_preset"}
    assert (result["description_placeholders"] or {})["problem"]
    result = await fill(hass, result, **{**common, **right})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Pump"
    await hass.async_block_till_done()
    (name,) = entry.subentries
    assert entity_id(hass, entry, kind, device, f"preset:{name}")


async def test_change(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What was written stands there; afterwards the other command is meant."""
    entry = await add(await make())
    name = await add_preset(hass, entry, "button", f"device/{METER}", **PERIOD)
    result = await entry.start_subentry_reconfigure_flow(hass, name)
    assert result["step_id"] == "button"
    result = await fill(
        hass,
        result,
        name="Now",
        target=f"device/{METER}",
        command="WaterMeter/READ_NOW",
        expire_time=0,
    )
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    button = entity_id(hass, entry, "button", METER, f"preset:{name}")
    state = hass.states.get(button)
    assert state is not None
    assert state.attributes["friendly_name"].endswith("Now")


async def test_not_loaded(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Devices are not known then."""
    entry = await add(await make())
    await hass.config_entries.async_unload(entry.entry_id)
    result = await hass.config_entries.subentries.async_init(
        (entry.entry_id, "command_preset"), context={"source": "user"}
    )
    assert result["reason"] == "not_loaded"
