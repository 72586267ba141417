"""Entities of locks that are asked come and go with the locks."""

from homeassistant.core import HomeAssistant

from simulators.faults import Drop
from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import (
    Add,
    Make,
    act,
    entity_id,
    subscribed,
    until,
    until_true,
)


async def test_come_and_go(hass: HomeAssistant, make: Make, add: Add) -> None:
    """With a lock that is paired while Home Assistant runs."""
    station = await make(SubDevice("1", "SL_OL", "Lamp"))
    entry = await add(station)
    await subscribed(entry)
    device = station.attach(SubDevice("2713", "SL_LK_SWIFTE", "Office door"))
    await until_true(lambda: hass.states.get("select.office_door_volume"))
    await until(hass, "button.office_door_keep_open", "unknown")
    station.detach(device)
    await until_true(lambda: hass.states.get("select.office_door_volume") is None)


async def test_unknown_until_told(hass: HomeAssistant, make: Make, add: Add, short: None) -> None:
    """What needs no answer can be used meanwhile."""
    station = await make(SubDevice("2713", "SL_LK_SWIFTE", "Office door"))
    with station.faulty(Drop(), operations=["doorlock.ctldoorlockswifte.GetMode"]):
        entry = await add(station)
        await subscribed(entry)
        await hass.async_block_till_done()
        await until(hass, entity_id(hass, entry, "select", "2713_lock_volume"), "unavailable")
        await act(hass, entity_id(hass, entry, "button", "2713_lock_keep_open"), "press")
    assert station.state()["locks"]["2713"]["opened"] == 1
