"""Rows of all kinds: the same words, ids by which alone is deleted, results row by row."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from custom_components.accord.protocol.akuvox.errors import RowsRefusedError
from custom_components.accord.protocol.akuvox.models.contact import Contact, Group
from custom_components.accord.protocol.akuvox.models.dialreplace import DialRule
from custom_components.accord.protocol.akuvox.models.privatekey import PrivateKey
from custom_components.accord.protocol.akuvox.models.rfkey import RfKey
from custom_components.accord.protocol.errors import (
    BatchError,
    DeviceError,
    InvalidError,
    NotFoundError,
)
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.fakes import Asked, FakeUnit, file, reply
from tests.protocol.akuvox.rows import Rows

STORES: dict[str, Callable[[str], Any]] = {
    "privatekey": lambda name: PrivateKey(name=name, code="4711"),
    "rfkey": lambda name: RfKey(name=name, code="00C0FFEE"),
    "contact": lambda name: Contact(name=name, phone="2001"),
    "dialreplace": lambda name: DialRule(prefix=name, replacements=("2001",)),
    "group": lambda name: Group(name=name),
}
FILES = {
    "privatekey": "PrivateKey.xml",
    "rfkey": "ICKey.xml",
    "contact": "Contacts.csv",
    "dialreplace": "DialReplace.xml",
}
each = pytest.mark.parametrize("target", STORES)


def topic(unit: FakeUnit, target: str) -> Any:
    return getattr(unit.client, target)


@each
async def test_rows(start_unit: StartUnit, target: str) -> None:
    """Added with an id of the unit's, read, replaced whole, deleted by id."""
    rows = Rows(target, {"ID": "3", "Name": "kept", "Prefix": "kept"}, first_id=40)
    unit = await start_unit(rows.answers)
    store, make = topic(unit, target), STORES[target]
    results = await store.add([make("A")])
    assert [(one.id, one.ok) for one in results] == [("41", True)]
    found = {one.id: one for one in await store.get()}
    assert set(found) == {"3", "41"}
    await store.set([replace(make("B"), id="41")])
    assert rows.rows[1]["ID"] == "41"
    await store.delete(["41"])
    assert [row["ID"] for row in rows.rows] == ["3"]
    delete = unit.requests[-1]
    assert (delete.operation, delete.data) == (f"{target}/del", {"item": [{"ID": "41"}]})
    await store.clear()
    assert (unit.requests[-1].operation, unit.requests[-1].data) == (f"{target}/clear", None)
    assert rows.rows == []


@each
async def test_rows_that_do_not_exist(start_unit: StartUnit, target: str) -> None:
    """Each failure by its id, the others done."""
    rows = Rows(target, {"ID": "3"})
    unit = await start_unit(rows.answers)
    with pytest.raises(BatchError) as caught:
        await topic(unit, target).delete(["3", "99"])
    assert set(caught.value.items) == {"99"}
    assert rows.rows == []


@each
async def test_pages(start_unit: StartUnit, target: str) -> None:
    rows = Rows(target, *({"ID": str(number)} for number in range(1, 24)))
    unit = await start_unit(rows.answers)
    store = topic(unit, target)
    assert len(await store.get()) == 23
    assert [one.id for one in await store.get(2)] == [str(number) for number in range(11, 21)]


@each
@pytest.mark.parametrize("ids", [[], ["0"], ["x"], ["1", ""]])
async def test_only_ids_are_deleted(start_unit: StartUnit, target: str, ids: list[str]) -> None:
    unit = await start_unit({})
    with pytest.raises(InvalidError):
        await topic(unit, target).delete(ids)
    assert unit.requests == []


@each
async def test_nothing_is_sent_when_one_row_is_wrong(start_unit: StartUnit, target: str) -> None:
    unit = await start_unit({})
    store, make = topic(unit, target), STORES[target]
    with pytest.raises(InvalidError):
        await store.add([make("A"), make("")])
    with pytest.raises(InvalidError):
        await store.set([make("A")])
    assert unit.requests == []


async def test_many_rows_go_in_chunks(
    start_unit: StartUnit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.accord.protocol.akuvox.topics.store.MOST_ROWS", 2)
    rows = Rows("rfkey")
    unit = await start_unit(rows.answers)
    found = await unit.client.rfkey.add([RfKey(name=f"N{n}", code="AA") for n in range(5)])
    assert len(found) == len(rows.rows) == 5
    assert [len(one.data["item"]) for one in unit.requests] == [2, 2, 1]


@pytest.mark.parametrize("target", FILES)
async def test_files(start_unit: StartUnit, target: str) -> None:
    content, name = b"<KeyData/>", FILES[target]
    unit = await start_unit(
        {
            "system/info": {},
            f"{target}/export": file(content, name),
            f"{target}/import": None,
        }
    )
    store = topic(unit, target)
    found = await store.export()
    assert (found.name, found.content) == (name, content)
    await store.import_(content)
    sent = unit.requests[-1]
    assert (sent.data, sent.content) == ({"field": "config", "filename": name}, content)
    with pytest.raises(InvalidError):
        await store.import_(b"")


async def test_contacts_in_other_forms(start_unit: StartUnit) -> None:
    failed = reply(retcode=-1, message="Export Failed.")
    unit = await start_unit({"contact/export": failed})
    with pytest.raises(DeviceError, match="Export Failed"):
        await unit.client.contact.export("vcf")
    assert unit.requests[0].query == {"filetype": "vcf"}
    with pytest.raises(InvalidError):
        await unit.client.contact.export("pdf")


@each
async def test_members_that_nobody_names_stay(start_unit: StartUnit, target: str) -> None:
    rows = Rows(target, {"ID": "3", "Name": "A", "Prefix": "A", "Building": "7"})
    unit = await start_unit(rows.answers)
    store, make = topic(unit, target), STORES[target]
    await store.set([replace(make("B"), id="3")])
    assert rows.rows[0]["Building"] == "7"
    assert "B" in (rows.rows[0].get("Name"), rows.rows[0].get("Prefix"))
    with pytest.raises(NotFoundError):
        await store.set([replace(make("B"), id="99")])


async def test_rows_that_were_taken_are_named(start_unit: StartUnit) -> None:
    def add(_: Asked) -> Any:
        return {"item": [{"Ret": 1, "ID": "5"}, {"Ret": -2, "ID": "0"}, {"Ret": 2, "ID": "6"}]}

    unit = await start_unit({"rfkey/add": add})
    with pytest.raises(RowsRefusedError) as caught:
        await unit.client.rfkey.add([RfKey(name=f"N{n}", code="AA") for n in range(3)])
    assert set(caught.value.items) == {"#2"}
    assert (caught.value.done, caught.value.total) == (("5", "6"), 3)


@pytest.mark.parametrize("results", [True, False])
async def test_a_later_chunk_that_fails(
    start_unit: StartUnit, monkeypatch: pytest.MonkeyPatch, results: bool
) -> None:
    """What went before is not forgotten, what comes after is not sent."""
    monkeypatch.setattr("custom_components.accord.protocol.akuvox.topics.store.MOST_ROWS", 2)
    rows = Rows("rfkey", *({"ID": str(number)} for number in range(1, 6)))
    rows.results = results
    asked: list[Asked] = []

    def delete(one: Asked) -> Any:
        asked.append(one)
        return rows.delete(one) if len(asked) == 1 else reply(retcode=-1, message="Failed")

    unit = await start_unit({**rows.answers, "rfkey/del": delete})
    with pytest.raises(RowsRefusedError) as caught:
        await unit.client.rfkey.delete(["1", "2", "3", "4", "5"])
    assert (caught.value.done, set(caught.value.items)) == (("1", "2"), {"3", "4", "5"})
    assert len(asked) == 2
    assert [row["ID"] for row in rows.rows] == ["3", "4", "5"]
