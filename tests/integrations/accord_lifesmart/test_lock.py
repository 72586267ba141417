"""Locks open from afar, once, where their class can; and their people are kept."""

from typing import Any

from homeassistant.components.lock import DOMAIN as LOCK
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from simulators.faults import Drop
from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, entity_id, until


async def call(hass: HomeAssistant, action: str, entity: str) -> None:
    """Call an action of locks."""
    await hass.services.async_call(LOCK, action, {"entity_id": entity}, blocking=True)


def served(station: Any) -> list[str]:
    """Return the growing list of operations that a station serves."""
    rows: list[str] = []
    station.observe(lambda _system, operation, _outcome: rows.append(operation))
    return rows


@pytest.mark.parametrize("action", ["unlock", "open"])
async def test_opens(hass: HomeAssistant, make: Make, add: Add, action: str) -> None:
    """The station is told once, and the event that follows shows."""
    station = await make(SubDevice("2712", "SL_LK_LS_V3", "Back door"))
    entry = await add(station)
    lock = entity_id(hass, entry, LOCK, "2712_lock_lock")
    rows = served(station)
    await call(hass, action, lock)
    assert rows.count("doorlock.openlock") == 1
    assert station.state()["locks"]["2712"]["opened"] == 1
    await until(hass, lock, "unlocked")


async def test_motor(hass: HomeAssistant, make: Make, add: Add) -> None:
    """SWIFTE locks lock, too."""
    station = await make(SubDevice("2713", "SL_LK_SWIFTE", "Office door"))
    entry = await add(station)
    lock = entity_id(hass, entry, LOCK, "2713_lock_lock")
    await call(hass, "unlock", lock)
    await until(hass, lock, "unlocked")
    await call(hass, "lock", lock)
    await until(hass, lock, "locked")


async def test_what_a_class_cannot(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Is refused without asking the station."""
    station = await make(SubDevice("2711", "SL_LK_LS", "Entrance"))
    entry = await add(station)
    lock = entity_id(hass, entry, LOCK, "2711_lock_lock")
    rows = served(station)
    for action in ("unlock", "lock"):
        with pytest.raises(ServiceValidationError):
            await call(hass, action, lock)
    assert not {"doorlock.openlock", "doorlock.ctldoorlockswifte.Oper"} & set(rows)


async def test_asleep(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The user is told to touch the lock first."""
    station = await make(SubDevice("2714", "SL_LK_TY", "Shed"))
    entry = await add(station)
    lock = entity_id(hass, entry, LOCK, "2714_lock_lock")
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, "unlock", lock)
    assert caught.value.translation_key == "lock_asleep"
    station.control("touch", {"me": "2714"})
    await call(hass, "unlock", lock)
    assert station.state()["locks"]["2714"]["opened"] == 1


async def test_a_lost_answer_is_not_repeated(
    hass: HomeAssistant, make: Make, add: Add, short: None
) -> None:
    """Opening twice is what nobody wants."""
    station = await make(SubDevice("2712", "SL_LK_LS_V3", "Back door"))
    entry = await add(station)
    lock = entity_id(hass, entry, LOCK, "2712_lock_lock")
    rows = served(station)
    with (
        station.faulty(Drop(), operations=["doorlock.openlock"]),
        pytest.raises(HomeAssistantError) as caught,
    ):
        await call(hass, "unlock", lock)
    assert caught.value.translation_key == "outcome_unknown"
    assert rows.count("doorlock.openlock") == 1


async def test_polarity(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A lock that tells the opposite is turned round by its owner."""
    station = await make(SubDevice("2712", "SL_LK_LS_V3", "Back door"))
    plain = await add(station)
    before = hass.states.get(entity_id(hass, plain, LOCK, "2712_lock_lock"))
    assert await hass.config_entries.async_unload(plain.entry_id)
    hass.config_entries.async_update_entry(plain, options={"inverted": ["2712"]})
    assert await hass.config_entries.async_setup(plain.entry_id)
    await hass.async_block_till_done()
    after = hass.states.get(entity_id(hass, plain, LOCK, "2712_lock_lock"))
    assert before is not None
    assert after is not None
    assert {before.state, after.state} == {"locked", "unlocked"}
