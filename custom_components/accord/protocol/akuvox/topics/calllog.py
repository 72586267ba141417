"""Calls. Source: HTTP API Manual, "Calllog", which its table of functions spells ``callog``."""

from collections.abc import Mapping
from typing import Any

from ...errors import InvalidError, UnsupportedError
from ...operation import Effect, operation
from ..codec import rows
from ..models.records import CallRecord, CallType
from ..models.rows import check_id
from ..paging import read_pages
from ..session import AkuvoxSession, Download

SPELLINGS = ("calllog", "callog")
"""The samples' and the table's."""


class CallLogTopic:
    """The log of calls, the newest first."""

    def __init__(self, session: AkuvoxSession) -> None:
        """Speak through ``session``; the unit's spelling shows with the first answer."""
        self._session = session
        self._target: str | None = None

    @operation("callog/get", effect=Effect.READ)
    async def get(
        self, kind: CallType | None = None, page: int | None = 1
    ) -> tuple[CallRecord, ...]:
        """Return records: the newest page, another, or with None all.

        ``kind`` narrows it; where the unit does not know how, it is done here.
        """
        query = {} if kind is None else {"Type": kind.value}

        async def read(number: int) -> list[Mapping[str, Any]]:
            return rows(await self._read({**query, "page": number}))

        found = await read_pages(read) if page is None else await read(page)
        records = tuple(CallRecord.from_wire(row) for row in found)
        if kind is None or kind is CallType.ALL:
            return records
        return tuple(one for one in records if one.type is kind)

    @operation("callog/del", effect=Effect.DESTRUCTIVE)
    async def delete(self, record_id: str) -> None:
        """Delete one record; the id stands alone, in no list of rows."""
        data = {"ID": check_id(record_id)}
        await self._session.write(await self._spelt(), "del", data)

    @operation("callog/clear", effect=Effect.DESTRUCTIVE)
    async def clear(self, kind: CallType = CallType.ALL) -> None:
        """Delete all records, or those of one kind. Cannot be undone."""
        if kind is CallType.UNKNOWN:
            raise InvalidError("parameter kind must be a kind of call")
        await self._session.write(await self._spelt(), "clear", {"Type": kind.value})

    @operation("callog/export", effect=Effect.SECRET)
    async def export(self) -> Download:
        """Return ``History.csv``."""
        return await self._session.download(await self._spelt(), "export")

    async def _spelt(self) -> str:
        """Return how the unit spells it: found out by reading, which harms nothing."""
        if self._target is None:
            await self._read({"page": 1})
        return self._target or SPELLINGS[0]

    async def _read(self, query: Mapping[str, str | int]) -> Mapping[str, Any]:
        if self._target is not None:
            return await self._session.read(self._target, "get", query)
        usual, other = SPELLINGS
        try:
            answer = await self._session.read(usual, "get", query)
        except UnsupportedError:
            answer = await self._session.read(other, "get", query)
            self._target = other
        else:
            self._target = usual
        return answer
