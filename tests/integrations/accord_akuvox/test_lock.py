"""Doors: opened once for their time, read back, never repeated blindly."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.accord_akuvox.const import CONF_HOLD_OPEN, CONF_INVERTED
from simulators.akuvox import AkuvoxDevice
from simulators.clock import Clock
from simulators.faults import Delay, Drop

from .conftest import Add, Compare, Make, Poll
from .doors import until

DOOR = "lock.front_door_relaya"


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
    assert shown(hass, "lock.front_door_relayb") == "locked"


@pytest.mark.parametrize("options", [{}, {CONF_INVERTED: ["A"]}])
async def test_a_door_that_the_unit_reports_the_other_way(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll, options: dict[str, list[str]]
) -> None:
    """It opens and locks like any other."""
    clock = Clock(frozen=True)
    device = await make(clock=clock, config={"Config.DoorSetting.RELAY.TypeA": "1"})
    await add(device, **options)
    assert shown(hass) == "locked"
    await call(hass, "unlock")
    assert device.relays["A"].switched
    assert shown(hass) == "unlocked"
    await call(hass, "lock")
    assert not device.relays["A"].switched
    assert shown(hass) == "locked"


async def test_a_door_that_waits_before_it_opens(
    hass: HomeAssistant, make: Make, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is looked at when it has opened, and when it has fallen back."""
    waits: list[float] = []
    monkeypatch.setattr(
        "custom_components.accord_akuvox.coordinator.async_call_later",
        lambda _hass, seconds, _look: waits.append(seconds) or (lambda: None),
    )
    device = await make(
        clock=Clock(frozen=True), config={"Config.DoorSetting.RELAY.TriggerDelayA": "10"}
    )
    await add(device)
    await call(hass, "unlock")
    assert shown(hass) == "locked"
    assert waits == [11, 16]


async def test_a_door_that_opened_by_itself_is_seen_to_lock(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without waiting for a poll, which may be a minute away while pushes come."""
    monkeypatch.setattr("custom_components.accord_akuvox.coordinator.SETTLED", -4.9)
    clock = Clock(frozen=True)
    device = await make(clock=clock)
    await add(device)
    device.relays["A"].open()
    await poll()
    assert shown(hass) == "unlocked"
    clock.advance(6)
    await until(lambda: shown(hass) == "locked")


async def test_no_looks_are_left_behind(
    hass: HomeAssistant, make: Make, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = await make(clock=Clock(frozen=True))
    entry = await add(device)
    looks = entry.runtime_data.coordinator._looks
    await call(hass, "unlock")
    assert len(looks) == 1
    await hass.config_entries.async_unload(entry.entry_id)
    assert looks == []


async def test_no_looks_after_the_end(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A command that outlives the entry leaves no timer."""
    device = await make(clock=Clock())
    entry = await add(device)
    with device.faulty(Delay(0.3)):
        command = hass.async_create_task(call(hass, "unlock"))
        await until(lambda: device.requests[-1].action == "trig")
        looks = entry.runtime_data.coordinator._looks
        await hass.config_entries.async_unload(entry.entry_id)
        await command
    assert looks == []


async def test_a_relay_that_stays_is_not_toggled_shut(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    """Who unlocks a door that is held open finds it open."""
    device = await make("E18C", clock=Clock(frozen=True))
    await add(device, **{CONF_HOLD_OPEN: True})
    door, hold = "lock.front_door_relayb", "switch.front_door_hold_open_relayb"
    await hass.services.async_call("switch", "turn_on", {"entity_id": hold}, blocking=True)
    for action in ("unlock", "open"):
        await call(hass, action, door)
        assert device.relays["B"].switched
    assert (shown(hass, door), shown(hass, hold)) == ("unlocked", "on")
    await call(hass, "lock", door)
    assert not device.relays["B"].switched
    assert (shown(hass, door), shown(hass, hold)) == ("locked", "off")


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
