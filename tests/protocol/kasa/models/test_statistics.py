"""Reading statistics of both generations."""

from datetime import date

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.kasa.models.statistics import (
    DayEnergy,
    DayUsage,
    MonthEnergy,
    MonthUsage,
    energy_by_day,
    energy_by_month,
    usage_by_day,
    usage_by_month,
)

DAY = {"year": 2026, "month": 11, "day": 3}
MONTH = {"year": 2026, "month": 11}


@pytest.mark.parametrize("amount", [{"energy_wh": 420}, {"energy": 0.42}])
def test_energy(amount: dict[str, float]) -> None:
    assert energy_by_day({"day_list": [DAY | amount]}) == (
        DayEnergy(day=date(2026, 11, 3), energy=0.42),
    )
    assert energy_by_month({"month_list": [MONTH | amount]}) == (
        MonthEnergy(year=2026, month=11, energy=0.42),
    )


def test_usage() -> None:
    assert usage_by_day({"day_list": [DAY | {"time": 75}]}) == (
        DayUsage(day=date(2026, 11, 3), minutes=75),
    )
    assert usage_by_month({"month_list": [MONTH | {"time": 75}]}) == (
        MonthUsage(year=2026, month=11, minutes=75),
    )


@pytest.mark.parametrize("row", [{}, DAY, {"time": 5}, DAY | {"day": 31, "time": 5}, "row", None])
def test_rows_that_make_no_sense(row: object) -> None:
    assert usage_by_day({"day_list": [row, DAY | {"time": 1}]}) == (
        DayUsage(day=date(2026, 11, 3), minutes=1),
    )


@given(st.recursive(st.none() | st.integers() | st.floats() | st.text(), st.lists))
def test_any_list_is_read(rows: object) -> None:
    for read in (energy_by_day, usage_by_day):
        assert isinstance(read({"day_list": rows}), tuple)
    for read_month in (energy_by_month, usage_by_month):
        assert isinstance(read_month({"month_list": rows}), tuple)
