"""People alike for both generations of stores."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from custom_components.accord.protocol.akuvox.client import AkuvoxClient
from custom_components.accord.protocol.akuvox.models.person import Person
from custom_components.accord.protocol.akuvox.models.status import Capabilities
from custom_components.accord.protocol.akuvox.models.window import Window
from custom_components.accord.protocol.errors import (
    AlreadyExistsError,
    BatchError,
    ConflictError,
    DeviceError,
    InvalidError,
    NotFoundError,
    UnsupportedError,
)
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.fakes import UNSUPPORTED, Asked, FakeUnit
from tests.protocol.akuvox.rows import Rows

START, END = datetime(2026, 11, 26, 14), datetime(2026, 11, 29, 11)  # noqa: DTZ001
MORNINGS = Window((0, 2), "08:00", "12:00")
GUEST = Person(name="Guest", pin="4711")


class Newer:
    """A unit with people and, perhaps, schedules."""

    def __init__(self, unit: FakeUnit, users: Rows, schedules: Rows, client: AkuvoxClient) -> None:
        self.unit, self.users, self.schedules, self.client = unit, users, schedules, client


async def newer(start_unit: StartUnit, *, schedules: bool = True, **answers: Any) -> Newer:
    users, times = Rows("user", first_id=10), Rows("schedule", first_id=2000)
    users.results = False
    found = {"user/info": {"DefaultUserId": 7}, **users.answers}
    if schedules:
        found |= times.answers
    unit = await start_unit({**found, **answers})
    client = unit.client
    topics = {"user/get", *(["schedule/get"] if schedules else [])}
    client.status.restore(Capabilities(firmware="1", topics=frozenset(topics)))
    return Newer(unit, users, times, client)


async def older(start_unit: StartUnit, *topics: str) -> tuple[Rows, Rows, AkuvoxClient]:
    codes, cards = Rows("privatekey", first_id=30), Rows("rfkey", first_id=50)
    unit = await start_unit({**codes.answers, **cards.answers})
    client = unit.client
    client.status.restore(Capabilities(firmware="1", topics=frozenset(f"{t}/get" for t in topics)))
    return codes, cards, client


async def test_always(start_unit: StartUnit) -> None:
    """Without limits the unit's own schedule for always."""
    house = await newer(start_unit)
    (made,) = await house.client.persons.add(replace(GUEST, relays="12"))
    assert (made.id, made.number, made.schedule) == ("user:10", "7", "1001")
    assert house.users.rows[0]["ScheduleRelay"] == "1001-12"
    assert house.schedules.rows == []


async def test_for_some_days(start_unit: StartUnit) -> None:
    """From tomorrow 14:00 to Sunday 11:00; the schedule comes and goes with the person."""
    house = await newer(start_unit)
    persons = house.client.persons
    (made,) = await persons.add(replace(GUEST, valid_from=START, valid_until=END))
    assert house.schedules.rows[0]["DateEnd"] == "20261129"
    assert house.users.rows[0]["ScheduleRelay"] == "2000-1"
    (listed,) = await persons.list()
    assert (listed.valid_from, listed.valid_until, listed.pin) == (START, END, "4711")
    await persons.delete(made.id)
    assert house.users.rows == house.schedules.rows == []


async def test_another_time(start_unit: StartUnit) -> None:
    house = await newer(start_unit)
    persons = house.client.persons
    (made,) = await persons.add(replace(GUEST, valid_from=START, valid_until=END))
    (before,) = await persons.list()
    await persons.modify(replace(before, valid_from=None, valid_until=None, window=MORNINGS))
    assert [row["ID"] for row in house.schedules.rows] == ["2001"]
    assert house.users.rows[0]["ScheduleRelay"] == "2001-1"
    (now,) = await persons.list()
    assert (now.id, now.window) == (made.id, MORNINGS)
    await persons.modify(replace(now, name="Friend", cards=("c0ffee",)))
    assert (house.users.rows[0]["Name"], house.users.rows[0]["CardCode"]) == ("Friend", "C0FFEE")
    assert [row["ID"] for row in house.schedules.rows] == ["2001"]


async def test_no_schedule_is_left_behind(start_unit: StartUnit) -> None:
    house = await newer(start_unit, **{"user/add": {"retcode": -1, "message": "Failed"}})
    with pytest.raises(DeviceError):
        await house.client.persons.add(replace(GUEST, window=MORNINGS))
    assert house.schedules.rows == []


async def test_schedules_of_others_stay(start_unit: StartUnit) -> None:
    house = await newer(start_unit)
    house.schedules.rows.append({"ID": "1003", "Name": "Office", "Type": "2"})
    house.users.rows.append(
        {"ID": "9", "UserID": "9", "Name": "A", "PrivatePIN": "99", "ScheduleRelay": "1003-1"}
    )
    await house.client.persons.delete("user:9")
    assert [row["ID"] for row in house.schedules.rows] == ["1003"]


async def test_limits_that_the_unit_cannot_keep(start_unit: StartUnit) -> None:
    house = await newer(start_unit, schedules=False)
    persons = house.client.persons
    with pytest.raises(UnsupportedError, match="schedules"):
        await persons.add(replace(GUEST, window=MORNINGS))
    with pytest.raises(UnsupportedError, match="how often"):
        await persons.add(replace(GUEST, uses=1))
    assert house.users.rows == []


async def test_older_stores_want_a_row_each(start_unit: StartUnit) -> None:
    codes, cards, client = await older(start_unit, "privatekey", "rfkey")
    made = await client.persons.add(replace(GUEST, cards=("00C0FFEE",), window=MORNINGS))
    assert [one.id for one in made] == ["privatekey:30", "rfkey:50"]
    assert (codes.rows[0]["Code"], codes.rows[0]["TimeStart"]) == ("4711", "08:00")
    assert cards.rows[0]["Code"] == "00C0FFEE"
    people = await client.persons.list()
    assert [(one.id, one.pin, one.cards) for one in people] == [
        ("privatekey:30", "4711", ()),
        ("rfkey:50", "", ("00C0FFEE",)),
    ]
    await client.persons.modify(replace(people[0], pin="4712"))
    assert codes.rows[0]["Code"] == "4712"
    await client.persons.modify(replace(people[1], uses=3))
    assert (cards.rows[0]["Tags"], cards.rows[0]["Frequency"]) == ("1", "3")
    for wrong in (replace(people[0], cards=("AA",)), replace(people[1], pin="1234", cards=())):
        with pytest.raises(InvalidError):
            await client.persons.modify(wrong)
    for one in people:
        await client.persons.delete(one.id)
    assert codes.rows == cards.rows == []


async def test_what_the_older_stores_cannot_keep(start_unit: StartUnit) -> None:
    _, _, client = await older(start_unit, "rfkey")
    card = Person(name="A", cards=("AA",))
    for wrong in (
        replace(card, valid_from=START, valid_until=END),
        GUEST,
        replace(card, pin="4711", uses=2),
    ):
        with pytest.raises(UnsupportedError):
            await client.persons.add(wrong)
    _, _, codes_only = await older(start_unit, "privatekey")
    with pytest.raises(UnsupportedError):
        await codes_only.persons.add(card)
    with pytest.raises(UnsupportedError):
        await codes_only.persons.add(replace(GUEST, uses=2))


async def test_a_unit_without_people(start_unit: StartUnit) -> None:
    _, _, client = await older(start_unit)
    with pytest.raises(UnsupportedError):
        await client.persons.list()


@pytest.mark.parametrize(
    "wrong",
    [
        replace(GUEST, pin=""),
        replace(GUEST, relays="9"),
        replace(GUEST, window=Window(())),
        replace(GUEST, valid_from=END, valid_until=START),
        replace(GUEST, pin="12"),
        replace(GUEST, valid_from=START),
    ],
)
async def test_wrong_people(start_unit: StartUnit, wrong: Person) -> None:
    house = await newer(start_unit)
    with pytest.raises(InvalidError):
        await house.client.persons.add(wrong)
    assert house.users.rows == house.schedules.rows == []


async def test_codes_and_cards_belong_to_one(start_unit: StartUnit) -> None:
    house = await newer(start_unit)
    persons = house.client.persons
    await persons.add(replace(GUEST, cards=("00C0FFEE",)))
    with pytest.raises(AlreadyExistsError, match="code") as caught:
        await persons.add(replace(GUEST, name="Other"))
    assert "4711" not in str(caught.value)
    with pytest.raises(AlreadyExistsError, match="card"):
        await persons.add(Person(name="Other", cards=("C0FFEE",)))
    assert len(house.users.rows) == 1


@pytest.mark.parametrize("wanted", ["user:99", "x:1", ""])
async def test_nobody(start_unit: StartUnit, wanted: str) -> None:
    house = await newer(start_unit)
    with pytest.raises(NotFoundError):
        await house.client.persons.delete(wanted)
    with pytest.raises(NotFoundError):
        await house.client.persons.modify(replace(GUEST, id=wanted))


def resident(**members: str) -> dict[str, str]:
    """Return a row of the newer store."""
    return {"ID": "9", "UserID": "9", "Name": "A", "ScheduleRelay": "1001-1", **members}


async def test_what_is_not_changed_is_not_judged(start_unit: StartUnit) -> None:
    """Somebody with a face only, without relays, or with an odd card can be renamed."""
    house = await newer(start_unit)
    persons = house.client.persons
    for row in (
        resident(FaceUrl="/face/9.jpg"),
        resident(ScheduleRelay=""),
        resident(CardCode="odd one", PrivatePIN="44"),
    ):
        house.users.rows = [dict(row), resident(ID="10", UserID="10", PrivatePIN="44")]
        (person, _) = await persons.list()
        await persons.modify(replace(person, name="B"))
        assert house.users.rows[0] == {
            "CardCode": "",
            "PrivatePIN": "",
            **row,
            "Name": "B",
        }


async def test_the_clouds_people_cost_no_schedule(start_unit: StartUnit) -> None:
    house = await newer(start_unit)
    house.users.rows.append(resident(SourceType="2", PrivatePIN="4711"))
    (person,) = await house.client.persons.list()
    with pytest.raises(ConflictError, match="cloud"):
        await house.client.persons.modify(replace(person, window=MORNINGS))
    assert not any(line.startswith("POST") for line in house.unit.lines)


async def test_a_change_that_fails_leaves_no_schedule(start_unit: StartUnit) -> None:
    house = await newer(start_unit, **{"user/set": {"retcode": -1, "message": "Failed"}})
    house.users.rows.append(resident(PrivatePIN="4711"))
    (person,) = await house.client.persons.list()
    with pytest.raises(DeviceError):
        await house.client.persons.modify(replace(person, window=MORNINGS))
    assert house.schedules.rows == []


async def test_tidying_up_that_fails_hides_nothing(start_unit: StartUnit) -> None:
    failed = {"retcode": -1, "message": "Failed"}
    house = await newer(
        start_unit, **{"schedule/del": failed, "user/add": {**failed, "message": "Store full"}}
    )
    with pytest.raises(DeviceError, match="Store full"):
        await house.client.persons.add(replace(GUEST, window=MORNINGS))


async def test_further_schedules_of_a_person_stay(start_unit: StartUnit) -> None:
    house = await newer(start_unit)
    house.users.rows.append(resident(ScheduleRelay="1001-1;1003-2;", PrivatePIN="4711"))
    (person,) = await house.client.persons.list()
    await house.client.persons.modify(replace(person, relays="12"))
    assert house.users.rows[0]["ScheduleRelay"] == "1001-12;1003-2;"


@pytest.mark.parametrize("info", [{"DefaultUserId": 9}, {}, UNSUPPORTED])
async def test_a_number_that_is_free(start_unit: StartUnit, info: dict[str, Any]) -> None:
    """Where the unit proposes one that is taken, or none."""
    house = await newer(start_unit, **{"user/info": info})
    house.users.rows.append(resident())
    (made,) = await house.client.persons.add(GUEST)
    assert made.number == "10"


async def test_a_number_that_is_taken(start_unit: StartUnit) -> None:
    house = await newer(start_unit)
    house.users.rows.append(resident())
    with pytest.raises(AlreadyExistsError, match="number"):
        await house.client.persons.add(replace(GUEST, number="9", window=MORNINGS))
    assert not any(line.startswith("POST") for line in house.unit.lines)


async def test_a_known_card_stays_as_it_is_spelt(start_unit: StartUnit) -> None:
    house = await newer(start_unit)
    house.users.rows.append(resident(CardCode="C0FFEE"))
    (person,) = await house.client.persons.list()
    await house.client.persons.modify(replace(person, cards=("00:c0:ff:ee", "aabb")))
    assert house.users.rows[0]["CardCode"] == "C0FFEE;AABB"


async def test_a_forbidden_card_stays_forbidden(start_unit: StartUnit) -> None:
    _, cards, client = await older(start_unit, "rfkey")
    cards.rows.append({"ID": "3", "Name": "A", "Code": "AA", "DoorNum": "1", "Tags": "2"})
    (person,) = await client.persons.list()
    assert person.blocked
    await client.persons.modify(replace(person, name="B"))
    await client.persons.modify(replace(person, name="B", window=MORNINGS))
    assert (cards.rows[0]["Name"], cards.rows[0]["Tags"]) == ("B", "2")


async def test_the_tag_of_a_card_follows_its_hours(start_unit: StartUnit) -> None:
    _, cards, client = await older(start_unit, "rfkey")
    await client.persons.add(Person(name="A", cards=("AA",)))
    for window, tag in ((MORNINGS, "3"), (Window(), "0")):
        (person,) = await client.persons.list()
        await client.persons.modify(replace(person, window=window))
        assert cards.rows[0]["Tags"] == tag


async def test_all_keys_of_a_person_or_none(start_unit: StartUnit) -> None:
    codes, cards, client = await older(start_unit, "privatekey", "rfkey")
    with pytest.raises(InvalidError):
        await client.persons.add(replace(GUEST, cards=("AA", "BB"), pin="471"))
    cards.refuses = "BB"
    with pytest.raises(BatchError):
        await client.persons.add(replace(GUEST, cards=("AA", "BB")))
    assert codes.rows == cards.rows == []


async def test_firmware_that_does_not_tell_the_new_id(start_unit: StartUnit) -> None:
    codes, cards, client = await older(start_unit, "privatekey", "rfkey")
    codes.results = cards.results = False
    made = await client.persons.add(replace(GUEST, cards=("c0ffee",)))
    assert [(one.id, one.cards) for one in made] == [
        ("privatekey:30", ()),
        ("rfkey:50", ("C0FFEE",)),
    ]


async def test_keys_that_do_not_show_up(start_unit: StartUnit) -> None:
    for target, person in (("privatekey", GUEST), ("rfkey", Person(name="A", cards=("AA",)))):
        unit = await start_unit({**Rows(target).answers, f"{target}/add": None})
        client = unit.client
        client.status.restore(Capabilities(firmware="1", topics=frozenset({f"{target}/get"})))
        with pytest.raises(DeviceError, match="does not list"):
            await client.persons.add(person)


async def test_somebody_else_deletes_meanwhile(start_unit: StartUnit) -> None:
    """The row is there when people are listed, and gone when it is to be changed."""
    for target, person in (("user", GUEST), ("rfkey", Person(name="A", cards=("AA",)))):
        row = {"ID": "9", "UserID": "9", "Name": "A", "PrivatePIN": "4711", "Code": "AA"}
        answers = iter([{"item": [row]}])

        def get(_: Asked, answers: Iterator[Any] = answers) -> Any:
            return next(answers, {"item": []})

        unit = await start_unit({f"{target}/get": get})
        client = unit.client
        client.status.restore(Capabilities(firmware="1", topics=frozenset({f"{target}/get"})))
        with pytest.raises(NotFoundError):
            await client.persons.modify(replace(person, id=f"{target}:9", name="B"))
        assert not any(line.startswith("POST") for line in unit.lines)


async def test_a_new_name_that_fails_touches_no_schedule(start_unit: StartUnit) -> None:
    house = await newer(start_unit, **{"user/set": {"retcode": -1, "message": "Failed"}})
    (made,) = await house.client.persons.add(replace(GUEST, window=MORNINGS))
    (person,) = await house.client.persons.list()
    with pytest.raises(DeviceError):
        await house.client.persons.modify(replace(person, name="B"))
    assert [row["ID"] for row in house.schedules.rows] == [made.schedule]
