"""People of the newer store. Source: HTTP API Manual 2.0, "User"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from ...errors import (
    AlreadyExistsError,
    ConflictError,
    DeviceError,
    NotFoundError,
    ProtocolError,
    UnsupportedError,
)
from ...operation import Effect, operation
from ..codec import RowResult, to_int, to_text
from ..errors import NotTakenError
from ..models.rows import check_id
from ..models.user import LOCAL_TYPE, NEW_MEMBERS, USUAL, Source, Spelling, User, users_from_wire
from ..session import AkuvoxSession, Download
from .store import Store

FILE = "UserData.tgz"
_SCAN_TIMEOUT = 35.0
_NEW_IDS: tuple[str | None, ...] = (None, "-1")
"""What firmware wants as the id of a new row."""
_SPELLINGS = (USUAL, Spelling("Schedule-Relay", ","))


class UserTopic(Store):
    """People with codes, cards and relays."""

    TARGET = "user"

    def __init__(self, session: AkuvoxSession) -> None:
        """Speak through ``session``; how the unit spells schedules shows when it lists people."""
        super().__init__(session)
        self._spelling: Spelling | None = None
        self._new_ids = _NEW_IDS
        self._type = NEW_MEMBERS["Type"]

    @operation("user/info", effect=Effect.READ)
    async def info(self) -> int:
        """Return the number for the next person."""
        number = to_int((await self._session.read("user", "info")).get("DefaultUserId"))
        if number is None:
            raise ProtocolError("user/info: the answer has no number")
        return number

    @operation("user/get", effect=Effect.SECRET)
    async def get(self, page: int | None = None, name: str | None = None) -> tuple[User, ...]:
        """Return people, of one page (from 1) or all; ``name`` narrows it down.

        The unit matches names and codes in part: what fits no name is left out here.
        """
        query = None if name is None else {"NameOrCode": name}
        found = users_from_wire(await self._list(page, query))
        self._learn(found)
        if name is None:
            return found
        return tuple(one for one in found if name.casefold() in one.name.casefold())

    @operation("user/add", effect=Effect.WRITE)
    async def add(self, rows: Sequence[User]) -> tuple[User, ...]:
        """Add people and return them as the unit keeps them.

        Firmware differs in how it wants the id and the relays: what it refuses, or does not
        list afterwards, it is offered in another form. Raises InvalidError and
        AlreadyExistsError before anything is sent, DeviceError where a row did not arrive.
        """
        for row in rows:
            row.check()
        known = await self.get()
        _check_numbers(rows, known)
        kept, used = await self._offer(rows)
        if any(one.access != row.access for one, row in zip(kept, rows, strict=True)):
            kept = await self._respell(rows, kept, used)
        return kept

    @operation("user/set", effect=Effect.WRITE)
    async def set(self, rows: Sequence[User]) -> None:
        """Replace rows; members that a row does not name stay.

        Each is read before and after: raises ConflictError for people kept by the cloud and
        for those of whom the unit does not tell everything, NotFoundError, InvalidError,
        NotTakenError for members that the unit did not keep.
        """
        known = {one.id: one for one in await self.get()}
        wire: list[dict[str, Any]] = []
        for row in rows:
            if (before := known.get(row.id)) is None:
                raise NotFoundError(f"there is no user with the id {row.id}")
            row.check(before)
            whole = replace(row, extra={**before.extra, **row.extra})
            wire.append(whole.to_wire(before.spelling or self._spelling))
        await self._write("set", wire)
        kept = {one.id: one for one in await self.get()}
        if lost := [
            member
            for row in rows
            for member in (row.lost(kept[row.id]) if row.id in kept else ["ID"])
        ]:
            raise NotTakenError(dict.fromkeys(lost))

    @operation("user/scan", effect=Effect.SECRET)
    async def scan(self) -> str:
        """Wait for a card at the reader and return its number; up to 35 seconds."""
        reply = await self._session.write("user", "scan", timeout=_SCAN_TIMEOUT)
        if not (number := to_text(reply.data.get("RFCode"))):
            raise NotFoundError("no card was shown")
        return number

    @operation("user/edit", effect=Effect.WRITE)
    async def edit(self) -> None:
        """Raise UnsupportedError: the manual lists it, and says that no method is supported."""
        raise UnsupportedError("user/edit is supported by no unit, as the manual itself says")

    @operation("user/del", effect=Effect.DESTRUCTIVE)
    async def delete(self, ids: Sequence[str]) -> tuple[RowResult, ...]:
        """Delete people by the id of their record; the cloud's are refused. Raises as ``set``."""
        wanted = [check_id(one) for one in ids]
        known = {one.id: one for one in await self.get()}
        for one in wanted:
            if one not in known:
                raise NotFoundError(f"there is no user with the id {one}")
            if known[one].source is Source.CLOUD:
                raise ConflictError("this person is kept by the cloud, not by the unit")
        return await self._delete(wanted)

    @operation("user/clear", effect=Effect.DESTRUCTIVE)
    async def clear(self) -> None:
        """Delete all people. Cannot be undone."""
        await self._clear()

    @operation("user/export", effect=Effect.SECRET)
    async def export(self) -> Download:
        """Return ``UserData.tgz``; the unit tells where it lies."""
        data = await self._session.read("user", "export", timeout=60.0)
        address = to_text(data.get("address"))
        return Download(FILE, await self._session.fetch(address))

    @operation("user/import", effect=Effect.DESTRUCTIVE)
    async def import_(self, content: bytes, filename: str = FILE) -> None:
        """Read ``UserData.tgz`` in; whether people who are there stay is up to the firmware."""
        await self._import(content, filename)

    def _learn(self, found: Sequence[User]) -> None:
        """Remember how the unit writes relays, best from somebody who has several."""
        spelt = [one for one in found if one.spelling is not None]
        if spelt:
            self._spelling = max(spelt, key=lambda one: (len(one.access), _ended(one))).spelling
        if any(one.marked_by_type for one in found):
            self._type = LOCAL_TYPE

    def _new(self, row: User, row_id: str | None, spelling: Spelling) -> Mapping[str, Any]:
        wire = {**NEW_MEMBERS, "Type": self._type, **replace(row, id="").to_wire(spelling)}
        return wire if row_id is None else {**wire, "ID": row_id}

    async def _offer(self, rows: Sequence[User]) -> tuple[tuple[User, ...], Spelling]:
        """Have the unit take rows in one of the forms that firmware knows."""
        refused: DeviceError | None = None
        missing, found = list(rows), dict[tuple[str, str], User]()
        spellings = _SPELLINGS if self._spelling is None else (self._spelling,)
        for spelling, row_id in product(spellings, self._new_ids):
            refused = None
            try:
                await self._write("add", [self._new(row, row_id, spelling) for row in missing])
            except DeviceError as err:
                if not _is_refusal(err):
                    raise
                refused = err
            if refused is None or len(rows) > 1:
                found = {_key(one): one for one in await self.get()}
                missing = [row for row in rows if _key(row) not in found]
            if not missing:
                self._new_ids = (row_id,)
                return tuple(found[_key(row)] for row in rows), spelling
        raise refused or DeviceError("user/add: the unit took the person, but does not list it")

    async def _respell(
        self, rows: Sequence[User], kept: Sequence[User], used: Spelling
    ) -> tuple[User, ...]:
        """Write relays that were lost as the unit lists them now, else in the other spelling."""
        other = self._spelling
        if other is None or (other.member == used.member and not any(one.access for one in kept)):
            other = next(one for one in _SPELLINGS if one.member != used.member)
        wire = [
            {**replace(one, access=row.access, spelling=None).to_wire(other)}
            for one, row in zip(kept, rows, strict=True)
            if one.access != row.access
        ]
        await self._write("set", wire)
        found = {_key(one): one for one in await self.get()}
        now = tuple(found.get(_key(row)) for row in rows)
        if any(one is None or one.access != row.access for one, row in zip(now, rows, strict=True)):
            raise DeviceError("user/add: the unit did not keep which relays the person opens")
        self._spelling = other
        return tuple(one for one in now if one is not None)


def _key(row: User) -> tuple[str, str]:
    """Return by what a person is found again: the unit chooses the id."""
    return row.user_id, row.name


def _ended(row: User) -> bool:
    return row.spelling is not None and row.spelling.ended


def _is_refusal(err: DeviceError) -> bool:
    """Tell whether the unit itself said no: then it did nothing."""
    return isinstance(err.code, int) and err.code < 0 and not err.outcome_unknown


def _check_numbers(rows: Sequence[User], known: Sequence[User]) -> None:
    taken = {one.user_id for one in known}
    for row in rows:
        if row.user_id in taken:
            raise AlreadyExistsError(f"there is a user with the number {row.user_id}")
        taken.add(row.user_id)
