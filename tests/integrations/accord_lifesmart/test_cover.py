"""Curtains and garage doors move, stop, and tell where they are if they know."""

from homeassistant.core import HomeAssistant
import pytest

from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import (
    Add,
    Make,
    act,
    entity_id,
    subscribed,
    until,
)


@pytest.mark.parametrize(
    ("devtype", "unique", "state"),
    [("SL_DOOYA", "cover_cover", "P1"), ("SL_ETDOOR", "cover_garage_door", "P2")],
)
async def test_motor_that_knows_where_it_is(
    hass: HomeAssistant, make: Make, add: Add, devtype: str, unique: str, state: str
) -> None:
    """It opens, stops half way, goes to a place, and closes."""
    device = SubDevice("1", devtype)
    station = await make(device)
    entry = await add(station)
    await subscribed(entry)
    cover = entity_id(hass, entry, "cover", f"1_{unique}")
    assert hass.states.is_state(cover, "closed")
    await act(hass, cover, "open_cover")
    await until(hass, cover, "opening")
    station.clock.advance(10)
    await act(hass, cover, "stop_cover")
    await until(hass, cover, "open", current_position=50)
    await act(hass, cover, "set_cover_position", position=25)
    await until(hass, cover, "closing")
    station.clock.advance(5)
    await until(hass, cover, "open", current_position=25)
    await act(hass, cover, "close_cover")
    station.clock.advance(5)
    await until(hass, cover, "closed")
    assert device.ios[state].val == 0


async def test_motor_that_knows_nothing(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Its keys are pressed; it may be anywhere."""
    device = SubDevice("1", "SL_SW_WIN")
    entry = await add(await make(device))
    cover = entity_id(hass, entry, "cover", "1_cover_cover")
    state = hass.states.get(cover)
    assert state.state == "unknown"
    assert state.attributes["assumed_state"]
    for action, pressed in (("open_cover", "OP"), ("stop_cover", "ST"), ("close_cover", "CL")):
        await act(hass, cover, action)
        assert [name for name in ("OP", "ST", "CL") if device.ios[name].type & 1] == [pressed]


async def test_zigbee(hass: HomeAssistant, make: Make, add: Add) -> None:
    """It tells where it goes."""
    device = SubDevice("1", "ZG#CURTAIN")
    entry = await add(await make(device))
    cover = entity_id(hass, entry, "cover", "1_cover_cover")
    await act(hass, cover, "set_cover_position", position=40)
    assert device.ios["tD"].val == 40
    assert hass.states.get(cover).attributes["current_position"] == 40
