"""Cards of the older store. Source: HTTP API Manual, "RFkey"."""

from collections.abc import Sequence

from ...operation import Effect, operation
from ..codec import RowResult
from ..models.rfkey import RfKey
from ..session import Download
from .store import Store


class RfKeyTopic(Store):
    """People's cards."""

    TARGET = "rfkey"

    @operation("rfkey/get", effect=Effect.SECRET)
    async def get(self, page: int | None = None) -> tuple[RfKey, ...]:
        """Return cards with their windows, of one page (from 1) or all."""
        return tuple(RfKey.from_wire(row) for row in await self._list(page))

    @operation("rfkey/add", effect=Effect.WRITE)
    async def add(self, rows: Sequence[RfKey]) -> tuple[RowResult, ...]:
        """Add rows; the unit chooses ids for those with none.

        Raises InvalidError before anything is sent, RowsRefusedError where the unit refused some.
        """
        return await self._add(rows)

    @operation("rfkey/set", effect=Effect.WRITE)
    async def set(self, rows: Sequence[RfKey]) -> tuple[RowResult, ...]:
        """Replace rows; unknown members stay. Raises as ``add``, NotFoundError."""
        return await self._set(rows, self.get)

    @operation("rfkey/del", effect=Effect.DESTRUCTIVE)
    async def delete(self, ids: Sequence[str]) -> tuple[RowResult, ...]:
        """Delete rows by id. Raises RowsRefusedError for those that do not exist."""
        return await self._delete(ids)

    @operation("rfkey/clear", effect=Effect.DESTRUCTIVE)
    async def clear(self) -> None:
        """Delete all of them. Cannot be undone."""
        await self._clear()

    @operation("rfkey/export", effect=Effect.SECRET)
    async def export(self) -> Download:
        """Return ``ICKey.xml``."""
        return await self._export()

    @operation("rfkey/import", effect=Effect.DESTRUCTIVE)
    async def import_(self, content: bytes, filename: str = "ICKey.xml") -> None:
        """Read ``ICKey.xml`` in; whether rows that are there stay is up to the firmware."""
        await self._import(content, filename)
