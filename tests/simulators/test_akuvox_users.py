"""Users of the newer firmware: one row per person, with the families' differences."""

from typing import Any

import pytest

from simulators.akuvox import Quirks
from simulators.clock import Clock
from tests.simulators.conftest import Served, StartUnit
from tests.simulators.raw_akuvox import RawHttp, ask, get, post, upload

type Json = dict[str, Any]

MIRA = {
    "UserID": "7",
    "Name": "Mira",
    "CardCode": "00C0FFEE",
    "PrivatePIN": "4711",
    "ScheduleRelay": "1001-1",
}
FAILED = {"retcode": -1, "message": "Failed"}


def item(*rows: Json) -> Json:
    """Return rows as `data`."""
    return {"item": list(rows)}


async def users(unit: Any, **query: object) -> list[Json]:
    """Return the rows of `user/get`."""
    rows: list[Json] = (await get(unit, "user/get", **query))["data"]["item"]
    return rows


async def test_code_is_the_number_of_rows(start_unit: StartUnit, served: Served) -> None:
    unit = await start_unit()
    noor = {**MIRA, "UserID": "8", "Name": "Noor", "PrivatePIN": "2846"}
    assert (await post(unit, "user/add", item(MIRA, noor)))["retcode"] == 2
    assert (await post(unit, "user/set", item({**MIRA, "ID": "1", "Name": "M"})))["retcode"] == 1
    assert (await post(unit, "user/del", item({"ID": "1"}, {"ID": "9"})))["retcode"] == 1
    assert (await post(unit, "user/del", item({"ID": "9"})))["retcode"] == -1
    assert [row["Name"] for row in await users(unit)] == ["Noor"]
    assert [code for _, _, code in served[:4]] == [2, 1, 1, -1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"PrivatePIN": "44"},
        {"PrivatePIN": "123456789"},
        {"PrivatePIN": "12ab"},
        {"CardCode": "xyz"},
        {"UserID": ""},
        {"Name": ""},
        {"ScheduleRelay": None},
    ],
)
async def test_rows_that_are_refused(start_unit: StartUnit, wrong: Json) -> None:
    unit = await start_unit()
    row = {name: text for name, text in {**MIRA, **wrong}.items() if text is not None}
    assert FAILED.items() <= (await post(unit, "user/add", item(row))).items()
    assert await users(unit) == []


async def test_number_is_unique(start_unit: StartUnit) -> None:
    unit = await start_unit()
    assert (await post(unit, "user/add", item(MIRA, MIRA)))["retcode"] == 1
    assert (await get(unit, "user/info"))["data"] == {"DefaultUserId": 1}
    await post(unit, "user/add", item({**MIRA, "UserID": "1"}))
    assert (await get(unit, "user/info"))["data"] == {"DefaultUserId": 2}
    taken = {**MIRA, "ID": "1", "UserID": "1"}
    assert (await post(unit, "user/set", item(taken)))["retcode"] == -1


async def test_set_loses_what_is_not_given(start_unit: StartUnit) -> None:
    unit = await start_unit()
    await post(unit, "user/add", item({**MIRA, "LiftFloorNum": "1;2"}))
    row = {"ID": "1", "UserID": "7", "Name": "Mira", "ScheduleRelay": "1001-1"}
    await post(unit, "user/set", item(row))
    found = (await users(unit))[0]
    assert (found["CardCode"], found["PrivatePIN"], found["LiftFloorNum"]) == ("", "", "0")


async def test_rows_of_others_stay(start_unit: StartUnit) -> None:
    """Rows from a cloud are shown and not changed."""
    unit = await start_unit()
    unit.people.users.add({**MIRA, "SourceType": "2"})
    assert (await post(unit, "user/set", item({**MIRA, "ID": "1"})))["retcode"] == -1
    assert [row["SourceType"] for row in await users(unit)] == ["2"]
    assert await users(unit, SourceType="1") == []
    assert (await get(unit, "user/get", SourceType="Everybody"))["retcode"] == -100
    own = {**MIRA, "UserID": "9", "SourceType": "2"}
    await post(unit, "user/add", item(own))
    assert (await users(unit))[1]["SourceType"] == "1"


async def test_fuzzy_search(start_unit: StartUnit) -> None:
    unit = await start_unit()
    await post(unit, "user/add", item(MIRA, {**MIRA, "UserID": "70", "Name": "Miranda"}))
    assert len(await users(unit, NameOrCode="mira")) == 2
    assert len(await users(unit, NameOrCode="randa")) == 1


async def test_schedule_relay_of_e18(start_unit: StartUnit) -> None:
    """It reads another member, and only the first of entries joined with semicolons."""
    unit = await start_unit("E18C")
    assert FAILED.items() <= (await post(unit, "user/add", item(MIRA))).items()
    row = {name: text for name, text in MIRA.items() if name != "ScheduleRelay"}
    row |= {"Schedule-Relay": "1001-1;1003-2", "Schedule-SRelay": "1001-1"}
    assert (await post(unit, "user/add", item(row)))["retcode"] == 1
    found = (await users(unit))[0]
    assert found["Schedule-Relay"] == "1001-1"
    assert "Schedule-SRelay" not in found
    assert "ScheduleRelay" not in found
    await post(unit, "user/set", item({**found, "Schedule-Relay": "1001-1,1003-2"}))
    assert (await users(unit))[0]["Schedule-Relay"] == "1001-1,1003-2"


async def test_separator_at_the_end(start_unit: StartUnit) -> None:
    unit = await start_unit("X912")
    await post(unit, "user/add", item({**MIRA, "ScheduleRelay": "1001-1;1003-2"}))
    row = (await users(unit))[0]
    assert row["ScheduleRelay"] == "1001-1;1003-2;"
    await post(unit, "user/set", item(row))
    assert (await users(unit))[0] == row


async def test_cards_are_cut(start_unit: StartUnit) -> None:
    """Five cards are shown cut, and are five until somebody writes back what was shown."""
    cards = ";".join(f"{number:014X}" for number in range(1, 6))
    unit = await start_unit("X912")
    await post(unit, "user/add", item({**MIRA, "CardCode": cards}))
    shown = (await users(unit))[0]["CardCode"]
    assert shown == cards[:63]
    assert unit.people.by_card(f"{5:014X}").allowed


async def test_members_of_intercoms(start_unit: StartUnit) -> None:
    unit = await start_unit("X912")
    await post(unit, "user/add", item({**MIRA, "PhoneNum": "2001", "NoSuch": "1"}))
    row = (await users(unit))[0]
    assert row["PhoneNum"] == "2001"
    assert row["AuthMode"] == "0"
    assert "NoSuch" not in row


async def test_export_and_import(start_unit: StartUnit) -> None:
    unit, other = await start_unit(), await start_unit()
    await post(unit, "user/add", item(MIRA))
    address = (await get(unit, "user/export"))["data"]["address"]
    answer = await ask(unit, "GET", address)
    assert answer.body.startswith(b"\x1f\x8b")
    for wrong in (b"", b"nonsense", answer.body[:50]):
        assert (await upload(other, "user/import", wrong, "UserData.tgz"))["message"] == "Failed"
    found = await upload(other, "user/import", answer.body, "UserData.tgz")
    assert found == {"retcode": 0, "action": "import", "message": "OK", "data": {}}
    assert await users(other) == await users(unit)


async def test_face_picture(start_unit: StartUnit) -> None:
    unit = await start_unit("X912")
    await post(unit, "user/add", item(MIRA))
    where = "filetool/import?destFile=Face&index=7"
    assert (await upload(unit, where, b"jpeg", "7.jpg", "file"))["retcode"] == 0
    assert (await users(unit))[0]["FaceUrl"]
    nobody = "filetool/import?destFile=Face&index=99"
    assert (await upload(unit, nobody, b"jpeg", "7.jpg", "file"))["retcode"] == -1
    prompt = "filetool/import?destFile=VoicePrompt&index=0"
    assert (await upload(unit, prompt, b"wav", "a.wav", "file"))["retcode"] == 0
    assert (await upload(unit, "filetool/import", b"x", "a", "file"))["retcode"] == -100


async def test_scan(start_unit: StartUnit, clock: Clock) -> None:
    """The next card is read, not judged."""
    unit = await start_unit()
    async with RawHttp(unit) as http:
        body = b'{"target": "user", "action": "scan"}'
        http.send("POST", "/api/user/scan", body, Content_Type="application/json")
        await clock.wait_for_sleepers()
        assert unit.state()["scanning"]
        unit.control("card", {"code": "5EC0DE01"})
        assert (await http.receive()).json == {
            "retcode": 0,
            "action": "scam",
            "message": "OK",
            "data": {"RFCode": "5EC0DE01"},
        }
    assert unit.state()["door_log"] == []
    assert not unit.state()["scanning"]


async def test_scan_without_card(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit()
    async with RawHttp(unit) as http:
        body = b'{"target": "user", "action": "scan"}'
        http.send("POST", "/api/user/scan", body, Content_Type="application/json")
        await clock.wait_for_sleepers()
        clock.advance(30)
        assert (await http.receive()).json["message"] == "Failed"


async def test_edit_is_not_there(start_unit: StartUnit) -> None:
    unit = await start_unit()
    for answer in (await get(unit, "user/edit"), await post(unit, "user/edit", item(MIRA))):
        assert answer == {"retcode": -1, "action": "unknow", "message": "unsupport action"}


@pytest.mark.parametrize(
    ("generation", "there", "missing"),
    [("user", "user", "rfkey"), ("keys", "rfkey", "user")],
)
async def test_generations(
    start_unit: StartUnit, generation: str, there: str, missing: str
) -> None:
    unit = await start_unit("A03", generation=generation)
    assert (await get(unit, f"{there}/get"))["retcode"] == 0
    assert (await get(unit, f"{missing}/get"))["message"] == "unsupport action"


async def test_new_number_only_without(start_unit: StartUnit) -> None:
    unit = await start_unit(quirks=Quirks(new_ids=frozenset({""})))
    assert (await post(unit, "user/add", item({**MIRA, "ID": "-1"})))["retcode"] == -1
    assert (await post(unit, "user/add", item(MIRA)))["retcode"] == 1
