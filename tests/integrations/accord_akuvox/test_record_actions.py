"""Actions of stores, with what the simulated unit keeps, and the exact requests."""

from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from simulators.akuvox import AkuvoxDevice

from .conftest import Add, Make
from .test_actions import call, prepare, registered, requests_of, row_store, saved

TARGETS = {
    "pin": "privatekey",
    "card": "rfkey",
    "contact": "contact",
    "group": "group",
    "dial_rule": "dialreplace",
}
NEW: dict[str, dict[str, Any]] = {
    "pin": {
        "name": "Ann",
        "code": "4711",
        "relays": ["B", "A"],
        "weekdays": ["mon", "thu"],
        "start_time": "08:00",
        "end_time": "18:30",
    },
    "card": {"name": "Ann", "code": "0a:1b:2c:3d", "uses": 3},
    "contact": {"name": "Desk", "phone": "2001", "account": "2", "group": "Ground"},
    "group": {"name": "Ground"},
    "dial_rule": {"prefix": "1", "replacements": ["2001", "2002"], "account": "1"},
}
KEPT: dict[str, dict[str, str]] = {
    "pin": {
        "Name": "Ann",
        "Code": "4711",
        "DoorNum": "12",
        "Mon": "1",
        "Tue": "0",
        "Thur": "1",
        "TimeStart": "08:00",
        "TimeEnd": "18:30",
    },
    "card": {"Name": "Ann", "Code": "0A1B2C3D", "Tags": "1", "Frequency": "3", "DoorNum": "1"},
    "contact": {"Name": "Desk", "Phone": "2001", "DialType": "2", "Group": "Ground"},
    "group": {"Name": "Ground"},
    "dial_rule": {"Prefix": "1", "Replace1": "2001", "Replace2": "2002", "Line": "1"},
}
CHANGE: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "pin": (
        {"weekdays": "sun", "start_time": "00:00", "end_time": "00:00"},
        {"Mon": "0", "Thur": "0", "Sun": "1", "TimeStart": "00:00", "TimeEnd": "00:00"},
    ),
    "card": ({"uses": 0}, {"Tags": "0", "Frequency": "0"}),
    "contact": ({"account": "auto"}, {"DialType": "0"}),
    "group": ({"name": "First"}, {"Name": "First"}),
    "dial_rule": ({"replacements": "2003"}, {"Replace1": "2003", "Replace2": ""}),
}


@pytest.fixture
async def unit(hass: HomeAssistant, make: Make, tmp_path: Path) -> AkuvoxDevice:
    """A unit with all stores, and a folder for files."""
    hass.config.config_dir = str(tmp_path)
    return await make("A02")


def rows(device: AkuvoxDevice, store: str) -> list[dict[str, str]]:
    """Return the rows of a store."""
    return list(row_store(device, TARGETS[store]))


@pytest.mark.parametrize("store", list(TARGETS))
async def test_life_of_a_record(
    hass: HomeAssistant, unit: AkuvoxDevice, add: Add, store: str
) -> None:
    """Added, listed, changed in one member, deleted by its number."""
    aim = {"device_id": registered(hass, await add(unit)), "store": store}
    added = await call(hass, "add_record", response=True, **aim, **NEW[store])
    (row,) = rows(unit, store)
    assert row["ID"] == added["record_id"]
    assert KEPT[store].items() <= row.items()
    listed = await call(hass, "list_records", response=True, **aim)
    assert [one["record_id"] for one in listed["records"]] == [row["ID"]]
    given, kept = CHANGE[store]
    await call(hass, "update_record", **aim, record_id=row["ID"], **given)
    (changed,) = rows(unit, store)
    assert {**KEPT[store], **kept}.items() <= changed.items()
    await call(hass, "delete_record", **aim, record_id=row["ID"])
    assert rows(unit, store) == []


@pytest.mark.parametrize("store", ["pin", "card"])
async def test_codes_are_masked(
    hass: HomeAssistant, unit: AkuvoxDevice, add: Add, store: str
) -> None:
    """Unless an administrator asks for them."""
    aim = {"device_id": registered(hass, await add(unit)), "store": store}
    code = KEPT[store]["Code"]
    for answer in (
        await call(hass, "add_record", response=True, **aim, **NEW[store]),
        await call(hass, "list_records", response=True, **aim),
        await call(hass, "update_record", response=True, **aim, record_id="1", name="Bo"),
    ):
        assert code not in str(answer)
    shown = await call(hass, "list_records", response=True, **aim, include_codes=True)
    assert shown["records"][0]["code"] == code


async def test_one_page(hass: HomeAssistant, unit: AkuvoxDevice, add: Add) -> None:
    """All records by default, ten of them with a page."""
    for number in range(12):
        unit.directory.groups.add({"Name": f"G{number}"})
    aim = {"device_id": registered(hass, await add(unit)), "store": "group"}
    assert len((await call(hass, "list_records", response=True, **aim))["records"]) == 12
    page = await call(hass, "list_records", response=True, **aim, page=2)
    assert [one["name"] for one in page["records"]] == ["G10", "G11"]


@pytest.mark.parametrize(
    ("store", "data", "key"),
    [
        ("pin", {"name": "Ann"}, "record_field_missing"),
        ("dial_rule", {"prefix": "1"}, "record_field_missing"),
        ("group", {"name": "Ground", "code": "1"}, "record_field_unknown"),
        ("pin", {"name": "Ann", "code": "4711", "uses": 1}, "record_field_unknown"),
        ("pin", {"name": "Ann", "code": "47x1"}, "invalid"),
    ],
)
async def test_wrong_records(
    hass: HomeAssistant, unit: AkuvoxDevice, add: Add, store: str, data: dict[str, Any], key: str
) -> None:
    """Refused in words before anything is sent, without the code."""
    aim = {"device_id": registered(hass, await add(unit)), "store": store}
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, "add_record", **aim, **data)
    assert refused.value.translation_key == key
    assert "47" not in str(refused.value)
    assert not [one for one in unit.requests if one.method == "POST"]


async def test_change_of_a_record_that_is_not_there(
    hass: HomeAssistant, unit: AkuvoxDevice, add: Add
) -> None:
    """Refused in words."""
    aim = {"device_id": registered(hass, await add(unit)), "store": "group"}
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, "update_record", **aim, record_id="7", name="x")
    assert refused.value.translation_key == "not_found"
    with pytest.raises(HomeAssistantError):
        await call(hass, "delete_record", **aim, record_id="7")


@pytest.mark.parametrize("store", list(TARGETS))
async def test_clear_means_one_store(
    hass: HomeAssistant, unit: AkuvoxDevice, add: Add, store: str
) -> None:
    """The manual's sample for groups names the contacts: those stay."""
    prepare(unit)
    aim = {"device_id": registered(hass, await add(unit, dangerous=True)), "store": store}
    before = {one: len(rows(unit, one)) for one in TARGETS}
    unit.requests.clear()
    await call(hass, "clear_store", **aim, confirm=True)
    target = TARGETS[store]
    assert [one[1:] for one in requests_of(unit, f"{target}/clear")] == [
        (target, f"/api/{target}/clear")
    ]
    assert {one: len(rows(unit, one)) for one in TARGETS} == {**before, store: 0}


async def test_clear_of_people(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The newer store."""
    device = await make("A05")
    prepare(device)
    aim = {"device_id": registered(hass, await add(device, dangerous=True)), "store": "user"}
    await call(hass, "clear_store", **aim, confirm=True)
    assert len(device.people.users) == 0


@pytest.mark.parametrize(("store", "target"), [("call_log", "calllog"), ("door_log", "doorlog")])
async def test_logs(
    hass: HomeAssistant, unit: AkuvoxDevice, add: Add, store: str, target: str
) -> None:
    """One record by its number, then all; the other log stays, whatever the manual's samples say."""
    for _ in range(3):
        unit.door.enter_code("0000")
        unit.line.dial("2001")
        unit.line.hang_up()
    logs = {"call_log": unit.line.log, "door_log": unit.door.log}
    other = next(one for one in logs if one != store)
    aim = {"device_id": registered(hass, await add(unit, dangerous=True)), "store": store}
    unit.requests.clear()
    await call(hass, "delete_record", **aim, record_id="2")
    assert [row["ID"] for row in logs[store]] == ["1", "3"]
    await call(hass, "clear_store", **aim, confirm=True)
    assert len(logs[store]) == 0
    assert len(logs[other]) == 3
    assert [path for *_, path in requests_of(unit, f"{target}/del", f"{target}/clear")] == [
        f"/api/{target}/del",
        f"/api/{target}/clear",
    ]


@pytest.mark.parametrize("store", ["pin", "card", "contact", "dial_rule", "call_log", "door_log"])
async def test_export(hass: HomeAssistant, unit: AkuvoxDevice, add: Add, store: str) -> None:
    """Into a file, of which the answer has nothing but the path."""
    prepare(unit)
    aim = {"device_id": registered(hass, await add(unit)), "store": store}
    answer = await call(hass, "export_store", response=True, **aim)
    assert saved(answer)


@pytest.mark.parametrize(
    ("kind", "begin"), [("csv", b"ID,Name"), ("xml", b"<?xml"), ("vcf", b"BEGIN")]
)
async def test_forms_of_contacts(
    hass: HomeAssistant, unit: AkuvoxDevice, add: Add, kind: str, begin: bytes
) -> None:
    """As a table, as XML or as cards."""
    prepare(unit)
    aim = {"device_id": registered(hass, await add(unit)), "store": "contact"}
    answer = await call(hass, "export_store", response=True, **aim, file_type=kind)
    assert saved(answer).startswith(begin)


@pytest.mark.parametrize("store", ["pin", "card", "contact", "dial_rule"])
async def test_import(hass: HomeAssistant, unit: AkuvoxDevice, add: Add, store: str) -> None:
    """What was exported comes back."""
    prepare(unit)
    aim = {"device_id": registered(hass, await add(unit, dangerous=True)), "store": store}
    path = (await call(hass, "export_store", response=True, **aim))["path"]
    kept = rows(unit, store)
    row_store(unit, TARGETS[store]).clear()
    await call(hass, "import_store", **aim, path=path, confirm=True)
    assert rows(unit, store) == kept


async def test_import_of_people(hass: HomeAssistant, make: Make, add: Add, tmp_path: Path) -> None:
    """The newer store tells where its file lies."""
    hass.config.config_dir = str(tmp_path)
    device = await make("A05")
    prepare(device)
    aim = {"device_id": registered(hass, await add(device, dangerous=True)), "store": "user"}
    path = (await call(hass, "export_store", response=True, **aim))["path"]
    device.people.users.clear()
    await call(hass, "import_store", **aim, path=path, confirm=True)
    assert [row["Name"] for row in device.people.users] == ["Bob"]
