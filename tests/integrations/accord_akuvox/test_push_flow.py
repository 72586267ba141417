"""Reports of a unit are set up, tried out and switched off in the options."""

from collections.abc import AsyncGenerator
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.core_config import async_process_ha_core_config
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord.protocol.errors import DeadlineError, DeviceError
from custom_components.accord_akuvox.const import CONF_PUSH
from custom_components.accord_akuvox.push import PushSettings

from .doors import DOORBELL, WRONG_CODE, House, open_house

FOREIGN = "http://pms.example.com/call?user=reception&password=secret"


@pytest.fixture
async def house(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, subnet: str
) -> AsyncGenerator[House]:
    async with open_house(hass, hass_client_no_auth, subnet) as house:
        await house.set_up()
        await async_process_ha_core_config(
            hass, {"internal_url": house.base, "external_url": "https://home.example.com"}
        )
        yield house


class Dialog:
    """The options of the unit, as somebody goes through them."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.manager = house.hass.config_entries.options
        self.result: ConfigFlowResult

    async def open(self) -> ConfigFlowResult:
        """Choose the reports in the menu."""
        self.result = await self.manager.async_init(self.house.entry.entry_id)
        assert "push" in self.result["menu_options"]
        return await self.choose("push")

    async def choose(self, step: str) -> ConfigFlowResult:
        """Choose in a menu."""
        return await self.enter(next_step_id=step)

    async def enter(self, **values: Any) -> ConfigFlowResult:
        """Fill in a form, or go on after progress."""
        self.result = await self.manager.async_configure(self.result["flow_id"], values)
        return self.result

    async def go_on(self) -> ConfigFlowResult:
        """See what came after the progress."""
        self.result = await self.manager.async_configure(self.result["flow_id"])
        return self.result

    def shows(self, step: str, **errors: str) -> bool:
        """Tell whether this step is shown with these errors."""
        return self.result["step_id"] == step and (self.result.get("errors") or {}) == errors

    @property
    def done(self) -> bool:
        """Tell whether it came to its end."""
        return self.result["type"] is FlowResultType.CREATE_ENTRY


@pytest.fixture
def dialog(house: House) -> Dialog:
    return Dialog(house)


async def test_set_up_and_tried_out(hass: HomeAssistant, house: House, dialog: Dialog) -> None:
    options = dict(house.entry.options)
    await dialog.open()
    assert dialog.shows("push_address")
    (field,) = dialog.result["data_schema"].schema
    assert field.description == {"suggested_value": house.base}
    (selector,) = dialog.result["data_schema"].schema.values()
    assert selector.config["options"] == [house.base, "https://home.example.com"]
    await dialog.enter(base=house.base)
    assert dialog.shows("push_preview")
    shown = dialog.result["description_placeholders"]
    assert shown["address"] == f"{house.base}/api/accord/push/akuvox/…"
    assert "RelayATriggered" in shown["events"]
    assert shown["foreign"] == "-"
    assert not dialog.result["data_schema"].schema
    assert CONF_PUSH not in house.entry.data
    await dialog.enter()
    assert dialog.shows("push_written")
    assert dialog.result["description_placeholders"]["unsupported"] == "-"
    await dialog.choose("push_test")
    assert dialog.result["type"] is FlowResultType.SHOW_PROGRESS
    house.device.door.enter_code(WRONG_CODE)
    await house.delivered()
    await dialog.go_on()
    assert dialog.shows("push_heard")
    await dialog.enter()
    assert dialog.done
    await house.settle()
    assert house.entry.state is ConfigEntryState.LOADED
    assert dict(house.entry.options) == options
    assert hass.states.get("event.front_door_alarm") is not None
    assert hass.states.get(DOORBELL) is not None


async def test_nothing_arrives(house: House, dialog: Dialog) -> None:
    """The address can be changed, or the reports switched off again."""
    await dialog.open()
    await dialog.enter(base="http://127.0.0.1:9")
    await dialog.enter()
    with patch("custom_components.accord_akuvox.push_flow.TEST_SECONDS", 0.1):
        await dialog.choose("push_test")
        house.device.door.enter_code(WRONG_CODE)
        await house.settle()
        await dialog.go_on()
    assert dialog.shows("push_silent")
    assert dialog.result["description_placeholders"]["address"] == "http://127.0.0.1:9"
    await dialog.choose("push_address")
    await dialog.enter(base=house.base)
    await dialog.enter()
    await dialog.choose("push_test")
    house.device.door.enter_code(WRONG_CODE)
    await house.delivered()
    await dialog.go_on()
    assert dialog.shows("push_heard")


async def test_without_a_test(house: House, dialog: Dialog) -> None:
    await dialog.open()
    await dialog.enter(base=house.base)
    await dialog.enter()
    await dialog.choose("push_done")
    assert dialog.done


@pytest.mark.parametrize("replace", [True, False])
async def test_addresses_of_others(house: House, dialog: Dialog, replace: bool) -> None:
    """Shown without what may be private in them, and replaced only when ticked."""
    house.put_url("MakeCall", FOREIGN)
    house.put_url("HangUp", "http://[broken")
    await dialog.open()
    await dialog.enter(base=house.base)
    shown = dialog.result["description_placeholders"]["foreign"]
    assert shown.splitlines() == ["MakeCall: pms.example.com", "HangUp: ?"]
    (field,) = dialog.result["data_schema"].schema
    assert (str(field), field.default()) == ("replace_foreign", False)
    await dialog.enter(replace_foreign=replace)
    assert dialog.shows("push_written")
    assert (house.url("MakeCall") == FOREIGN) is not replace
    await dialog.choose("push_done")


async def test_errors_and_recovery(house: House, dialog: Dialog) -> None:
    await dialog.open()
    await dialog.enter(base="ftp://192.0.2.1")
    assert dialog.shows("push_address", base="invalid_url")
    await dialog.enter(base=f"http://{'x' * 250}.example.com")
    await dialog.enter()
    assert dialog.shows("push_preview", base="address_too_long")
    topic = house.coordinator.client.actionurl
    with patch.object(topic, "candidates", side_effect=DeadlineError("late")):
        await dialog.enter()
    assert dialog.shows("push_preview", base="timeout")


async def test_a_unit_that_takes_nothing(house: House, dialog: Dialog) -> None:
    await dialog.open()
    await dialog.enter(base=house.base)
    topic = house.coordinator.client.actionurl
    with patch.object(topic._config, "set", side_effect=DeviceError("Failed", code=-1)):
        await dialog.enter()
    assert dialog.shows("push_preview", base="nothing_taken")
    assert PushSettings.of(house.entry) is None
    await dialog.enter()
    assert dialog.shows("push_written")
    await dialog.choose("push_done")


async def test_nothing_to_report(house: House, dialog: Dialog) -> None:
    topic = house.coordinator.client.actionurl
    with patch.object(topic, "candidates", return_value=()):
        await dialog.open()
    assert dialog.result["reason"] == "nothing_to_report"


async def test_out_of_reach(house: House, dialog: Dialog) -> None:
    topic = house.coordinator.client.actionurl
    with patch.object(topic, "candidates", side_effect=DeadlineError("late")):
        await dialog.open()
    assert dialog.result["reason"] == "timeout"


async def test_not_loaded(house: House, dialog: Dialog) -> None:
    """The entry may have been unloaded while the menu stood open."""
    dialog.result = await dialog.manager.async_init(house.entry.entry_id)
    await house.hass.config_entries.async_unload(house.entry.entry_id)
    await dialog.choose("push")
    assert dialog.result["reason"] == "not_loaded"


async def test_switched_off(hass: HomeAssistant, house: House, dialog: Dialog) -> None:
    await house.push()
    await dialog.open()
    assert dialog.result["menu_options"] == ["push_address", "push_off"]
    await dialog.choose("push_off")
    assert dialog.shows("push_off")
    await dialog.enter()
    assert dialog.done
    await house.settle()
    assert PushSettings.of(house.entry) is None
    assert house.url("MakeCall") == ""
    assert house.entry.state is ConfigEntryState.LOADED


async def test_set_up_again_suggests_what_was_chosen(house: House, dialog: Dialog) -> None:
    await house.push()
    await dialog.open()
    await dialog.choose("push_address")
    (field,) = dialog.result["data_schema"].schema
    assert field.description == {"suggested_value": house.base}


async def test_switched_off_for_a_unit_out_of_reach(house: House, dialog: Dialog) -> None:
    """Only when ticked, which is offered after it failed."""
    await house.push()
    topic = house.coordinator.client.actionurl
    late = DeadlineError("late")
    with (
        patch.object(topic, "candidates", side_effect=late),
        patch.object(topic, "restore", side_effect=late),
    ):
        await dialog.open()
        assert dialog.shows("push_off")
        assert not dialog.result["data_schema"].schema
        await dialog.enter()
        assert dialog.shows("push_off", base="timeout")
        assert PushSettings.of(house.entry) is not None
        await dialog.enter(forget=True)
    assert dialog.done
    await house.settle()
    assert PushSettings.of(house.entry) is None
    assert house.url("MakeCall")


async def test_a_dialog_that_is_closed(hass: HomeAssistant, house: House, dialog: Dialog) -> None:
    """What was written holds, and the waiting ends."""
    await dialog.open()
    await dialog.enter(base=house.base)
    await dialog.enter()
    await dialog.choose("push_test")
    dialog.manager.async_abort(dialog.result["flow_id"])
    await house.settle()
    assert house.entry.state is ConfigEntryState.LOADED
    assert PushSettings.of(house.entry) is not None
    assert hass.states.get("event.front_door_alarm") is not None


async def test_home_assistant_knows_no_address_of_its_own(
    hass: HomeAssistant, house: House, dialog: Dialog
) -> None:
    with patch("custom_components.accord_akuvox.push_flow.known_bases", return_value={}):
        await dialog.open()
    (field,) = dialog.result["data_schema"].schema
    assert not (field.description or {}).get("suggested_value")
