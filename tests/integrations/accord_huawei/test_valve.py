"""Valves."""

from homeassistant.core import HomeAssistant, State
from pytest_homeassistant_custom_component.common import mock_restore_cache

from tests.integrations.accord_huawei.conftest import (
    METER,
    PANEL,
    Add,
    Make,
    Poll,
    act,
    add_panel,
    called,
    feature,
    override,
    until,
)


async def test_valve_of_a_meter(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """A switch that is a valve opens and closes."""
    platform = await make()
    mine = override("WaterMeter:valve", kind="valve", device_class="water")
    entry = await add(platform, overrides=(mine,))
    valve = feature(hass, entry, "valve", METER, "WaterMeter:valve")
    state = hass.states.get(valve)
    assert state is not None
    assert (state.state, state.attributes["device_class"]) == ("open", "water")
    await act(hass, valve, "close_valve")
    await act(hass, valve, "open_valve")
    assert called(platform) == [
        ("SET_VALVE", {"valve": "CLOSED"}),
        ("SET_VALVE", {"valve": "OPEN"}),
    ]
    platform.network.report(platform.fleet[METER], {"WaterMeter": {"valve": "CLOSED"}})
    await poll()
    await until(hass, valve, "closed")


async def test_assumed(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What nobody reports is kept over a restart."""
    platform = await make()
    add_panel(platform)
    mock_restore_cache(hass, [State("valve.wall_panel_set_beep", "closed")])
    mine = override("Panel:SET_BEEP:command", "HearthLabs/Panel/WP-1/MQTT", kind="valve")
    entry = await add(platform, overrides=(mine,))
    await until(hass, feature(hass, entry, "valve", PANEL, "Panel:SET_BEEP:command"), "closed")
