"""What happens is told once, in order, and never again."""

from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event
import pytest

from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import (
    Add,
    Make,
    Poll,
    entity_id,
    subscribed,
    until_true,
)


def told(hass: HomeAssistant, entity: str) -> list[str]:
    """Return the list that the types of all events from now on go to."""
    found: list[str] = []

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        if (state := event.data["new_state"]) is not None and state.state != "unavailable":
            found.append(state.attributes["event_type"])

    async_track_state_change_event(hass, entity, note)
    return found


@pytest.mark.parametrize(
    ("devtype", "unique", "changes", "types"),
    [
        ("SL_SC_BB", "event_button", [("B", 1, 1), ("B", 0, 0)], ["press", "release"]),
        ("SL_SC_BB_V2", "event_button", [("BN", 1, 2), ("BN", 0, 0)], ["double"]),
        ("SL_SC_BB_V2", "event_button", [("BN", 1, 255), ("BN", 0, 0)], ["hold"]),
        ("SL_DF_BB", "event_disarm_key", [("eB2", 1, 1), ("eB2", 0, 0)], ["press"]),
        ("SL_R_B", "event_button_8", [("eB8", 1, 1), ("eB7", 1, 1)], ["press"]),
    ],
)
async def test_keys(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    devtype: str,
    unique: str,
    changes: list[tuple[str, int, int]],
    types: list[str],
) -> None:
    """Each press is told, those of other keys are not."""
    device = SubDevice("1", devtype)
    station = await make(device)
    entry = await add(station)
    await subscribed(entry)
    entity = entity_id(hass, entry, "event", f"1_{unique}")
    assert hass.states.is_state(entity, "unknown")
    found = told(hass, entity)
    for change in changes:
        station.change(device, *change)
    io, kind, _ = changes[-1]
    known = entry.runtime_data.coordinator
    await until_true(lambda: known.data.devices["1"].ios[io].type == kind and found)
    assert found == types


async def test_lock(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Who opened it, and that it closed."""
    device = SubDevice("1", "SL_LK_LS")
    station = await make(device)
    entry = await add(station)
    await subscribed(entry)
    entity = entity_id(hass, entry, "event", "1_event_unlock")
    found = told(hass, entity)
    station.locks["1"].open(1, 7)
    await until_true(lambda: found)
    attributes = hass.states.get(entity).attributes
    assert (attributes["user"], attributes["method"]) == (7, "password")
    station.locks["1"].close()
    await until_true(lambda: len(found) == 2)
    assert found == ["unlocked", "locked"]


async def test_alarms_are_told_when_they_begin(hass: HomeAssistant, make: Make, add: Add) -> None:
    """One that stands is not told again when another comes or goes, nor at start."""
    device = SubDevice("1", "SL_LK_LS")
    device.ios["ALM"].val = 1 << 2
    station = await make(device)
    entry = await add(station)
    await subscribed(entry)
    entity = entity_id(hass, entry, "event", "1_event_alarm")
    assert hass.states.is_state(entity, "unknown")
    found = told(hass, entity)
    for word in (1 << 2 | 1, 1, 3, 0, 1):
        station.change(device, "ALM", 0x7E, word)
    await until_true(lambda: len(found) == 3)
    assert found == ["wrong_tries", "duress", "wrong_tries"]


async def test_nothing_is_told_again(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """By a poll, or when the device was out of reach."""
    device = SubDevice("1", "SL_SC_BB")
    station = await make(device)
    entry = await add(station)
    await subscribed(entry)
    entity = entity_id(hass, entry, "event", "1_event_button")
    found = told(hass, entity)
    station.change(device, "B", 1, 1)
    await until_true(lambda: found)
    await poll()
    station.reach(device, online=False)
    await until_true(lambda: hass.states.is_state(entity, "unavailable"))
    station.reach(device, online=True)
    await until_true(lambda: not hass.states.is_state(entity, "unavailable"))
    assert set(found) == {"press"}
    assert hass.states.get(entity).attributes["event_type"] == "press"
