"""How long the device, or one outlet, was on. Source: API.md, ``schedule``."""

from ...operation import Effect, operation
from ..catalog import TRAITS
from ..envelope import Call
from ..models.statistics import DayUsage, MonthUsage, usage_by_day, usage_by_month
from ..session import KasaSession
from .system import check_outlet


class ScheduleTopic:
    """Hours of use. ``outlet`` is the id of a strip's outlet and left out elsewhere."""

    def __init__(self, session: KasaSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("schedule.get_daystat", effect=Effect.READ)
    async def get_daystat(
        self, year: int, month: int, outlet: str | None = None
    ) -> tuple[DayUsage, ...]:
        """Return the minutes on of each day of a month; days without use may be absent."""
        call = Call(await self._module(outlet), "get_daystat", {"year": year, "month": month})
        return usage_by_day(await self._session.read(call, outlet=outlet))

    @operation("schedule.get_monthstat", effect=Effect.READ)
    async def get_monthstat(self, year: int, outlet: str | None = None) -> tuple[MonthUsage, ...]:
        """Return the minutes on of each month of a year."""
        call = Call(await self._module(outlet), "get_monthstat", {"year": year})
        return usage_by_month(await self._session.read(call, outlet=outlet))

    async def _module(self, outlet: str | None) -> str:
        info = await self._session.identify()
        check_outlet(info, outlet)
        return TRAITS[info.family].schedule
