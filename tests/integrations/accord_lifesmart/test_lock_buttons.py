"""Buttons of SWIFTE locks."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest

from simulators.clock import Clock
from simulators.faults import Drop
from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, act, entity_id, until

OPER = "doorlock.ctldoorlockswifte.Oper"


async def test_keep_open(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The lock stays open until somebody locks it."""
    station = await make(SubDevice("2713", "SL_LK_SWIFTE", "Office door"))
    entry = await add(station)
    await act(hass, entity_id(hass, entry, "button", "2713_lock_keep_open"), "press")
    lock = entity_id(hass, entry, "lock", "2713_lock_lock")
    await until(hass, lock, "unlocked")
    assert station.state()["locks"]["2713"]["kept_open"] is True
    await act(hass, lock, "lock")
    assert station.state()["locks"]["2713"]["kept_open"] is False


async def test_keep_open_is_not_repeated(
    hass: HomeAssistant, make: Make, add: Add, short: None
) -> None:
    """Nobody knows whether it stays open, and that is said."""
    station = await make(SubDevice("2713", "SL_LK_SWIFTE", "Office door"))
    entry = await add(station)
    rows: list[str] = []
    station.observe(lambda _system, operation, _outcome: rows.append(operation))
    with (
        station.faulty(Drop(), operations=[OPER]),
        pytest.raises(HomeAssistantError) as caught,
    ):
        await act(hass, entity_id(hass, entry, "button", "2713_lock_keep_open"), "press")
    assert caught.value.translation_key == "outcome_unknown"
    assert rows.count(OPER) == 1


async def test_synchronise(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Somebody who was let in at the lock is counted."""
    station = await make(SubDevice("2713", "SL_LK_SWIFTE", "Office door"), clock=Clock())
    store = station.locks["2713"].swifte
    assert store is not None
    entry = await add(station)
    users = entity_id(hass, entry, "sensor", "2713_users")
    await until(hass, users, "1")
    store.enroll(0x0A, "1234")
    await act(hass, entity_id(hass, entry, "button", "2713_sync_users"), "press")
    await until(hass, users, "2")
