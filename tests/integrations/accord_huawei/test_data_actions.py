"""What devices reported and what they are to be, by actions."""

from datetime import timedelta

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
import pytest

from tests.integrations.accord_huawei.conftest import (
    GATE,
    METER,
    SMOKE,
    Add,
    Make,
    asked,
    call,
    device_id,
)


async def test_history(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Over all pages, as much as is wanted, of one service."""
    platform = await make()
    entry = await add(platform)
    meter = device_id(hass, entry, METER)
    answer = await call(hass, meter, "get_history", limit=20, service_id="WaterMeter")
    assert len(answer["history"]) == 20
    assert all(row["service_id"] == "WaterMeter" for row in answer["history"])
    assert "totalizedFlow" in answer["history"][0]["values"]
    start = dt_util.utcnow() - timedelta(hours=5)
    answer = await call(hass, meter, "get_history", start=start.isoformat())
    assert all(
        dt_util.parse_datetime(row["time"]) >= start - timedelta(seconds=1)
        for row in answer["history"]
    )


async def test_wishes(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A wish waits in the shadow; later its history tells of it."""
    platform = await make()
    entry = await add(platform)
    smoke = device_id(hass, entry, SMOKE)
    await call(
        hass, smoke, "set_desired", answers=False, service_id="Smoke", values={"threshold": 7}
    )
    answer = await call(hass, smoke, "get_shadow")
    service = next(one for one in answer["services"] if one["service_id"] == "Smoke")
    assert service["desired"] == {"threshold": 7}
    answer = await call(hass, smoke, "get_desired_history", service_id="Smoke")
    assert [row["values"] for row in answer["history"]] == [{"threshold": 7}]


async def test_locks_have_no_wishes(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A wish waits: nobody wants a door to open hours later."""
    platform = await make()
    entry = await add(platform)
    with pytest.raises(HomeAssistantError):
        await call(
            hass,
            device_id(hass, entry, GATE),
            "set_desired",
            answers=False,
            service_id="Lock",
            values={"lockState": "UNLOCKED"},
        )
    assert not asked(platform, "1.4.8")
