"""Schedules of doors. Not in the manual; where a unit has them, users refer to them."""

from collections.abc import Sequence

from ...errors import DeviceError
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
        """Replace a whole schedule."""
        await self._set([row])

    async def delete(self, ids: Sequence[str]) -> None:
        """Delete schedules by id."""
        await self._delete(ids)
