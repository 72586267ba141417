"""What the coordinator makes of the device's answers."""

from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
import pytest

from custom_components.accord.protocol.errors import DeviceError
from custom_components.accord.protocol.kasa import (
    ClockNotSetError,
    Energy,
    Family,
    LightState,
    Outlet,
    SysInfo,
)
from custom_components.accord.protocol.kasa.topics.emeter import EmeterTopic
from custom_components.accord_kasa.coordinator import KasaState
from simulators.faults import Delay
from simulators.kasa import OutletSetup

from .conftest import Add, Make, Poll

MAC = "02:00:5e:10:00:01"
PLUG = KasaState(SysInfo(family=Family.PLUG, mac=MAC, relay_on=False))
STRIP = KasaState(
    SysInfo(
        family=Family.STRIP,
        mac=MAC,
        outlets=tuple(
            Outlet(id=name, index=number, alias=name, on=False, on_time=0, next_action=None)
            for number, name in enumerate("abc")
        ),
    ),
    values={("outlet_energy", "b"): Energy(power=5.0)},
)


def test_views() -> None:
    assert [view.outlet and view.outlet.id for view in STRIP.views()] == [None, "a", "b", "c"]
    view = STRIP.view("b")
    assert view is not None
    assert view.energy == Energy(power=5.0)
    assert view.on is False
    assert STRIP.view("gone") is None


@pytest.mark.parametrize(
    ("outlets", "expected"),
    [((), [True, True, True]), (("b",), [False, True, False]), (("a", "c"), [True, False, True])],
)
def test_with_relay(outlets: tuple[str, ...], expected: list[bool]) -> None:
    assert [one.on for one in STRIP.with_relay(True, outlets).sysinfo.outlets] == expected
    assert PLUG.with_relay(True).sysinfo.relay_on is True


def test_with_brightness_keeps_the_level_when_off() -> None:
    dimmed = PLUG.with_brightness(40)
    assert (dimmed.sysinfo.relay_on, dimmed.sysinfo.brightness) == (True, 40)
    off = dimmed.with_brightness(0)
    assert (off.sysinfo.relay_on, off.sysinfo.brightness) == (False, 40)


def test_with_light_and_led() -> None:
    light = LightState(on=True, brightness=3)
    assert PLUG.with_light(light).sysinfo.light is light
    assert PLUG.with_led(True).sysinfo.led_off is True


async def test_outlets_are_measured_again_when_it_is_time(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    device = await make("HS300", "Desk", outlets=[OutletSetup(alias="Screen", on=True, load=40.0)])
    await add(device)
    device.set_load(80.0)
    await poll(30)
    await poll()
    await poll()
    assert float(hass.states.get("sensor.desk_screen_power").state) == pytest.approx(80, rel=0.02)


async def test_a_broken_meter_hides_no_outlet(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    device = await make("HS300", "Desk", outlets=[OutletSetup(alias="Screen", on=True, load=40.0)])
    await add(device)
    with patch.object(EmeterTopic, "get_realtime", side_effect=DeviceError(code=-7)):
        await poll(30)
        await poll()
        await poll()
    assert hass.states.get("sensor.desk_screen_power").state == STATE_UNKNOWN
    assert hass.states.get("switch.desk_screen").state == "on"
    await poll(30)
    await poll()
    await poll()
    assert float(hass.states.get("sensor.desk_screen_power").state) == pytest.approx(40, rel=0.02)


async def test_a_slow_device_holds_nobody_up(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """A device that does not answer is polled by itself; the other is fresh meanwhile."""
    slow, quick = await make("HS103", "Slow"), await make("HS103", "Quick")
    await add(slow)
    await add(quick)
    slow.faults.add(Delay(3600), times=1)
    quick.press_button()
    poll_all = hass.async_create_task(poll())
    while hass.states.get("switch.quick").state != "on":
        await quick.clock.sleep(0)
    assert hass.states.get("switch.slow").state != STATE_UNAVAILABLE
    slow.clock.advance(3600)
    await poll_all
    assert hass.states.get("switch.slow").state == "off"


async def test_the_zone_of_the_device(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Its own; Home Assistant's for a row that nobody knows."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    device = await make("HS103", time_zone=ZoneInfo("Asia/Tokyo"))
    entry = await add(device)
    coordinator = entry.runtime_data.coordinator
    assert str(coordinator.time_zone) == "Asia/Tokyo"
    assert coordinator.today == dt_util.now(ZoneInfo("Asia/Tokyo")).date()
    coordinator.async_set_updated_data(replace(coordinator.data, values={}))
    assert str(coordinator.time_zone) == "Europe/Berlin"


@pytest.mark.parametrize(
    ("index", "zone"), [(None, "Asia/Tokyo"), (200, "Europe/Berlin")], ids=["known", "unknown"]
)
async def test_set_clock(
    hass: HomeAssistant, make: Make, add: Add, index: int | None, zone: str
) -> None:
    """The device keeps its zone, unless nobody knows which one it is."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    device = await make("HS103", time_zone=ZoneInfo("Asia/Tokyo"))
    entry = await add(device)
    device.time.forget()
    if index is not None:
        device.time.index = index
    await entry.runtime_data.coordinator.set_clock()
    assert device.time.now().tzinfo == ZoneInfo(zone)
    assert abs(device.time.now() - dt_util.utcnow()) < timedelta(minutes=1)


async def test_a_clock_that_cannot_be_set(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The command is tried once more, not for ever."""
    entry = await add(await make("HS103"))
    coordinator, tried = entry.runtime_data.coordinator, []

    async def refuse() -> None:
        tried.append(1)
        raise ClockNotSetError(code=-11)

    with pytest.raises(HomeAssistantError) as failed:
        await coordinator.async_command(coordinator.with_clock(refuse))
    assert failed.value.translation_key == "clock_not_set"
    assert len(tried) == 2
