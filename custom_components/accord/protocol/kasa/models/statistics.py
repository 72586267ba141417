"""What was used by day and by month. Source: API.md, ``emeter`` and ``schedule``."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .fields import integer, number, obj


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEnergy:
    """Energy of one day, by the device's own calendar."""

    day: date
    energy: float
    """kWh."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthEnergy:
    """Energy of one month."""

    year: int
    month: int
    energy: float
    """kWh."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayUsage:
    """How long it was on, on one day."""

    day: date
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthUsage:
    """How long it was on, in one month."""

    year: int
    month: int
    minutes: int


def energy_by_day(answer: Mapping[str, Any]) -> tuple[DayEnergy, ...]:
    """Read ``day_list`` of either generation; rows that make no sense are left out."""
    return tuple(DayEnergy(day=day, energy=amount) for day, amount in _days(answer, _energy))


def energy_by_month(answer: Mapping[str, Any]) -> tuple[MonthEnergy, ...]:
    """Read ``month_list`` of either generation."""
    return tuple(
        MonthEnergy(year=first.year, month=first.month, energy=amount)
        for first, amount in _months(answer, _energy)
    )


def usage_by_day(answer: Mapping[str, Any]) -> tuple[DayUsage, ...]:
    """Read ``day_list`` of ``schedule``."""
    return tuple(DayUsage(day=day, minutes=int(amount)) for day, amount in _days(answer, _minutes))


def usage_by_month(answer: Mapping[str, Any]) -> tuple[MonthUsage, ...]:
    """Read ``month_list`` of ``schedule``."""
    return tuple(
        MonthUsage(year=first.year, month=first.month, minutes=int(amount))
        for first, amount in _months(answer, _minutes)
    )


type _Read = Callable[[Mapping[str, Any]], float | None]


def _energy(row: Mapping[str, Any]) -> float | None:
    if (watt_hours := number(row.get("energy_wh"))) is not None:
        return watt_hours / 1000
    return number(row.get("energy"))


def _minutes(row: Mapping[str, Any]) -> float | None:
    return number(row.get("time"))


def _days(answer: Mapping[str, Any], read: _Read) -> Iterator[tuple[date, float]]:
    for row in _rows(answer, "day_list"):
        yield from _row(row, integer(row.get("day")), read)


def _months(answer: Mapping[str, Any], read: _Read) -> Iterator[tuple[date, float]]:
    for row in _rows(answer, "month_list"):
        yield from _row(row, 1, read)


def _rows(answer: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    rows = answer.get(name)
    for row in rows if isinstance(rows, list) else ():
        yield obj(row)


def _row(row: Mapping[str, Any], day: int | None, read: _Read) -> Iterator[tuple[date, float]]:
    year, month, amount = integer(row.get("year")), integer(row.get("month")), read(row)
    if year is None or month is None or day is None or amount is None:
        return
    try:
        yield date(year, month, day), amount
    except ValueError, OverflowError:
        return
