"""Rows of keys, contacts, groups, rules and schedules: numbers, refusals, files."""

from typing import Any

import pytest

from simulators.akuvox import Quirks
from tests.simulators.conftest import StartUnit
from tests.simulators.raw_akuvox import ask, get, post, upload

type Json = dict[str, Any]

PIN = {"ID": "0", "Name": "Mira", "Code": "4711", "DoorNum": "1"}


def item(*rows: Json) -> Json:
    """Return rows as `data`."""
    return {"item": list(rows)}


def rets(answer: Json) -> list[int]:
    """Return how each row fared."""
    assert answer["retcode"] == 0
    assert answer["data"]["num"] == len(answer["data"]["item"])
    return [row["Ret"] for row in answer["data"]["item"]]


@pytest.mark.parametrize("number", ["0", "-1", None])
async def test_unit_chooses_numbers(start_unit: StartUnit, number: str | None) -> None:
    unit = await start_unit("A01")
    row = {name: text for name, text in {**PIN, "ID": number}.items() if text is not None}
    for wanted in ("1", "2"):
        answer = await post(unit, "privatekey/add", item(row))
        assert answer["data"]["item"][0]["ID"] == wanted


async def test_some_units_want_it_their_way(start_unit: StartUnit) -> None:
    unit = await start_unit("A01", quirks=Quirks(new_ids=frozenset({"-1"})))
    assert rets(await post(unit, "privatekey/add", item(PIN))) == [-1]
    assert rets(await post(unit, "privatekey/add", item({**PIN, "ID": "-1"}))) == [0]


async def test_number_that_is_taken(start_unit: StartUnit) -> None:
    unit = await start_unit("A01")
    row = {**PIN, "ID": "7"}
    assert rets(await post(unit, "privatekey/add", item(row, row, PIN))) == [0, -1, 0]
    rows = (await get(unit, "privatekey/get"))["data"]["item"]
    assert [row["ID"] for row in rows] == ["7", "8"]


async def test_clear_starts_over(start_unit: StartUnit) -> None:
    unit = await start_unit("A01")
    await post(unit, "rfkey/add", item({**PIN, "Code": "00C0FFEE"}))
    await get(unit, "rfkey/clear")
    assert (await get(unit, "rfkey/get"))["data"] == {"num": 0, "item": []}
    answer = await post(unit, "rfkey/add", item({**PIN, "Code": "00C0FFEE"}))
    assert answer["data"]["item"][0]["ID"] == "1"


@pytest.mark.parametrize(
    "wrong",
    [
        {"Code": ""},
        {"Code": "12ab"},
        {"Mon": "yes"},
        {"DoorNum": "A"},
        {"TimeStart": "25:00"},
    ],
)
async def test_malformed_rows(start_unit: StartUnit, wrong: Json) -> None:
    unit = await start_unit("A01")
    assert rets(await post(unit, "privatekey/add", item({**PIN, **wrong}, PIN))) == [-1, 0]


@pytest.mark.parametrize("data", [None, {}, {"item": []}, {"item": [{"ID": 1}]}, {"item": "x"}])
async def test_rows_are_lists_of_texts(start_unit: StartUnit, data: Json | None) -> None:
    unit = await start_unit("A01")
    for action in ("add", "set", "del"):
        assert (await post(unit, f"rfkey/{action}", data))["retcode"] == -100


async def test_set_replaces_whole_rows(start_unit: StartUnit) -> None:
    unit = await start_unit("A01")
    await post(unit, "privatekey/add", item({**PIN, "DoorNum": "12", "Sat": "0"}))
    answer = await post(unit, "privatekey/set", item({"ID": "1", "Name": "Noor", "Code": "1111"}))
    assert rets(answer) == [0]
    row = (await get(unit, "privatekey/get"))["data"]["item"][0]
    assert (row["Name"], row["DoorNum"], row["Sat"]) == ("Noor", "1", "1")
    assert rets(await post(unit, "privatekey/set", item({**PIN, "ID": "9"}))) == [-1]


async def test_delete_wants_criteria(start_unit: StartUnit) -> None:
    unit = await start_unit("A01")
    await post(unit, "privatekey/add", item(PIN))
    assert (await post(unit, "privatekey/del", item({"DoorNum": "1"})))["retcode"] == -100
    assert rets(await post(unit, "privatekey/del", item({"ID": "1", "Code": "0000"}))) == [-1]
    assert rets(await post(unit, "privatekey/del", item({"ID": "1"}, {"ID": "1"}))) == [0, -1]


@pytest.mark.parametrize(
    ("target", "name", "row"),
    [
        ("privatekey", "PrivateKey.xml", PIN),
        ("rfkey", "ICKey.xml", {**PIN, "Code": "00C0FFEE", "Tags": "1", "Frequency": "3"}),
        ("dialreplace", "DialReplace.xml", {"ID": "0", "Prefix": "9", "Replace1": "2001"}),
        ("contact", "Contacts.csv", {"ID": "0", "Name": "Réception, 1", "Phone": "2001"}),
    ],
)
async def test_files_go_round(start_unit: StartUnit, target: str, name: str, row: Json) -> None:
    unit = await start_unit("A01")
    await post(unit, f"{target}/add", item(row))
    before = await get(unit, f"{target}/get")
    answer = await ask(unit, "GET", f"/api/{target}/export")
    assert answer.headers["content-disposition"] == f"attachment;filename={name}"
    await get(unit, f"{target}/clear")
    for wrong in (b"", b"nonsense", b"<Other/>", b"\xff"):
        assert (await upload(unit, f"{target}/import", wrong, name))["message"] == "Failed"
    assert (await get(unit, f"{target}/get"))["data"]["num"] == 0
    assert await upload(unit, f"{target}/import", answer.body, name) == {
        "retcode": 0,
        "action": "import",
        "message": "OK",
    }
    assert await get(unit, f"{target}/get") == before


async def test_kinds_of_contact_files(start_unit: StartUnit) -> None:
    unit = await start_unit("A01")
    await post(unit, "contact/add", item({"ID": "0", "Name": "Reception", "Phone": "2001"}))
    for kind, start in (("xml", b"<?xml"), ("vcf", b"BEGIN:VCARD"), ("csv", b"ID,Name")):
        answer = await ask(unit, "GET", f"/api/contact/export?filetype={kind}")
        assert answer.body.startswith(start)
        assert answer.headers["content-disposition"].endswith(f"Contacts.{kind}")
    assert (await get(unit, "contact/export", filetype="pdf"))["retcode"] == -100


async def test_groups(start_unit: StartUnit) -> None:
    unit = await start_unit("A01")
    await post(unit, "group/add", item({"ID": "0", "Name": "Ground"}, {"ID": "0", "Name": "Top"}))
    contact = {"ID": "0", "Name": "Reception", "Phone": "2001", "Group": "Ground"}
    await post(unit, "contact/add", item(contact))
    await post(unit, "group/set", item({"ID": "1", "Name": "Lobby"}))
    assert (await get(unit, "contact/get"))["data"]["item"][0]["Group"] == "Lobby"
    assert rets(await post(unit, "group/del", item({"ID": "1"}, {"ID": "5"}))) == [0, -1]
    await get(unit, "group/clear")
    assert (await get(unit, "group/get"))["data"]["num"] == 0
    assert (await get(unit, "contact/get"))["data"]["num"] == 1


async def test_writes_posted_to_set(start_unit: StartUnit) -> None:
    """Foreign clients post everything to one path."""
    unit = await start_unit("X912")
    body = (
        b'{"target": "schedule", "action": "add",'
        b' "data": {"item": [{"Name": "Mornings", "Type": "1"}]}}'
    )
    answer = await ask(unit, "POST", "/api/schedule/set", body, Content_Type="application/json")
    assert rets(answer.json) == [0]


async def test_schedules(start_unit: StartUnit) -> None:
    unit = await start_unit("E18C")
    rows = (await get(unit, "schedule/get", page=1))["data"]["item"]
    assert [(row["ID"], row["Name"]) for row in rows] == [("1001", "Always"), ("1002", "Never")]
    new = {"Name": "Mornings", "Type": "1", "Mon": "1", "TimeStart": "06:00", "TimeEnd": "12:00"}
    answer = await post(unit, "schedule/add", item(new))
    assert answer["data"]["item"] == [{"Ret": 0, "ID": "1003", "Name": "Mornings"}]
    assert rets(await post(unit, "schedule/set", item({**new, "ID": "1001"}))) == [-1]
    assert rets(await post(unit, "schedule/set", item({**new, "ID": "1003", "Tue": "1"}))) == [0]
    assert rets(await post(unit, "schedule/del", item({"ID": "1001"}, {"ID": "1003"}))) == [-1, 0]


# --- Pages -----------------------------------------------------------------------------------


async def numbers(unit: Any, **query: object) -> tuple[int, list[str]]:
    """Return `num` and the names on a page."""
    data = (await get(unit, "contact/get", **query))["data"]
    return data["num"], [row["Name"] for row in data["item"]]


async def test_pages_of_ten(start_unit: StartUnit) -> None:
    unit = await start_unit("A01")
    rows = [{"ID": "0", "Name": f"{n:02}", "Phone": "1"} for n in range(23)]
    await post(unit, "contact/add", item(*rows))
    names = [row["Name"] for row in rows]
    assert await numbers(unit) == (23, names)
    assert await numbers(unit, page=-1) == (23, names)
    assert await numbers(unit, page=1) == (23, names[:10])
    assert await numbers(unit, page=3) == (23, names[20:])
    assert await numbers(unit, page=4) == (23, [])
    assert (await get(unit, "contact/get", page=2))["data"]["curPageNum"] == 2
    for wrong in ("0", "x", "1.5"):
        assert (await get(unit, "contact/get", page=wrong))["retcode"] == -100


async def test_odd_pages(start_unit: StartUnit) -> None:
    rows = item(*({"ID": "0", "Name": f"{n:02}", "Phone": "1"} for n in range(11)))
    unit = await start_unit("A01", quirks=Quirks(ignores_page=True))
    await post(unit, "contact/add", rows)
    assert (await numbers(unit, page=2))[0] == 11
    unit.control("quirk", {"ignores_page": False, "num_is_page": True})
    assert (await numbers(unit, page=2))[0] == 1


@pytest.mark.parametrize("empty", [[], {}])
async def test_odd_emptiness(start_unit: StartUnit, empty: object) -> None:
    unit = await start_unit("A01", quirks=Quirks(empty_list=empty))
    assert (await get(unit, "contact/get"))["data"] == empty
