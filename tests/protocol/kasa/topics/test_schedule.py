"""Hours of use: which module is asked, and for which outlet."""

import pytest

from custom_components.accord.protocol.errors import InvalidError, NotFoundError
from custom_components.accord.protocol.kasa.topics.schedule import ScheduleTopic
from tests.protocol.kasa.fakes import device, session

STRIP = "8006C0FFEE00C0FFEE00C0FFEE00C0FFEE00C0FF"
LIGHTS = "smartlife.iot.common.schedule"
DAYS = {"day_list": [{"year": 2026, "month": 11, "day": 3, "time": 75}], "err_code": 0}
MONTHS = {"month_list": [{"year": 2026, "month": 11, "time": 75}], "err_code": 0}


@pytest.mark.parametrize(("name", "module"), [("plug", "schedule"), ("bulb_off", LIGHTS)])
async def test_days_and_months(name: str, module: str) -> None:
    fake = device(name, {f"{module}.get_daystat": DAYS, f"{module}.get_monthstat": MONTHS})
    schedule = ScheduleTopic(session(fake))
    assert [day.minutes for day in await schedule.get_daystat(2026, 11)] == [75]
    assert [month.minutes for month in await schedule.get_monthstat(2026)] == [75]
    assert fake.sent == [
        {module: {"get_daystat": {"year": 2026, "month": 11}}},
        {module: {"get_monthstat": {"year": 2026}}},
    ]


async def test_outlets() -> None:
    fake = device("strip", {"schedule.get_monthstat": MONTHS})
    schedule = ScheduleTopic(session(fake))
    await schedule.get_monthstat(2026, f"{STRIP}00")
    assert fake.sent[-1]["context"] == {"child_ids": [f"{STRIP}00"]}
    with pytest.raises(InvalidError, match="outlet is missing"):
        await schedule.get_monthstat(2026)
    with pytest.raises(NotFoundError):
        await schedule.get_monthstat(2026, f"{STRIP}09")
