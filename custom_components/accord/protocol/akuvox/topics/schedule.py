"""Schedules of doors. Not in the manual; where a unit has them, users refer to them."""

from collections.abc import Sequence

from ...errors import ConflictError, DeviceError
from ..models.rows import check_id
from ..models.schedule import Schedule
from .store import Store


class ScheduleTopic(Store):
    """Times at which relays open."""

    TARGET = "schedule"

    async def get(self, page: int | None = None) -> tuple[Schedule, ...]:
        """Return schedules, of one page (from 1) or all. Raises UnsupportedError."""
        return tuple(Schedule.from_wire(row) for row in await self._list(page))

    async def add(self, row: Schedule) -> Schedule:
        """Add a schedule and return it as the unit keeps it, with its id."""
        known = {one.id for one in await self.get()}
        await self._add([row])
        for one in await self.get():
            if one.id not in known and one.name == row.name:
                return one
        raise DeviceError("schedule/add: the unit took the schedule, but does not list it")

    async def set(self, row: Schedule) -> None:
        """Replace a schedule. Raises ConflictError for those of the unit itself or of a cloud."""
        _check_own([row])
        known = await self.get()
        _check_own([one for one in known if one.id == row.id])

        async def read() -> Sequence[Schedule]:
            return known

        await self._set([row], read)

    async def delete(self, ids: Sequence[str]) -> None:
        """Delete schedules by id. Raises as ``set`` does, RowsRefusedError."""
        wanted = [check_id(one) for one in ids]
        _check_own([one for one in await self.get() if one.id in wanted])
        await self._delete(wanted)


def _check_own(found: Sequence[Schedule]) -> None:
    if any(one.fixed for one in found):
        raise ConflictError("this schedule is part of the unit or kept by a cloud")
