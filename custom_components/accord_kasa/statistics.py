"""What a device counted by day and month, as Home Assistant shows it."""

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import date, timedelta

from homeassistant.util import dt as dt_util

from ..accord.protocol.errors import DeviceError, UnsupportedError
from ..accord.protocol.kasa import DayEnergy, KasaClient


@dataclass(frozen=True, slots=True)
class Used:
    """What was used lately; None for what the device does not count. Energy in kWh."""

    energy_today: float | None = None
    energy_yesterday: float | None = None
    energy_this_month: float | None = None
    minutes_today: int | None = None
    minutes_this_month: int | None = None


async def async_read_used(client: KasaClient, outlet: str | None) -> Used:
    """Ask for days and months one by one: together their answers are too long for some bulbs.

    A day that the device does not list is one without use. Raises AccordError when the device
    is out of reach.
    """
    today = dt_util.now().date()
    year, month = today.year, today.month
    days = await _known(client.schedule.get_daystat(year, month, outlet))
    months = await _known(client.schedule.get_monthstat(year, outlet))
    minutes_today = None
    if days is not None:
        minutes_today = sum(one.minutes for one in days if one.day == today)
    minutes_month = None
    if months is not None:
        minutes_month = sum(one.minutes for one in months if one.month == month)
    if client.sysinfo is None or not client.sysinfo.has_meter:
        return Used(minutes_today=minutes_today, minutes_this_month=minutes_month)
    energies = await _known(client.emeter.get_monthstat(year, outlet))
    energy_month = None
    if energies is not None:
        energy_month = sum(one.energy for one in energies if one.month == month)
    energy_today, energy_yesterday = await _two_days(client, today, outlet)
    return Used(energy_today, energy_yesterday, energy_month, minutes_today, minutes_month)


async def _two_days(
    client: KasaClient, today: date, outlet: str | None
) -> tuple[float | None, float | None]:
    """Return the energy of today and yesterday, which may be in another month."""
    days = await _known(client.emeter.get_daystat(today.year, today.month, outlet))
    if days is None:
        return None, None
    yesterday = today - timedelta(days=1)
    before: tuple[DayEnergy, ...] | None = days
    if yesterday.month != today.month:
        before = await _known(client.emeter.get_daystat(yesterday.year, yesterday.month, outlet))
    return _of_day(days, today), None if before is None else _of_day(before, yesterday)


def _of_day(days: tuple[DayEnergy, ...], day: date) -> float:
    return sum(one.energy for one in days if one.day == day)


async def _known[T](answer: Awaitable[T]) -> T | None:
    try:
        return await answer
    except DeviceError, UnsupportedError:
        return None
