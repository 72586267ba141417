"""Relays that move without a command of ours."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant
import pytest

from simulators.kasa import OutletSetup

from .conftest import Add, Compare, Make, Poll

ENTITY = "event.lamp_switched_locally"


@pytest.mark.parametrize("model", ["HS103", "HS200", "HS220", "KP400", "KS200M"])
async def test_entities(compare: Compare, model: str) -> None:
    """Every relay has one, and every outlet."""
    await compare(Platform.EVENT, model)


async def test_no_entities(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A bulb has no button."""
    await add(await make("KL110"))
    assert not hass.states.async_entity_ids("event")


def told(hass: HomeAssistant, entity_id: str = ENTITY) -> str | None:
    """Return the kind of the last event."""
    return hass.states.get(entity_id).attributes["event_type"]


async def test_a_press_is_told(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    device = await make("HS103", "Lamp")
    await add(device)
    assert hass.states.get(ENTITY).state == STATE_UNKNOWN
    device.press_button()
    await poll()
    assert told(hass) == "turned_on"
    first = hass.states.get(ENTITY).state
    await poll()
    assert hass.states.get(ENTITY).state == first
    device.press_button()
    await poll()
    assert told(hass) == "turned_off"


async def test_outlets_tell_apart(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    device = await make("KP400", "Garden", outlets=[OutletSetup(alias="Pump"), OutletSetup()])
    await add(device)
    device.press_button(1)
    await poll()
    assert told(hass, "event.garden_pump_switched_locally") is None
    assert told(hass, "event.garden_outlet_2_switched_locally") == "turned_on"


async def test_our_own_command_is_none(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    device = await make("HS103", "Lamp")
    await add(device)
    await hass.services.async_call("switch", "turn_on", {"entity_id": "switch.lamp"}, blocking=True)
    await poll()
    assert device.outlets[0].on
    assert hass.states.get(ENTITY).state == STATE_UNKNOWN


async def test_a_press_after_a_command_is_told(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll, freezer: FrozenDateTimeFactory
) -> None:
    device = await make("HS103", "Lamp")
    await add(device)
    await hass.services.async_call("switch", "turn_on", {"entity_id": "switch.lamp"}, blocking=True)
    await poll()
    freezer.tick(3)
    device.press_button()
    await poll()
    assert told(hass) == "turned_off"


async def test_what_happened_out_of_reach_is_not_told(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    device = await make("HS103", "Lamp")
    await add(device)
    device.go_offline()
    await poll()
    assert hass.states.get(ENTITY).state == STATE_UNAVAILABLE
    device.press_button()
    device.go_online()
    await poll()
    assert hass.states.get(ENTITY).state == STATE_UNKNOWN
