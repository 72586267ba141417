"""The KLAP link: requests over HTTP, encrypted and signed, in sessions that end at any time."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
import secrets
import time

from ..errors import (
    AccordError,
    AuthenticationError,
    ConnectionFailedError,
    DeadlineError,
    ProtocolError,
)
from ..transport.stream import StreamConnection
from ..transport.turns import Turns
from . import klap_http
from .credentials import KNOWN_TO_ALL, Credentials
from .errors import NeedsAddingError
from .klap import HELLO, SEED, Accepted, KlapCipher, client_proof, recognize

KLAP_PORT = 80

_LIFETIME = 86_400.0
_EARLY = 1200.0
"""Seconds before its end that a session is given up: clocks of devices drift."""
_FORBIDDEN = 403
_SPENT_TWICE = 2
"""Sessions that ended after one request each, after which none is used twice."""


class KlapLink:
    """Carries JSON requests to one device and brings its JSON answers.

    ``candidates`` are tried in order, then the accounts known to all. Which one was right is
    remembered.
    """

    encrypted = True

    def __init__(
        self,
        host: str,
        port: int = KLAP_PORT,
        *,
        candidates: Sequence[Credentials] = (),
        connect_timeout: float = 5.0,
        response_timeout: float = 5.0,
        clock: Callable[[], float] = time.monotonic,
        seed: Callable[[], bytes] = lambda: secrets.token_bytes(SEED),
    ) -> None:
        """Set the peer; nothing is opened before the first request. Times in seconds."""
        self._host = host
        self._candidates = (*candidates, *KNOWN_TO_ALL)
        self._stream = StreamConnection(
            host,
            port,
            framing=klap_http.answer_length,
            connect_timeout=connect_timeout,
            response_timeout=response_timeout,
        )
        self._timeout = response_timeout
        self._clock = clock
        self._seed = seed
        self._turns = Turns()
        self._cipher: KlapCipher | None = None
        self._cookie: str | None = None
        self._ends = 0.0
        self._requests = 0
        self._short_sessions = 0
        self.accepted: Accepted | None = None
        """Whose account the device took, and by which version."""

    async def exchange(
        self, request: bytes, *, repeatable: bool, timeout: float | None = None
    ) -> bytes:
        """Send plain JSON and return the plain answer.

        A session that the device has forgotten is opened anew and the request sent once more:
        what was refused was not carried out. After an answer that cannot be read, or none, it
        is only sent again when ``repeatable``. Raises AuthenticationError, NeedsAddingError,
        ConnectionFailedError and its kinds, ProtocolError.
        """
        limit = self._timeout if timeout is None else timeout
        most = 2 * limit + 2 * self._timeout
        async with self._turns.take(most, most):
            try:
                async with asyncio.timeout(most):
                    return await self._exchange(request, repeatable, limit)
            except TimeoutError:
                raise DeadlineError("no answer in time", outcome_unknown=True) from None

    async def answers(self) -> bool:
        """Tell whether the peer answers the first handshake; nothing secret is sent for that."""
        try:
            first = await self._post("handshake1", self._seed())
        except AccordError:
            return False
        return first.ok and first.cookie is not None and len(first.body) == HELLO

    async def switch(self, error: AccordError) -> bool:
        """Say that this is the only way."""
        return False

    async def close(self) -> None:
        """Close for good."""
        await self._stream.close()

    async def _exchange(self, request: bytes, repeatable: bool, limit: float) -> bytes:
        fresh = await self._open()
        try:
            return await self._ask(request, repeatable, limit)
        except _SessionLostError as lost:
            self._note_loss()
            if fresh or not (repeatable or lost.refused):
                raise lost.error from None
        await self._open()
        try:
            return await self._ask(request, repeatable, limit)
        except _SessionLostError as lost:
            self._end_session()
            raise lost.error from None

    async def _ask(self, request: bytes, repeatable: bool, limit: float) -> bytes:
        """Carry out one request of the session. Raises _SessionLostError."""
        assert self._cipher is not None
        cipher, body = self._cipher, self._cipher.encrypt(request)
        path = f"request?seq={cipher.sequence}"
        try:
            answer = await self._post(path, body, repeatable=repeatable, limit=limit)
            if answer.status == _FORBIDDEN:
                refusal = ProtocolError("the device refuses its own session")
                raise _SessionLostError(refusal, refused=True)
            if not answer.ok:
                raise ProtocolError(f"HTTP status {answer.status}")
            plain = cipher.decrypt(answer.body)
        except ProtocolError as err:
            err.outcome_unknown = True
            raise _SessionLostError(err) from None
        except DeadlineError:
            self._end_session()
            raise
        except ConnectionFailedError as err:
            raise _SessionLostError(err) from None
        except BaseException:
            # Whether the device counted the number, nobody knows.
            self._end_session()
            raise
        self._requests += 1
        if self._requests > 1:
            self._short_sessions = 0
        elif self._short_sessions >= _SPENT_TWICE:
            self._end_session()
        return plain

    async def _open(self) -> bool:
        """Open a session unless there is a good one; return whether it is new."""
        if self._cipher is not None and not self._cipher.spent and self._clock() < self._ends:
            return False
        self._end_session()
        try:
            await self._shake_hands()
        except AccordError as err:
            err.outcome_unknown = False
            raise
        return True

    async def _shake_hands(self) -> None:
        local = self._seed()
        first = await self._post("handshake1", local)
        if first.status == _FORBIDDEN:
            raise NeedsAddingError("the device takes no account")
        if not first.ok or first.cookie is None:
            raise ProtocolError("not an answer to a handshake")
        accepted = recognize(local, first.body, self._in_order())
        if accepted is None:
            raise AuthenticationError("none of the accounts is the device's")
        remote, auth = first.body[:SEED], accepted.credentials.hash(accepted.version)
        proof = client_proof(accepted.version, local, remote, auth)
        second = await self._post("handshake2", proof, cookie=first.cookie)
        if not second.ok:
            raise ProtocolError(f"handshake refused with HTTP status {second.status}")
        self.accepted = accepted
        self._cookie, self._requests = first.cookie, 0
        lifetime = _LIFETIME if first.lifetime is None else first.lifetime
        self._ends = self._clock() + max(lifetime - _EARLY, lifetime / 2)
        self._cipher = KlapCipher(local, remote, auth)

    def _in_order(self) -> Iterable[Credentials]:
        """Return whose hashes to try: first what the device took before."""
        if self.accepted is None:
            return self._candidates
        return (self.accepted.credentials, *self._candidates)

    async def _post(
        self,
        path: str,
        body: bytes,
        *,
        cookie: str | None = None,
        repeatable: bool = True,
        limit: float | None = None,
    ) -> klap_http.Answer:
        data = klap_http.request(self._host, path, body, cookie or self._cookie)
        sent = await self._stream.exchange(data, repeatable=repeatable, timeout=limit)
        answer = klap_http.parse(sent)
        if answer.closes:
            await self._stream.hang_up()
        return answer

    def _note_loss(self) -> None:
        """Learn from sessions that end after one request, as some firmware does it."""
        self._short_sessions = self._short_sessions + 1 if self._requests == 1 else 0
        self._end_session()

    def _end_session(self) -> None:
        self._cipher, self._cookie, self._requests = None, None, 0


class _SessionLostError(Exception):
    """The device does not know the session any more, or answers what cannot be read."""

    def __init__(self, error: AccordError, *, refused: bool = False) -> None:
        super().__init__()
        self.error = error
        """What to tell when the request is not sent again."""
        self.refused = refused
        """The request was certainly not carried out."""
