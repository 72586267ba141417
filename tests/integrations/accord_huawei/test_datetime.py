"""Times."""

from homeassistant.core import HomeAssistant

from tests.integrations.accord_huawei.conftest import (
    PANEL,
    Add,
    Make,
    act,
    add_panel,
    called,
    feature,
    until,
)


async def test_property(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Times are read and written as the platform spells them."""
    platform = await make()
    add_panel(platform)
    entry = await add(platform)
    moment = feature(hass, entry, "datetime", PANEL, "Panel:alarmAt")
    await until(hass, moment, "2026-11-01T07:00:00+00:00")
    await act(hass, moment, "set_value", datetime="2026-12-24T18:00:00+00:00")
    assert called(platform) == [("SET_ALARM_AT", {"alarmAt": "20261224T180000Z"})]
