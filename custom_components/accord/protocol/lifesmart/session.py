"""The one owner of a station: order, signatures, deadlines, and what may be asked again.

Source: LifeSmart's base document, envelope and codes.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
import itertools
import random
from typing import Any

from ..errors import AccordError, DeadlineError, ProtocolError
from ..transport.datagram import Address
from .clock import StationClock
from .codec import Args, Booleans, Credentials, Nested, PacketType, compact, has_boolean, sign
from .errors import NoAnswerError, SignatureRefusedError, error_for
from .port import STATION_PORT, StationPort

READ_TIMEOUT = 5.0
GAP = 0.05
"""Seconds between two requests; nobody documents what a station bears."""

_ATTEMPTS = 3
_IDS = 65535
_ORDER = tuple(Booleans)


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a station was found to want where the documents leave it open."""

    booleans: Booleans = Booleans.JSON
    nested: tuple[tuple[str, Nested], ...] = ()
    """By the name of the argument."""

    def nesting(self, name: str, default: Nested) -> Nested:
        """Return how an argument that is an object travels."""
        return dict(self.nested).get(name, default)

    def with_nesting(self, name: str, nesting: Nested) -> Dialect:
        """Return the dialect after an argument was accepted that way."""
        return replace(self, nested=tuple({**dict(self.nested), name: nesting}.items()))


@dataclass(frozen=True, slots=True)
class Request:
    """One request; ``nested`` names an argument that may travel as object or as text."""

    type: PacketType
    obj: str
    args: Args
    repeatable: bool = False
    """May be sent again when no answer comes: it changes nothing the second time."""
    timeout: float = READ_TIMEOUT
    nested: str | None = None
    default: Nested = Nested.OBJECT

    def args_for(self, nesting: Nested) -> Args:
        """Return the arguments with the nested one as object or as text."""
        if self.nested is None or not isinstance(self.args, Mapping):
            return self.args
        value = self.args.get(self.nested)
        if value is None or nesting is Nested.OBJECT:
            return self.args
        return {**self.args, self.nested: compact(value)}


class StationSession:
    """Sends the requests of all topics to one station, one at a time."""

    def __init__(
        self,
        port: StationPort,
        host: str,
        credentials: Credentials,
        *,
        station_port: int = STATION_PORT,
        clock: StationClock | None = None,
        dialect: Dialect = Dialect(),
        gap: float = GAP,
        timeout: float | None = None,
        first_id: Callable[[], int] = lambda: random.randrange(1, _IDS),
    ) -> None:
        """Speak to ``host``, an address, through the shared ``port``.

        ``timeout`` in seconds replaces that of every request.
        """
        self.port = port
        self.host = host
        self.clock = clock or StationClock()
        self.dialect = dialect
        self.agtid: str | None = None
        """The station's own id as replies give it; None until one does."""
        self._address: Address = (host, station_port)
        self._credentials = credentials
        self._gap = gap
        self._timeout = timeout
        self._lock = asyncio.Lock()
        self._free_at = 0.0
        self._ids = itertools.cycle(range(1, _IDS + 1))
        for _ in range(first_id() - 1):
            next(self._ids)

    async def get(self, obj: str, args: Mapping[str, Any] | None = None, **options: Any) -> Any:
        """Ask; may be sent again. Return ``msg``. Raises what ``send`` raises."""
        return await self.send(Request(PacketType.GET, obj, args or {}, repeatable=True, **options))

    async def set(self, obj: str, args: Args, **options: Any) -> Any:
        """Command or set; sent again only with ``repeatable``. Return ``msg``."""
        return await self.send(Request(PacketType.SET, obj, args, **options))

    async def send(self, request: Request) -> Any:
        """Carry a request out and return the reply's ``msg``.

        A refused signature is tried in the other ways in which the documents can be read: a
        refusal comes before anything is carried out. Raises SignatureRefusedError,
        NoAnswerError, DeadlineError with ``outcome_unknown`` for a command without answer,
        ProtocolError, or what the code stands for.
        """
        async with self._lock:
            try:
                return await self._exchange(request, self.dialect)
            except SignatureRefusedError as err:
                others = list(self._others(request))
                if not others or not await self._is_accepted():
                    raise
                refused = err
            for dialect in others:
                try:
                    answer = await self._exchange(request, dialect)
                except SignatureRefusedError as err:
                    refused = err
                else:
                    self.dialect = dialect
                    return answer
            raise refused

    def _others(self, request: Request) -> Iterator[Dialect]:
        """Yield the other ways to sign a request, the likely ones first."""
        known = self.dialect
        if has_boolean(request.args):
            for booleans in _ORDER:
                if booleans is not known.booleans:
                    yield replace(known, booleans=booleans)
        if request.nested is not None:
            used = known.nesting(request.nested, request.default)
            other = Nested.TEXT if used is Nested.OBJECT else Nested.OBJECT
            yield known.with_nesting(request.nested, other)

    async def _is_accepted(self) -> bool:
        """Tell whether a plain request is signed well: then only the kind of value is in doubt."""
        plain = Request(PacketType.GET, "eps", {"degree": 0}, repeatable=True)
        try:
            await self._exchange(plain, self.dialect)
        except AccordError:
            return False
        return True

    async def _exchange(self, request: Request, dialect: Dialect) -> Any:
        timeout = self._timeout or request.timeout
        numbers: list[int] = []
        answers: set[asyncio.Future[Mapping[str, Any]]] = set()
        try:
            for _ in range(_ATTEMPTS if request.repeatable else 1):
                number = self._next_id()
                numbers.append(number)
                answers.add(self.port.expect(self.host, number, request.type))
                await self._transmit(request, dialect, number)
                done, _ = await asyncio.wait(
                    answers, timeout=timeout, return_when=asyncio.FIRST_COMPLETED
                )
                if done:
                    return self._unpack(done.pop().result())
        finally:
            for number in numbers:
                self.port.forget(self.host, number)
        if request.repeatable:
            raise NoAnswerError("the station does not answer")
        raise DeadlineError("no answer in time", outcome_unknown=True)

    async def _transmit(self, request: Request, dialect: Dialect, number: int) -> None:
        loop = asyncio.get_running_loop()
        if (wait := self._free_at - loop.time()) > 0:
            await asyncio.sleep(wait)
        nesting = dialect.nesting(request.nested or "", request.default)
        args, ts = request.args_for(nesting), self.clock.timestamp()
        body = {
            "id": number,
            "obj": request.obj,
            "args": args,
            "sys": {
                "ver": 1,
                "ts": ts,
                "sign": sign(request.obj, args, ts, self._credentials, dialect.booleans),
                "model": self._credentials.model,
            },
        }
        self.port.send(request.type, body, self._address)
        self._free_at = loop.time() + self._gap

    def _next_id(self) -> int:
        return next(n for n in self._ids if not self.port.is_expected(self.host, n))

    def _unpack(self, body: Mapping[str, Any]) -> Any:
        agtid = body.get("agtid")
        if isinstance(agtid, str) and agtid not in ("", "mga"):
            self.agtid = agtid
        code, message = body.get("code"), body.get("msg")
        if code is None:
            if "msg" in body:
                return message
            raise ProtocolError("a reply has neither code nor message")
        if not isinstance(code, int):
            raise ProtocolError("a reply's code is no number")
        if code:
            raise error_for(code, message if isinstance(message, str) and message else None)
        return message
