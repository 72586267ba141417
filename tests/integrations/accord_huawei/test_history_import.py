"""Totals of the past, in the long-term statistics of a real recorder."""

import asyncio
from datetime import datetime, timedelta

from homeassistant.components.recorder import get_instance
from homeassistant.components.recorder.statistics import (
    list_statistic_ids,
    statistics_during_period,
)
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)

from custom_components.accord_huawei import history_import
from simulators.huawei import HuaweiPlatform
from simulators.huawei.server import Script
from simulators.huawei.thing import Record
from tests.integrations.accord_huawei.conftest import (
    LAMP,
    METER,
    Add,
    Make,
    asked,
    call,
    device_id,
    until_true,
)

pytestmark = pytest.mark.usefixtures("recorder_mock")

SERIES = "accord_huawei:homeapp01_dev_meter_watermeter_totalizedflow"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Simulated platforms are not overrun."""
    monkeypatch.setattr(history_import, "PAUSE", 0.0)


async def rows(hass: HomeAssistant) -> list[tuple[datetime, float, float]]:
    """Return the hours with their state and sum."""
    await async_wait_recording_done(hass)
    found = await get_instance(hass).async_add_executor_job(
        statistics_during_period,
        hass,
        dt_util.utc_from_timestamp(0),
        None,
        {SERIES},
        "hour",
        None,
        {"state", "sum"},
    )
    return [
        (dt_util.utc_from_timestamp(row["start"]), row["state"] or 0.0, row["sum"] or 0.0)
        for row in found.get(SERIES, [])
    ]


def remember(platform: HuaweiPlatform, *values: float) -> None:
    """Give the meter a past: one report in each of the hours that ended last."""
    history = platform.fleet[METER].history
    history.clear()
    now = dt_util.utcnow().replace(minute=30, second=0, microsecond=0)
    for number, value in enumerate(values):
        moment = now - timedelta(hours=len(values) - number)
        history.append(Record("WaterMeter", {"totalizedFlow": value}, moment))


async def test_import(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Hours with a sum that goes on, over a counter that began anew; nothing counts twice."""
    platform = await make()
    entry = await add(platform)
    remember(platform, 100.0, 110.0, 110.0, 3.0, 5.0)
    meter = device_id(hass, entry, METER)
    answer = await call(hass, meter, "import_history")
    assert answer["statistics"] == {SERIES: 5}
    found = await rows(hass)
    assert [(state, total) for _, state, total in found] == [
        (100.0, 0.0),
        (110.0, 10.0),
        (110.0, 10.0),
        (3.0, 13.0),
        (5.0, 15.0),
    ]
    answer = await call(hass, meter, "import_history")
    assert answer["statistics"] == {SERIES: 0}
    assert await rows(hass) == found
    (known,) = await get_instance(hass).async_add_executor_job(list_statistic_ids, hass, {SERIES})
    assert known["name"] == "Water meter totalized flow"
    assert known["unit_class"] == "volume"


async def test_goes_on(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The next import begins where the last one ended, in the platform's question too."""
    platform = await make()
    entry = await add(platform)
    remember(platform, 100.0, 110.0, 120.0)
    late = platform.fleet[METER].history.pop()
    meter = device_id(hass, entry, METER)
    await call(hass, meter, "import_history")
    await async_wait_recording_done(hass)
    platform.fleet[METER].history.append(late)
    platform.api.requests.clear()
    answer = await call(hass, meter, "import_history")
    assert answer["statistics"] == {SERIES: 1}
    assert [total for _, _, total in await rows(hass)] == [0.0, 10.0, 20.0]
    (request,) = asked(platform, "1.5.3")
    assert request.query["startTime"] > (dt_util.utcnow() - timedelta(days=1)).strftime("%Y%m%d")


async def test_nothing_to_import(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A device without totals is not asked for; one without a past has none."""
    platform = await make()
    entry = await add(platform)
    answer = await call(hass, device_id(hass, entry, LAMP), "import_history")
    assert answer["statistics"] == {}
    assert not asked(platform, "1.5.3")
    platform.fleet[METER].history.clear()
    answer = await call(hass, device_id(hass, entry, METER), "import_history")
    assert answer["statistics"] == {SERIES: 0}


@pytest.mark.parametrize("wanted", [False, True])
async def test_at_night(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    monkeypatch: pytest.MonkeyPatch,
    wanted: bool,
) -> None:
    """Only who asked for it; a failure of one device is none of the others."""
    monkeypatch.setattr(history_import.random, "randrange", lambda _: 0)
    platform = await make()
    await add(platform, import_history=wanted)
    remember(platform, 1.0, 2.0)
    platform.api.scripts.append(
        Script(code=100022, status=400, operations=frozenset({"1.5.3"}), times=1)
    )
    night = dt_util.now().replace(hour=history_import.NIGHT, minute=0, second=0, microsecond=0)
    for day in (1, 2):
        async_fire_time_changed(hass, night + timedelta(days=day))
        await hass.async_block_till_done(wait_background_tasks=False)
        if wanted:
            await until_true(lambda expected=day: len(asked(platform, "1.5.3")) == expected)
    await hass.async_block_till_done(wait_background_tasks=False)
    assert len(asked(platform, "1.5.3")) == (2 if wanted else 0)
    if wanted:
        async with asyncio.timeout(10):
            while len(await rows(hass)) < 2:
                pass
