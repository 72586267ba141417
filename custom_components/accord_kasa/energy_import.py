"""Energy that a device counted by day, as statistics of its own beside those of its sensors.

Home Assistant knows only what it saw itself; the device also counted before it was added and
while Home Assistant was down.
"""

import asyncio
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from homeassistant.components.recorder import DOMAIN as RECORDER, get_instance
from homeassistant.components.recorder.models import (
    StatisticData,
    StatisticMeanType,
    StatisticMetaData,
)
from homeassistant.components.recorder.statistics import (
    async_add_external_statistics,
    get_last_statistics,
)
from homeassistant.const import UnitOfEnergy
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.util import dt as dt_util
from homeassistant.util.unit_conversion import EnergyConverter

from ..accord.protocol.errors import AccordError
from ..accord.protocol.kasa import DayEnergy, Outlet
from .clock import async_read_clock
from .const import CONF_IMPORT_ENERGY, DOMAIN, LOGGER
from .coordinator import KasaConfigEntry, KasaCoordinator, KasaView
from .readings import CLOCK

EVERY = timedelta(hours=6)
"""Days end once a day, but the device may be away just then."""

PAUSE = 1.0
"""Seconds before each request: years of a strip's outlets must not hold up its polls."""

AFTER_MIDNIGHT = timedelta(minutes=10)
"""How long a day is still waited for that is over: clocks differ a little."""

HALF_A_DAY = timedelta(hours=12)


@callback
def async_import_energy(hass: HomeAssistant, entry: KasaConfigEntry) -> None:
    """Import what the device counted, now and from time to time, if the options say so."""
    if not entry.options.get(CONF_IMPORT_ENERGY, False) or RECORDER not in hass.config.components:
        return

    @callback
    def start(_: datetime | None = None) -> None:
        entry.async_create_background_task(hass, _import_all(hass, entry), f"{DOMAIN} energy")

    start()
    entry.async_on_unload(async_track_time_interval(hass, start, EVERY))


async def _import_all(hass: HomeAssistant, entry: KasaConfigEntry) -> None:
    coordinator = entry.runtime_data.coordinator
    try:
        today = await _day_that_runs(coordinator)
        for view in coordinator.data.views():
            if view.energy is not None:
                await _import_one(hass, entry, view, today)
    except AccordError as err:
        LOGGER.debug("No energy imported this time: %s", err)


async def _import_one(
    hass: HomeAssistant, entry: KasaConfigEntry, view: KasaView, today: date
) -> None:
    """Add the days that ended since the last one imported."""
    metadata = _metadata(view)
    last_day, total = await _last(hass, metadata["statistic_id"])
    rows: list[StatisticData] = []
    for one in await _days(entry, view.outlet, last_day, today):
        if (last_day is None or one.day > last_day) and one.day < today:
            total += one.energy
            rows.append(StatisticData(start=_hour_of(one.day), state=one.energy, sum=total))
    if rows:
        async_add_external_statistics(hass, metadata, rows)


async def _day_that_runs(coordinator: KasaCoordinator) -> date:
    """Return the first day that may still grow, by the true time and by the device's clock.

    Its clock may have been lost since it was read last. Raises AccordError.
    """
    view = coordinator.data.view(None)
    if view is None or view.get(CLOCK) is None:
        return (dt_util.now() - AFTER_MIDNIGHT).date()
    clock = await async_read_clock(coordinator.client, None)
    now = dt_util.now(clock.zone) - AFTER_MIDNIGHT
    return min(now, now + clock.offset).date()


async def _days(
    entry: KasaConfigEntry, outlet: Outlet | None, last: date | None, today: date
) -> list[DayEnergy]:
    """Ask month by month: all that the device remembers, or what came after the last import."""
    meter = entry.runtime_data.coordinator.client.emeter
    outlet_id = None if outlet is None else outlet.id
    if last is None:
        months = []
        for year in (today.year - 1, today.year):
            await asyncio.sleep(PAUSE)
            counted = await meter.get_monthstat(year, outlet_id)
            months += [(one.year, one.month) for one in counted if one.energy]
    else:
        months = list(_months(last, today))
    found: list[DayEnergy] = []
    for year, month in months:
        await asyncio.sleep(PAUSE)
        found += await meter.get_daystat(year, month, outlet_id)
    return sorted(found, key=lambda one: one.day)


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


async def _last(hass: HomeAssistant, statistic_id: str) -> tuple[date | None, float]:
    """Return the last day imported and the sum of all up to it, in kWh.

    The day is the one whose start is nearest: Home Assistant may have moved to another zone.
    """
    found = await get_instance(hass).async_add_executor_job(
        get_last_statistics, hass, 1, statistic_id, False, {"sum"}
    )
    if not (rows := found.get(statistic_id)):
        return None, 0.0
    start = dt_util.as_local(dt_util.utc_from_timestamp(rows[0]["start"]))
    return (start + HALF_A_DAY).date(), rows[0].get("sum") or 0.0


def _hour_of(day: date) -> datetime:
    """Return the first whole hour of a day: statistics start with the hours of UTC."""
    start = dt_util.as_utc(dt_util.start_of_local_day(day))
    hour = start.replace(minute=0)
    return hour if hour == start else hour + timedelta(hours=1)


def _metadata(view: KasaView) -> StatisticMetaData:
    place = view.sysinfo.mac.replace(":", "")
    name = view.sysinfo.alias or view.sysinfo.model
    if view.outlet is not None:
        place = f"{place}_{view.outlet.index:02d}"
        name = view.outlet.alias or f"{name} {view.outlet.index + 1}"
    return StatisticMetaData(
        has_sum=True,
        mean_type=StatisticMeanType.NONE,
        name=name,
        source=DOMAIN,
        statistic_id=f"{DOMAIN}:{place}_energy",
        unit_class=EnergyConverter.UNIT_CLASS,
        unit_of_measurement=UnitOfEnergy.KILO_WATT_HOUR,
    )
