"""People of the newer store, whatever the firmware's spelling."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from aiohttp import web
import pytest

from custom_components.accord.protocol.akuvox.errors import NotTakenError
from custom_components.accord.protocol.akuvox.models.user import ScheduleRelay, User
from custom_components.accord.protocol.errors import (
    AlreadyExistsError,
    ConflictError,
    DeviceError,
    InvalidError,
    NotFoundError,
    ProtocolError,
    UnsupportedError,
)
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.fakes import Asked, file, reply
from tests.protocol.akuvox.rows import Rows

NOOR = User(
    user_id="7",
    name="Noor",
    pin="4711",
    cards=("0A1B2C3D",),
    access=(ScheduleRelay("1001", "1"),),
)
OTHER = {"ID": "2", "UserID": "2", "Name": "Mira", "ScheduleRelay": "1001-1;", "SourceType": "1"}


def people(*rows: dict[str, Any]) -> Rows:
    """Return a store that says no more than how many rows it took."""
    found = Rows("user", *rows, first_id=10)
    found.results = False
    return found


async def test_add(start_unit: StartUnit) -> None:
    """As the others are spelt, without an id; what the unit keeps is returned."""
    rows = people(OTHER)
    unit = await start_unit(rows.answers)
    (found,) = await unit.client.user.add([NOOR])
    assert found.id == "11"
    (sent,) = next(one.data["item"] for one in unit.requests if one.operation == "user/add")
    assert "ID" not in sent
    assert sent["ScheduleRelay"] == "1001-1;"
    assert sent["FaceUrl"] == ""


async def test_firmware_that_reads_the_other_spelling(start_unit: StartUnit) -> None:
    """What did not arrive is written again, and remembered."""
    rows = people()
    rows.drops = ("ScheduleRelay",)
    unit = await start_unit(rows.answers)
    topic = unit.client.user
    (found,) = await topic.add([NOOR])
    assert found.access == NOOR.access
    assert rows.rows[0]["Schedule-Relay"] == "1001-1"
    await topic.add([replace(NOOR, user_id="8", name="Lina", pin="4712")])
    assert [one.operation for one in unit.requests].count("user/set") == 1


async def test_firmware_that_keeps_no_relays(start_unit: StartUnit) -> None:
    rows = people()
    rows.drops = ("ScheduleRelay", "Schedule-Relay")
    unit = await start_unit(rows.answers)
    with pytest.raises(DeviceError, match="relays"):
        await unit.client.user.add([NOOR])


async def test_a_person_who_does_not_show_up(start_unit: StartUnit) -> None:
    unit = await start_unit({**people().answers, "user/add": None})
    with pytest.raises(DeviceError, match="does not list"):
        await unit.client.user.add([NOOR])


async def test_set_keeps_what_nobody_knows(start_unit: StartUnit) -> None:
    rows = people({**OTHER, "BLEAuthCode": "x"})
    unit = await start_unit(rows.answers)
    topic = unit.client.user
    (mira,) = await topic.get()
    await topic.set([replace(mira, pin="4711")])
    assert rows.rows[0]["PrivatePIN"] == "4711"
    assert rows.rows[0]["BLEAuthCode"] == "x"
    assert rows.rows[0]["ScheduleRelay"] == "1001-1;"
    with pytest.raises(NotFoundError):
        await topic.set([replace(mira, id="99")])


async def test_the_clouds_people_stay(start_unit: StartUnit) -> None:
    rows = people({**OTHER, "SourceType": "2"})
    unit = await start_unit(rows.answers)
    topic = unit.client.user
    (mira,) = await topic.get()
    with pytest.raises(ConflictError):
        await topic.set([mira])
    with pytest.raises(ConflictError):
        await topic.delete([mira.id])
    with pytest.raises(NotFoundError):
        await topic.delete(["99"])
    assert len(rows.rows) == 1


async def test_delete_and_clear(start_unit: StartUnit) -> None:
    rows = people(OTHER)
    unit = await start_unit(rows.answers)
    await unit.client.user.delete(["2"])
    assert rows.rows == []
    await unit.client.user.clear()
    assert unit.lines[-1] == "POST user/clear"


async def test_a_name_is_looked_for_again(start_unit: StartUnit) -> None:
    """The unit also finds codes that contain the word."""
    rows = people(OTHER, {"ID": "3", "UserID": "3", "Name": "Bo", "PrivatePIN": "3141"})
    unit = await start_unit(rows.answers)
    assert [one.name for one in await unit.client.user.get(name="mir")] == ["Mira"]
    assert unit.requests[0].query == {"NameOrCode": "mir", "page": "1"}


async def test_next_number_and_scan(start_unit: StartUnit) -> None:
    unit = await start_unit(
        {"user/info": {"DefaultUserId": 7}, "user/scan": {"RFCode": "5EC0DE01"}}
    )
    assert await unit.client.user.info() == 7
    assert await unit.client.user.scan() == "5EC0DE01"
    unit.answers |= {"user/info": {}, "user/scan": {"RFCode": ""}}
    with pytest.raises(ProtocolError):
        await unit.client.user.info()
    with pytest.raises(NotFoundError):
        await unit.client.user.scan()


async def test_edit_is_never_sent(start_unit: StartUnit) -> None:
    unit = await start_unit({})
    with pytest.raises(UnsupportedError):
        await unit.client.user.edit()
    assert unit.requests == []


async def test_files(start_unit: StartUnit) -> None:
    unit = await start_unit(
        {
            "system/info": {},
            "user/export": {"address": "/download/UserData.tgz"},
            "download/UserData.tgz": file(b"\x1f\x8b", "UserData.tgz"),
            "user/import": None,
        }
    )
    found = await unit.client.user.export()
    assert (found.name, found.content) == ("UserData.tgz", b"\x1f\x8b")
    await unit.client.user.import_(b"\x1f\x8b")
    assert unit.requests[-1].data == {"field": "config", "filename": "UserData.tgz"}


@pytest.mark.parametrize("address", ["http://192.0.2.9/x", "//192.0.2.9/x", "", "/a/../../etc"])
async def test_an_address_elsewhere_is_not_fetched(start_unit: StartUnit, address: str) -> None:
    unit = await start_unit({"user/export": {"address": address}})
    with pytest.raises(ProtocolError):
        await unit.client.user.export()
    assert unit.lines == ["GET user/export"]


async def test_nothing_is_sent_when_one_is_wrong(start_unit: StartUnit) -> None:
    unit = await start_unit({})
    with pytest.raises(InvalidError):
        await unit.client.user.add([NOOR, replace(NOOR, pin="1")])
    assert unit.requests == []


def refusing(rows: Rows, takes: Callable[[dict[str, Any]], bool]) -> Callable[[Asked], Any]:
    """Return an ``add`` that refuses a request with a row that the firmware does not take."""

    def add(asked: Asked) -> Any:
        if not all(takes(row) for row in asked.data["item"]):
            return reply(retcode=-1, message="Failed")
        return rows.add(asked)

    return add


async def test_firmware_that_wants_an_id(start_unit: StartUnit) -> None:
    """What helped is remembered."""
    rows = people(OTHER)
    add = refusing(rows, lambda row: row.get("ID") == "-1")
    unit = await start_unit({**rows.answers, "user/add": add})
    topic = unit.client.user
    (found,) = await topic.add([NOOR])
    assert found.id == "11"
    before = len([one for one in unit.requests if one.operation == "user/add"])
    await topic.add([replace(NOOR, user_id="8", pin="4712")])
    assert (before, len([one for one in unit.requests if one.operation == "user/add"])) == (2, 3)


async def test_firmware_that_refuses_the_usual_spelling(start_unit: StartUnit) -> None:
    rows = people()
    add = refusing(rows, lambda row: "Schedule-Relay" in row)
    unit = await start_unit({**rows.answers, "user/add": add})
    (found,) = await unit.client.user.add([NOOR])
    assert found.access == NOOR.access
    assert rows.rows[0]["Schedule-Relay"] == "1001-1"


async def test_firmware_that_lists_the_other_spelling_empty(start_unit: StartUnit) -> None:
    rows = people()
    rows.drops = ("ScheduleRelay",)

    def add(asked: Asked) -> Any:
        answer = rows.add(asked)
        rows.rows[-1].setdefault("Schedule-Relay", "")
        return answer

    unit = await start_unit({**rows.answers, "user/add": add})
    (found,) = await unit.client.user.add([NOOR])
    assert found.access == NOOR.access


async def test_some_were_taken_before_the_refusal(start_unit: StartUnit) -> None:
    """Nobody is added twice."""
    rows = people(OTHER)

    def add(asked: Asked) -> Any:
        if len(asked.data["item"]) > 1:
            rows.add(replace(asked, data={"item": asked.data["item"][:1]}))
            return reply(retcode=-1, message="Failed")
        return rows.add(asked)

    unit = await start_unit({**rows.answers, "user/add": add})
    lina = replace(NOOR, user_id="8", name="Lina", pin="4712")
    found = await unit.client.user.add([NOOR, lina])
    assert [one.name for one in found] == ["Noor", "Lina"]
    assert [row["Name"] for row in rows.rows] == ["Mira", "Noor", "Lina"]


async def test_what_the_unit_refuses_in_every_form(start_unit: StartUnit) -> None:
    rows = people(OTHER)
    unit = await start_unit({**rows.answers, "user/add": refusing(rows, lambda _: False)})
    with pytest.raises(DeviceError, match="Failed"):
        await unit.client.user.add([NOOR])
    assert len(rows.rows) == 1


async def test_an_answer_that_is_lost_is_no_refusal(start_unit: StartUnit) -> None:
    """The unit may have obeyed: nothing is sent again."""
    unit = await start_unit({**people(OTHER).answers, "user/add": web.Response(status=500)})
    with pytest.raises(DeviceError):
        await unit.client.user.add([NOOR])
    assert [one.operation for one in unit.requests].count("user/add") == 1


async def test_numbers_are_given_once(start_unit: StartUnit) -> None:
    unit = await start_unit(people(OTHER).answers)
    topic = unit.client.user
    for rows in ([replace(NOOR, user_id="2")], [NOOR, replace(NOOR, name="B", pin="4712")]):
        with pytest.raises(AlreadyExistsError):
            await topic.add(rows)
    assert "POST user/add" not in unit.lines


async def test_many_are_found_again_with_one_reading(start_unit: StartUnit) -> None:
    unit = await start_unit(people(OTHER).answers)
    many = [replace(NOOR, user_id=str(n), name=f"N{n}", pin="") for n in range(10, 15)]
    assert len(await unit.client.user.add(many)) == 5
    assert unit.lines == ["GET user/get", "POST user/add", "GET user/get"]


async def test_new_people_are_marked_as_the_units_own(start_unit: StartUnit) -> None:
    rows = people({"ID": "2", "UserID": "2", "Name": "Mira", "ScheduleRelay": "", "Type": "-1"})
    unit = await start_unit(rows.answers)
    await unit.client.user.add([NOOR])
    assert rows.rows[1]["Type"] == "-1"


async def test_members_that_a_caller_does_not_know_stay(start_unit: StartUnit) -> None:
    """The expert's row has neither unknown members nor a spelling."""
    rows = people(
        {"ID": "2", "UserID": "2", "Name": "Mira", "Schedule-Relay": "1001-1,1003-2", "BLE": "x"}
    )
    unit = await start_unit(rows.answers)
    await unit.client.user.set(
        [replace(NOOR, id="2", user_id="2", access=(ScheduleRelay("1001", "2"),))]
    )
    assert (rows.rows[0]["BLE"], rows.rows[0]["Schedule-Relay"]) == ("x", "1001-2")
    assert "ScheduleRelay" not in rows.rows[0]


async def test_what_the_unit_says_yes_to_but_does_not_keep(start_unit: StartUnit) -> None:
    rows = people({**OTHER, "PrivatePIN": "1111"})
    unit = await start_unit({**rows.answers, "user/set": reply(retcode=1)})
    topic = unit.client.user
    (mira,) = await topic.get()
    with pytest.raises(NotTakenError) as caught:
        await topic.set([replace(mira, pin="4711", cards=("AA",))])
    assert caught.value.keys == ("PrivatePIN", "CardCode")
    assert "4711" not in str(caught.value)
