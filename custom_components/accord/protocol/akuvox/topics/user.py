"""People of the newer store. Source: HTTP API Manual 2.0, "User"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...errors import ConflictError, DeviceError, NotFoundError, ProtocolError, UnsupportedError
from ...operation import Effect, operation
from ..codec import RowResult, to_int, to_text
from ..models.rows import check_id
from ..models.user import NEW_MEMBERS, USUAL, Source, Spelling, User, users_from_wire
from ..session import AkuvoxSession, Download
from .store import Store

FILE = "UserData.tgz"
_SCAN_TIMEOUT = 35.0
_SPELLINGS = (USUAL, Spelling("Schedule-Relay", ","))


class UserTopic(Store):
    """People with codes, cards and relays."""

    TARGET = "user"

    def __init__(self, session: AkuvoxSession) -> None:
        """Speak through ``session``; how the unit spells schedules shows when it lists people."""
        super().__init__(session)
        self._spelling: Spelling | None = None

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

        Whether the unit understood the relays shows only when it is asked: a row that lost
        them is written again in the other spelling. Raises InvalidError before anything is
        sent, AlreadyExistsError's kin as the unit says, DeviceError where a row did not arrive.
        """
        for row in rows:
            row.check()
        if self._spelling is None:
            self._learn(await self.get())
        first = self._spelling or USUAL
        await self._write("add", [self._new(row, first) for row in rows])
        found = [await self._find(row) for row in rows]
        if any(kept.access != row.access for kept, row in zip(found, rows, strict=True)):
            found = await self._respell(rows, found, first)
        return tuple(found)

    @operation("user/set", effect=Effect.WRITE)
    async def set(self, rows: Sequence[User]) -> None:
        """Replace whole rows.

        Each is read before: raises ConflictError for people kept by the cloud and for those of
        whom the unit does not tell everything, NotFoundError, InvalidError.
        """
        known = {one.id: one for one in await self.get()}
        for row in rows:
            if row.id not in known:
                raise NotFoundError(f"there is no user with the id {row.id}")
            row.check(known[row.id])
        await self._write("set", [row.to_wire(self._spelling) for row in rows])

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
        """Remember how the unit writes relays, best from somebody who has some."""
        spelt = [one for one in found if one.spelling is not None]
        best = next((one for one in spelt if one.access), spelt[0] if spelt else None)
        if best is not None:
            self._spelling = best.spelling

    def _new(self, row: User, spelling: Spelling) -> Mapping[str, Any]:
        return {**NEW_MEMBERS, **replace(row, id="").to_wire(spelling)}

    async def _find(self, row: User) -> User:
        """Return the row as the unit keeps it: ids are chosen by the unit."""
        for one in await self.get():
            if one.user_id == row.user_id and one.name == row.name:
                return one
        raise DeviceError("user/add: the unit took the person, but does not list it")

    async def _respell(
        self, rows: Sequence[User], kept: Sequence[User], tried: Spelling
    ) -> list[User]:
        other = next(one for one in _SPELLINGS if one.member != tried.member)
        await self._write(
            "set",
            [
                {**one.to_wire(tried), other.member: other.write(row.access)}
                for one, row in zip(kept, rows, strict=True)
            ],
        )
        found = [await self._find(row) for row in rows]
        if any(one.access != row.access for one, row in zip(found, rows, strict=True)):
            raise DeviceError("user/add: the unit did not keep which relays the person opens")
        self._spelling = other
        return found
