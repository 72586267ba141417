"""Covers."""

from homeassistant.core import HomeAssistant, State
from pytest_homeassistant_custom_component.common import mock_restore_cache

from tests.integrations.accord_huawei.conftest import (
    METER,
    PANEL,
    Add,
    Make,
    act,
    add_panel,
    called,
    feature,
    override,
    until,
)


async def test_exchanged(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A cover that says on and means closed."""
    platform = await make()
    mine = override("WaterMeter:valve", kind="cover", inverted=True)
    entry = await add(platform, overrides=(mine,))
    cover = feature(hass, entry, "cover", METER, "WaterMeter:valve")
    await until(hass, cover, "closed")
    await act(hass, cover, "open_cover")
    await act(hass, cover, "close_cover")
    assert called(platform) == [
        ("SET_VALVE", {"valve": "CLOSED"}),
        ("SET_VALVE", {"valve": "OPEN"}),
    ]


async def test_assumed(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What nobody reports is kept over a restart."""
    platform = await make()
    add_panel(platform)
    mock_restore_cache(hass, [State("cover.wall_panel_set_beep", "open")])
    mine = override("Panel:SET_BEEP:command", "HearthLabs/Panel/WP-1/MQTT", kind="cover")
    entry = await add(platform, overrides=(mine,))
    await until(hass, feature(hass, entry, "cover", PANEL, "Panel:SET_BEEP:command"), "open")
