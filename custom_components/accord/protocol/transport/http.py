"""Requests by HTTP to one device or server, over the session that the caller owns.

No redirect is followed, nothing is sent twice unless that is safe, every wait has a deadline,
and what fails becomes the family of errors. Nothing secret stands in their messages.
"""

from base64 import b64encode
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
import secrets
import ssl
import time
from typing import Protocol
from urllib.parse import quote, urlencode

import aiohttp
from yarl import URL

from ..errors import (
    AccordError,
    ConnectionFailedError,
    DeadlineError,
    InvalidError,
    ProtocolError,
    RequestRefusedError,
    TlsError,
)
from .digest import Challenge, DigestState, parse_challenges
from .tls import (
    VERIFY,
    ContextSource,
    TlsFault,
    TlsPolicy,
    changed_certificate,
    make_context,
    tls_error,
)

LIMIT = 64 * 1024 * 1024
"""Bytes of the longest body believed."""
CLOSES_AFTER = 2
"""So many resets of a kept connection in a row make the peer one that closes each."""

_KEPT_FOR = 30.0
"""Seconds after which no kept connection is left."""
_UNAUTHORIZED = 401

_CHUNK = 65_536

type Query = Mapping[str, str | int]
type Progress = Callable[[int, int], None]
"""Told how many bytes of how many have left."""


class Authorization(Protocol):
    """How a client shows who it is."""

    def header(self, method: str, uri: str, body: bytes) -> tuple[str, str] | None:
        """Return the header of one request, None while nothing can be said."""

    def challenged(self, headers: Sequence[str]) -> bool:
        """Take over what came with a 401; tell whether another attempt may succeed."""


class HeaderAuthorization:
    """A header that never changes."""

    def __init__(self, name: str, value: str) -> None:
        """Set name and value."""
        self._header = (name, value)

    def header(self, _method: str, _uri: str, _body: bytes) -> tuple[str, str] | None:
        """Return the header."""
        return self._header

    def challenged(self, _headers: Sequence[str]) -> bool:
        """Say no: the next attempt would be the same."""
        return False


class BasicAuthorization(HeaderAuthorization):
    """User and password, readable for everybody on the way."""

    def __init__(self, user: str, password: str) -> None:
        """Set the account."""
        token = b64encode(f"{user}:{password}".encode()).decode()
        super().__init__("Authorization", f"Basic {token}")


class DigestAuthorization:
    """User and password, never sent; without a question of the server nothing is said."""

    def __init__(self, user: str, password: str, *, cnonce: str | None = None) -> None:
        """Set the account; ``cnonce`` is for tests."""
        self._user = user
        self._password = password
        self._cnonce = cnonce
        self._state: DigestState | None = None

    @property
    def asked(self) -> bool:
        """Tell whether the server ever wanted to know who we are."""
        return self._state is not None

    def header(self, method: str, uri: str, body: bytes) -> tuple[str, str] | None:
        """Return the answer to the last challenge, with a count of its own."""
        if self._state is None:
            return None
        value = self._state.answer(self._user, self._password, method, uri, body)
        return ("Authorization", value)

    def challenged(self, headers: Sequence[str]) -> bool:
        """Take a new nonce over. The same one again means that the answer was wrong."""
        challenge = Challenge.from_offers(parse_challenges(headers))
        if challenge is None:
            return False
        known = self._state
        if known is not None and known.challenge.nonce == challenge.nonce and not challenge.stale:
            return False
        self._state = DigestState(challenge)
        if self._cnonce is not None:
            self._state.cnonce = self._cnonce
        return True


@dataclass(frozen=True, slots=True)
class FormPart:
    """One file to be uploaded as ``multipart/form-data``."""

    name: str
    filename: str
    content: bytes
    content_type: str = "application/octet-stream"

    def encode(self) -> tuple[str, bytes]:
        """Return the content type and the body."""
        boundary = f"----accord{secrets.token_hex(16)}"
        head = (
            f"--{boundary}\r\n"
            f'Content-Disposition: form-data; name="{_field(self.name)}"; '
            f'filename="{_field(self.filename)}"\r\n'
            f"Content-Type: {self.content_type}\r\n\r\n"
        )
        body = head.encode() + self.content + f"\r\n--{boundary}--\r\n".encode()
        return f"multipart/form-data; boundary={boundary}", body


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What came back, whatever the status. Headers have names in lower case, once each."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    uri: str
    body: bytes
    headers: Mapping[str, str]
    timeout: float
    limit: int
    repeatable: bool
    progress: Progress | None

    @property
    def data(self) -> bytes | AsyncIterator[bytes] | None:
        """Return the body, in parts where somebody wants to know how far it is."""
        if self.progress is None:
            return self.body or None
        return _parts(self.body, self.progress)


class HttpChannel:
    """One peer. Callers that must not overlap have a lock of their own."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        base_url: str,
        *,
        authorization: Authorization | None = None,
        tls: TlsPolicy | ContextSource = VERIFY,
        connect_timeout: float = 5.0,
        close_each: bool = False,
    ) -> None:
        """Set the peer: ``http://192.0.2.21:80`` and maybe a path, without a slash at the end.

        ``close_each`` asks the peer to close after each answer. Raises InvalidError for what is
        no address.
        """
        self._session = session
        self._base = _address(base_url)
        self._authorization = authorization
        self._tls = tls
        self._context: ssl.SSLContext | None = None
        self._connect_timeout = connect_timeout
        self._kept_until = 0.0
        self._resets = 0
        self.close_each = close_each

    @property
    def secure(self) -> bool:
        """Tell whether others on the network cannot read what is sent."""
        return self._base.scheme == "https"

    async def request(
        self,
        method: str,
        path: str,
        *,
        query: Query | None = None,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        form: FormPart | None = None,
        timeout: float,
        limit: int = LIMIT,
        repeatable: bool = False,
        progress: Progress | None = None,
    ) -> HttpAnswer:
        """Send one request and return the answer; ``path`` is sent as it is, encoded.

        A kept connection that turns out to be dead is replaced once where the request is
        ``repeatable``. A 401 with a new question is answered once; then it is returned. Raises
        ConnectionFailedError and its kinds, with ``outcome_unknown`` once the request may have
        left, and ProtocolError for what is not HTTP or longer than ``limit`` bytes.
        """
        uri = f"{self._base.raw_path.rstrip('/')}{path}"
        if query:
            uri += f"?{urlencode(query, quote_via=quote, safe='')}"
        sent, content = dict(headers or {}), body or b""
        if form is not None:
            sent["Content-Type"], content = form.encode()
        if progress is not None:
            sent["Content-Length"] = str(len(content))
        wanted = _Request(method, uri, content, sent, timeout, limit, repeatable, progress)
        answer, questions = await self._repeat(wanted)
        known = self._authorization
        if answer.status == _UNAUTHORIZED and known is not None and known.challenged(questions):
            answer, questions = await self._repeat(wanted)
            if answer.status == _UNAUTHORIZED:
                known.challenged(questions)
        return answer

    async def _repeat(self, wanted: _Request) -> tuple[HttpAnswer, Sequence[str]]:
        kept = time.monotonic() < self._kept_until
        try:
            found = await self._send(wanted)
        except _ResetError as err:
            self._kept_until = 0.0
            if not kept:
                raise ConnectionFailedError(str(err), outcome_unknown=True) from None
            self._resets += 1
            self.close_each = self.close_each or self._resets >= CLOSES_AFTER
            if not wanted.repeatable:
                raise ConnectionFailedError(str(err), outcome_unknown=True) from None
        else:
            self._resets = 0 if kept else self._resets
            return found
        try:
            return await self._send(wanted)
        except _ResetError as err:
            raise ConnectionFailedError(str(err), outcome_unknown=True) from None

    async def _send(self, wanted: _Request) -> tuple[HttpAnswer, Sequence[str]]:
        headers = dict(wanted.headers)
        if self._authorization is not None:
            known = self._authorization.header(wanted.method, wanted.uri, wanted.body)
            if known is not None:
                headers[known[0]] = known[1]
        if self.close_each:
            headers["Connection"] = "close"
        if self._context is None and self.secure:
            self._context = await make_context(self._tls)
        try:
            async with self._session.request(
                wanted.method,
                URL(f"{self._base.origin()}{wanted.uri}", encoded=True),
                data=wanted.data,
                headers=headers,
                allow_redirects=False,
                ssl=self._context or True,
                middlewares=(_tell_resets,),
                timeout=aiohttp.ClientTimeout(
                    total=self._connect_timeout + wanted.timeout, connect=self._connect_timeout
                ),
            ) as response:
                questions = response.headers.getall("WWW-Authenticate", [])
                body = await _read(response, wanted.limit)
                found = {
                    name.lower(): ", ".join(response.headers.getall(name))
                    for name in response.headers
                }
                closes = found.get("connection", "").lower() == "close"
                self._kept_until = 0.0 if closes else time.monotonic() + _KEPT_FOR
                return HttpAnswer(response.status, found, body), questions
        except (aiohttp.ClientError, TimeoutError, ValueError) as err:
            raise translated(err) from None


def _address(base_url: str) -> URL:
    try:
        found = URL(base_url)
    except ValueError:
        raise InvalidError("the address is not valid") from None
    if found.scheme not in {"http", "https"} or not found.host:
        raise InvalidError("the address is not valid")
    return found


class _ResetError(ConnectionFailedError):
    """The connection ended before an answer came."""


async def _tell_resets(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Keep aiohttp from sending a request again by itself."""
    try:
        return await handler(request)
    except aiohttp.ClientConnectorError:
        raise
    except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError, ConnectionResetError) as err:
        refused = tls_error(err)
        if refused is not None and refused.fault is TlsFault.OURS:
            raise refused from None
        raise _ResetError("connection closed by the device") from None


async def _parts(body: bytes, progress: Progress) -> AsyncIterator[bytes]:
    for start in range(0, len(body), _CHUNK):
        yield body[start : start + _CHUNK]
        progress(min(start + _CHUNK, len(body)), len(body))


async def _read(response: aiohttp.ClientResponse, limit: int) -> bytes:
    parts = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        parts += chunk
        if len(parts) > limit:
            response.close()
            raise ProtocolError("answer is too long")
    return bytes(parts)


def translated(error: Exception) -> AccordError:
    """Return the family's error; the messages of aiohttp would name the whole address."""
    if (changed := changed_certificate(error)) is not None:
        return changed
    match error:
        case aiohttp.ConnectionTimeoutError():
            return DeadlineError("no connection in time")
        case TimeoutError():
            return DeadlineError("no answer in time", outcome_unknown=True)
        case aiohttp.ClientSSLError() | ssl.SSLError():
            return tls_error(error) or TlsError("the certificate or the cipher was refused")
        case aiohttp.ClientConnectorError(os_error=ConnectionRefusedError()):
            return RequestRefusedError("connection refused")
        case aiohttp.ClientConnectorError():
            return ConnectionFailedError("no connection")
        case aiohttp.InvalidURL() | ValueError():
            return InvalidError("the address is not valid")
        case aiohttp.ClientResponseError():
            return ProtocolError("answer is not HTTP", outcome_unknown=True)
        case _:
            return ConnectionFailedError("connection broke", outcome_unknown=True)


def _field(text: str) -> str:
    """Return a name as the header of a form bears it."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
