"""The poll: state and meter in one request where the family knows both."""

from collections.abc import Mapping
from typing import Any

from ...errors import AccordError
from ..catalog import TRAITS, Family
from ..envelope import GET_SYSINFO, Call, build
from ..models.energy import Energy
from ..models.status import Status
from ..models.sysinfo import SysInfo
from ..session import KasaSession

_METERS = {family: Call(traits.energy, "get_realtime") for family, traits in TRAITS.items()}
_POLLS = {family: build([GET_SYSINFO, meter]) for family, meter in _METERS.items()}
"""Ready requests: at most 1.3 kB come back, far below what any family bears."""


class StatusTopic:
    """What a poll asks."""

    def __init__(self, session: KasaSession) -> None:
        """Speak through ``session``."""
        self._session = session

    async def read(self, *, energy: bool) -> Status:
        """Return the state, and the meter's readings if ``energy`` and the device has a meter.

        The first contact asks for the state alone. A meter that answers with an error yields
        None; the device's state is good all the same. Raises WrongDeviceError,
        UnsupportedDeviceError.
        """
        session = self._session
        known = session.identified
        if known is not None and energy and self._has_meter(known):
            answer = await session.ask(_POLLS[known.family])
            info = session.accept(answer)
            return Status(sysinfo=info, energy=self._reading(answer, known))
        info = await session.get_sysinfo()
        if known is None and energy and self._has_meter(info):
            answer = await session.ask(build([_METERS[info.family]]))
            return Status(sysinfo=info, energy=self._reading(answer, info))
        return Status(sysinfo=info)

    def _has_meter(self, info: SysInfo) -> bool:
        if not info.has_meter or info.family is Family.STRIP:
            return False
        return not self._session.lacks(_METERS[info.family])

    def _reading(self, answer: Mapping[str, Any], info: SysInfo) -> Energy | None:
        try:
            return Energy.from_wire(self._session.unpack(answer, _METERS[info.family]))
        except AccordError:
            return None
