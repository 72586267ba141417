"""Sockets and wall switches obey, and tell what others did to them."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
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
    ("devtype", "unique", "io"),
    [
        ("SL_SW_IF3", "switch_switch_2", "L2"),
        ("SL_OL_3C", "switch_outlet", "O"),
        ("SL_P_SW", "switch_switch_9", "P9"),
        ("SL_JEMA", "switch_output_3", "P10"),
    ],
)
async def test_on_and_off(
    hass: HomeAssistant, make: Make, add: Add, devtype: str, unique: str, io: str
) -> None:
    """The device switches, and the state shows it at once."""
    device = SubDevice("1", devtype)
    entry = await add(await make(device))
    switch = entity_id(hass, entry, "switch", f"1_{unique}")
    await act(hass, switch, "turn_on")
    assert device.ios[io].type & 1
    assert hass.states.is_state(switch, "on")
    await act(hass, switch, "turn_off")
    assert not device.ios[io].type & 1
    assert hass.states.is_state(switch, "off")


async def test_switched_by_hand(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The station tells, and only that gang changes."""
    device = SubDevice("1", "SL_SW_IF2")
    station = await make(device)
    entry = await add(station)
    await subscribed(entry)
    one, two = (entity_id(hass, entry, "switch", f"1_switch_switch_{gang}") for gang in (1, 2))
    station.change(device, "L2", 0x81, 1)
    await until(hass, two, "on")
    assert hass.states.is_state(one, "off")


async def test_settings_are_bits_of_a_word(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The others stay as they are."""
    device = SubDevice("1", "SL_CP_VL")
    device.ios["P1"].val = 0b110
    entry = await add(await make(device))
    switch = entity_id(hass, entry, "switch", "1_switch_child_lock")
    await act(hass, switch, "turn_on")
    assert device.ios["P1"].val == 0b111
    found = er.async_get(hass).async_get(switch)
    assert found is not None
    assert found.entity_category == "config"


async def test_refused(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A device that the station lost meanwhile is an error that the user reads."""
    device = SubDevice("1", "SL_OL")
    station = await make(device)
    entry = await add(station)
    del station.devices["1"]
    switch = entity_id(hass, entry, "switch", "1_switch_outlet")
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, switch, "turn_on")
    assert caught.value.translation_key
    assert hass.states.is_state(switch, "off")
