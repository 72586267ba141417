"""Totals that devices reported, as statistics of their own beside those of their sensors.

Home Assistant knows only what it saw itself; the platform also has what was reported before the
device was added and while Home Assistant was down, of up to 90 days.
"""

import asyncio
from datetime import datetime, timedelta
import random

from homeassistant.components.recorder import DOMAIN as RECORDER, get_instance
from homeassistant.components.recorder.models import (
    StatisticData,
    StatisticMeanType,
    StatisticMetaData,
)
from homeassistant.components.recorder.statistics import (
    STATISTIC_UNIT_TO_UNIT_CONVERTER,
    async_add_external_statistics,
    get_last_statistics,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_change
from homeassistant.util import dt as dt_util, slugify

from ..accord.protocol.errors import AccordError, NotFoundError
from ..accord.protocol.huawei.northbound import Device, HistoryEntry, Page, Priority, calls_as
from ..accord.protocol.huawei.northbound.mapping import Feature, read_value
from .const import CONF_IMPORT, DOMAIN, LOGGER
from .coordinator import HuaweiConfigEntry
from .entity import spelt
from .targets import pages_of

NIGHT = 2
"""Hour of the day at which everybody's totals are imported, some time within it."""
KEPT = timedelta(days=90)
"""So long the platform keeps reports at most."""
PAUSE = 1.0
"""Seconds before each page: the history of many devices must not hold up scans."""
MOST_PAGES = 100
ROWS_PER_PAGE = 500


@callback
def async_import_at_night(hass: HomeAssistant, entry: HuaweiConfigEntry) -> None:
    """Import the totals of all devices once a day, if the options say so."""
    if not entry.options.get(CONF_IMPORT, False) or RECORDER not in hass.config.components:
        return

    @callback
    def start(_: datetime) -> None:
        entry.async_create_background_task(hass, _import_all(hass, entry), f"{DOMAIN} history")

    minute, second = random.randrange(60), random.randrange(60)
    entry.async_on_unload(
        async_track_time_change(hass, start, hour=NIGHT, minute=minute, second=second)
    )


async def _import_all(hass: HomeAssistant, entry: HuaweiConfigEntry) -> None:
    for device in tuple(entry.runtime_data.coordinator.devices.values()):
        try:
            with calls_as(Priority.POLLING):
                await async_import(hass, entry, device)
        except AccordError as err:
            LOGGER.debug("%s: no totals imported this time: %s", device.device_id, err)


async def async_import(
    hass: HomeAssistant, entry: HuaweiConfigEntry, device: Device
) -> dict[str, int]:
    """Import the totals of one device; return how many hours came, by statistic. Raises AccordError."""
    totals = totals_of(entry, device)
    if not totals or RECORDER not in hass.config.components:
        return {}
    known = {name: await _last(hass, name) for name in totals}
    begin = dt_util.utcnow() - KEPT
    starts = [one[0] or begin for one in known.values()]
    rows = await _history(entry, device, max(begin, min(starts)))
    done: dict[str, int] = {}
    for name, feature in totals.items():
        statistics = _hours(feature, rows, *known[name])
        if statistics:
            metadata = _metadata(name, device, feature)
            async_add_external_statistics(hass, metadata, statistics)
        done[name] = len(statistics)
    return done


def totals_of(entry: HuaweiConfigEntry, device: Device) -> dict[str, Feature]:
    """Return what of a device only ever grows, by the statistic's id."""
    place = f"{entry.unique_id}_{device.device_id}"
    return {
        f"{DOMAIN}:{slugify(f'{place}_{one.service_id}_{one.name}')}": one
        for one in entry.runtime_data.coordinator.features_of(device)
        if one.state_class == "total_increasing"
    }


async def _history(entry: HuaweiConfigEntry, device: Device, start: datetime) -> list[HistoryEntry]:
    """Read what a device reported, the oldest first. Raises AccordError."""
    topic = entry.runtime_data.coordinator.client.data

    async def read(number: int) -> Page[HistoryEntry]:
        await asyncio.sleep(PAUSE)
        return await topic.history(
            device.device_id,
            device.gateway_id or device.device_id,
            start,
            page=number,
            page_size=ROWS_PER_PAGE,
        )

    found: list[HistoryEntry] = []
    try:
        async for rows in pages_of(read, ROWS_PER_PAGE):
            found += rows
            if len(found) >= MOST_PAGES * ROWS_PER_PAGE:
                break
    except NotFoundError:
        return []  # there is nothing
    dated = [(one.moment, one) for one in found if one.moment is not None]
    return [one for _, one in sorted(dated, key=lambda row: row[0])]


def _hours(
    feature: Feature,
    rows: list[HistoryEntry],
    last: datetime | None,
    state: float | None,
    total: float,
) -> list[StatisticData]:
    """Return the hours that ended after ``last``, each with where the counter stood in the end."""
    ended = dt_util.utcnow().replace(minute=0, second=0, microsecond=0)
    stands: dict[datetime, float] = {}
    for row in rows:
        value = _value(feature, row)
        if value is None or row.moment is None:
            continue
        hour = row.moment.replace(minute=0, second=0, microsecond=0)
        if hour < ended and (last is None or hour > last):
            stands[hour] = value
    found = []
    for hour, value in stands.items():
        if state is not None:
            # A counter that went back began anew.
            total += value - state if value >= state else value
        state = value
        found.append(StatisticData(start=hour, state=value, sum=total))
    return found


def _value(feature: Feature, row: HistoryEntry) -> float | None:
    if row.service_id != feature.service_id or feature.name not in row.values:
        return None
    value = read_value(feature, row.values[feature.name])
    return float(value) if isinstance(value, int | float) else None


async def _last(
    hass: HomeAssistant, statistic_id: str
) -> tuple[datetime | None, float | None, float]:
    """Return the last hour imported, where the counter stood then, and the sum up to it."""
    found = await get_instance(hass).async_add_executor_job(
        get_last_statistics, hass, 1, statistic_id, False, {"state", "sum"}
    )
    if not (rows := found.get(statistic_id)):
        return None, None, 0.0
    start = dt_util.utc_from_timestamp(rows[0]["start"])
    return start, rows[0].get("state"), rows[0].get("sum") or 0.0


def _metadata(name: str, device: Device, feature: Feature) -> StatisticMetaData:
    converter = STATISTIC_UNIT_TO_UNIT_CONVERTER.get(feature.unit)
    return StatisticMetaData(
        has_sum=True,
        mean_type=StatisticMeanType.NONE,
        name=f"{device.info.name or device.device_id} {spelt(feature.name).lower()}",
        source=DOMAIN,
        statistic_id=name,
        unit_class=None if converter is None else converter.UNIT_CLASS,
        unit_of_measurement=feature.unit,
    )
