"""Energy meter. Source: API.md, ``emeter``."""

from ...errors import InvalidError, UnsupportedError
from ...operation import Effect, operation
from ..catalog import TRAITS, Family
from ..envelope import Call
from ..models.energy import Energy
from ..models.sysinfo import SysInfo
from ..session import KasaSession
from .system import check_outlets


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
        info = await self._session.identify()
        if info.family is Family.STRIP and outlet is None:
            raise InvalidError("parameter outlet is missing: strips have one meter per outlet")
        check_outlets(info, () if outlet is None else (outlet,))
        if not info.has_meter:
            raise UnsupportedError("this device has no meter")
        return Energy.from_wire(await self._session.read(realtime_call(info), outlet=outlet))


def realtime_call(info: SysInfo) -> Call:
    """Return how the device's family wants to be asked."""
    return Call(TRAITS[info.family].energy, "get_realtime")
