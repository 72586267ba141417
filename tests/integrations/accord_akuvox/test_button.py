"""What can be set off."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
import pytest

from simulators.clock import Clock

from .conftest import Add, Compare, Make, Poll


async def press(hass: HomeAssistant, entity: str) -> None:
    await hass.services.async_call("button", "press", {"entity_id": entity}, blocking=True)


async def test_buttons(compare: Compare) -> None:
    await compare(Platform.BUTTON, "A05")


async def test_restart(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """The unit goes, and is found again without help."""
    clock = Clock(frozen=True)
    device = await make(clock=clock)
    await add(device)
    await press(hass, "button.front_door_restart")
    assert not device.online
    await poll()
    assert hass.states.get("lock.front_door_relaya").state == "unavailable"
    clock.advance(11)
    await device.wait_until_online()
    await poll()
    assert hass.states.get("lock.front_door_relaya").state == "locked"
    assert sum(one.action == "reboot" for one in device.requests) == 1


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_hanging_up(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    device = await make(clock=Clock(frozen=True))
    await add(device)
    device.control("ring", {"number": "2001"})
    await poll(60)
    assert hass.states.get("sensor.front_door_call_state").state == "busy"
    await press(hass, "button.front_door_hang_up")
    await poll()
    assert hass.states.get("sensor.front_door_call_state").state == "idle"
