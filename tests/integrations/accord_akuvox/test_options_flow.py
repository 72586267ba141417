"""Preferences, and a card enrolled at the reader."""

import asyncio
from typing import Any

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, get_schema_suggested_value

from custom_components.accord_akuvox.const import (
    CONF_DANGEROUS,
    CONF_HOLD_OPEN,
    CONF_INPUT_CLASSES,
    CONF_INVERTED,
    CONF_LAST_USER,
)
from simulators.akuvox import AkuvoxDevice
from simulators.akuvox.reader import SCAN_SECONDS
from simulators.faults import Refuse

from .conftest import Add, Make

CARD = "00C0FFEE"


async def choose(hass: HomeAssistant, entry: MockConfigEntry, option: str) -> ConfigFlowResult:
    """Open the options and choose from the menu."""
    menu = await hass.config_entries.options.async_init(entry.entry_id)
    assert menu["type"] is FlowResultType.MENU
    return await hass.config_entries.options.async_configure(
        menu["flow_id"], {"next_step_id": option}
    )


async def fill_in(
    hass: HomeAssistant, result: ConfigFlowResult, **user_input: Any
) -> ConfigFlowResult:
    """Fill in the form that is shown."""
    return await hass.config_entries.options.async_configure(result["flow_id"], user_input)


async def test_preferences(hass: HomeAssistant, make: Make, add: Add) -> None:
    """All of them, for the relays and inputs that the unit has; they take effect at once."""
    entry = await add(await make())
    result = await choose(hass, entry, "preferences")
    schema = result["data_schema"]
    assert schema is not None
    assert {str(marker) for marker in schema.schema} == {
        CONF_INVERTED,
        "input_a",
        "input_b",
        CONF_HOLD_OPEN,
        CONF_LAST_USER,
        CONF_DANGEROUS,
    }
    result = await fill_in(
        hass, result, **{CONF_INVERTED: ["B"], "input_a": "door", "input_b": "none",
                         CONF_HOLD_OPEN: True, CONF_LAST_USER: True, CONF_DANGEROUS: True}
    )  # fmt: skip
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    assert entry.options == {
        CONF_INVERTED: ["B"],
        CONF_INPUT_CLASSES: {"A": "door"},
        CONF_HOLD_OPEN: True,
        CONF_LAST_USER: True,
        CONF_DANGEROUS: True,
    }
    assert entry.state is ConfigEntryState.LOADED
    (door,) = [
        state
        for state in hass.states.async_all("binary_sensor")
        if state.attributes.get("device_class") == "door"
    ]
    assert door.attributes["friendly_name"]


async def test_preferences_show_what_is_in_force(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A relay that the unit calls inverted is marked until somebody says otherwise."""
    entry = await add(
        await make(config={"Config.DoorSetting.RELAY.TypeA": "1"}),
        **{CONF_INPUT_CLASSES: {"B": "window"}},
    )
    result = await choose(hass, entry, "preferences")
    schema = result["data_schema"]
    assert schema is not None
    assert get_schema_suggested_value(schema.schema, CONF_INVERTED) == ["A"]
    assert get_schema_suggested_value(schema.schema, "input_b") == "window"


async def test_unit_that_is_away(hass: HomeAssistant, make: Make, add: Add) -> None:
    unit = await make()
    await unit.stop()
    entry = await add(unit, expect=ConfigEntryState.SETUP_RETRY)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "not_loaded")
    await unit.start()


async def test_units_of_the_older_generation_read_no_cards(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    entry = await add(await make(generation="keys"))
    menu = await hass.config_entries.options.async_init(entry.entry_id)
    assert menu["menu_options"] == ["preferences", "push"]


async def armed(unit: AkuvoxDevice) -> None:
    """Wait until the reader waits for a card."""
    async with asyncio.timeout(5):
        await unit.clock.wait_for_sleepers()
    assert unit.reader.armed


async def scan(
    hass: HomeAssistant, entry: MockConfigEntry, unit: AkuvoxDevice, card: str = CARD
) -> ConfigFlowResult:
    """Go as far as the form that asks whose card it is."""
    result = await choose(hass, entry, "enrol")
    assert result["step_id"] == "enrol"
    result = await fill_in(hass, result)
    assert (result["type"], result["progress_action"]) == (FlowResultType.SHOW_PROGRESS, "scan")
    await armed(unit)
    if card:
        unit.control("card", {"code": card})
    unit.clock.advance(SCAN_SECONDS)
    await hass.async_block_till_done()
    return await hass.config_entries.options.async_configure(result["flow_id"])


async def test_card(hass: HomeAssistant, make: Make, add: Add) -> None:
    """It opens the doors that were chosen; a card that is known is refused."""
    unit = await make()
    entry = await add(unit)
    result = await scan(hass, entry, unit)
    assert result["step_id"] == "person"
    result = await fill_in(hass, result, name="Mira", relays=["A", "B"])
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "card_enrolled")
    assert result["description_placeholders"] == {"person": "Mira"}
    (row,) = unit.people.users
    assert (row["Name"], row["CardCode"]) == ("Mira", CARD)
    assert entry.options == {}
    result = await scan(hass, entry, unit)
    result = await fill_in(hass, result, name="Noor", relays=["A"])
    assert result["errors"] == {"base": "already_exists"}
    unit.people.users.clear()
    result = await fill_in(hass, result, name="Noor", relays=["A"])
    assert result["reason"] == "card_enrolled"


async def test_no_card_in_time(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Another attempt is possible."""
    unit = await make()
    entry = await add(unit)
    result = await scan(hass, entry, unit, card="")
    assert (result["step_id"], result["errors"]) == ("enrol", {"base": "no_card"})
    result = await fill_in(hass, result)
    await armed(unit)
    unit.control("card", {"code": CARD})
    await hass.async_block_till_done()
    result = await hass.config_entries.options.async_configure(result["flow_id"])
    assert result["step_id"] == "person"


async def test_unit_that_fails_while_it_waits(hass: HomeAssistant, make: Make, add: Add) -> None:
    unit = await make()
    entry = await add(unit)
    result = await choose(hass, entry, "enrol")
    with unit.faulty(Refuse()):
        result = await fill_in(hass, result)
        await hass.async_block_till_done()
        result = await hass.config_entries.options.async_configure(result["flow_id"])
    assert result["step_id"] == "enrol"
    assert result["errors"] is not None
    assert result["errors"]["base"] in ("connection_refused", "cannot_connect")


async def test_closing_the_dialog_ends_the_waiting(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    unit = await make()
    entry = await add(unit)
    result = await fill_in(hass, await choose(hass, entry, "enrol"))
    await armed(unit)
    hass.config_entries.options.async_abort(result["flow_id"])
    await hass.async_block_till_done()
    assert not hass.config_entries.options.async_progress()


@pytest.mark.parametrize("card", [CARD])
async def test_the_number_of_a_card_is_not_logged(
    hass: HomeAssistant, make: Make, add: Add, caplog: pytest.LogCaptureFixture, card: str
) -> None:
    caplog.set_level("DEBUG")
    unit = await make()
    result = await scan(hass, await add(unit), unit, card)
    await fill_in(hass, result, name="Mira", relays=["A"])
    assert card not in caplog.text
