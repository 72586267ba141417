"""`time`: a clock that is right, wrong, or does not know."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from simulators.clock import Clock
from simulators.kasa import Quirks
from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import call

MOMENT: dict[str, Any] = {"year": 2026, "month": 7, "mday": 1, "hour": 12, "min": 30, "sec": 15}
LIGHTS = "smartlife.iot.common.timesetting"


async def test_the_time_in_its_zone(start: Start, clock: Clock) -> None:
    """Monday, 2 November 2026, nine o'clock in Greenwich."""
    device = await start("HS103", time_zone=ZoneInfo("Europe/Berlin"))
    shown = await call(device, "time", "get_time")
    assert shown == {
        "year": 2026,
        "month": 11,
        "mday": 2,
        "hour": 10,
        "min": 0,
        "sec": 0,
        "err_code": 0,
    }
    assert (await call(device, "time", "get_timezone"))["index"] == 41
    clock.advance(61)
    shown = await call(device, "time", "get_time")
    assert (shown["min"], shown["sec"]) == (1, 1)


@pytest.mark.parametrize(
    ("zone", "row"),
    [("Europe/Amsterdam", 41), ("America/New_York", 18), ("UTC", 38), ("Australia/Lord_Howe", 38)],
)
async def test_zones_that_are_not_in_the_table(start: Start, zone: str, row: int) -> None:
    """The app chooses one with the same time; without any it is UTC."""
    device = await start("HS103", time_zone=ZoneInfo(zone))
    assert (await call(device, "time", "get_timezone"))["index"] == row


@pytest.mark.parametrize(("model", "module"), [("HS103", "time"), ("KL110", LIGHTS)])
async def test_it_is_set(start: Start, model: str, module: str) -> None:
    device = await start(model)
    assert (await call(device, module, "set_time", **MOMENT))["err_code"] == 0
    assert await call(device, module, "get_time") == {**MOMENT, "err_code": 0}


async def test_zone_and_clock_together(start: Start) -> None:
    """With summer time where the zone has it."""
    device = await start("HS103")
    assert (await call(device, "time", "set_timezone", index=18, **MOMENT))["err_code"] == 0
    assert (await call(device, "time", "get_timezone"))["index"] == 18
    assert device.local_time().tzname() == "EDT"
    assert await call(device, "time", "get_time") == {**MOMENT, "err_code": 0}


async def test_firmware_that_refuses_set_time(start: Start) -> None:
    """The zone, even the same one, still takes the time with it."""
    device = await start("HS200", quirks=Quirks(refuses_set_time=True))
    assert (await call(device, "time", "set_time", **MOMENT))["err_code"] == -3
    assert (await call(device, "time", "set_timezone", index=38, **MOMENT))["err_code"] == 0
    assert (await call(device, "time", "get_time"))["hour"] == 12


@pytest.mark.parametrize(
    ("method", "changes"),
    [
        ("set_time", {"month": 13}),
        ("set_time", {"month": 2, "mday": 30}),
        ("set_time", {"hour": "12"}),
        ("set_time", {"sec": 60}),
        ("set_timezone", {"index": 110}),
        ("set_timezone", {}),
    ],
)
async def test_refusals(start: Start, method: str, changes: dict[str, Any]) -> None:
    device = await start("HS103")
    assert (await call(device, "time", method, **(MOMENT | changes)))["err_code"] == -3


async def test_it_drifts(start: Start, clock: Clock) -> None:
    device = await start("HS103")
    device.control("clock", {"drift": 60})
    clock.advance(12 * 3600)
    shown = await call(device, "time", "get_time")
    assert (shown["hour"], shown["min"], shown["sec"]) == (21, 0, 30)


async def test_it_does_not_know(start: Start, clock: Clock) -> None:
    """It counts from a moment long ago, until somebody tells it."""
    device = await start("HS103")
    device.control("clock", {"unset": True})
    clock.advance(5)
    shown = await call(device, "time", "get_time")
    assert (shown["year"], shown["sec"]) == (2000, 5)
    await call(device, "time", "set_time", **MOMENT)
    assert (await call(device, "time", "get_time"))["year"] == 2026
