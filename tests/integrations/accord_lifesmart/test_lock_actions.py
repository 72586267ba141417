"""Actions of SWIFTE locks, and fields that only some locks know."""

from typing import Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
import pytest
from pytest_homeassistant_custom_component.common import MockUser
import voluptuous as vol

from custom_components.accord_lifesmart.const import DOMAIN
from simulators.clock import Clock
from simulators.lifesmart import LifeSmartStation, SubDevice
from simulators.lifesmart.lock_swifte import SwifteLock
from tests.integrations.accord_lifesmart.conftest import Add, Make, entity_id
from tests.integrations.accord_lifesmart.test_lock_people import call, users

LOCK = "2713"


@pytest.fixture
async def station(make: Make) -> LifeSmartStation:
    """Start a station with a SWIFTE lock whose users belong to the owner and to admin 3."""
    found = await make(SubDevice(LOCK, "SL_LK_SWIFTE", "Office door"), clock=Clock())
    for number in (0x0A, 0x300, 0x301):
        store(found).enroll(number, "4711")
    return found


@pytest.fixture
async def lock(hass: HomeAssistant, station: LifeSmartStation, add: Add) -> str:
    """Return the lock's entity."""
    return entity_id(hass, await add(station), "lock", f"{LOCK}_lock_lock")


def store(station: LifeSmartStation) -> SwifteLock:
    """Return what the lock keeps."""
    found = station.locks[LOCK].swifte
    assert found is not None
    return found


async def get(hass: HomeAssistant, lock: str, **data: Any) -> dict[str, Any]:
    """Return one user."""
    context = data.pop("context", None)
    answer: Any = await hass.services.async_call(
        DOMAIN,
        "get_lock_user",
        {"entity_id": lock, **data},
        blocking=True,
        return_response=True,
        context=context,
    )
    return dict(answer[lock])


async def test_one_user(
    hass: HomeAssistant, lock: str, hass_read_only_user: MockUser, station: LifeSmartStation
) -> None:
    """With the code only for administrators who ask for it."""
    shown = await get(hass, lock, user_id="768")
    assert shown == {
        "user_id": "768",
        "user_name": "",
        "code": "****",
        "auth_mode": 5,
        "day_setting": 65535,
        "effective_from": 0,
        "effective_until": 0,
    }
    assert (await get(hass, lock, user_id="768", include_codes=True))["code"] == "4711"
    with pytest.raises(Unauthorized):
        await get(
            hass,
            lock,
            user_id="768",
            include_codes=True,
            context=Context(user_id=hass_read_only_user.id),
        )
    with pytest.raises(HomeAssistantError):
        await get(hass, lock, user_id="999")


async def test_all_of_an_admin(hass: HomeAssistant, lock: str, station: LifeSmartStation) -> None:
    """Only where the caller confirms it; the others stay."""
    with pytest.raises(ServiceValidationError):
        await call(hass, "delete_user_group", lock, admin=3)
    assert len(store(station).users) == 3
    await call(hass, "delete_user_group", lock, admin=3, confirm=True)
    assert set(store(station).users) == {0x0A}


async def test_below_an_admin(hass: HomeAssistant, lock: str, station: LifeSmartStation) -> None:
    """The lock chooses a number there; raw limits arrive as they are."""
    limit = "00" * 9 + "7F"
    added = await call(
        hass, "add_user", lock, user_name="Eve", code="2468", admin=3, time_limit_raw=limit
    )
    assert added["user_id"] == str(0x302)
    kept = store(station).users[0x302]
    assert (kept.password, bytes(kept.time_limit).hex()) == ("2468", limit.lower())
    with pytest.raises(vol.Invalid):
        await call(hass, "add_user", lock, user_name="Eve", code="2468", time_limit_raw="7F")


async def test_existing_user(hass: HomeAssistant, lock: str, station: LifeSmartStation) -> None:
    """Is changed only where that is asked for."""
    again: dict[str, Any] = {"user_name": "Ann", "user_id": "769", "code": "1357"}
    with pytest.raises(HomeAssistantError):
        await call(hass, "add_user", lock, **again)
    assert store(station).users[0x301].password == "4711"
    await call(hass, "add_user", lock, **again, update_existing=True)
    assert store(station).users[0x301].password == "1357"
    assert len(store(station).users) == 3
    names = {one["user_id"]: one["user_name"] for one in await users(hass, lock)}
    assert names["769"] == "Ann"


async def test_other_locks(hass: HomeAssistant, make: Make, add: Add) -> None:
    """They refuse what they do not know, before anything is sent."""
    station = await make(SubDevice("2711", "SL_LK_LS", "Entrance"))
    lock = entity_id(hass, await add(station), "lock", "2711_lock_lock")
    with pytest.raises(HomeAssistantError):
        await get(hass, lock, user_id="1")
    with pytest.raises(HomeAssistantError):
        await call(hass, "delete_user_group", lock, admin=1, confirm=True)
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "add_user", lock, user_name="Eve", code="482913", admin=1)
    assert caught.value.translation_key == "door_user_field_unsupported"


async def test_new_code_and_note(hass: HomeAssistant, make: Make, add: Add) -> None:
    """An ordinary lock takes a new code from one who knows the old one."""
    station = await make(SubDevice("2711", "SL_LK_LS", "Entrance"))
    lock = entity_id(hass, await add(station), "lock", "2711_lock_lock")
    added = await call(hass, "add_user", lock, user_name="Eve", code="482913")
    change = {"user_id": added["user_id"], "code": "135790", "note": "cleans on Mondays"}
    with pytest.raises(HomeAssistantError):
        await call(hass, "modify_user", lock, **change, old_code="000000")
    await call(hass, "modify_user", lock, **change, old_code="482913")
    kept = station.locks["2711"].users.users[added["user_id"]]
    assert (kept.password, kept.facts["user_info"]) == ("135790", "cleans on Mondays")
