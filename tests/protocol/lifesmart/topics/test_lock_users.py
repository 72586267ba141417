"""One vocabulary for all locks."""

import asyncio
from typing import Any

from custom_components.accord.protocol.lifesmart import (
    LifeSmartClient,
    LockGeneration,
    NewPerson,
    PersonChange,
    SwifteInfo,
)
from tests.protocol.lifesmart.fakes import FakeStation
from tests.protocol.lifesmart.locks import OrdinaryLock, SwifteLock, V3Lock

LOCK = "2711"


async def test_each_generation(client: LifeSmartClient, station: FakeStation) -> None:
    locks: dict[LockGeneration, Any] = {
        LockGeneration.ORDINARY: OrdinaryLock(station),
        LockGeneration.V3: V3Lock(station),
        LockGeneration.SWIFTE: SwifteLock(station),
    }
    users = client.lock_users
    for generation in locks:
        name = "Ann" if generation is LockGeneration.ORDINARY else ""
        added = await users.add(LOCK, generation, NewPerson(name=name, password="678901"))
        assert added in await users.list(LOCK, generation)
        change = PersonChange(
            password="123456",
            old_password="678901" if generation is LockGeneration.ORDINARY else None,
        )
        assert (await users.modify(LOCK, generation, added.id, change)).id == added.id
        await users.delete(LOCK, generation, added.id)
        assert added not in await users.list(LOCK, generation)


async def test_swifte_locks(client: LifeSmartClient, station: FakeStation) -> None:
    lock = SwifteLock(station, {10: False, 0x100: False})
    users = client.lock_users
    assert await users.swifte_info(LOCK) == SwifteInfo(users=3, battery=80)
    await users.delete_group(LOCK, 1)
    assert lock.users == {10: False}


async def test_one_task_at_a_time_takes_each_number_once(
    client: LifeSmartClient, station: FakeStation
) -> None:
    OrdinaryLock(station)
    new = NewPerson(name="x", password="678901")
    added = await asyncio.gather(
        *(client.lock_users.add(LOCK, LockGeneration.ORDINARY, new) for _ in range(3))
    )
    assert [person.id for person in added] == ["P_R_1", "P_R_2", "P_R_3"]
