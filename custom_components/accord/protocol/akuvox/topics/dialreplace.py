"""What is dialled instead of a prefix. Source: HTTP API Manual, "Dialreplace"."""

from collections.abc import Sequence

from ...operation import Effect, operation
from ..codec import RowResult
from ..models.dialreplace import DialRule
from ..session import Download
from .store import Store


class DialReplaceTopic(Store):
    """Rules of dialling."""

    TARGET = "dialreplace"

    @operation("dialreplace/get", effect=Effect.READ)
    async def get(self, page: int | None = None) -> tuple[DialRule, ...]:
        """Return rules, of one page (from 1) or all."""
        return tuple(DialRule.from_wire(row) for row in await self._list(page))

    @operation("dialreplace/add", effect=Effect.WRITE)
    async def add(self, rows: Sequence[DialRule]) -> tuple[RowResult, ...]:
        """Add rows; the unit chooses ids for those with none.

        Raises InvalidError before anything is sent, RowsRefusedError where the unit refused some.
        """
        return await self._add(rows)

    @operation("dialreplace/set", effect=Effect.WRITE)
    async def set(self, rows: Sequence[DialRule]) -> tuple[RowResult, ...]:
        """Replace rows; unknown members stay. Raises as ``add``, NotFoundError."""
        return await self._set(rows, self.get)

    @operation("dialreplace/del", effect=Effect.DESTRUCTIVE)
    async def delete(self, ids: Sequence[str]) -> tuple[RowResult, ...]:
        """Delete rows by id. Raises RowsRefusedError for those that do not exist."""
        return await self._delete(ids)

    @operation("dialreplace/clear", effect=Effect.DESTRUCTIVE)
    async def clear(self) -> None:
        """Delete all of them. Cannot be undone."""
        await self._clear()

    @operation("dialreplace/export", effect=Effect.READ)
    async def export(self) -> Download:
        """Return ``DialReplace.xml``."""
        return await self._export()

    @operation("dialreplace/import", effect=Effect.DESTRUCTIVE)
    async def import_(self, content: bytes, filename: str = "DialReplace.xml") -> None:
        """Read ``DialReplace.xml`` in; whether rows that are there stay is up to the firmware."""
        await self._import(content, filename)
