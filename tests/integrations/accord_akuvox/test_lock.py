"""Doors: opened once for their time, read back, never repeated blindly."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.accord_akuvox.const import CONF_INVERTED
from simulators.akuvox import AkuvoxDevice
from simulators.clock import Clock
from simulators.faults import Drop

from .conftest import Add, Compare, Make, Poll

DOOR = "lock.front_door_door_relaya"


async def call(hass: HomeAssistant, action: str, entity: str = DOOR) -> None:
    await hass.services.async_call("lock", action, {"entity_id": entity}, blocking=True)


def shown(hass: HomeAssistant, entity: str = DOOR) -> str:
    return hass.states.get(entity).state


def triggers(device: AkuvoxDevice) -> int:
    """Return how often the relay was commanded."""
    return sum(one.action == "trig" for one in device.requests)


@pytest.mark.parametrize("model", ["A01", "A05", "E18C"])
async def test_locks(compare: Compare, model: str) -> None:
    """One per relay; named like the unit where there is one only."""
    await compare(Platform.LOCK, model)


@pytest.mark.parametrize("action", ["unlock", "open"])
async def test_opening(hass: HomeAssistant, make: Make, add: Add, poll: Poll, action: str) -> None:
    """For the relay's own time; the state shows at once, and the fall-back is seen too."""
    clock = Clock(frozen=True)
    device = await make(clock=clock)
    await add(device)
    assert shown(hass) == "locked"
    await call(hass, action)
    assert device.relays["A"].switched
    assert not device.relays["B"].switched
    assert shown(hass) == "unlocked"
    clock.advance(6)
    await poll()
    assert shown(hass) == "locked"
    assert triggers(device) == 1


async def test_locking_lets_it_fall_back(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Nothing is sent to a relay that rests."""
    device = await make(clock=Clock(frozen=True))
    await add(device)
    await call(hass, "lock")
    assert triggers(device) == 0
    await call(hass, "unlock")
    await call(hass, "lock")
    assert not device.relays["A"].switched
    assert shown(hass) == "locked"


async def test_a_door_wired_the_other_way(hass: HomeAssistant, make: Make, add: Add) -> None:
    device = await make(clock=Clock(frozen=True))
    await add(device, **{CONF_INVERTED: ["A"]})
    assert shown(hass) == "unlocked"
    assert shown(hass, "lock.front_door_door_relayb") == "locked"


async def test_a_lost_answer_is_looked_into(
    hass: HomeAssistant, make: Make, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The door opened, so there is nothing to complain about, and nothing is sent again."""
    device = await make(clock=Clock(frozen=True))
    await add(device)
    monkeypatch.setattr("custom_components.accord.protocol.akuvox.session.READ_TIMEOUT", 0.2)
    with device.faulty(Drop(), operations=["relay/trig"]):
        await call(hass, "unlock")
    assert shown(hass) == "unlocked"
    assert triggers(device) == 1


async def test_a_unit_that_is_gone(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    device = await make(clock=Clock(frozen=True))
    await add(device)
    device.block("gone")
    with pytest.raises(HomeAssistantError):
        await call(hass, "unlock")
    await poll()
    assert shown(hass) == "unavailable"
    device.unblock("gone")
    await poll()
    assert shown(hass) == "locked"
    assert triggers(device) == 0
