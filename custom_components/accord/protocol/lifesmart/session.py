"""The one owner of a station: order, signatures, deadlines, and what may be asked again.

Source: LifeSmart's base document, envelope and codes.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
import random
from typing import Any, NamedTuple

from ..errors import (
    AccordError,
    ConnectionFailedError,
    DeadlineError,
    DeviceError,
    InvalidError,
    ProtocolError,
)
from ..transport.datagram import Address
from .clock import StationClock
from .codec import Args, Credentials, PacketType, sign
from .dialect import Dialect, Request
from .errors import REFUSED, NoAnswerError, SignatureRefusedError, error_for
from .models.fields import integer, obj
from .port import STATION_PORT, StationPort, own_address

GAP = 0.05
"""Seconds between two requests; nobody documents what a station bears."""
CLOCK_AGE = 300.0
"""Seconds after which the clock is read again before a request that must be exact."""

_ATTEMPTS = 3
_CLOCK_SLACK = 2.0
_FAR = 60.0
"""Seconds from our time at which the station's clock may be what a refusal is about."""
_IDS = 65535
_LONGEST_TEXT = 100


class _Reply(NamedTuple):
    """A reply's body and the times, by our clock, at which its request left and it came."""

    body: Mapping[str, Any]
    sent: float
    received: float


class StationSession:
    """Sends the requests of all topics to one station, one at a time.

    Only while the station listens, for a code to learn or a device to add, others are sent too;
    the documents say no more than that such an answer comes at the end.
    """

    def __init__(
        self,
        port: StationPort,
        host: str,
        credentials: Credentials,
        *,
        station_port: int = STATION_PORT,
        own_host: str | None = None,
        own_port: int | None = None,
        clock: StationClock | None = None,
        dialect: Dialect | None = None,
        gap: float = GAP,
        timeout: float | None = None,
        first_id: Callable[[], int] = lambda: random.randrange(1, _IDS),
    ) -> None:
        """Speak to ``host``, an address, through the shared ``port``.

        ``own_host`` and ``own_port`` are where the station reaches us, if that is another place
        than it seems. ``timeout`` in seconds replaces that of every request.
        """
        self.port = port
        self.host = host
        self.clock = clock or StationClock()
        self.dialect = dialect or Dialect()
        self.agtid: str | None = None
        """The station's own id as replies give it; None until one does."""
        self._address: Address = (host, station_port)
        self._own_host = own_host
        self._own_port = own_port
        self._credentials = credentials
        self._gap = gap
        self._timeout = timeout
        self._turn = port.turn(self._address)
        self._free_at = 0.0
        self._last_id = first_id() - 1

    async def get(self, obj: str, args: Mapping[str, Any] | None = None, **options: Any) -> Any:
        """Ask; may be sent again. Return ``msg``. Raises what ``send`` raises."""
        return await self.send(
            Request(PacketType.GET, obj, args or {}, repeatable=True, reads=True, **options)
        )

    async def ask(self, obj: str, args: Args, **options: Any) -> Any:
        """Ask for what the document reads by SET. Return ``msg``. Raises what ``send`` raises."""
        return await self.set(obj, args, repeatable=True, reads=True, **options)

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
        async with self._turn.asks:
            if not request.listens:
                return await self._ask_now(request)
        # The station answers others while it waits for somebody: they need not wait too.
        async with self._turn.listens:
            return await self._find_out(request)

    async def _ask_now(self, request: Request) -> Any:
        """Ask, and again later a station that hears nothing else while it listens."""
        listened = self._turn.listens.locked()
        try:
            return await self._find_out(request)
        except NoAnswerError:
            if not listened and not self._turn.listens.locked():
                raise
        async with self._turn.listens:
            return await self._find_out(request)

    async def _find_out(self, request: Request) -> Any:
        try:
            if request.exact and self.clock.age > CLOCK_AGE:
                await self._read_clock()
            return await self._exchange(request, self.dialect)
        except SignatureRefusedError as err:
            return await self._try_others(request, err)

    async def register(self, host: str | None = None, port: int | None = None) -> int | None:
        """Have the station send its events, here unless told otherwise, and learn its clock.

        Returns the station's time in seconds UTC; None from one that does not tell. Raises what
        ``send`` raises.
        """
        async with self._turn.asks:
            return await self._register(host, port)

    async def spelled[T](
        self, word: str, spellings: Sequence[str], attempt: Callable[[str], Awaitable[T]]
    ) -> T:
        """Try the spellings of a word that the vendor prints in several ways.

        A spelling that is refused was not carried out; one that is taken is remembered. Raises
        the error of the first, or at once whatever is no refusal.
        """
        if (known := self.dialect.word(word)) is not None:
            return await attempt(known)
        refused: DeviceError | None = None
        for spelling in spellings:
            try:
                answer = await attempt(spelling)
            except DeviceError as err:
                refused = refused or err
            except ConnectionFailedError as err:
                # Stations may be silent about what they do not know.
                if refused is None or err.outcome_unknown:
                    raise
            else:
                self.remember(word, spelling)
                return answer
        raise refused or InvalidError(f"{word} has no spelling")

    def remember(self, word: str, spelling: str) -> None:
        """Keep a spelling that the station takes."""
        self.dialect = self.dialect.with_word(word, spelling)

    async def _register(self, host: str | None, port: int | None) -> int | None:
        target = host or self._own_host or self.port.address or own_address(self.host)
        if target is None:
            raise ConnectionFailedError("there is no way to the station")
        args = {"cfg": "notify", "host": target, "port": port or self._own_port or self.port.number}
        reply = await self._ask(
            Request(PacketType.SET, "config", args, repeatable=True, reads=True), self.dialect
        )
        told = integer(obj(self._unpack(reply.body, "config notify")).get("time"))
        if told is not None:
            self.clock.learn(told, reply.sent, reply.received)
        return told

    async def _read_clock(self) -> None:
        """Learn the clock before a request that has to be exact, where the station tells it."""
        try:
            await self._register(None, None)
        except NoAnswerError, SignatureRefusedError:
            raise
        except AccordError:
            return

    async def _try_others(self, request: Request, refused: SignatureRefusedError) -> Any:
        """Find out what a refusal was about; only the clock and doubtful arguments can be mended."""
        others = request.others(self.dialect)
        timely = request.exact or abs(self.clock.offset or 0) > _FAR
        if not (others or timely) or not await self._is_accepted():
            raise refused
        dialects = [self.dialect, *others] if timely else others
        for dialect in dialects:
            try:
                answer = await self._exchange(request, dialect)
            except SignatureRefusedError as err:
                refused = err
            except ConnectionFailedError:
                raise
            except AccordError:
                # Any other answer means that the signature was good.
                self.dialect = dialect
                raise
            else:
                self.dialect = dialect
                return answer
        raise refused

    async def _is_accepted(self) -> bool:
        """Tell whether a plain request is signed well; its answer also sets the clock.

        A clock that was set may be so far from what it told before that nothing is accepted.
        """
        try:
            await self._register(None, None)
        except SignatureRefusedError:
            if abs(self.clock.offset or 0) <= _FAR:
                return False
            self.clock.forget()
            return await self._is_accepted()
        except AccordError:
            return False
        return True

    async def _exchange(self, request: Request, dialect: Dialect) -> Any:
        return self._unpack((await self._ask(request, dialect)).body, request.name)

    async def _ask(self, request: Request, dialect: Dialect) -> _Reply:
        """Return the reply, to a second request where a refusal told that the time was wrong."""
        reply = await self._ask_once(request, dialect)
        if self._learn_from_refusal(reply):
            reply = await self._ask_once(request, dialect)
        return reply

    def _learn_from_refusal(self, reply: _Reply) -> bool:
        """Tell whether a refusal told the station's time, and that it is another than we thought."""
        if integer(reply.body.get("code")) != REFUSED:
            return False
        told = integer(obj(reply.body.get("msg")).get("ts"))
        if told is None or abs(told - (reply.sent + (self.clock.offset or 0))) <= _CLOCK_SLACK:
            return False
        self.clock.learn(told, reply.sent, reply.received)
        return True

    async def _ask_once(self, request: Request, dialect: Dialect) -> _Reply:
        timeout = self._timeout or request.timeout
        pending: dict[asyncio.Future[Mapping[str, Any]], tuple[int, float]] = {}
        try:
            for _ in range(_ATTEMPTS if request.repeatable else 1):
                number = self._next_id()
                answer = self.port.expect(self.host, number, request.type)
                pending[answer] = (number, 0.0)
                await self._pace()
                pending[answer] = (number, self.clock.now())
                self._transmit(request, dialect, number)
                done, _ = await asyncio.wait(
                    pending, timeout=timeout, return_when=asyncio.FIRST_COMPLETED
                )
                if done:
                    found = done.pop()
                    return _Reply(found.result(), pending[found][1], self.clock.now())
        finally:
            for number, _ in pending.values():
                self.port.forget(self.host, number)
        if request.repeatable:
            raise NoAnswerError(
                f"{request.name}: the station does not answer",
                outcome_unknown=not request.reads,
            )
        raise DeadlineError(f"{request.name}: no answer in time", outcome_unknown=not request.reads)

    async def _pace(self) -> None:
        """Wait until the station may be asked again."""
        loop = asyncio.get_running_loop()
        while (wait := self._free_at - loop.time()) > 0:  # noqa: ASYNC110 - others may ask first
            await asyncio.sleep(wait)

    def _transmit(self, request: Request, dialect: Dialect, number: int) -> None:
        args, ts = request.args_for(dialect), self.clock.timestamp()
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
        self._free_at = asyncio.get_running_loop().time() + self._gap

    def _next_id(self) -> int:
        while True:
            self._last_id = self._last_id % _IDS + 1
            if not self.port.is_expected(self.host, self._last_id):
                return self._last_id

    def _unpack(self, body: Mapping[str, Any], name: str) -> Any:
        agtid = body.get("agtid")
        if isinstance(agtid, str) and agtid not in ("", "mga"):
            self.agtid = agtid
        code, message = body.get("code"), body.get("msg")
        if code is None:
            if "msg" in body:
                return message
            raise ProtocolError(f"{name}: a reply has neither code nor message")
        if (number := integer(code)) is None:
            raise ProtocolError(f"{name}: a reply's code is no number")
        if number:
            text = message[:_LONGEST_TEXT] if isinstance(message, str) and message else None
            raise error_for(number, name, text)
        return message
