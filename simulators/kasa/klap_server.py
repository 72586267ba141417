"""The KLAP server: two handshakes and encrypted requests over plain HTTP."""

from collections.abc import Callable
from dataclasses import dataclass
import hmac
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
import json
import random
import re
import secrets
from typing import TYPE_CHECKING

from simulators.delivery import Delivery, HangUp, Send, Step
from simulators.http_server import HttpRequest, HttpResponse, HttpStream, RequestError
from simulators.kasa.credentials import Account
from simulators.kasa.klap import LAST_SEQUENCE, SEED_SIZE, CipherError, Handshake, SessionKeys
from simulators.kasa.modules.errors import MalformedError
from simulators.kasa.quirks import SpentSession
from simulators.sockets import Connection, TcpListener, TcpServer

if TYPE_CHECKING:
    from simulators.kasa.device import KasaDevice

HANDSHAKE1, HANDSHAKE2 = "klap.handshake1", "klap.handshake2"
"""What faults can be set on besides operations."""

_COOKIE = "TP_SESSIONID"
_NOISE = random.Random(1715).randbytes(96)
# A body that cannot be taken for a signed one: without its signature, no whole number of blocks.
_PAGE = b"<html><head><title>Error</title></head><body>Internal error</body></html>"


@dataclass(eq=False)
class Session:
    """One client's session; it has keys once the second handshake is through."""

    id: str
    handshake: Handshake
    expires: float
    keys: SessionKeys | None = None
    sequence: int = 0
    served: int = 0
    busy: bool = False


@dataclass(frozen=True)
class _Answer:
    """What goes back, to which operations, and whose session is busy until it has gone."""

    content: HttpResponse | bytes
    operations: frozenset[str] = frozenset()
    session: Session | None = None


def _refused(operation: str = "") -> _Answer:
    operations = frozenset({operation}) if operation else frozenset[str]()
    return _Answer(HttpResponse(HTTPStatus.FORBIDDEN), operations)


class KlapServer(TcpServer):
    """The HTTP port of a device that speaks KLAP."""

    def __init__(self, device: KasaDevice, port: int, account: Account) -> None:
        """Prepare; `open` binds."""
        self._device = device
        self._listener = TcpListener(device.address, port, self._serve, device.spawn)
        self._sessions: dict[str, Session] = {}
        self.account = account
        self.needs_adding = False
        self.draw_seed: Callable[[int], bytes] = secrets.token_bytes

    # --- the port ------------------------------------------------------------

    @property
    def sessions(self) -> list[Session]:
        """All sessions, oldest first."""
        return list(self._sessions.values())

    # --- what happens to the device ------------------------------------------

    def enroll(self, account: Account) -> None:
        """Be set up for an account."""
        self.account = account
        self.needs_adding = False
        self.end_sessions()

    def end_sessions(self) -> None:
        """Forget all sessions, as a restart does."""
        self._sessions.clear()

    # --- requests ------------------------------------------------------------

    async def _serve(self, connection: Connection) -> None:
        if self._device.is_one_too_many(self._listener):
            connection.hang_up(reset=True)
            return
        self._device.set_pace(connection)
        stream = HttpStream(connection, self._device.quirks.largest_frame)
        while not connection.writer.is_closing():
            try:
                request = await stream.read()
            except RequestError as error:
                refusal = stream.render(HttpResponse(error.status))
                await self._device.transmit(Delivery((refusal, HangUp())), connection)
                return
            if request is None:
                return
            answer = self._answer(request)
            if answer is None:
                await connection.reader.read()
                return
            await self._transmit(answer, stream, connection)

    async def _transmit(self, answer: _Answer, stream: HttpStream, connection: Connection) -> None:
        steps: list[Step] = []
        if isinstance(answer.content, bytes):
            steps += [Send(answer.content), HangUp()]
        else:
            steps.append(stream.render(answer.content))
            if stream.ends or self._device.quirks.closes_after_answer:
                steps.append(HangUp())
        try:
            await self._device.transmit(Delivery(tuple(steps), answer.operations), connection)
        finally:
            if answer.session is not None:
                answer.session.busy = False

    def _answer(self, request: HttpRequest) -> _Answer | None:
        handlers = {
            "/app/handshake1": self._handshake1,
            "/app/handshake2": self._handshake2,
            "/app/request": self._request,
        }
        handler = handlers.get(request.path)
        if handler is None:
            return _Answer(HttpResponse(HTTPStatus.NOT_FOUND))
        if request.method != "POST":
            allowed = (("Allow", "POST"),)
            return _Answer(HttpResponse(HTTPStatus.METHOD_NOT_ALLOWED, headers=allowed))
        return None if self._device.crashed else handler(request)

    def _handshake1(self, request: HttpRequest) -> _Answer:
        if self.needs_adding:
            return _refused(HANDSHAKE1)
        operations = frozenset({HANDSHAKE1})
        if len(request.body) != SEED_SIZE:
            return _Answer(HttpResponse(HTTPStatus.BAD_REQUEST), operations)
        version, quirks = self._device.klap_version, self._device.quirks
        auth_hash = self.account.auth_hash(version)
        handshake = Handshake(version, request.body, self.draw_seed(SEED_SIZE), auth_hash)
        lasts = quirks.klap_session_seconds - quirks.klap_session_ends_early
        session = Session(
            secrets.token_hex(16).upper(), handshake, self._device.clock.now() + lasts
        )
        self._sessions[session.id] = session
        cookie = f"{_COOKIE}={session.id};TIMEOUT={quirks.klap_session_seconds}"
        body = handshake.remote_seed + handshake.device_proof
        return _Answer(HttpResponse(HTTPStatus.OK, body, (("Set-Cookie", cookie),)), operations)

    def _handshake2(self, request: HttpRequest) -> _Answer:
        session = self._session(request)
        if session is None:
            return _refused(HANDSHAKE2)
        proof = session.handshake.client_proof
        if session.keys is not None or not hmac.compare_digest(request.body, proof):
            del self._sessions[session.id]
            return _refused(HANDSHAKE2)
        session.keys = session.handshake.keys()
        session.sequence = session.keys.first_sequence
        return _Answer(HttpResponse(HTTPStatus.OK), frozenset({HANDSHAKE2}))

    def _session(self, request: HttpRequest) -> Session | None:
        """Return the session a request names, with nothing else in its cookie."""
        try:
            cookie = SimpleCookie(request.headers.get("cookie", ""))
        except CookieError:
            return None
        if cookie.keys() != {_COOKIE}:
            return None
        session = self._sessions.get(cookie[_COOKIE].value)
        if session is not None and self._device.clock.now() >= session.expires:
            del self._sessions[session.id]
            return None
        return session

    def _request(self, request: HttpRequest) -> _Answer | None:
        session = self._session(request)
        if session is None:
            return _refused()
        spent = self._device.quirks.klap_spent_session
        if spent is not None and session.served:
            return _Answer(_NOISE if spent is SpentSession.NO_HTTP else _page(_NOISE))
        try:
            text = self._unseal(session, request)
        except CipherError:
            del self._sessions[session.id]
            return _refused()
        if self._is_too_big_a_batch(text):
            del self._sessions[session.id]
            return _Answer(_page(_PAGE))
        return self._reply(session, text)

    def _unseal(self, session: Session, request: HttpRequest) -> bytes:
        """Return the request in plain, if it is the one that has to come next."""
        sequence = session.sequence + 1
        if session.keys is None or session.busy or sequence > LAST_SEQUENCE:
            raise CipherError("not now")
        announced = request.query.get("seq", "")
        if not re.fullmatch(r"-?\d{1,10}", announced, re.ASCII) or int(announced) != sequence:
            raise CipherError("not the next request")
        text = session.keys.unseal(request.body, sequence)
        session.sequence = sequence
        return text

    def _is_too_big_a_batch(self, text: bytes) -> bool:
        largest = self._device.quirks.klap_largest_batch
        if largest is None:
            return False
        try:
            request = json.loads(text)
        except ValueError:
            return False
        return isinstance(request, dict) and len(request.keys() - {"context"}) > largest

    def _reply(self, session: Session, text: bytes) -> _Answer | None:
        try:
            reply = self._device.reply_to(text)
        except MalformedError:
            return _Answer(HttpResponse(HTTPStatus.BAD_REQUEST))
        session.served += 1
        if reply is None or session.keys is None:
            return None
        session.busy = True
        sealed = session.keys.seal(reply.text, session.sequence)
        return _Answer(HttpResponse(HTTPStatus.OK, sealed), reply.operations, session)


def _page(body: bytes) -> HttpResponse:
    return HttpResponse(HTTPStatus.OK, body, (("Content-Type", "text/html"),))
