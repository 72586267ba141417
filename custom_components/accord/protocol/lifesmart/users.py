"""People as the users of each generation of locks.

Where no answer comes to a change, the lock is read again: what was asked for is there, or the
error is raised, with ``outcome_unknown``.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Protocol

from ..errors import (
    AccordError,
    AlreadyExistsError,
    ConflictError,
    DeviceError,
    InvalidError,
    LimitError,
    NotFoundError,
    UnsupportedError,
)
from .models.fields import integer
from .models.lock_person import LockPerson, NewPerson, PersonChange
from .models.lock_user import NumberedUser, OrdinaryUser, UserKind
from .models.swifte import ANY_SUB_USER, CARD_LENGTH, SwifteInfo, card_raw, user_id
from .models.v3 import ADMINS_TO_KEEP, PASSWORD_NUMBERS
from .topics.doorlock import NUMBERS, TEMPORARY, DoorlockTopic
from .topics.swifte import SwifteTopic
from .topics.v3 import V3Topic

SYNC_TIME = 2.0
"""Seconds that a SWIFTE lock takes to tell its station its users."""
_MOST_PAGES = 200

type Sleep = Callable[[float], Awaitable[None]]


class Users(Protocol):
    """The users of locks of one generation; ``me`` is the lock."""

    async def list(self, me: str) -> tuple[LockPerson, ...]:
        """Return everybody."""

    async def add(self, me: str, new: NewPerson) -> LockPerson:
        """Let somebody in."""

    async def modify(self, me: str, person_id: str, change: PersonChange) -> LockPerson:
        """Change somebody."""

    async def delete(self, me: str, person_id: str) -> None:
        """Take somebody's access away."""


class OrdinaryUsers:
    """Temporary codes, with names and limits; the others are made at the lock."""

    def __init__(self, doorlock: DoorlockTopic) -> None:
        """Work through the topic."""
        self._doorlock = doorlock

    async def list(self, me: str) -> tuple[LockPerson, ...]:
        """Return everybody, also those who are made at the lock."""
        return tuple(map(LockPerson.ordinary, await self._doorlock.get_users(me)))

    async def add(self, me: str, new: NewPerson) -> LockPerson:
        """Add a temporary code."""
        if new.password is None or new.card is not None:
            raise UnsupportedError("the lock takes codes only")
        if new.swifte_only:
            raise UnsupportedError("the lock keeps neither admins nor raw limits")
        taken = {user.id for user in await self._doorlock.get_users(me)}
        number = _free(new.number, NUMBERS, lambda candidate: f"{TEMPORARY}{candidate}" in taken)
        userid = f"{TEMPORARY}{number}"
        try:
            userid = await self._doorlock.add_temp_user(
                me, number, new.name, new.password, new.limits
            )
        except AccordError as err:
            if not err.outcome_unknown:
                raise
            return LockPerson.ordinary(await self._after(me, userid, err))
        return LockPerson.ordinary(
            await self._find(me, userid)
            or OrdinaryUser(id=userid, name=new.name, kind=UserKind.TEMPORARY, limits=new.limits)
        )

    async def modify(self, me: str, person_id: str, change: PersonChange) -> LockPerson:
        """Rename anybody, or change a temporary code."""
        await self._doorlock.set_user(
            me,
            person_id,
            name=change.name,
            note=change.note,
            new_password=change.password,
            old_password=change.old_password,
            limits=change.limits,
            clear=change.clear,
        )
        if (user := await self._find(me, person_id)) is None:
            raise NotFoundError("the lock does not know the user")
        return LockPerson.ordinary(user)

    async def delete(self, me: str, person_id: str) -> None:
        """Delete a temporary code. Raises UnsupportedError for anybody else."""
        if not person_id.startswith(TEMPORARY):
            raise UnsupportedError("only temporary codes can be deleted from afar")
        try:
            await self._doorlock.delete_temp_user(me, person_id)
        except AccordError as err:
            if not err.outcome_unknown or await self._find(me, person_id) is not None:
                raise

    async def _find(self, me: str, userid: str) -> OrdinaryUser | None:
        users = await self._doorlock.get_users(me)
        return next((user for user in users if user.id == userid), None)

    async def _after(self, me: str, userid: str, lost: AccordError) -> OrdinaryUser:
        """Return a user whose addition was not answered. Raises ``lost`` without one."""
        if (user := await self._find(me, userid)) is None:
            raise lost
        return user


class V3Users:
    """Numbers: codes, fingers and cards, of which codes can be added."""

    def __init__(self, v3: V3Topic) -> None:
        """Work through the topic."""
        self._v3 = v3

    async def list(self, me: str) -> tuple[LockPerson, ...]:
        """Return everybody, as far as the lock counts them from its first code on."""
        return tuple(map(_v3_person, await self._read(me)))

    async def add(self, me: str, new: NewPerson) -> LockPerson:
        """Add a code."""
        _check_plain(new)
        if new.password is None:
            raise UnsupportedError("the lock takes codes only")
        taken = {user.number for user in await self._read(me)}
        number = _free(new.number, PASSWORD_NUMBERS, taken.__contains__)
        await self._put(me, number, new.password)
        return _v3_person(NumberedUser(number=number))

    async def modify(self, me: str, person_id: str, change: PersonChange) -> LockPerson:
        """Give a user another code: the old one is deleted first.

        Raises UnsupportedError for anything else, and for admins, who could not be made again.
        """
        if not change.only_password or change.password is None:
            raise UnsupportedError("the lock keeps nothing but the code")
        user = _find(await self._read(me), person_id)
        if user.admin or user.kind is not UserKind.PASSWORD:
            raise UnsupportedError("only the codes of normal users can be changed")
        await self._remove(me, user.number)
        await self._put(me, user.number, change.password)
        return _v3_person(user)

    async def delete(self, me: str, person_id: str) -> None:
        """Delete anybody. Raises ConflictError for one of the last two admins."""
        users = await self._read(me)
        user = _find(users, person_id)
        if user.admin and sum(one.admin for one in users) <= ADMINS_TO_KEEP:
            raise ConflictError("one of the last two admins cannot be deleted")
        await self._remove(me, user.number)

    async def _put(self, me: str, number: int, password: str) -> None:
        try:
            await self._v3.add_user(me, number, password)
        except AccordError as err:
            if not err.outcome_unknown or not await self._has(me, number):
                raise

    async def _remove(self, me: str, number: int) -> None:
        try:
            await self._v3.delete_user(me, number)
        except AccordError as err:
            if not err.outcome_unknown or await self._has(me, number):
                raise

    async def _has(self, me: str, number: int) -> bool:
        return any(user.number == number for user in await self._read(me))

    async def _read(self, me: str) -> tuple[NumberedUser, ...]:
        """Return all users; whether a page includes its start the document does not say."""
        first = PASSWORD_NUMBERS.start

        async def page(start: int) -> tuple[NumberedUser, ...]:
            return await self._v3.get_users(me, start)

        found = await _pages(page, first)
        if first not in found:
            try:
                before = await self._v3.get_users(me, first - 1, 1)
            except DeviceError:
                before = ()
            found |= {user.number: user for user in before}
        return tuple(found[number] for number in sorted(found))


class SwifteUsers:
    """Numbers below admins: codes and cards."""

    def __init__(self, swifte: SwifteTopic, sleep: Sleep = asyncio.sleep) -> None:
        """Work through the topic; ``sleep`` waits for the lock to be read."""
        self._swifte = swifte
        self._sleep = sleep

    async def list(self, me: str) -> tuple[LockPerson, ...]:
        """Return everybody, after the station has read the lock."""
        return tuple(map(_swifte_person, await self._read(me)))

    async def add(self, me: str, new: NewPerson) -> LockPerson:
        """Add a code or card; without a number the lock chooses one below the admin.

        Which one shows by the difference only: of a user whom the lock does not show yet the
        id is empty.
        """
        if not new.limits.none or new.name:
            raise UnsupportedError("the lock keeps neither names nor limits")
        if (new.password is None) is (new.card is None):
            raise InvalidError("either a code or a card is needed")
        if new.update and new.number is None:
            raise InvalidError("an update needs the user's number")
        if new.admin and new.number is not None and new.number >> 8 != new.admin:
            raise InvalidError("the number is of a user of another admin")
        before = {user.number for user in await self._read(me)}
        if new.number in before and not new.update:
            raise AlreadyExistsError("the number is taken")
        userid = user_id(new.admin, ANY_SUB_USER) if new.number is None else new.number
        lost: AccordError | None = None
        try:
            await self._put(me, userid, new)
        except AccordError as err:
            if not err.outcome_unknown:
                raise
            lost = err
        added = [user for user in await self._read(me) if user.number not in before]
        if len(added) == 1:
            return _swifte_person(added[0])
        if lost is not None:
            raise lost
        return LockPerson(id="" if new.number is None else str(new.number))

    async def modify(self, me: str, person_id: str, change: PersonChange) -> LockPerson:
        """Give a user another code."""
        if not change.only_password or change.password is None:
            raise UnsupportedError("the lock keeps nothing but the code")
        user = _find(await self._read(me), person_id)
        await self._swifte.add_user(me, user.number, change.password, update=True)
        return _swifte_person(user)

    async def info(self, me: str) -> SwifteInfo:
        """Return number of users and battery, after the station has read the lock."""
        await self._sync(me)
        return await self._swifte.info(me)

    async def delete_group(self, me: str, admin: int) -> None:
        """Delete all users of an admin. Raises NotFoundError where there are none."""
        group = user_id(admin, ANY_SUB_USER)

        async def left() -> bool:
            return any(user.number >> 8 == admin for user in await self._read(me))

        if not await left():
            raise NotFoundError("the admin has no users")
        try:
            await self._swifte.delete_user(me, group, whole_group=True)
        except AccordError as err:
            if not err.outcome_unknown or await left():
                raise

    async def delete(self, me: str, person_id: str) -> None:
        """Delete a user."""
        user = _find(await self._read(me), person_id)
        try:
            await self._swifte.delete_user(me, user.number)
        except AccordError as err:
            if not err.outcome_unknown or user in await self._read(me):
                raise

    async def _put(self, me: str, userid: int, new: NewPerson) -> None:
        put = partial(
            self._swifte.add_user,
            me,
            userid,
            time_limit_raw=new.time_limit_raw,
            update=new.update,
        )
        if new.card is None:
            await put(new.password)
            return
        try:
            await put(raw=card_raw(new.card))
        except DeviceError as refused:
            # The vendor's own example is one byte shorter than its text.
            try:
                await put(raw=card_raw(new.card, CARD_LENGTH - 1))
            except DeviceError, InvalidError:
                raise refused from None

    async def _sync(self, me: str) -> None:
        await self._swifte.sync(me)
        await self._sleep(SYNC_TIME)

    async def _read(self, me: str) -> tuple[NumberedUser, ...]:
        await self._sync(me)

        async def page(start: int) -> tuple[NumberedUser, ...]:
            return await self._swifte.get_users(me, start)

        found = await _pages(page, 0)
        return tuple(found[number] for number in sorted(found))


async def _pages(
    page: Callable[[int], Awaitable[tuple[NumberedUser, ...]]], start: int
) -> dict[int, NumberedUser]:
    """Ask for pages until one brings nothing new."""
    found: dict[int, NumberedUser] = {}
    for _ in range(_MOST_PAGES):
        fresh = {user.number: user for user in await page(start) if user.number not in found}
        if not fresh:
            break
        found |= fresh
        start = max(fresh)
    return found


def _free(wanted: int | None, numbers: range, is_taken: Callable[[int], bool]) -> int:
    """Return the wanted number, or the first that is free."""
    if wanted is not None:
        if is_taken(wanted):
            raise AlreadyExistsError("the number is taken")
        return wanted
    free = next((number for number in numbers if not is_taken(number)), None)
    if free is None:
        raise LimitError("the lock has no free number")
    return free


def _find(users: tuple[NumberedUser, ...], person_id: str) -> NumberedUser:
    number = integer(person_id)
    found = next((user for user in users if user.number == number), None)
    if found is None:
        raise NotFoundError("the lock does not know the user")
    return found


def _check_plain(new: NewPerson) -> None:
    if new.card is not None or not new.limits.none or new.name or new.swifte_only:
        raise UnsupportedError("the lock keeps neither cards, names nor limits")


def _v3_person(user: NumberedUser) -> LockPerson:
    editable = user.kind is UserKind.PASSWORD and not user.admin
    return LockPerson.numbered(user, user.kind, editable=editable)


def _swifte_person(user: NumberedUser) -> LockPerson:
    return LockPerson.numbered(user, UserKind.UNKNOWN, editable=True)
