"""What the coordinator makes of the device's answers."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from unittest.mock import patch
from zoneinfo import ZoneInfo

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.util import dt as dt_util
import pytest

from custom_components.accord.protocol.errors import DeviceError
from custom_components.accord.protocol.kasa import (
    ClockNotSetError,
    Energy,
    Family,
    KasaClient,
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


async def test_a_command_during_a_poll_is_not_undone(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """What was read before it is out of date and never shown."""
    device = await make("HS103", "Lamp")
    await add(device)
    shown: list[str] = []

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        state = event.data["new_state"]
        shown.append("" if state is None else state.state)

    async_track_state_change_event(hass, "switch.lamp", note)
    rows = ["count_down.get_rules", "schedule.get_rules", "schedule.get_daystat"]
    device.faults.add(Delay(1), operations=rows, times=1)
    slow = hass.async_create_task(poll(900))
    await device.clock.wait_for_sleepers()
    turn_on = hass.async_create_task(
        hass.services.async_call("switch", "turn_on", {"entity_id": "switch.lamp"}, blocking=True)
    )
    device.clock.advance(1)
    await turn_on
    await slow
    assert shown == ["on"]


async def test_a_timer_started_elsewhere(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """The next poll shows it, and that it is gone."""
    device = await make("HS300", "Desk", outlets=[OutletSetup(alias="Screen")])
    await add(device)
    client = KasaClient(device.address, device.port)
    first = (await client.system.get_sysinfo()).outlets[0].id
    await client.count_down.start(600, True, first)
    await poll(5)
    ends = hass.states.get("sensor.desk_screen_timer_ends").state
    assert ends != STATE_UNKNOWN
    await client.count_down.cancel(first)
    await client.close()
    await poll(5)
    assert hass.states.get("sensor.desk_screen_timer_ends").state == STATE_UNKNOWN


async def test_a_device_that_breaks_down_over_a_probe(
    hass: HomeAssistant, make: Make, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not asked for the same module when it is back."""
    impatient = partial(KasaClient, connect_timeout=0.5, response_timeout=0.3)
    monkeypatch.setattr("custom_components.accord_kasa.connection.KasaClient", impatient)
    device = await make("KL125", "Lamp")
    del device.methods["smartlife.iot.common.anti_theft"]
    entry = await add(device, expect=ConfigEntryState.SETUP_RETRY)
    device.clock.advance(5)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    assert not device.crashed
    assert entry.data["capabilities"]["found"] == {"anti_theft": False}


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
