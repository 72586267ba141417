"""Who came in. Source: HTTP API Manual, "Doorlog"; its samples name the call log by mistake."""

from ...operation import Effect, operation
from ..models.records import DoorRecord
from ..models.rows import check_id
from ..session import Download
from .store import Store


class DoorLogTopic(Store):
    """The log of the doors, the newest first."""

    TARGET = "doorlog"

    @operation("doorlog/get", effect=Effect.SECRET)
    async def get(self, page: int | None = 1) -> tuple[DoorRecord, ...]:
        """Return records: the newest page, another, or with None all, which is slow.

        Codes and cards that were used stand in them.
        """
        return tuple(DoorRecord.from_wire(row) for row in await self._list(page))

    @operation("doorlog/del", effect=Effect.DESTRUCTIVE)
    async def delete(self, record_id: str) -> None:
        """Delete one record; the id stands alone, in no list of rows."""
        await self._session.write(self.TARGET, "del", {"ID": check_id(record_id)})

    @operation("doorlog/clear", effect=Effect.DESTRUCTIVE)
    async def clear(self) -> None:
        """Delete all records. Cannot be undone."""
        await self._clear()

    @operation("doorlog/export", effect=Effect.SECRET)
    async def export(self) -> Download:
        """Return ``DoorLog.xml``."""
        return await self._export()
