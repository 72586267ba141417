"""Settings of SWIFTE locks: the others stay as they are."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
import pytest

from simulators.faults import Drop
from simulators.lifesmart import LifeSmartStation, SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, act, entity_id, until

SWIFTE = ("2713", "SL_LK_SWIFTE", "Office door")
GET_MODE = "doorlock.ctldoorlockswifte.GetMode"
SET_MODE = "doorlock.ctldoorlockswifte.SetMode"


def mode(station: LifeSmartStation) -> dict[str, int]:
    """Return the settings as the lock has them."""
    lock = station.locks["2713"].swifte
    assert lock is not None
    return lock.mode


async def test_choices(hass: HomeAssistant, make: Make, add: Add) -> None:
    """One is changed by its name; what is set otherwise at the lock stays."""
    station = await make(SubDevice(*SWIFTE))
    mode(station)["magnetic"] = 2
    entry = await add(station)
    volume = entity_id(hass, entry, "select", "2713_lock_volume")
    await until(hass, volume, "medium")
    await until(hass, entity_id(hass, entry, "select", "2713_lock_magnet"), "auto_lock_only")
    mode(station)["lenSetting"] = 32
    await act(hass, volume, "select_option", option="mute")
    assert hass.states.is_state(volume, "mute")
    assert mode(station) == {**mode(station), "volume": 0, "magnetic": 2, "lenSetting": 32}


@pytest.mark.parametrize(
    ("key", "member", "before", "after"),
    [
        ("lock_bluetooth", "bleSetting", 1, 0),
        ("lock_button", "ocButton", 0x01, 0x00),
        ("lock_contact", "ocButton", 0x01, 0x11),
        ("lock_stay_open", "keepOpenAfterTurningKnob", 0, 1),
    ],
)
async def test_switches(
    hass: HomeAssistant, make: Make, add: Add, key: str, member: str, before: int, after: int
) -> None:
    """Two of them share a member; one means the opposite of its name."""
    station = await make(SubDevice(*SWIFTE))
    switch = entity_id(hass, await add(station), "switch", f"2713_{key}")
    await until(hass, switch, "on")
    assert mode(station)[member] == before
    await act(hass, switch, "turn_off")
    assert hass.states.is_state(switch, "off")
    assert mode(station)[member] == after
    await act(hass, switch, "turn_on")
    assert mode(station)[member] == before


async def test_number(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Nobody knows its bits: it is disabled at first."""
    station = await make(SubDevice(*SWIFTE))
    entry = await add(station)
    number = entity_id(hass, entry, "number", "2713_lock_len_setting")
    assert hass.states.get(number) is None
    er.async_get(hass).async_update_entity(number, disabled_by=None)
    assert await hass.config_entries.async_reload(entry.entry_id)
    await until(hass, number, "37")
    await act(hass, number, "set_value", value=32)
    assert mode(station)["lenSetting"] == 32


async def test_changes_at_the_same_time(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Each reads what the one before wrote."""
    station = await make(SubDevice(*SWIFTE))
    entry = await add(station)
    volume = entity_id(hass, entry, "select", "2713_lock_volume")
    bluetooth = entity_id(hass, entry, "switch", "2713_lock_bluetooth")
    await until(hass, bluetooth, "on")
    hass.async_create_task(act(hass, volume, "select_option", option="high"))
    await act(hass, bluetooth, "turn_off")
    await until(hass, volume, "high")
    assert (mode(station)["volume"], mode(station)["bleSetting"]) == (3, 0)


async def test_a_lost_answer_is_not_repeated(
    hass: HomeAssistant, make: Make, add: Add, short: None
) -> None:
    """The user is told that nobody knows."""
    station = await make(SubDevice(*SWIFTE))
    volume = entity_id(hass, await add(station), "select", "2713_lock_volume")
    await until(hass, volume, "medium")
    rows: list[str] = []
    station.observe(lambda _system, operation, _outcome: rows.append(operation))
    with (
        station.faulty(Drop(), operations=[SET_MODE]),
        pytest.raises(HomeAssistantError) as caught,
    ):
        await act(hass, volume, "select_option", option="low")
    assert caught.value.translation_key == "outcome_unknown"
    assert rows.count(SET_MODE) == 1


async def test_only_swifte_locks_have_them(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Others are not asked."""
    station = await make(SubDevice("2711", "SL_LK_LS"), SubDevice("2712", "SL_LK_LS_V3"))
    rows: list[str] = []
    station.observe(lambda _system, operation, _outcome: rows.append(operation))
    entry = await add(station)
    await until(hass, entity_id(hass, entry, "sensor", "2712_password_users"), "0")
    assert not [one for one in rows if "swifte" in one]
    found: list[Any] = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    assert not [one for one in found if one.domain == "select"]
