"""Energy meter. Source: API.md, ``emeter``."""

from ...errors import UnsupportedError
from ...operation import Effect, operation
from ..catalog import TRAITS
from ..envelope import Call
from ..models.energy import Energy
from ..models.statistics import DayEnergy, MonthEnergy, energy_by_day, energy_by_month
from ..models.sysinfo import SysInfo
from ..session import KasaSession
from .addressing import addressed, check_month


class EmeterTopic:
    """What the device, or one outlet of a strip, consumes."""

    def __init__(self, session: KasaSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("emeter.get_realtime", effect=Effect.READ)
    async def get_realtime(self, outlet: str | None = None) -> Energy:
        """Return what the meter shows now.

        A strip has to be asked outlet by outlet: firmware differs in what the whole strip's
        numbers mean. Raises UnsupportedError for a device without a meter.
        """
        info = await self._metered(outlet)
        return Energy.from_wire(await self._session.read(realtime_call(info), outlet=outlet))

    @operation("emeter.get_daystat", effect=Effect.READ)
    async def get_daystat(
        self, year: int, month: int, outlet: str | None = None
    ) -> tuple[DayEnergy, ...]:
        """Return the energy of each day of a month; days without any may be absent.

        Ask for days and months apart: answers of a year of use are long.
        """
        check_month(month)
        module = TRAITS[(await self._metered(outlet)).family].energy
        call = Call(module, "get_daystat", {"year": year, "month": month})
        return energy_by_day(await self._session.read(call, outlet=outlet))

    @operation("emeter.get_monthstat", effect=Effect.READ)
    async def get_monthstat(self, year: int, outlet: str | None = None) -> tuple[MonthEnergy, ...]:
        """Return the energy of each month of a year."""
        module = TRAITS[(await self._metered(outlet)).family].energy
        call = Call(module, "get_monthstat", {"year": year})
        return energy_by_month(await self._session.read(call, outlet=outlet))

    @operation("emeter.erase_emeter_stat", effect=Effect.DESTRUCTIVE)
    async def erase_emeter_stat(self, outlet: str | None = None) -> None:
        """Forget all that was consumed, the total included. Cannot be undone."""
        module = TRAITS[(await self._metered(outlet)).family].energy
        outlets = () if outlet is None else (outlet,)
        call = Call(module, "erase_emeter_stat")
        await self._session.write(call, outlets=outlets, repeatable=False)

    async def _metered(self, outlet: str | None) -> SysInfo:
        info = await addressed(self._session, outlet)
        if not info.has_meter:
            raise UnsupportedError("this device has no meter")
        return info


def realtime_call(info: SysInfo) -> Call:
    """Return how the device's family wants to be asked."""
    return Call(TRAITS[info.family].energy, "get_realtime")
