"""Groups of contacts. Source: HTTP API Manual, "Group"."""

from collections.abc import Sequence

from ...operation import Effect, operation
from ..codec import RowResult
from ..models.contact import Group
from .store import Store


class GroupTopic(Store):
    """Groups, named by contacts."""

    TARGET = "group"

    @operation("group/get", effect=Effect.READ)
    async def get(self, page: int | None = None) -> tuple[Group, ...]:
        """Return groups, of one page (from 1) or all."""
        return tuple(Group.from_wire(row) for row in await self._list(page))

    @operation("group/add", effect=Effect.WRITE)
    async def add(self, rows: Sequence[Group]) -> tuple[RowResult, ...]:
        """Add rows; the unit chooses ids for those with none.

        Raises InvalidError before anything is sent, RowsRefusedError where the unit refused some.
        """
        return await self._add(rows)

    @operation("group/set", effect=Effect.WRITE)
    async def set(self, rows: Sequence[Group]) -> tuple[RowResult, ...]:
        """Replace rows; unknown members stay. Raises as ``add``, NotFoundError."""
        return await self._set(rows, self.get)

    async def delete(self, ids: Sequence[str]) -> tuple[RowResult, ...]:
        """Delete groups by id; the manual does not have it, real units do."""
        return await self._delete(ids)

    @operation("group/clear", effect=Effect.DESTRUCTIVE)
    async def clear(self) -> None:
        """Delete all of them. Cannot be undone."""
        await self._clear()
