"""Switches."""

from homeassistant.core import HomeAssistant, State
import pytest
from pytest_homeassistant_custom_component.common import mock_restore_cache

from tests.integrations.accord_huawei.conftest import (
    LAMP,
    METER,
    PANEL,
    Add,
    Make,
    act,
    add_panel,
    asked,
    called,
    entity_id,
    feature,
    until,
)


async def test_pair_of_commands(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A lamp is called at once and shows what it reports."""
    platform = await make()
    entry = await add(platform)
    lamp = feature(hass, entry, "switch", LAMP, "Switch:status")
    await until(hass, lamp, "off")
    platform.signals.step = 0.0
    await act(hass, lamp, "turn_on")
    assert called(platform) == [("ON", {})]
    assert asked(platform, "1.7.7")[0].body["header"]["mode"] == "ACK"
    await act(hass, lamp, "turn_off")
    assert called(platform)[-1] == ("OFF", {})


async def test_name_of_the_only_switch(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A lamp's switch is the lamp; a meter's valve is something of the meter."""
    entry = await add(await make())
    lamp = hass.states.get(feature(hass, entry, "switch", LAMP, "Switch:status"))
    valve = hass.states.get(feature(hass, entry, "switch", METER, "WaterMeter:valve"))
    assert lamp is not None
    assert valve is not None
    assert lamp.attributes["friendly_name"] == "Hall lamp"
    assert valve.attributes["friendly_name"] == "Water meter Valve"


async def test_valve_of_a_sleeper(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Nobody wants a valve to turn hours later: it does not wait."""
    platform = await make()
    entry = await add(platform)
    await act(hass, feature(hass, entry, "switch", METER, "WaterMeter:valve"), "turn_off")
    [request] = asked(platform, "1.7.1")
    assert request.body["expireTime"] == 0
    assert request.body["command"]["paras"] == {"valve": "CLOSED"}


async def test_what_nobody_reports(hass: HomeAssistant, make: Make, add: Add) -> None:
    """It is assumed, and kept over a restart."""
    platform = await make()
    add_panel(platform)
    mock_restore_cache(hass, [State("switch.wall_panel_set_beep", "on")])
    entry = await add(platform)
    beep = feature(hass, entry, "switch", PANEL, "Panel:SET_BEEP:command")
    await until(hass, beep, "on")
    await act(hass, beep, "turn_off")
    await until(hass, beep, "off")
    assert called(platform) == [("SET_BEEP", {"beep": False})]


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_frozen(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The platform leaves a device alone, and cares again."""
    platform = await make()
    entry = await add(platform)
    frozen = entity_id(hass, entry, "switch", METER, "frozen")
    await until(hass, frozen, "off")
    await act(hass, frozen, "turn_on")
    await until(hass, frozen, "on")
    assert platform.fleet[METER].frozen
    await act(hass, frozen, "turn_off")
    await until(hass, frozen, "off")
