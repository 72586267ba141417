"""Buttons, switches, locks and numbers that send presets."""

from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import mock_restore_cache_with_extra_data

from simulators.huawei.server import Script
from tests.integrations.accord_huawei.conftest import (
    DOOR,
    LAMP,
    METER,
    Add,
    Make,
    act,
    asked,
    call,
    called,
    device_id,
    entity_id,
    until,
)
from tests.integrations.accord_huawei.presets import LOCKING, ON_OFF, PERIOD, add_preset


async def test_button(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A press is one command, which may wait if its owner said so."""
    platform = await make()
    entry = await add(platform)
    name = await add_preset(hass, entry, "button", f"device/{METER}", **PERIOD, expire_time=600)
    button = entity_id(hass, entry, "button", METER, f"preset:{name}")
    await act(hass, button, "press")
    assert called(platform) == [("SET_PERIOD", {"value": 12})]
    assert asked(platform, "1.7.1")[0].body["expireTime"] == 600


async def test_switch(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The state is what was sent last."""
    platform = await make()
    entry = await add(platform)
    name = await add_preset(hass, entry, "switch", f"device/{LAMP}", **ON_OFF)
    switch = entity_id(hass, entry, "switch", LAMP, f"preset:{name}")
    await until(hass, switch, "unknown")
    await act(hass, switch, "turn_on")
    await until(hass, switch, "on")
    await act(hass, switch, "turn_off")
    await until(hass, switch, "off")
    assert [one for one, _ in called(platform)] == ["ON", "OFF"]


async def test_failure(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What was not sent is not shown."""
    platform = await make()
    entry = await add(platform)
    name = await add_preset(hass, entry, "switch", f"device/{LAMP}", **ON_OFF)
    switch = entity_id(hass, entry, "switch", LAMP, f"preset:{name}")
    platform.api.scripts.append(Script(code=100428, operations=frozenset({"1.7.7"})))
    with pytest.raises(HomeAssistantError):
        await act(hass, switch, "turn_on")
    await until(hass, switch, "unknown")


async def test_lock(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Told at once, acknowledged; nobody claims to know the state."""
    platform = await make()
    entry = await add(platform)
    name = await add_preset(hass, entry, "lock", f"device/{DOOR}", **LOCKING)
    lock = entity_id(hass, entry, "lock", DOOR, f"preset:{name}")
    await act(hass, lock, "unlock")
    await act(hass, lock, "lock")
    assert [one for one, _ in called(platform)] == ["UNLOCK", "LOCK"]
    assert {one.body["header"]["mode"] for one in asked(platform, "1.7.7")} == {"ACK"}
    await until(hass, lock, "unknown")


async def test_number(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Whole numbers are sent as such, beside the fixed parameters."""
    platform = await make()
    entry = await add(platform)
    name = await add_preset(
        hass,
        entry,
        "number",
        f"device/{METER}",
        command="WaterMeter/SET_PERIOD",
        parameter="value",
        low=1,
        high=24,
        step=1,
        unit="h",
    )
    number = entity_id(hass, entry, "number", METER, f"preset:{name}")
    await act(hass, number, "set_value", value=7)
    assert called(platform) == [("SET_PERIOD", {"value": 7})]
    await until(hass, number, "7.0")
    subentry = entry.subentries[name]
    hass.config_entries.async_update_subentry(entry, subentry, data={**subentry.data, "high": 48})
    await hass.async_block_till_done()
    state = hass.states.get(number)
    assert state is not None
    assert state.attributes["max"] == 48


async def test_group(hass: HomeAssistant, make: Make, add: Add) -> None:
    """One task for all devices of a group."""
    platform = await make()
    entry = await add(platform)
    made = await call(hass, device_id(hass, entry), "create_group", name="Meters", members=[METER])
    name = await add_preset(hass, entry, "button", f"group/{made['group_id']}", **PERIOD)
    button = entity_id(hass, entry, "button", None, f"preset:{name}")
    await act(hass, button, "press")
    (request,) = asked(platform, "1.8.1")
    assert request.body["param"]["groupList"] == [made["group_id"]]
    assert entry.runtime_data.batches.running


async def test_restart(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What was sent before the restart is still shown."""
    platform = await make()
    entry = await add(platform)
    switch_name = await add_preset(hass, entry, "switch", f"device/{LAMP}", **ON_OFF)
    switch = entity_id(hass, entry, "switch", LAMP, f"preset:{switch_name}")
    number_name = await add_preset(
        hass,
        entry,
        "number",
        f"device/{METER}",
        command="WaterMeter/SET_PERIOD",
        parameter="value",
    )
    number = entity_id(hass, entry, "number", METER, f"preset:{number_name}")
    extra = {
        "native_max_value": 100.0,
        "native_min_value": 0.0,
        "native_step": 1.0,
        "native_unit_of_measurement": None,
        "native_value": 5.0,
    }
    await hass.config_entries.async_unload(entry.entry_id)
    mock_restore_cache_with_extra_data(
        hass, [(State(switch, "on"), {}), (State(number, "5"), extra)]
    )
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    await until(hass, switch, "on")
    await until(hass, number, "5.0")
