"""Relays, outlets and the indicator."""

from functools import partial
from unittest.mock import patch

from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE, Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.accord.protocol.kasa import KasaClient
from simulators.faults import Drop, Refuse
from simulators.kasa import OutletSetup

from .conftest import Add, Compare, Make, Poll


async def switch(hass: HomeAssistant, entity_id: str, on: bool) -> None:
    """Switch through Home Assistant, as a user does."""
    await hass.services.async_call(
        "switch", "turn_on" if on else "turn_off", {"entity_id": entity_id}, blocking=True
    )


@pytest.mark.parametrize(
    "model", ["HS103", "KP115", "HS110", "HS200", "KP400", "HS220", "ES20M", "KL430"]
)
async def test_entities(compare: Compare, model: str) -> None:
    """Every family has its switches, with right names and classes."""
    await compare(Platform.SWITCH, model)


async def test_bulb(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A bulb has only those of its rules."""
    await add(await make("KL110", "Bulb"))
    found = hass.states.async_entity_ids("switch")
    assert sorted(found) == ["switch.bulb_away_mode", "switch.bulb_schedule"]


async def test_switch_moves_the_relay(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A command reaches the device and shows at once."""
    device = await make("HS103", "Lamp")
    await add(device)
    assert hass.states.get("switch.lamp").state == STATE_OFF

    await switch(hass, "switch.lamp", True)
    assert device.outlets[0].on
    assert hass.states.get("switch.lamp").state == STATE_ON

    await switch(hass, "switch.lamp", False)
    assert not device.outlets[0].on
    assert hass.states.get("switch.lamp").state == STATE_OFF


async def test_local_press_shows_with_the_next_poll(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """Somebody uses the button on the plug."""
    device = await make("KP115", "Freezer")
    await add(device)
    device.press_button()
    await poll()
    assert hass.states.get("switch.freezer").state == STATE_ON


async def test_outlets_switch_one_by_one(hass: HomeAssistant, make: Make, add: Add) -> None:
    """An outlet of a strip is named after itself and moves alone."""
    device = await make(
        "KP303",
        "Bench",
        outlets=[OutletSetup(alias="Saw"), OutletSetup(alias="Drill"), OutletSetup()],
    )
    await add(device)
    await switch(hass, "switch.bench_drill", True)
    assert [outlet.on for outlet in device.outlets] == [False, True, False]
    assert hass.states.get("switch.bench_saw").state == STATE_OFF
    assert hass.states.get("switch.bench_drill").state == STATE_ON
    assert hass.states.get("switch.bench_outlet_3").state == STATE_OFF


async def test_all_outlets(
    hass: HomeAssistant, make: Make, add: Add, entity_registry: er.EntityRegistry
) -> None:
    """The switch for the whole strip is there for those who enable it."""
    device = await make("KP303", "Bench")
    entry = await add(device)
    entity_id = "switch.bench_all_outlets"
    assert hass.states.get(entity_id) is None
    entity_registry.async_update_entity(entity_id, disabled_by=None)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    await switch(hass, entity_id, True)
    assert all(outlet.on for outlet in device.outlets)
    assert hass.states.get(entity_id).state == STATE_ON
    await switch(hass, entity_id, False)
    assert not any(outlet.on for outlet in device.outlets)


async def test_led(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The indicator is on when the device says it is not off."""
    device = await make("HS103", "Lamp")
    await add(device)
    assert hass.states.get("switch.lamp_led").state == STATE_ON
    await switch(hass, "switch.lamp_led", False)
    assert device.led_off == 1
    assert hass.states.get("switch.lamp_led").state == STATE_OFF


@pytest.mark.parametrize("name", ["schedule", "away_mode"])
async def test_rules_are_obeyed_or_not(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll, name: str
) -> None:
    """Shown at once, read back, and with the clock set where the device demands it."""
    device = await make("HS103", "Lamp")
    await add(device)
    entity_id = f"switch.lamp_{name}"
    assert hass.states.get(entity_id).state == STATE_ON
    await switch(hass, entity_id, False)
    book = device.outlets[0].book
    table = book.schedule if name == "schedule" else book.away
    assert not table.enabled
    assert hass.states.get(entity_id).state == STATE_OFF
    table.enabled = True
    await poll()
    assert hass.states.get(entity_id).state == STATE_ON


async def test_rules_of_one_outlet(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The others' go on."""
    device = await make("KP400", "Bench", outlets=[OutletSetup(alias="Saw"), OutletSetup()])
    await add(device)
    await switch(hass, "switch.bench_saw_schedule", False)
    assert [outlet.book.schedule.enabled for outlet in device.outlets] == [False, True]
    assert hass.states.get("switch.bench_saw_schedule").state == STATE_OFF
    assert hass.states.get("switch.bench_outlet_2_schedule").state == STATE_ON
    assert hass.states.get("switch.bench_schedule") is None


async def test_command_to_an_absent_device(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """A refused connection is told in words that help.

    The plug closes after each answer, so that the refusal is certain: a kept connection that
    breaks leaves open whether the command was obeyed.
    """
    device = await make("HS100", "Lamp")
    await add(device)
    for _ in range(3):
        await poll()
    device.faults.add(Refuse())
    with pytest.raises(HomeAssistantError) as failed:
        await switch(hass, "switch.lamp", True)
    assert failed.value.translation_domain == "accord"
    assert failed.value.translation_key == "connection_refused"
    assert "Lamp refuses the connection" in str(failed.value)
    assert hass.states.get("switch.lamp").state == STATE_OFF


async def test_command_without_answer(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """Nobody knows whether it was obeyed: said so, and read back."""
    device = await make("HS103", "Lamp")
    with patch(
        "custom_components.accord_kasa.connection.KasaClient",
        partial(KasaClient, response_timeout=0.2),
    ):
        await add(device)
    with (
        device.faulty(Drop(), operations=["system.set_relay_state"]),
        pytest.raises(HomeAssistantError) as failed,
    ):
        await switch(hass, "switch.lamp", True)
    assert failed.value.translation_key == "outcome_unknown"
    await poll()
    assert hass.states.get("switch.lamp").state == (STATE_ON if device.outlets[0].on else STATE_OFF)


async def test_one_device_away_leaves_others_alone(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """A device that is gone is unavailable; its neighbour goes on."""
    lamp, fan = await make("HS103", "Lamp"), await make("HS103", "Fan")
    await add(lamp)
    await add(fan)
    lamp.go_offline()
    fan.press_button()
    await poll()
    assert hass.states.get("switch.lamp").state == STATE_UNAVAILABLE
    assert hass.states.get("switch.fan").state == STATE_ON
