"""Energy and hours of use by day and month."""

from datetime import date

import pytest

from simulators.clock import Clock
from simulators.kasa import OutletSetup
from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import call


@pytest.mark.parametrize(
    ("model", "amount"), [("KP115", {"energy_wh": 1200}), ("HS110", {"energy": 1.2})]
)
async def test_energy(start: Start, clock: Clock, model: str, amount: dict[str, float]) -> None:
    """In the units of the generation, under the device's own date."""
    device = await start(model, outlets=[OutletSetup(on=True, load=1200)])
    clock.advance(3600)
    today = device.local_time().date()
    days = await call(device, "emeter", "get_daystat", year=today.year, month=today.month)
    day = {"year": today.year, "month": today.month, "day": today.day}
    assert days["day_list"] == [day | amount]
    device.outlets[0].energy.put_day(date(today.year - 1, 5, 6), 300.0)
    months = await call(device, "emeter", "get_monthstat", year=today.year - 1)
    assert [(row["year"], row["month"]) for row in months["month_list"]] == [(today.year - 1, 5)]
    await call(device, "emeter", "erase_emeter_stat")
    days = await call(device, "emeter", "get_daystat", year=today.year, month=today.month)
    assert days["day_list"] == []


async def test_usage_of_a_bulb(start: Start, clock: Clock) -> None:
    """Minutes, under the bulbs' own module."""
    device = await start("KL130", light_on=True)
    clock.advance(600)
    today = device.local_time().date()
    module = "smartlife.iot.common.schedule"
    days = await call(device, module, "get_daystat", year=today.year, month=today.month)
    assert [row["time"] for row in days["day_list"]] == [10]
    months = await call(device, module, "get_monthstat", year=today.year)
    assert [row["time"] for row in months["month_list"]] == [10]


@pytest.mark.parametrize("params", [{}, {"year": 2026}, {"year": "2026", "month": 1}])
async def test_odd_values(start: Start, params: dict[str, object]) -> None:
    device = await start("KP115")
    assert (await call(device, "emeter", "get_daystat", **params))["err_code"] == -3
    month = {"year": 2026, "month": 13}
    assert (await call(device, "emeter", "get_daystat", **month))["err_code"] == -3
