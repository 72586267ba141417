"""People at locks of all generations. Source: advanced interface description, 2.1."""

import asyncio

from ..models.lock_person import LockPerson, NewPerson, PersonChange
from ..models.lock_user import LockGeneration
from ..models.swifte import SwifteInfo
from ..users import OrdinaryUsers, Sleep, SwifteUsers, Users, V3Users
from .doorlock import DoorlockTopic
from .swifte import SwifteTopic
from .v3 import V3Topic


class LockUsersTopic:
    """One vocabulary for all locks; one task at a time at each of them.

    Methods raise UnsupportedError for what a generation does not know.
    """

    def __init__(
        self,
        doorlock: DoorlockTopic,
        v3: V3Topic,
        swifte: SwifteTopic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """Work through the topics of the generations."""
        self._swifte = SwifteUsers(swifte, sleep)
        self._users: dict[LockGeneration, Users] = {
            LockGeneration.ORDINARY: OrdinaryUsers(doorlock),
            LockGeneration.V3: V3Users(v3),
            LockGeneration.SWIFTE: self._swifte,
        }
        self._locks: dict[str, asyncio.Lock] = {}

    async def list(self, me: str, generation: LockGeneration) -> tuple[LockPerson, ...]:
        """Return everybody, read from the lock now."""
        async with self._turn(me):
            return await self._users[generation].list(me)

    async def add(self, me: str, generation: LockGeneration, new: NewPerson) -> LockPerson:
        """Let somebody in and return how the lock keeps them.

        Raises AlreadyExistsError for a number that is taken, LimitError when none is free.
        """
        async with self._turn(me):
            return await self._users[generation].add(me, new)

    async def modify(
        self, me: str, generation: LockGeneration, person_id: str, change: PersonChange
    ) -> LockPerson:
        """Change somebody. Raises NotFoundError."""
        async with self._turn(me):
            return await self._users[generation].modify(me, person_id, change)

    async def delete(self, me: str, generation: LockGeneration, person_id: str) -> None:
        """Take somebody's access away. Raises NotFoundError, ConflictError."""
        async with self._turn(me):
            await self._users[generation].delete(me, person_id)

    async def swifte_info(self, me: str) -> SwifteInfo:
        """Return number of users and battery of a SWIFTE lock, read from it now."""
        async with self._turn(me):
            return await self._swifte.info(me)

    async def delete_group(self, me: str, admin: int) -> None:
        """Delete all users of an admin of a SWIFTE lock. Raises NotFoundError."""
        async with self._turn(me):
            await self._swifte.delete_group(me, admin)

    def _turn(self, me: str) -> asyncio.Lock:
        return self._locks.setdefault(me, asyncio.Lock())
