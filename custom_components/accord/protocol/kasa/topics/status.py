"""The poll, and what the device has beyond its family.

State and meter come in one request where the family knows both.
"""

import asyncio
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from ...errors import (
    AccordError,
    ConnectionFailedError,
    DeadlineError,
    ProtocolError,
    UnsupportedError,
)
from ..catalog import LAS, LIGHTS, PIR, TRAITS, Family
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
_BRIGHTNESS = Call(LAS, "get_current_brt")
_DARK = Call(LAS, "get_dark_status")
_MOTION = Call(PIR, "get_adc_value")
_SENSES = (_BRIGHTNESS, _DARK, _MOTION)

_UNREADABLE = 2
"""Answers to a whole poll that could not be read, after which its parts are asked for apart."""

PROBE_PAUSE = 0.5
"""Seconds of rest before a light is asked for a module that it may lack."""


class StatusTopic:
    """What a poll asks."""

    def __init__(self, session: KasaSession) -> None:
        """Speak through ``session``."""
        self._session = session
        self._found = Capabilities(firmware="")
        self._unreadable = 0

    async def read(self, *, energy: bool) -> Status:
        """Return the state, the meter's readings if ``energy``, and what sensors say.

        One request for all, but for the first contact, which asks for the state alone, and so
        does a second try where an answer fails to come for once. Part of it that the device
        answers with an error is None; its state is good all the same.
        Raises WrongDeviceError, UnsupportedDeviceError.
        """
        session = self._session
        known = session.identified
        if known is not None and self._unreadable < _UNREADABLE:
            calls = self._besides(known, energy)
            try:
                answer = await session.ask(_request(_names([GET_SYSINFO, *calls])))
                return self._status(session.accept(answer), calls, answer)
            except ProtocolError:
                if not calls:
                    raise
                self._unreadable += 1
            except DeadlineError:
                pass
        info = await session.get_sysinfo()
        calls = self._besides(info, energy)
        answer = await session.ask(_request(_names(calls))) if calls else {}
        return self._status(info, calls, answer)

    def _besides(self, info: SysInfo, energy: bool) -> list[Call]:
        """Return what to ask for besides the state: at most 1.3 kB come back for all."""
        calls = [_METERS[info.family]] if energy and self._has_meter(info) else []
        has = self.capabilities
        if has is not None and (Capability.PIR in has or Capability.LAS in has):
            calls += [call for call in _SENSES if not self._session.lacks(call)]
        return calls

    def _status(self, info: SysInfo, calls: Sequence[Call], answer: Mapping[str, Any]) -> Status:
        found = {call.method: self._unpack(answer, call) for call in calls}
        meter = found.pop(_METERS[info.family].method, None)
        return Status(
            sysinfo=info,
            energy=None if meter is None else Energy.from_wire(meter),
            senses=_senses(found) if found else None,
        )

    async def read_senses(self) -> Senses:
        """Return what the sensors say now, in one request; nothing of what is missing.

        Raises ConnectionFailedError and its kinds.
        """
        answers = zip(_SENSES, await self._session.batch(_SENSES), strict=True)
        return _senses(
            {call.method: None if isinstance(one, AccordError) else one for call, one in answers}
        )

    @property
    def found(self) -> Capabilities:
        """Return what ``probe`` found so far; it goes on from there."""
        return self._found

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

        Modules that the family cannot have are not asked for; lights get a pause before. A
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
        if info.family in LIGHTS:
            await asyncio.sleep(PROBE_PAUSE)
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

    def _unpack(self, answer: Mapping[str, Any], call: Call) -> Mapping[str, Any] | None:
        try:
            return self._session.unpack(answer, call)
        except AccordError:
            return None


def _senses(answers: Mapping[str, Mapping[str, Any] | None]) -> Senses:
    """Put together what the methods of sensors answered."""

    def value(call: Call, member: str) -> int | None:
        return integer((answers.get(call.method) or {}).get(member))

    dark = value(_DARK, "bDark")
    return Senses(
        brightness=value(_BRIGHTNESS, "value"),
        dark=None if dark is None else dark != 0,
        motion_adc=value(_MOTION, "value"),
    )


def _names(calls: Sequence[Call]) -> tuple[tuple[str, str], ...]:
    return tuple((call.module, call.method) for call in calls)


@cache
def _request(names: tuple[tuple[str, str], ...]) -> bytes:
    """Return a ready request; there are few, and each is sent often."""
    return build([Call(module, method) for module, method in names])
