"""The poll, and what the device has beyond its family.

State and meter come in one request where the family knows both.
"""

from collections.abc import Mapping
from typing import Any

from ...errors import AccordError, ConnectionFailedError, UnsupportedError
from ..catalog import LAS, PIR, TRAITS, Family
from ..envelope import GET_SYSINFO, Call, build
from ..models.capabilities import Capabilities, Capability
from ..models.energy import Energy
from ..models.fields import integer
from ..models.senses import Senses
from ..models.status import Status
from ..models.sysinfo import SysInfo
from ..session import KasaSession
from .probes import probes

_METERS = {family: Call(traits.energy, "get_realtime") for family, traits in TRAITS.items()}
_POLLS = {family: build([GET_SYSINFO, meter]) for family, meter in _METERS.items()}
"""Ready requests: at most 1.3 kB come back, far below what any family bears."""


_SENSES = (
    Call(LAS, "get_current_brt"),
    Call(LAS, "get_dark_status"),
    Call(PIR, "get_adc_value"),
)


class StatusTopic:
    """What a poll asks."""

    def __init__(self, session: KasaSession) -> None:
        """Speak through ``session``."""
        self._session = session
        self._found = Capabilities(firmware="")

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

    async def read_senses(self) -> Senses:
        """Return what the sensors say now, in one request; nothing of what is missing.

        Raises ConnectionFailedError and its kinds.
        """
        light, dark, motion = await self._session.batch(_SENSES)
        flag_ = _integer(dark, "bDark")
        return Senses(
            brightness=_integer(light, "value"),
            dark=None if flag_ is None else flag_ != 0,
            motion_adc=_integer(motion, "value"),
        )

    @property
    def capabilities(self) -> Capabilities | None:
        """Return which optional modules the firmware has, None while not all were asked."""
        info = self._session.sysinfo
        if info is None or self._found.firmware != info.software_version:
            return None
        return None if set(self._wanted(info)) - set(self._found.found) else self._found

    def restore(self, capabilities: Capabilities) -> None:
        """Take over what ``probe`` found before, so that the same firmware is not asked again."""
        self._found = capabilities

    async def probe(self) -> Capabilities:
        """Find out which optional modules the device has: one request each, once per firmware.

        Modules that the family cannot have are not asked for; lights are asked for none. A
        module at which the connection breaks counts as missing and is not asked for again,
        whatever happens: some devices restart. Raises ConnectionFailedError when the device
        does not come back by itself; the next call goes on with the next module.
        """
        info = await self._session.identify()
        if self._found.firmware != info.software_version:
            self._found = Capabilities(firmware=info.software_version)
        for capability, call in self._wanted(info).items():
            if capability in self._found.found:
                continue
            self._note(capability, False)
            self._note(capability, await self._answers(call, info))
        return self._found

    def _wanted(self, info: SysInfo) -> Mapping[Capability, Call]:
        return probes(info.family, info.has_motion)

    def _note(self, capability: Capability, found: bool) -> None:
        known = {**self._found.found, capability: found}
        self._found = Capabilities(firmware=self._found.firmware, found=known)

    async def _answers(self, call: Call, info: SysInfo) -> bool:
        outlet = info.outlets[0].id if info.outlets else None
        try:
            await self._session.read(call, outlet=outlet)
        except UnsupportedError:
            return False
        except ConnectionFailedError:
            await self._session.get_sysinfo()
            return False
        except AccordError:
            pass
        return True

    def _has_meter(self, info: SysInfo) -> bool:
        if not info.has_meter or info.family is Family.STRIP:
            return False
        return not self._session.lacks(_METERS[info.family])

    def _reading(self, answer: Mapping[str, Any], info: SysInfo) -> Energy | None:
        try:
            return Energy.from_wire(self._session.unpack(answer, _METERS[info.family]))
        except AccordError:
            return None


def _integer(answer: Mapping[str, Any] | AccordError, member: str) -> int | None:
    return None if isinstance(answer, AccordError) else integer(answer.get(member))
