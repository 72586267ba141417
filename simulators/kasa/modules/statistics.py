"""Statistics by day and month: energy in `emeter`, hours of use in `schedule`."""

from collections.abc import Callable
from datetime import date
from typing import Any

from simulators.kasa.integral import DailyIntegral
from simulators.kasa.models import MeterForm
from simulators.kasa.modules.registry import Call, answers

type Json = dict[str, Any]
type Days = dict[date, float]

_LIGHT_METER = ("smartlife.iot.common.emeter",)
_LIGHT_SCHEDULE = ("smartlife.iot.common.schedule",)
_FIRST_YEAR, _LAST_YEAR = 1970, 2099


@answers(
    "emeter.get_daystat",
    on_lights=_LIGHT_METER,
    child_aware=True,
    needs=lambda model: model.meter is not None,
)
def get_energy_by_day(call: Call) -> Json:
    """List the days of a month on which energy was used."""
    return {"day_list": _days(call, _energy(call).days(), _energy_of(call))}


@answers(
    "emeter.get_monthstat",
    on_lights=_LIGHT_METER,
    child_aware=True,
    needs=lambda model: model.meter is not None,
)
def get_energy_by_month(call: Call) -> Json:
    """List the months of a year in which energy was used."""
    return {"month_list": _months(call, _energy(call).days(), _energy_of(call))}


@answers(
    "emeter.erase_emeter_stat",
    on_lights=_LIGHT_METER,
    child_aware=True,
    needs=lambda model: model.meter is not None,
)
def erase_emeter_stat(call: Call) -> Json:
    """Forget all energy, of all outlets addressed."""
    for meter in _meters(call, "energy"):
        meter.erase()
    return {}


@answers("schedule.get_daystat", on_lights=_LIGHT_SCHEDULE, child_aware=True)
def get_usage_by_day(call: Call) -> Json:
    """List the minutes on of the days of a month."""
    return {"day_list": _days(call, _meters(call, "usage")[0].days(), _minutes)}


@answers("schedule.get_monthstat", on_lights=_LIGHT_SCHEDULE, child_aware=True)
def get_usage_by_month(call: Call) -> Json:
    """List the minutes on of the months of a year."""
    return {"month_list": _months(call, _meters(call, "usage")[0].days(), _minutes)}


def _meters(call: Call, kind: str) -> list[DailyIntegral]:
    light = call.device.light
    return [getattr(one, kind) for one in (call.outlets if light is None else (light,))]


def _energy(call: Call) -> DailyIntegral:
    return _meters(call, "energy")[0]


def _energy_of(call: Call) -> Callable[[float], Json]:
    if call.device.model.meter is MeterForm.FLOATS:
        return lambda watt_hours: {"energy": round(watt_hours / 1000, 6)}
    return lambda watt_hours: {"energy_wh": int(watt_hours)}


def _minutes(minutes: float) -> Json:
    return {"time": int(minutes)}


def _days(call: Call, days: Days, amount: Callable[[float], Json]) -> list[Json]:
    year = call.arguments.integer("year", _FIRST_YEAR, _LAST_YEAR)
    month = call.arguments.integer("month", 1, 12)
    return [
        {"year": year, "month": month, "day": day.day, **amount(counted)}
        for day, counted in sorted(days.items())
        if (day.year, day.month) == (year, month)
    ]


def _months(call: Call, days: Days, amount: Callable[[float], Json]) -> list[Json]:
    year = call.arguments.integer("year", _FIRST_YEAR, _LAST_YEAR)
    sums: dict[int, float] = {}
    for day, counted in days.items():
        if day.year == year:
            sums[day.month] = sums.get(day.month, 0.0) + counted
    return [
        {"year": year, "month": month, **amount(counted)} for month, counted in sorted(sums.items())
    ]
