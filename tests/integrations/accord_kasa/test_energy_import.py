"""Days that the device counted, in the long-term statistics of a real recorder."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder import Recorder, get_instance
from homeassistant.components.recorder.statistics import statistics_during_period
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)

from custom_components.accord.protocol.errors import ConnectionFailedError
from custom_components.accord.protocol.kasa.topics.emeter import EmeterTopic
from custom_components.accord_kasa.const import CONF_IMPORT_ENERGY
from custom_components.accord_kasa.energy_import import _hour_of, async_import_energy
from simulators.clock import Clock
from simulators.kasa import KasaDevice, OutletSetup
from simulators.kasa.integral import DailyIntegral

from .conftest import Add, Make

pytestmark = pytest.mark.usefixtures("recorder_mock")

TODAY = date(2026, 11, 2)

type Rows = dict[date, tuple[float, float]]
type Import = Callable[[MockConfigEntry], Awaitable[None]]


@pytest.fixture(autouse=True)
async def noon(
    recorder_mock: Recorder, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Start at noon in a zone whose days are not those of UTC."""
    await hass.config.async_set_time_zone("America/New_York")
    freezer.move_to("2026-11-02 17:00:00+00:00")


def series(device: KasaDevice, part: str = "") -> str:
    return f"accord_kasa:{device.mac.lower().replace(':', '')}{part}_energy"


async def rows(hass: HomeAssistant, statistic_id: str) -> Rows:
    """Return energy and sum by local day."""
    await async_wait_recording_done(hass)
    found = await get_instance(hass).async_add_executor_job(
        statistics_during_period,
        hass,
        dt_util.utc_from_timestamp(0),
        None,
        {statistic_id},
        "hour",
        None,
        {"state", "sum"},
    )
    return {
        dt_util.as_local(dt_util.utc_from_timestamp(row["start"])).date(): (
            round(row["state"], 3),
            round(row["sum"], 3),
        )
        for row in found.get(statistic_id, [])
    }


async def again(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Let everything start anew, as after a restart of Home Assistant."""
    await async_wait_recording_done(hass)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)


def put(meter: DailyIntegral, **days: float) -> None:
    """Let the device have counted Wh on days such as m10d31."""
    for name, energy in days.items():
        month, _, day = name[1:].partition("d")
        meter.put_day(date(2026, int(month), int(day)), energy)


async def test_finished_days_of_all_months(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What the device remembers, but not the day that is not over; sums go on over months."""
    device = await make("KP115", "Freezer")
    put(device.outlets[0].energy, m9d30=1000, m10d30=500, m11d1=250, m11d2=125)
    await add(device, **{CONF_IMPORT_ENERGY: True})
    await hass.async_block_till_done(wait_background_tasks=True)
    assert await rows(hass, series(device)) == {
        date(2026, 9, 30): (1.0, 1.0),
        date(2026, 10, 30): (0.5, 1.5),
        date(2026, 11, 1): (0.25, 1.75),
    }


async def test_nothing_counts_twice(
    hass: HomeAssistant, make: Make, add: Add, freezer: FrozenDateTimeFactory
) -> None:
    """Another run adds only what ended since; an erase takes nothing back."""
    device = await make("KP115", "Freezer", clock=Clock(frozen=True, wall=dt_util.utcnow()))
    meter = device.outlets[0].energy
    put(meter, m11d1=250, m11d2=100)
    entry = await add(device, **{CONF_IMPORT_ENERGY: True})
    await hass.async_block_till_done(wait_background_tasks=True)
    first = {date(2026, 11, 1): (0.25, 0.25)}
    assert await rows(hass, series(device)) == first
    await again(hass, entry)
    assert await rows(hass, series(device)) == first

    put(meter, m11d2=300)
    freezer.tick(timedelta(days=1))
    device.clock.advance(86_400)
    await again(hass, entry)
    second = {**first, TODAY: (0.3, 0.55)}
    assert await rows(hass, series(device)) == second

    meter.erase()
    put(meter, m11d3=50)
    freezer.tick(timedelta(days=1))
    device.clock.advance(86_400)
    await again(hass, entry)
    assert await rows(hass, series(device)) == {**second, date(2026, 11, 3): (0.05, 0.6)}


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Honolulu", "Europe/Amsterdam"])
async def test_a_move_to_another_zone_counts_no_day_again(
    hass: HomeAssistant, make: Make, add: Add, zone: str
) -> None:
    """The row of a day starts at another hour there, maybe in the evening before."""
    device = await make("KP115", "Freezer")
    put(device.outlets[0].energy, m10d31=500, m11d1=250)
    entry = await add(device, **{CONF_IMPORT_ENERGY: True})
    await hass.async_block_till_done(wait_background_tasks=True)
    before = await rows(hass, series(device))
    assert [total for _, total in before.values()] == [0.5, 0.75]
    await hass.config.async_set_time_zone(zone)
    await again(hass, entry)
    assert list((await rows(hass, series(device))).values()) == list(before.values())


async def test_a_day_is_over_when_the_device_says_so(
    hass: HomeAssistant, make: Make, add: Add, freezer: FrozenDateTimeFactory
) -> None:
    """A clock that is late still adds to a day that is over here; one that is lost to none."""
    device = await make("KP115", "Freezer", clock=Clock(frozen=True, wall=dt_util.utcnow()))
    device.control("clock", {"seconds": -18 * 3600})
    meter = device.outlets[0].energy
    put(meter, m10d31=500, m11d1=250)
    entry = await add(device, **{CONF_IMPORT_ENERGY: True})
    await hass.async_block_till_done(wait_background_tasks=True)
    assert await rows(hass, series(device)) == {date(2026, 10, 31): (0.5, 0.5)}
    put(meter, m11d1=400)
    freezer.tick(timedelta(days=1))
    device.clock.advance(86_400)
    await again(hass, entry)
    second = {date(2026, 10, 31): (0.5, 0.5), date(2026, 11, 1): (0.4, 0.9)}
    assert await rows(hass, series(device)) == second
    put(meter, m11d2=100)
    device.control("clock", {"unset": True})
    freezer.tick(timedelta(days=1))
    await again(hass, entry)
    assert await rows(hass, series(device)) == second


async def test_outlets_have_series_of_their_own(hass: HomeAssistant, make: Make, add: Add) -> None:
    device = await make("HS300", "Desk", outlets=[OutletSetup(alias=name) for name in "abcdef"])
    put(device.outlets[0].energy, m11d1=100)
    put(device.outlets[5].energy, m11d1=600)
    await add(device, **{CONF_IMPORT_ENERGY: True})
    await hass.async_block_till_done(wait_background_tasks=True)
    assert await rows(hass, series(device, "_00")) == {date(2026, 11, 1): (0.1, 0.1)}
    assert await rows(hass, series(device, "_05")) == {date(2026, 11, 1): (0.6, 0.6)}
    assert await rows(hass, series(device, "_01")) == {}


async def test_only_for_those_who_want_it(hass: HomeAssistant, make: Make, add: Add) -> None:
    device = await make("KP115", "Freezer")
    put(device.outlets[0].energy, m11d1=250)
    await add(device)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert await rows(hass, series(device)) == {}


async def test_a_device_that_goes_away_meanwhile_is_asked_later(
    hass: HomeAssistant, make: Make, add: Add, freezer: FrozenDateTimeFactory
) -> None:
    device = await make("KP115", "Freezer")
    put(device.outlets[0].energy, m11d1=250)

    async def vanish(*_: object) -> None:
        raise ConnectionFailedError

    entry = await add(device)
    hass.config_entries.async_update_entry(entry, options={CONF_IMPORT_ENERGY: True})
    with patch.object(EmeterTopic, "get_daystat", vanish):
        async_import_energy(hass, entry)
        await hass.async_block_till_done(wait_background_tasks=True)
    assert await rows(hass, series(device)) == {}
    await again(hass, entry)
    assert await rows(hass, series(device)) == {date(2026, 11, 1): (0.25, 0.25)}


@pytest.mark.parametrize(
    ("zone", "hour"),
    [("Europe/Amsterdam", 23), ("Asia/Kolkata", 19), ("Asia/Kathmandu", 19), ("Etc/UTC", 0)],
)
async def test_a_day_starts_with_a_whole_hour(hass: HomeAssistant, zone: str, hour: int) -> None:
    """Statistics have the hours of UTC; the row must not fall into the day before."""
    await hass.config.async_set_time_zone(zone)
    start = _hour_of(date(2026, 11, 3))
    assert (start.hour, start.minute) == (hour, 0)
    assert dt_util.as_local(start).date() == date(2026, 11, 3)
