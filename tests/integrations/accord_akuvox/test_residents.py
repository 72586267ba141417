"""People at locks, in units of both generations."""

from datetime import datetime, timedelta
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord_akuvox.const import DOMAIN
from custom_components.accord_akuvox.residents import RelayNames, residents_of
from simulators.akuvox import AkuvoxDevice

from .conftest import Add, Make
from .test_actions import requests_of

NAMES = {"Config.DoorSetting.RELAY.NameA": "Gate", "Config.DoorSetting.RELAY.NameB": "Box"}
TWINS = {"Config.DoorSetting.RELAY.NameA": "Door", "Config.DoorSetting.RELAY.NameB": "Door"}


class Lock:
    """The first lock of a unit."""

    def __init__(self, hass: HomeAssistant) -> None:
        self.hass = hass
        self.entity_id = min(hass.states.async_entity_ids("lock"))

    async def call(self, action: str, **data: Any) -> Any:
        """Call an action and return its answer for the lock."""
        answer = await self.hass.services.async_call(
            DOMAIN,
            action,
            {"entity_id": self.entity_id, **data},
            blocking=True,
            return_response=action != "delete_user",
        )
        return answer and answer[self.entity_id]

    async def users(self, **data: Any) -> list[dict[str, Any]]:
        """Return all users."""
        found: list[dict[str, Any]] = (await self.call("list_users", **data))["users"]
        return found


def users(device: AkuvoxDevice) -> list[dict[str, str]]:
    """Return the rows of the newer store."""
    return list(device.people.users)


# --- The newer store ---------------------------------------------------------------------------


async def test_life_of_a_user(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Added with the next number, shown without codes, changed in one thing, deleted."""
    device = await make("A05", config=NAMES)
    await add(device)
    lock = Lock(hass)
    added = await lock.call("add_user", user_name="Ann", code="4711", card="0a:1b:2c:3d")
    assert added["user_id"] == "1"
    assert added["credentials"] == ["card", "code"]
    assert "4711" not in str(await lock.users())
    (row,) = users(device)
    assert (row["UserID"], row["PrivatePIN"], row["CardCode"]) == ("1", "4711", "0A1B2C3D")
    assert row["ScheduleRelay"].rstrip(";") == "1001-1"
    (shown,) = await lock.users(include_codes=True)
    assert (shown["code"], shown["card"], shown["relays"]) == (["4711"], ["0A1B2C3D"], ["Gate"])
    assert shown["source"] == "local"
    changed = await lock.call("modify_user", user_id="1", relays=["Box", "Gate"])
    assert changed["relays"] == ["Gate", "Box"]
    (row,) = users(device)
    assert (row["PrivatePIN"], row["ScheduleRelay"].rstrip(";")) == ("4711", "1001-12")
    await lock.call("delete_user", user_id="1")
    assert users(device) == []


async def test_more_cards_and_no_code(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Both are replaced by what is given."""
    device = await make("A05")
    await add(device)
    lock = Lock(hass)
    await lock.call("add_user", user_name="Ann", user_id="77", code="4711", card="0A1B2C3D")
    await lock.call("modify_user", user_id="77", code=[], card=["00C0FFEE", "5EC0DE01"])
    (row,) = users(device)
    assert (row["UserID"], row["PrivatePIN"]) == ("77", "")
    assert row["CardCode"] == "00C0FFEE;5EC0DE01"


async def test_somebody_known_by_face_only(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Can be renamed, and keeps the face."""
    device = await make("A05")
    face = {"FaceUrl": "/face/9.jpg", "ScheduleRelay": "1001-1"}
    device.people.users.add({"UserID": "9", "Name": "Noor", **face})
    await add(device)
    lock = Lock(hass)
    changed = await lock.call("modify_user", user_id="9", user_name="Nora")
    assert (changed["user_name"], changed["credentials"]) == ("Nora", [])
    (row,) = users(device)
    assert (row["Name"], row["FaceUrl"]) == ("Nora", "/face/9.jpg")


async def test_number_that_is_taken(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Refused before anything is written; so is a code that somebody has, untold whose."""
    device = await make("A05")
    device.people.users.add({"UserID": "1", "Name": "Bob", "PrivatePIN": "1234"})
    await add(device)
    lock = Lock(hass)
    for data in ({"user_id": "1", "code": "4711"}, {"code": "1234"}):
        with pytest.raises(ServiceValidationError) as refused:
            await lock.call("add_user", user_name="Ann", **data)
        assert refused.value.translation_key == "already_exists"
        assert "1234" not in str(refused.value)
    assert requests_of(device, "user/add") == []


async def test_user_of_the_cloud(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Shown, but left alone."""
    device = await make("A05")
    device.people.users.add({"UserID": "1", "Name": "Bob", "PrivatePIN": "1234", "SourceType": "2"})
    await add(device)
    lock = Lock(hass)
    (shown,) = await lock.users()
    assert (shown["source"], shown["editable"]) == ("cloud", False)
    with pytest.raises(ServiceValidationError) as refused:
        await lock.call("delete_user", user_id="1")
    assert refused.value.translation_key == "door_user_not_editable"
    assert len(users(device)) == 1


async def test_no_times_without_schedules(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Firmware without schedules over its interface keeps none: said before it is asked."""
    device = await make("A05")
    await add(device)
    with pytest.raises(ServiceValidationError) as refused:
        await Lock(hass).call("add_user", user_name="Ann", code="4711", weekdays=["mon"])
    assert refused.value.translation_key == "door_user_field_unsupported"
    assert requests_of(device, "user/add") == []


@pytest.mark.parametrize("model", ["E18C", "X912"])
async def test_weekly_times(hass: HomeAssistant, make: Make, add: Add, model: str) -> None:
    """In a schedule of the unit, which goes with its user."""
    device = await make(model)
    await add(device)
    lock = Lock(hass)
    times = {"weekdays": ["mon", "fri"], "start_time": "08:00:00", "end_time": "12:30:00"}
    added = await lock.call("add_user", user_name="Ann", code="4711", **times)
    assert {name: added[name] for name in times} == times
    assert len(device.people.schedules) == 3
    changed = await lock.call("modify_user", user_id=added["user_id"], clear_limits=True)
    assert changed["weekdays"] is changed["start_time"] is None
    assert len(device.people.schedules) == 2


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
async def test_period(hass: HomeAssistant, make: Make, add: Add, zone: str) -> None:
    """By the unit's clock, which shows Home Assistant's time; one that has no end ends late."""
    await hass.config.async_set_time_zone(zone)
    device = await make("X912")
    await add(device)
    lock = Lock(hass)
    start, end = "2026-12-01T08:30:00", "2026-12-24T18:00:00"
    added = await lock.call("add_user", user_name="Ann", code="4711", start=start, end=end)
    schedule = list(device.people.schedules)[-1]
    assert (schedule["DateStart"], schedule["TimeStart"]) == ("20261201", "08:30")
    assert (schedule["DateEnd"], schedule["TimeEnd"]) == ("20261224", "18:00")
    assert added["start"].startswith(start)
    assert datetime.fromisoformat(added["start"]).tzinfo is not None
    guest = await lock.call("add_user", user_name="Guest", code="1234", end=end)
    began = dt_util.parse_datetime(guest["start"])
    assert began is not None
    assert timedelta(0) <= dt_util.utcnow() - began < timedelta(minutes=2)
    tenant = await lock.call("add_user", user_name="Tenant", code="5678", start=start)
    assert tenant["end"].startswith("2099-12-31T23:59")


async def test_two_of_one_number(hass: HomeAssistant, make: Make, add: Add) -> None:
    """They are told apart by their rows."""
    device = await make("A05")
    for name in ("Ann", "Bob"):
        device.people.users.add(
            {"UserID": "1", "Name": name, "PrivatePIN": "12345"[: 4 + (name == "Bob")]}
        )
    await add(device)
    lock = Lock(hass)
    assert [one["user_id"] for one in await lock.users()] == ["user:1", "user:2"]
    await lock.call("delete_user", user_id="user:2")
    assert [row["Name"] for row in users(device)] == ["Ann"]


# --- The older stores --------------------------------------------------------------------------


async def test_keys(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Each code and each card is an entry of its own."""
    device = await make("A02", config=NAMES)
    await add(device)
    lock = Lock(hass)
    code = await lock.call(
        "add_user",
        user_name="Ann",
        code="4711",
        relays=["Box"],
        weekdays=["sat", "sun"],
        start_time="10:00",
        end_time="12:00",
    )
    card = await lock.call("add_user", user_name="Ann", card="0A1B2C3D", uses=2)
    assert (code["user_id"], card["user_id"]) == ("privatekey:1", "rfkey:1")
    assert (code["relays"], code["weekdays"]) == (["Box"], ["sat", "sun"])
    assert card["uses"] == 2
    (pin,) = device.people.pins
    assert (pin["DoorNum"], pin["Sat"], pin["Mon"], pin["TimeEnd"]) == ("2", "1", "0", "12:00")
    (tag,) = device.people.cards
    assert (tag["Tags"], tag["Frequency"]) == ("1", "2")
    await lock.call("modify_user", user_id="rfkey:1", clear_limits=True)
    assert next(iter(device.people.cards))["Tags"] == "0"
    await lock.call("delete_user", user_id="privatekey:1")
    assert (len(device.people.pins), len(device.people.cards)) == (0, 1)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"code": "4711", "card": "0A1B2C3D"}, "code_or_card"),
        ({"code": "4711", "user_id": "7"}, "invalid"),
        ({"code": "4711", "uses": 1}, "unsupported"),
        ({"code": "4711", "start": "2026-12-01 08:00"}, "door_user_field_unsupported"),
        ({}, "invalid"),
    ],
)
async def test_what_keys_cannot(
    hass: HomeAssistant, make: Make, add: Add, data: dict[str, Any], key: str
) -> None:
    """Refused in words; nothing is half done."""
    device = await make("A02")
    await add(device)
    with pytest.raises(HomeAssistantError) as refused:
        await Lock(hass).call("add_user", user_name="Ann", **data)
    assert refused.value.translation_key == key
    assert (len(device.people.pins), len(device.people.cards)) == (0, 0)


async def test_one_relay(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Needs no names."""
    device = await make("A01")
    await add(device)
    lock = Lock(hass)
    added = await lock.call("add_user", user_name="Ann", code="4711")
    assert added["relays"] == []
    with pytest.raises(ServiceValidationError) as refused:
        await lock.call("modify_user", user_id=added["user_id"], relays=["A"])
    assert refused.value.translation_key == "door_user_field_unsupported"


# --- Relays ------------------------------------------------------------------------------------


def names_of(entry: MockConfigEntry) -> RelayNames:
    """Return the relays of a unit."""
    return RelayNames(entry.runtime_data.coordinator)


async def test_relays_of_one_name(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Are called by their letters."""
    names = names_of(await add(await make("A05", config=TWINS)))
    assert names.names == ("A", "B")
    assert names.of("2") == ("B",)
    assert names.letter("door") is None


async def test_relays_by_name(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Names and letters both, in the unit's order."""
    names = names_of(await add(await make("A05", config=NAMES)))
    assert names.digits(("box", "A")) == "12"
    assert names.digits(()) == "1"


async def test_default_relay(hass: HomeAssistant, make: Make, add: Add) -> None:
    """New people may open the door where they are added."""
    device = await make("A05", config=NAMES)
    entry = await add(device)
    backend = residents_of(entry.runtime_data.coordinator, "B")
    assert backend is not None
    assert backend.limits.relays == ("Gate", "Box")


async def test_unit_without_people(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Has none to keep."""
    entry = await add(await make("A05", without={"user"}))
    assert residents_of(entry.runtime_data.coordinator) is None
