"""Codes of the older store. Source: HTTP API Manual, "Privatekey"."""

from collections.abc import Sequence

from ...operation import Effect, operation
from ..codec import RowResult
from ..models.privatekey import PrivateKey
from ..session import Download
from .store import Store


class PrivateKeyTopic(Store):
    """People's codes."""

    TARGET = "privatekey"

    @operation("privatekey/get", effect=Effect.SECRET)
    async def get(self, page: int | None = None) -> tuple[PrivateKey, ...]:
        """Return codes with their windows, of one page (from 1) or all."""
        return tuple(PrivateKey.from_wire(row) for row in await self._list(page))

    @operation("privatekey/add", effect=Effect.WRITE)
    async def add(self, rows: Sequence[PrivateKey]) -> tuple[RowResult, ...]:
        """Add rows; the unit chooses ids for those with none.

        Raises InvalidError before anything is sent, RowsRefusedError where the unit refused some.
        """
        return await self._add(rows)

    @operation("privatekey/set", effect=Effect.WRITE)
    async def set(self, rows: Sequence[PrivateKey]) -> tuple[RowResult, ...]:
        """Replace rows; unknown members stay. Raises as ``add``, NotFoundError."""
        return await self._set(rows, self.get)

    @operation("privatekey/del", effect=Effect.DESTRUCTIVE)
    async def delete(self, ids: Sequence[str]) -> tuple[RowResult, ...]:
        """Delete rows by id. Raises RowsRefusedError for those that do not exist."""
        return await self._delete(ids)

    @operation("privatekey/clear", effect=Effect.DESTRUCTIVE)
    async def clear(self) -> None:
        """Delete all of them. Cannot be undone."""
        await self._clear()

    @operation("privatekey/export", effect=Effect.SECRET)
    async def export(self) -> Download:
        """Return ``PrivateKey.xml``."""
        return await self._export()

    @operation("privatekey/import", effect=Effect.DESTRUCTIVE)
    async def import_(self, content: bytes, filename: str = "PrivateKey.xml") -> None:
        """Read ``PrivateKey.xml`` in; whether rows that are there stay is up to the firmware."""
        await self._import(content, filename)
