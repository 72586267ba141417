"""Polling: what changes is shown, what fails is said once, and other units get nothing."""

from http import HTTPStatus
import logging
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord.protocol.errors import DeadlineError
from custom_components.accord_akuvox.const import CONF_CAPABILITIES, CONF_CLOSE_EACH
from custom_components.accord_akuvox.readings import INPUTS, RELAYS
from simulators.akuvox import Quirks
from simulators.clock import Clock
from simulators.faults import Delay, Refuse

from .conftest import Add, Make, Poll
from .doors import until


def lock_of(hass: HomeAssistant) -> str:
    """Return the state of the first lock."""
    return hass.states.async_all("lock")[0].state


async def test_what_happens_at_the_unit_is_shown(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    unit = await make()
    await add(unit)
    assert lock_of(hass) == "locked"
    unit.relays["A"].open()
    await poll()
    assert lock_of(hass) == "unlocked"


HOLD = "number.front_door_hold_time_relaya"
SET_HOLD = {"entity_id": HOLD, "value": 9}


async def test_a_change_while_the_unit_is_read(hass: HomeAssistant, make: Make, add: Add) -> None:
    """It shows at once, and what was read before does not take it back."""
    unit = await make(clock=Clock())
    entry = await add(unit)
    coordinator = entry.runtime_data.coordinator
    for row in (RELAYS, INPUTS):
        coordinator.read_again(row)
    unit.requests.clear()
    with unit.faulty(Delay(0.1)):
        reading = hass.async_create_task(coordinator.async_refresh())
        await until(lambda: ("relay", "get") in {(one.target, one.action) for one in unit.requests})
        await hass.services.async_call("number", "set_value", SET_HOLD, blocking=True)
        assert hass.states.get(HOLD).state == "9"
        await reading
        assert hass.states.get(HOLD).state == "9"
        assert coordinator.data.get(RELAYS).relays["A"].hold_delay == 9


async def test_a_change_that_cannot_be_read_back(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """Then the next poll does."""
    unit = await make()
    entry = await add(unit)
    client = entry.runtime_data.coordinator.client
    with (
        patch.object(client.relay, "get", side_effect=DeadlineError("late")),
        patch.object(client.relay, "set", side_effect=client.relay.set),
    ):
        await hass.services.async_call("number", "set_value", SET_HOLD, blocking=True)
    assert hass.states.get(HOLD).state == "5"
    await poll()
    assert hass.states.get(HOLD).state == "9"


async def test_away_and_back(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    poll: Poll,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Unavailable after one failed poll, logged once."""
    unit = await make()
    await add(unit)
    caplog.clear()
    with unit.faulty(Refuse()):
        unit.drop_connections()
        for _ in range(3):
            await poll()
        assert lock_of(hass) == STATE_UNAVAILABLE
    said = [one for one in caplog.records if one.levelno >= logging.ERROR]
    assert len(said) == 1
    await poll()
    assert lock_of(hass) == "locked"


async def test_another_unit_takes_the_address(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """Seen at the first poll after a failure, before anything else is asked."""
    unit = await make()
    await add(unit)
    with unit.faulty(Refuse()):
        unit.drop_connections()
        await poll()
    unit.mac = "0C:11:05:FF:FF:FF"
    unit.requests.clear()
    await poll()
    assert lock_of(hass) == STATE_UNAVAILABLE
    assert {(one.target, one.action) for one in unit.requests} == {("system", "info")}


async def test_new_firmware_is_probed(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """It may bring something, or take it."""
    unit = await make()
    entry = await add(unit)
    unit.firmware.version = "99.1.2.3"
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    assert entry.data[CONF_CAPABILITIES]["firmware"] == "99.1.2.3"


async def test_new_firmware_that_comes_between_two_polls(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """Without a poll that fails."""
    unit = await make()
    entry = await add(unit)
    unit.firmware.version = "99.1.2.3"
    for _ in range(4):
        await poll(901)
    assert entry.data[CONF_CAPABILITIES]["firmware"] == "99.1.2.3"
    assert lock_of(hass) == "locked"


async def test_who_it_is_is_asked_once_at_the_start(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    unit = await make()
    entry = await add(unit)
    asked = [(one.target, one.action) for one in unit.requests if one.status == HTTPStatus.OK]
    assert asked.count(("system", "info")) == 1
    unit.requests.clear()
    await hass.config_entries.async_reload(entry.entry_id)
    asked = [(one.target, one.action) for one in unit.requests if one.status == HTTPStatus.OK]
    assert max(asked.count(one) for one in asked) == 1


async def test_unit_that_closes_each_connection(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """It is asked on, and remembered where its way of closing loses requests."""
    unit = await make(quirks=Quirks(resets_each=True, closes_each=True))
    entry = await add(unit)
    for _ in range(3):
        await poll()
    assert lock_of(hass) == "locked"
    assert entry.data.get(CONF_CLOSE_EACH) in (None, True)


async def test_password_that_is_changed(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """The user is asked for the new one."""
    unit = await make()
    entry = await add(unit)
    unit.control("config", {"Config.DoorSetting.APIFCGI.Password": "another"})
    await poll()
    (flow,) = hass.config_entries.flow.async_progress()
    assert flow["context"]["source"] == "reauth"
    assert flow["context"]["entry_id"] == entry.entry_id
