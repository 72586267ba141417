"""What locks are asked: users, battery, clock."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from simulators.clock import Clock
from simulators.lifesmart import SubDevice
from simulators.lifesmart.lock_v3 import ADMIN, V3User
from tests.integrations.accord_lifesmart.conftest import Add, Make, act, entity_id, until
from tests.integrations.accord_lifesmart.test_lock_people import call


async def test_ordinary(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The number of users follows what is done; their names in the lock are known."""
    station = await make(SubDevice("2711", "SL_LK_LS", "Entrance"))
    station.locks["2711"].users.enroll("P_F_7", "finger", 7, "Wilma")
    entry = await add(station)
    users = entity_id(hass, entry, "sensor", "2711_users")
    await until(hass, users, "1")
    lock = entity_id(hass, entry, "lock", "2711_lock_lock")
    await call(hass, "add_user", lock, user_name="Visitor", code="482913")
    await until(hass, users, "2")
    station.control("unlock", {"me": "2711", "method": 2, "user": 7})
    await until(hass, lock, "unlocked", changed_by="Wilma")


async def test_v3(hass: HomeAssistant, make: Make, add: Add) -> None:
    """By what they open with; administrators beside them, disabled at first."""
    station = await make(SubDevice("2712", "SL_LK_LS_V3", "Back door"))
    store = station.locks["2712"].v3
    assert store is not None
    store.users = {0x1000: V3User(ADMIN, "123456"), 0x1001: V3User(1), 0x2000: V3User(1)}
    entry = await add(station)
    admins = entity_id(hass, entry, "sensor", "2712_password_admins")
    er.async_get(hass).async_update_entity(admins, disabled_by=None)
    assert await hass.config_entries.async_reload(entry.entry_id)
    for key, number in {"password": 2, "finger": 1, "card": 0}.items():
        await until(hass, entity_id(hass, entry, "sensor", f"2712_{key}_users"), str(number))
    await until(hass, admins, "1")


async def test_swifte(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The station reads the lock first."""
    station = await make(SubDevice("2713", "SL_LK_SWIFTE", "Office door"), clock=Clock())
    store = station.locks["2713"].swifte
    assert store is not None
    store.enroll(0x0A, "1234")
    entry = await add(station)
    battery = entity_id(hass, entry, "sensor", "2713_lock_battery")
    er.async_get(hass).async_update_entity(battery, disabled_by=None)
    assert await hass.config_entries.async_reload(entry.entry_id)
    await until(hass, entity_id(hass, entry, "sensor", "2713_users"), "2")
    await until(hass, battery, str(store.info()["bat"]))


async def test_clock(hass: HomeAssistant, make: Make, add: Add) -> None:
    """How far it is off shows, and a button sets it."""
    station = await make(SubDevice("2713", "SL_LK_SWIFTE", "Office door"), clock=Clock())
    store = station.locks["2713"].swifte
    assert store is not None
    store.clock_off = 90
    entry = await add(station)
    drift = entity_id(hass, entry, "sensor", "2713_lock_clock_drift")
    await until(hass, entity_id(hass, entry, "select", "2713_lock_volume"), "medium")
    state = hass.states.get(drift)
    assert state is not None
    assert float(state.state) == pytest.approx(90, abs=2)
    await act(hass, entity_id(hass, entry, "button", "2713_lock_set_clock"), "press")
    await until(hass, drift, "0")
    assert abs(store.clock_off) <= 2


async def test_out_of_reach(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A lock that the station does not hear is not asked and shows nothing."""
    device = SubDevice("2712", "SL_LK_LS_V3", "Back door")
    station = await make(device)
    entry = await add(station)
    users = entity_id(hass, entry, "sensor", "2712_password_users")
    await until(hass, users, "0")
    station.reach(device, online=False)
    await until(hass, users, "unavailable")
    station.reach(device, online=True)
    await until(hass, users, "0")
