"""People at locks of each generation, by the shared actions."""

from datetime import timedelta
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest

from custom_components.accord_lifesmart.const import DOMAIN
from simulators.clock import Clock
from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, entity_id, until


async def call(hass: HomeAssistant, action: str, lock: str, **data: Any) -> dict[str, Any]:
    """Call an action of people and return what it answers of the lock."""
    answer = await hass.services.async_call(
        DOMAIN,
        action,
        {"entity_id": lock, **data},
        blocking=True,
        return_response=action in ("list_users", "add_user", "modify_user"),
    )
    found: Any = (answer or {}).get(lock, {})
    return dict(found)


async def users(hass: HomeAssistant, lock: str) -> list[dict[str, Any]]:
    """Return everybody."""
    return list((await call(hass, "list_users", lock))["users"])


async def test_visitor_for_some_hours(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A code with limits is kept by the lock as they were given, changed, and taken away."""
    station = await make(SubDevice("2711", "SL_LK_LS", "Entrance"))
    lock = entity_id(hass, await add(station), "lock", "2711_lock_lock")
    await call(
        hass,
        "add_user",
        lock,
        user_name="Visitor",
        code="482913",
        start="2031-05-01 14:00:00",
        end="2031-05-03 11:00:00",
        weekdays=["sat", "sun"],
        start_time="08:00",
        end_time="18:30",
    )
    (kept,) = await users(hass, lock)
    assert kept["user_name"] == "Visitor"
    assert kept["weekdays"] == ["sat", "sun"]
    assert (kept["start_time"], kept["end_time"]) == ("08:00:00", "18:30:00")
    assert kept["start"].startswith("2031-05-01T")
    assert "482913" not in str(kept)
    await call(
        hass, "modify_user", lock, user_id=kept["user_id"], user_name="Guest", clear_limits=True
    )
    (kept,) = await users(hass, lock)
    assert (kept["user_name"], kept["weekdays"], kept["end"]) == ("Guest", None, None)
    await call(hass, "delete_user", lock, user_id=kept["user_id"])
    assert await users(hass, lock) == []


async def test_locks_that_keep_numbers(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Codes are added and deleted; limits are refused before anything is sent."""
    station = await make(SubDevice("2712", "SL_LK_LS_V3", "Back door"))
    lock = entity_id(hass, await add(station), "lock", "2712_lock_lock")
    before = await users(hass, lock)
    with pytest.raises(HomeAssistantError):
        await call(hass, "add_user", lock, user_name="Visitor", code="591827", uses=1)
    assert await users(hass, lock) == before
    await call(hass, "add_user", lock, user_name="Visitor", code="591827")
    (new,) = [one for one in await users(hass, lock) if one not in before]
    assert new["user_name"] == "Visitor"
    await call(hass, "modify_user", lock, user_id=new["user_id"], user_name="Guest")
    (new,) = [one for one in await users(hass, lock) if one not in before]
    assert new["user_name"] == "Guest"
    await call(hass, "delete_user", lock, user_id=new["user_id"])
    assert await users(hass, lock) == before


async def test_card_at_a_swifte_lock(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Its number opens the lock from then on."""
    station = await make(SubDevice("2713", "SL_LK_SWIFTE", "Office door"), clock=Clock())
    lock = entity_id(hass, await add(station), "lock", "2713_lock_lock")
    await call(hass, "add_user", lock, user_name="Visitor", card="04A1B2C3")
    station.control("card", {"me": "2713", "uid": "04A1B2C3"})
    assert station.state()["locks"]["2713"]["opened"] == 1
    await until(hass, lock, "unlocked", changed_by="Visitor")
    (visitor,) = [one for one in await users(hass, lock) if one["user_name"] == "Visitor"]
    await call(hass, "delete_user", lock, user_id=visitor["user_id"])
    assert visitor not in await users(hass, lock)


async def test_names_and_numbers_that_are_none(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Nothing is added under an id that no lock could have."""
    station = await make(SubDevice("2711", "SL_LK_LS", "Entrance"))
    lock = entity_id(hass, await add(station), "lock", "2711_lock_lock")
    with pytest.raises(HomeAssistantError):
        await call(hass, "add_user", lock, user_name="Visitor", code="482913", user_id="first")
    assert await users(hass, lock) == []


async def test_period_with_one_end(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Without a start it begins now; a start alone, which no lock can keep, is refused."""
    station = await make(SubDevice("2711", "SL_LK_LS", "Entrance"))
    lock = entity_id(hass, await add(station), "lock", "2711_lock_lock")
    person = {"user_name": "Visitor", "code": "482913"}
    await call(hass, "add_user", lock, **person, end="2031-05-03 11:00:00")
    (kept,) = await users(hass, lock)
    began = dt_util.parse_datetime(kept["start"], raise_on_error=True)
    assert abs(dt_util.utcnow() - began) < timedelta(minutes=2)
    with pytest.raises(ServiceValidationError, match="end must be given"):
        await call(hass, "add_user", lock, **person, start="2031-05-01 14:00:00")
