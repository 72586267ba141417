"""People as the users of each generation of locks."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.accord.protocol.errors import (
    AlreadyExistsError,
    ConflictError,
    DeadlineError,
    DeviceError,
    InvalidError,
    LimitError,
    NotFoundError,
    UnsupportedError,
)
from custom_components.accord.protocol.lifesmart import (
    LifeSmartClient,
    Limits,
    LockPerson,
    NewPerson,
    PersonChange,
    UserKind,
    users,
)
from custom_components.accord.protocol.lifesmart.users import (
    SYNC_TIME,
    OrdinaryUsers,
    SwifteUsers,
    V3Users,
)
from tests.protocol.lifesmart.fakes import Asked, Code, FakeStation
from tests.protocol.lifesmart.locks import OrdinaryLock, SwifteLock, V3Lock

LOCK = "2711"
CODE = NewPerson(password="678901")
ANN = NewPerson(name="Ann", password="678901", limits=Limits(uses=1))


async def at_once(_: float) -> None:
    return


def ordinary(client: LifeSmartClient) -> OrdinaryUsers:
    return OrdinaryUsers(client.doorlock)


def v3(client: LifeSmartClient) -> V3Users:
    return V3Users(client.v3)


def swifte(client: LifeSmartClient) -> SwifteUsers:
    return SwifteUsers(client.swifte, at_once)


# --- Ordinary locks --------------------------------------------------------------------------


async def test_a_temporary_code(client: LifeSmartClient, station: FakeStation) -> None:
    lock = OrdinaryLock(station)
    lock.users["P_R_1"] = {"id": "P_R_1", "user_type": "tempuser"}
    added = await ordinary(client).add(LOCK, ANN)
    assert added == LockPerson(
        id="P_R_2",
        name="Ann",
        kind=UserKind.TEMPORARY,
        limits=Limits(uses=1),
        editable=True,
        deletable=True,
    )
    assert lock.users["P_R_2"]["password"] == "Njc4OTAx"


async def test_a_temporary_code_that_is_refused(
    client: LifeSmartClient, station: FakeStation
) -> None:
    OrdinaryLock(station)
    station.on("doorlock addtempuser", Code(9))
    with pytest.raises(DeviceError):
        await ordinary(client).add(LOCK, ANN)
    assert len(station.named("doorlock getuser")) == 1


async def test_a_temporary_code_that_does_not_show_yet(
    client: LifeSmartClient, station: FakeStation
) -> None:
    OrdinaryLock(station)
    station.on("doorlock addtempuser", {"userid": "P_R_1"})
    added = await ordinary(client).add(LOCK, ANN)
    assert (added.id, added.name, added.deletable) == ("P_R_1", "Ann", True)


async def test_a_v3_lock_that_knows_no_lower_start(
    client: LifeSmartClient, station: FakeStation
) -> None:
    lock = V3Lock(station, {4100: False})

    def refuse(asked: Asked) -> object:
        return Code(8) if asked.actargs["fromAID"] < 4096 else lock.GetUsers(asked.actargs)

    station.on("doorlock ctldoorlockv3 GetUsers", refuse)
    assert [person.id for person in await v3(client).list(LOCK)] == ["4100"]


async def test_a_lock_whose_pages_never_end(
    client: LifeSmartClient, station: FakeStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(users, "_MOST_PAGES", 3)
    station.on("doorlock ctldoorlockswifte Sync", "SUCCESS")
    station.on(
        "doorlock ctldoorlockswifte GetUsers",
        lambda asked: {"users": [{"userid": asked.actargs["fromAID"] + 1, "flag": 1}]},
    )
    assert [person.id for person in await swifte(client).list(LOCK)] == ["1", "2", "3"]


async def test_numbers_of_temporary_codes(client: LifeSmartClient, station: FakeStation) -> None:
    lock = OrdinaryLock(station)
    people = ordinary(client)
    lock.users = {f"P_R_{n}": {"id": f"P_R_{n}"} for n in range(1, 256) if n != 200}
    with pytest.raises(AlreadyExistsError):
        await people.add(LOCK, NewPerson(name="x", password="678901", number=7))
    assert (await people.add(LOCK, ANN)).id == "P_R_200"
    with pytest.raises(LimitError):
        await people.add(LOCK, ANN)


async def test_a_lost_answer_to_an_addition(hasty: LifeSmartClient, station: FakeStation) -> None:
    lock = OrdinaryLock(station)
    lock.mute.add("addtempuser")
    assert (await ordinary(hasty).add(LOCK, ANN)).id == "P_R_1"
    lock.deaf.add("addtempuser")
    with pytest.raises(DeadlineError) as caught:
        await ordinary(hasty).add(LOCK, ANN)
    assert caught.value.outcome_unknown
    assert len(station.named("doorlock addtempuser")) == 2


async def test_changes_of_temporary_codes(client: LifeSmartClient, station: FakeStation) -> None:
    OrdinaryLock(station)
    people = ordinary(client)
    added = await people.add(LOCK, ANN)
    assert (await people.modify(LOCK, added.id, PersonChange(name="Bob"))).name == "Bob"
    with pytest.raises(DeviceError):
        await people.modify(LOCK, added.id, PersonChange(password="1" * 6, old_password="2" * 6))
    with pytest.raises(DeviceError):
        await people.modify(LOCK, "P_R_9", PersonChange(name="Bob"))
    with pytest.raises(InvalidError):
        await people.modify(LOCK, added.id, PersonChange())


async def test_a_user_that_vanished_while_it_was_changed(
    client: LifeSmartClient, station: FakeStation
) -> None:
    OrdinaryLock(station)
    station.on("doorlock setuser", "success")
    with pytest.raises(NotFoundError):
        await ordinary(client).modify(LOCK, "P_R_9", PersonChange(name="Bob"))


async def test_deletion_of_temporary_codes(hasty: LifeSmartClient, station: FakeStation) -> None:
    lock = OrdinaryLock(station)
    people = ordinary(hasty)
    lock.mute.add("deltempuser")
    added = await people.add(LOCK, ANN)
    lock.deaf.add("deltempuser")
    with pytest.raises(DeadlineError):
        await people.delete(LOCK, added.id)
    lock.deaf.clear()
    with pytest.raises(UnsupportedError):
        await people.delete(LOCK, "P_P_2")
    station.on("doorlock deltempuser", lock.deltempuser)
    await people.delete(LOCK, added.id)
    assert lock.users == {}


async def test_ordinary_locks_take_no_cards(client: LifeSmartClient) -> None:
    for new in (NewPerson(name="x"), NewPerson(name="x", password="678901", card="00")):
        with pytest.raises(UnsupportedError):
            await ordinary(client).add(LOCK, new)


# --- V3 locks --------------------------------------------------------------------------------

V3_USERS = {4096: True, 4097: True, 4098: True, **dict.fromkeys(range(4099, 4115), False)}


@pytest.mark.parametrize("inclusive", [True, False])
async def test_all_pages_of_a_v3_lock(
    inclusive: bool, client: LifeSmartClient, station: FakeStation
) -> None:
    """Whether a page includes its start the document does not say."""
    lock = V3Lock(station, V3_USERS | {0x2001: False, 0x3001: False})
    lock.inclusive = inclusive
    people = await v3(client).list(LOCK)
    assert [int(person.id) for person in people] == sorted(lock.users)
    assert [person.kind for person in people][-2:] == [UserKind.FINGER, UserKind.NFC]
    assert [person.admin for person in people][:4] == [True, True, True, False]
    assert [person.editable for person in people][2:4] == [False, True]


async def test_a_code_of_a_v3_lock(client: LifeSmartClient, station: FakeStation) -> None:
    lock = V3Lock(station, V3_USERS)
    added = await v3(client).add(LOCK, CODE)
    assert added == LockPerson(id="4115", kind=UserKind.PASSWORD, editable=True, deletable=True)
    assert 4115 in lock.users
    with pytest.raises(AlreadyExistsError):
        await v3(client).add(LOCK, NewPerson(password="678901", number=4100))


async def test_a_v3_lock_that_is_full(client: LifeSmartClient, station: FakeStation) -> None:
    V3Lock(station, dict.fromkeys(range(4096, 4128), False))
    with pytest.raises(LimitError):
        await v3(client).add(LOCK, CODE)


async def test_another_code_at_a_v3_lock(client: LifeSmartClient, station: FakeStation) -> None:
    V3Lock(station, V3_USERS | {0x2001: False})
    people = v3(client)
    assert (await people.modify(LOCK, "4100", PersonChange(password="123456"))).id == "4100"
    assert [one.args["act"] for one in station.asked if one.obj == "doorlock"][-2:] == [
        "DelUser",
        "AddUser",
    ]
    for person_id in ("4096", str(0x2001)):
        with pytest.raises(UnsupportedError):
            await people.modify(LOCK, person_id, PersonChange(password="123456"))
    with pytest.raises(UnsupportedError):
        await people.modify(LOCK, "4100", PersonChange(name="Bob"))
    with pytest.raises(NotFoundError):
        await people.modify(LOCK, "4127", PersonChange(password="123456"))


async def test_deletion_at_a_v3_lock(client: LifeSmartClient, station: FakeStation) -> None:
    lock = V3Lock(station, V3_USERS)
    await v3(client).delete(LOCK, "4096")
    assert 4096 not in lock.users
    with pytest.raises(ConflictError):
        await v3(client).delete(LOCK, "4097")
    with pytest.raises(NotFoundError):
        await v3(client).delete(LOCK, "x")


async def test_lost_answers_of_a_v3_lock(hasty: LifeSmartClient, station: FakeStation) -> None:
    lock = V3Lock(station)
    lock.mute |= {"AddUser", "DelUser"}
    added = await v3(hasty).add(LOCK, CODE)
    await v3(hasty).delete(LOCK, added.id)
    assert lock.users == {}
    lock.deaf |= {"AddUser"}
    with pytest.raises(DeadlineError):
        await v3(hasty).add(LOCK, CODE)


@pytest.mark.parametrize(
    "new",
    [NewPerson(card="00"), NewPerson(name="x", password="678901"), ANN, NewPerson()],
)
async def test_v3_locks_take_codes_only(
    new: NewPerson, client: LifeSmartClient, station: FakeStation
) -> None:
    V3Lock(station)
    with pytest.raises(UnsupportedError):
        await v3(client).add(LOCK, new)


# --- SWIFTE locks ----------------------------------------------------------------------------


async def test_all_pages_of_a_swifte_lock(client: LifeSmartClient, station: FakeStation) -> None:
    SwifteLock(station, dict.fromkeys([*range(10, 20), 0x300, 0x316], False))
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    people = await SwifteUsers(client.swifte, sleep).list(LOCK)
    assert [int(person.id) for person in people] == [*range(10, 20), 0x300, 0x316]
    assert waited == [SYNC_TIME]
    assert len(station.named("doorlock ctldoorlockswifte Sync")) == 1


async def test_the_lock_chooses_a_number(client: LifeSmartClient, station: FakeStation) -> None:
    lock = SwifteLock(station, {10: False})
    added = await swifte(client).add(LOCK, NewPerson(password="1234"))
    assert (added.id, lock.passwords) == ("11", {11: "1234"})
    added = await swifte(client).add(LOCK, NewPerson(password="1234", admin=3))
    assert added.id == str(0x300)
    with pytest.raises(AlreadyExistsError):
        await swifte(client).add(LOCK, NewPerson(password="1234", number=10))


@pytest.mark.parametrize("numbers", [18, 17])
async def test_cards(numbers: int, client: LifeSmartClient, station: FakeStation) -> None:
    """The vendor's example is one byte shorter than its text."""
    lock = SwifteLock(station)
    lock.card_numbers = numbers
    added = await swifte(client).add(LOCK, NewPerson(card="04EFCCE2021290"))
    assert len(lock.passwords[int(added.id)]) == numbers


async def test_a_card_that_is_refused_either_way(
    client: LifeSmartClient, station: FakeStation
) -> None:
    SwifteLock(station).card_numbers = 1
    for uid in ("04EFCCE2021290", "00" * 16):
        with pytest.raises(DeviceError) as caught:
            await swifte(client).add(LOCK, NewPerson(card=uid))
        assert caught.value.code == 2


async def test_a_user_that_does_not_show_yet(client: LifeSmartClient, station: FakeStation) -> None:
    SwifteLock(station)
    station.on("doorlock ctldoorlockswifte AddUser", "SUCCESS")
    assert (await swifte(client).add(LOCK, NewPerson(password="1234"))).id == ""
    numbered = NewPerson(password="1234", number=12)
    assert (await swifte(client).add(LOCK, numbered)).id == "12"


async def test_changes_at_a_swifte_lock(client: LifeSmartClient, station: FakeStation) -> None:
    lock = SwifteLock(station, {10: False})
    await swifte(client).modify(LOCK, "10", PersonChange(password="4321"))
    assert lock.passwords == {10: "4321"}
    with pytest.raises(UnsupportedError):
        await swifte(client).modify(LOCK, "10", PersonChange(name="Bob"))
    await swifte(client).delete(LOCK, "10")
    assert lock.users == {}
    with pytest.raises(NotFoundError):
        await swifte(client).delete(LOCK, "10")


async def test_lost_answers_of_a_swifte_lock(hasty: LifeSmartClient, station: FakeStation) -> None:
    lock = SwifteLock(station)
    lock.mute |= {"AddUser", "DelUser"}
    added = await swifte(hasty).add(LOCK, NewPerson(password="1234"))
    await swifte(hasty).delete(LOCK, added.id)
    lock.deaf |= {"AddUser", "DelUser"}
    with pytest.raises(DeadlineError):
        await swifte(hasty).add(LOCK, NewPerson(password="1234"))
    lock.users[10] = False
    with pytest.raises(DeadlineError):
        await swifte(hasty).delete(LOCK, "10")


async def test_what_swifte_locks_do_not_take(client: LifeSmartClient, station: FakeStation) -> None:
    SwifteLock(station)
    with pytest.raises(UnsupportedError):
        await swifte(client).add(LOCK, ANN)
    for new in (NewPerson(), NewPerson(password="1234", card="00")):
        with pytest.raises(InvalidError):
            await swifte(client).add(LOCK, new)


async def test_users_below_an_admin(client: LifeSmartClient, station: FakeStation) -> None:
    """With a number, an update and limits; all of them are deleted together."""
    lock = SwifteLock(station, {10: False, 0x100: False})
    raw = NewPerson(password="1234", admin=1, time_limit_raw=[1] * 10)
    added = await swifte(client).add(LOCK, raw)
    assert added.id == str(0x101)
    (sent,) = station.named("doorlock ctldoorlockswifte AddUser")
    assert sent.actargs["userTimeLimitRaw"] == [1] * 10
    changed = NewPerson(password="4321", number=0x101, update=True)
    assert await swifte(client).add(LOCK, changed) == LockPerson(id=str(0x101))
    assert lock.passwords[0x101] == "4321"
    with pytest.raises(InvalidError):
        await swifte(client).add(LOCK, NewPerson(password="4321", update=True))
    await swifte(client).delete_group(LOCK, 1)
    assert lock.users == {10: False}
    with pytest.raises(NotFoundError):
        await swifte(client).delete_group(LOCK, 1)


async def test_a_lost_answer_to_the_deletion_of_all(
    hasty: LifeSmartClient, station: FakeStation
) -> None:
    lock = SwifteLock(station, {0x100: False})
    lock.deaf.add("DelUser")
    with pytest.raises(DeadlineError):
        await swifte(hasty).delete_group(LOCK, 1)
    lock.deaf.clear()
    lock.mute.add("DelUser")
    await swifte(hasty).delete_group(LOCK, 1)
    assert lock.users == {}


async def test_what_only_swifte_locks_know(client: LifeSmartClient, station: FakeStation) -> None:
    OrdinaryLock(station)
    V3Lock(station)
    unknown: tuple[dict[str, Any], ...] = (
        {"admin": 1},
        {"update": True},
        {"time_limit_raw": [0] * 10},
    )
    for more in unknown:
        new = replace(CODE, **more)
        for lock in (ordinary(client), v3(client)):
            with pytest.raises(UnsupportedError):
                await lock.add(LOCK, new)
