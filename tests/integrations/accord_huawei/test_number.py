"""Numbers."""

from homeassistant.core import HomeAssistant, State
from pytest_homeassistant_custom_component.common import mock_restore_cache

from tests.integrations.accord_huawei.conftest import (
    METER,
    PANEL,
    SMOKE,
    Add,
    Make,
    act,
    add_panel,
    asked,
    feature,
    until,
)


async def test_waits_for_a_sleeper(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A setting waits on the platform; what waits is shown beside what is reported."""
    platform = await make()
    platform.fleet[METER].nap = 0.0
    platform.network.wake(platform.fleet[METER])
    entry = await add(platform)
    interval = feature(hass, entry, "number", METER, "DeliverySchedule:interval")
    await act(hass, interval, "set_value", value=60)
    [request] = asked(platform, "1.7.1")
    assert request.body["expireTime"] == 3600
    assert request.body["command"]["paras"] == {"interval": 60}
    state = hass.states.get(interval)
    assert state is not None
    assert state.state == "360"
    assert state.attributes["pending_value"] == 60
    assert state.attributes["pending_since"]


async def test_optimistic(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Who wants it sees at once what was set, and how long it may wait is an option."""
    platform = await make()
    entry = await add(platform, optimistic=True, command_wait=60)
    interval = feature(hass, entry, "number", METER, "DeliverySchedule:interval")
    await act(hass, interval, "set_value", value=60)
    assert asked(platform, "1.7.1")[0].body["expireTime"] == 60
    await until(hass, interval, "60.0")


async def test_shadow(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Properties of LWM2M devices are wished for."""
    platform = await make()
    entry = await add(platform)
    threshold = feature(hass, entry, "number", SMOKE, "Smoke:threshold")
    await act(hass, threshold, "set_value", value=7)
    [request] = asked(platform, "1.4.8")
    assert request.body == {
        "serviceDesireds": [{"serviceId": "Smoke", "desired": {"threshold": 7}}]
    }


async def test_command(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A number that nobody reports is kept over a restart."""
    platform = await make()
    add_panel(platform)
    mock_restore_cache(hass, [State("number.wall_panel_set_level", "4")])
    entry = await add(platform)
    level = feature(hass, entry, "number", PANEL, "Panel:SET_LEVEL:command")
    await until(hass, level, "4.0")
    await act(hass, level, "set_value", value=9)
    await until(hass, level, "9.0")
