"""The one owner of a device: who answers, what may be asked, and what the answer means."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from ..errors import (
    AccordError,
    AuthenticationError,
    ConnectionFailedError,
    ProtocolError,
    UnsupportedError,
)
from .catalog import TRAITS, Family, Traits
from .codec import loads
from .envelope import GET_SYSINFO, Call, batches, build, unpack
from .errors import METHOD_MISSING, MODULE_MISSING, NeedsAddingError, WrongDeviceError
from .models.sysinfo import SysInfo, normalize_mac

_GET_SYSINFO = build([GET_SYSINFO])
_MODULES_OVER_KLAP = 2
"""Bulbs answer to more with a page of HTML."""


class Link(Protocol):
    """What carries plain JSON to a device."""

    @property
    def encrypted(self) -> bool:
        """Tell whether others on the network cannot read what it carries."""

    async def exchange(
        self, request: bytes, *, repeatable: bool, timeout: float | None = None
    ) -> bytes:
        """Return the answer to ``request``; send it again only when ``repeatable``."""

    async def switch(self, error: AccordError) -> bool:
        """Look for another way to the device after ``error``; tell whether there may be one."""

    async def close(self) -> None:
        """Close for good."""


class KasaSession:
    """Sends requests of all topics.

    The device is identified before anything but ``get_sysinfo`` is asked. With
    ``expected_mac`` nothing is sent to another device: it is identified anew after each break
    of the connection and after another device had answered.
    """

    def __init__(self, link: Link, *, expected_mac: str | None = None) -> None:
        """Take the link over. ``expected_mac`` may be in any spelling."""
        self._link = link
        self._expected_mac = normalize_mac(expected_mac) or expected_mac
        self._identified = False
        self._missing: set[tuple[str, str]] = set()
        self.sysinfo: SysInfo | None = None
        """What the right device said last."""

    async def close(self) -> None:
        """Close for good."""
        await self._link.close()

    @property
    def encrypted(self) -> bool:
        """Tell whether the link hides what it carries from others on the network."""
        return self._link.encrypted

    @property
    def identified(self) -> SysInfo | None:
        """Return what the device said last, None while it is not certain who answers."""
        return self.sysinfo if self._identified else None

    async def identify(self) -> SysInfo:
        """Return who answers; asks only when that is not certain."""
        return self.identified or await self.get_sysinfo()

    async def traits(self) -> Traits:
        """Return how the device's family names its modules."""
        return TRAITS[(await self.identify()).family]

    async def get_sysinfo(self) -> SysInfo:
        """Ask for ``get_sysinfo`` alone. Raises WrongDeviceError, UnsupportedDeviceError."""
        return self.accept(await self.ask(_GET_SYSINFO))

    def accept(self, answer: Mapping[str, Any]) -> SysInfo:
        """Take over the ``get_sysinfo`` part of an answer, if it is the right device's."""
        info = SysInfo.from_wire(unpack(answer, GET_SYSINFO))
        if self._expected_mac is not None and info.mac != self._expected_mac:
            self._identified = False
            raise WrongDeviceError(self._expected_mac, info.mac)
        known = self.sysinfo
        if known is not None and known.software_version != info.software_version:
            self._missing.clear()
        self.sysinfo = info
        self._identified = True
        return info

    async def ask(self, request: bytes, *, timeout: float | None = None) -> dict[str, Any]:
        """Send a request that changes nothing and return the whole answer."""
        try:
            return await self._exchange(request, True, timeout)
        except AccordError as err:
            err.outcome_unknown = False
            raise

    async def read(
        self, call: Call, *, outlet: str | None = None, timeout: float | None = None
    ) -> Mapping[str, Any]:
        """Carry out one call that changes nothing."""
        await self.identify()
        self.check_known(call)
        request = build([call], () if outlet is None else (outlet,))
        return self.unpack(await self.ask(request, timeout=timeout), call)

    async def write(
        self, *calls: Call, outlets: Sequence[str] = (), repeatable: bool = True
    ) -> Mapping[str, Any]:
        """Carry out calls that change something in one request; return the last one's answer.

        ``repeatable`` ones set a state, so that twice is as good as once. Raises errors with
        ``outcome_unknown`` when the device may have obeyed.
        """
        await self.identify()
        for call in calls:
            self.check_known(call)
        answer = await self._exchange(build(calls, outlets), repeatable)
        try:
            return [self.unpack(answer, call) for call in calls][-1]
        except ProtocolError as err:
            err.outcome_unknown = True
            raise

    async def batch(self, calls: Sequence[Call]) -> list[Mapping[str, Any] | AccordError]:
        """Carry out reads in as few requests as the device bears.

        Returns an answer or the device's error for each call; a broken connection raises.
        """
        info = await self.identify()
        limit = TRAITS[info.family].answer_limit
        results: dict[int, Mapping[str, Any] | AccordError] = {}
        wanted: list[Call] = []
        for position, call in enumerate(calls):
            try:
                self.check_known(call)
                wanted.append(call)
            except UnsupportedError as err:
                results[position] = err
        most = _MODULES_OVER_KLAP if self.encrypted and info.family is Family.BULB else None
        answers = [
            self._unpack_or_error(answer, call)
            for batch in batches(wanted, limit, most)
            for answer in (await self.ask(build(batch)),)
            for call in batch
        ]
        rest = iter(answers)
        return [
            results[position] if position in results else next(rest)
            for position in range(len(calls))
        ]

    def unpack(self, answer: Mapping[str, Any], call: Call) -> Mapping[str, Any]:
        """Return the answer to ``call``; remember what the device turns out to lack."""
        try:
            return unpack(answer, call)
        except UnsupportedError as err:
            if err.code in MODULE_MISSING:
                self._missing.add((call.module, ""))
            elif err.code in METHOD_MISSING:
                self._missing.add((call.module, call.method))
            raise

    def check_known(self, call: Call) -> None:
        """Raise UnsupportedError for what this firmware was found to lack."""
        if self.lacks(call):
            raise UnsupportedError(f"{call.module}.{call.method} is not supported")

    def lacks(self, call: Call) -> bool:
        """Tell whether this firmware was found to lack the module or method."""
        return not self._missing.isdisjoint(((call.module, ""), (call.module, call.method)))

    def _unpack_or_error(
        self, answer: Mapping[str, Any], call: Call
    ) -> Mapping[str, Any] | AccordError:
        try:
            return self.unpack(answer, call)
        except AccordError as err:
            return err

    async def _exchange(
        self, request: bytes, repeatable: bool, timeout: float | None = None
    ) -> dict[str, Any]:
        try:
            return loads(await self._link.exchange(request, repeatable=repeatable, timeout=timeout))
        except (ConnectionFailedError, AuthenticationError, NeedsAddingError) as err:
            self._identified = self._identified and self._expected_mac is None
            in_doubt = err.outcome_unknown and not repeatable
            if in_doubt or not await self._link.switch(err):
                raise
            return await self._exchange_anew(err, request, repeatable, timeout)
        except ProtocolError as err:
            err.outcome_unknown = True
            raise

    async def _exchange_anew(
        self,
        error: AccordError,
        request: bytes,
        repeatable: bool,
        timeout: float | None,
    ) -> dict[str, Any]:
        """Send a request the other way: to the device that is meant, or not at all.

        Raises the first ``error`` where that way is none.
        """
        try:
            first = loads(await self._link.exchange(_GET_SYSINFO, repeatable=True, timeout=timeout))
        except ConnectionFailedError, ProtocolError:
            raise error from None
        if request == _GET_SYSINFO:
            return first
        self.accept(first)
        return loads(await self._link.exchange(request, repeatable=repeatable, timeout=timeout))
