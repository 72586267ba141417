"""The one way in for pushes by HTTP: ``/api/accord/push/<vendor>/<secret>/<anything>``.

A vendor's package registers a handler for each entry, under a secret of the entry's own::

    entry.async_on_unload(async_register_push(hass, entry, "akuvox", secret, handler))

A push is a hint: it triggers a read or shows a state; it never opens, deletes or configures
anything. The sender is answered first, then the handler works in a task of the entry, one push
after the other. Neither bodies nor addresses with their secrets are logged.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Collection, Coroutine
from dataclasses import dataclass, field
import hashlib
import hmac
from http import HTTPStatus
from ipaddress import ip_address
import logging
import re
import secrets
import time
import traceback
from typing import Any, override

from aiohttp import web
from homeassistant.components.http import HomeAssistantView
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.network import NoURLAvailableError, get_url, is_cloud_connection
from homeassistant.helpers.singleton import singleton
from homeassistant.util.hass_dict import HassKey
from homeassistant.util.network import is_local

from .const import DOMAIN, LOGGER
from .pushes import Push

PATH = "/api/accord/push"
SECRET_BYTES = 32
SHORTEST_SECRET = 43
"""Characters: so many bytes, as ``new_secret`` writes them."""

LARGEST_BODY = 64 * 1024
"""Bytes, unless the vendor sends more."""

WAITING = 256
"""Pushes that may wait for a handler, unless the vendor sends more; others are refused."""

READING_TIME = 10.0
HANDLING_TIME = 60.0
"""Seconds for one push."""

STRANGERS = 64
"""Addresses with wrong secrets that are remembered."""

STRANGE_CALLS = 20
"""Calls with wrong secrets from one address until the log mentions it, once a day."""

DAY = 86400.0

_SECRET_IN_PATH = re.compile(rf"({PATH}/[^/\s]+/)[^/?\s'\"]+", re.IGNORECASE)
_LOGS_OF_ADDRESSES = (
    "aiohttp.access",
    "homeassistant.components.http.auth",
    "homeassistant.components.http.ban",
    "homeassistant.components.http.security_filter",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sender gets to hear."""

    status: int = HTTPStatus.OK
    body: bytes = b""
    content_type: str = "text/plain"


@dataclass(frozen=True, slots=True)
class Rate:
    """How many pushes are taken: ``burst`` at once, in the long run so many a second."""

    per_second: float = 5.0
    burst: int = 60


type PushHandler = Callable[[Push], Coroutine[Any, Any, None]]
type Reply = Answer | Callable[[Push], Answer | None]
"""Fixed, or found without any input or output; None is answered as if nothing was there."""


def new_secret() -> str:
    """Return a secret for an entry, safe in an address."""
    return secrets.token_urlsafe(SECRET_BYTES)


@callback
def push_url(
    hass: HomeAssistant,
    vendor: str,
    secret: str,
    base: str | None = None,
    *,
    external: bool = False,
) -> str:
    """Return where a sender has to push to.

    ``base`` is what the user says the sender reaches Home Assistant at. Otherwise it is the
    address in the local network, or the one on the Internet for an ``external`` sender. Raises a
    translated HomeAssistantError where there is none.
    """
    if not base:
        try:
            base = get_url(
                hass,
                allow_internal=not external,
                allow_external=external,
                allow_cloud=external,
                allow_ip=True,
                prefer_external=external,
            )
        except NoURLAvailableError as err:
            raise HomeAssistantError(
                translation_domain=DOMAIN, translation_key="no_push_address"
            ) from err
    return f"{base.rstrip('/')}{PATH}/{vendor}/{secret}"


@callback
def async_register_push(
    hass: HomeAssistant,
    entry: ConfigEntry[Any],
    vendor: str,
    secret: str,
    handler: PushHandler,
    *,
    methods: Collection[str] = ("GET", "POST"),
    limit: int = LARGEST_BODY,
    rate: Rate = Rate(),
    answer: Reply = Answer(),
    local_only: bool = False,
    waiting: int = WAITING,
) -> Callable[[], None]:
    """Take pushes for an entry from now on; return the function that ends it.

    ``limit`` is in bytes; ``local_only`` knows only senders of local networks; ``waiting`` pushes
    may wait for the handler. Raises ValueError for a secret that is too short or taken.
    """
    if len(secret) < SHORTEST_SECRET:
        raise ValueError("the secret is too short")
    receiver = _Receiver(
        hass=hass,
        entry=entry,
        vendor=vendor,
        digest=_digest(secret),
        handler=handler,
        methods=frozenset(methods),
        limit=limit,
        bucket=_Bucket(rate),
        answer=answer,
        local_only=local_only,
        most_waiting=waiting,
    )
    return _async_view(hass).register_receiver(receiver)


@callback
def async_set_up_push(hass: HomeAssistant) -> None:
    """Open the way in; call it once, from ``async_setup``."""
    hass.http.register_view(_async_view(hass))
    for name in _LOGS_OF_ADDRESSES:
        logging.getLogger(name).addFilter(_HIDE_SECRETS)


def _digest(secret: str) -> bytes:
    """Return what is compared: of one length, whatever was sent."""
    return hashlib.sha256(secret.encode(errors="replace")).digest()


class _Bucket:
    """Tells whether one more push fits into the rate."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._left = float(rate.burst)
        self._at = clock()

    def take(self) -> bool:
        now = self._clock()
        refilled = self._left + (now - self._at) * self._rate.per_second
        self._left, self._at = min(float(self._rate.burst), refilled), now
        if self._left < 1:
            return False
        self._left -= 1
        return True


@dataclass(kw_only=True, eq=False)
class _Receiver:
    """One entry's end of the way: what it takes, and what waits for its handler."""

    hass: HomeAssistant
    entry: ConfigEntry[Any]
    vendor: str
    digest: bytes = field(repr=False)
    handler: PushHandler
    methods: frozenset[str]
    limit: int
    bucket: _Bucket
    answer: Reply
    local_only: bool
    most_waiting: int
    waiting: deque[Push] = field(default_factory=deque, repr=False)
    task: asyncio.Task[None] | None = None

    async def receive(self, request: web.Request, tail: str) -> web.Response:
        """Read the request, queue it and answer."""
        if self.local_only and not _is_local(self.hass, request.remote):
            raise web.HTTPNotFound
        if request.method not in self.methods:
            raise web.HTTPMethodNotAllowed(request.method, sorted(self.methods))
        if len(self.waiting) >= self.most_waiting or not self.bucket.take():
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "1"})
        push = Push(
            method=request.method,
            tail=tail.strip("/"),
            query=request.query,
            headers=request.headers,
            body=await _read(request, self.limit),
            content_type=request.content_type,
            remote=request.remote or "",
        )
        answer = self.answer if isinstance(self.answer, Answer) else self.answer(push)
        if answer is None:
            raise web.HTTPNotFound
        self.queue(push)
        return web.Response(
            status=answer.status, body=answer.body, content_type=answer.content_type
        )

    @callback
    def queue(self, push: Push) -> None:
        """Let the handler work, but not before the answer is on its way."""
        self.waiting.append(push)
        if self.task is None or self.task.done():
            self.task = self.entry.async_create_background_task(
                self.hass, self.work(), f"{DOMAIN} pushes of {self.vendor}", eager_start=False
            )

    async def work(self) -> None:
        """Handle what waits, in the order it came; a failure spoils no other push."""
        while self.waiting:
            handling = self.handle(self.waiting.popleft())
            (failure,) = await asyncio.gather(handling, return_exceptions=True)
            if isinstance(failure, Exception):
                # Its text and its traceback may hold what was pushed.
                last = traceback.extract_tb(failure.__traceback__)[-1]
                what = f"{type(failure).__name__} in {last.filename.rpartition('/')[2]}"
                text = "A push for %s could not be handled: %s, line %s"
                LOGGER.error(text, self.entry.title, what, last.lineno)

    async def handle(self, push: Push) -> None:
        """Have one push handled; if this is ended before it began, nothing was begun."""
        async with asyncio.timeout(HANDLING_TIME):
            await self.handler(push)

    @callback
    def close(self) -> None:
        """Forget what waits."""
        self.waiting.clear()
        if self.task is not None:
            self.task.cancel()


class _PushView(HomeAssistantView):
    """Finds the receiver by the secret; who does not know one learns nothing."""

    url = f"{PATH}/{{vendor}}/{{secret}}"
    extra_urls = [f"{PATH}/{{vendor}}/{{secret}}/{{tail:.*}}"]
    name = "api:accord:push"
    requires_auth = False

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._receivers: dict[str, list[_Receiver]] = {}
        self._strangers: dict[str, tuple[int, float]] = {}

    @override
    def register(
        self, hass: HomeAssistant, app: web.Application, router: web.UrlDispatcher
    ) -> None:
        """Answer every method alike, without CORS: a preflight would tell that there is a view."""
        for url in (self.url, *self.extra_urls):
            router.add_route("*", url, self.handle)

    @callback
    def register_receiver(self, receiver: _Receiver) -> Callable[[], None]:
        """Know a receiver until the returned function is called."""
        receivers = self._receivers.setdefault(receiver.vendor, [])
        if any(hmac.compare_digest(one.digest, receiver.digest) for one in receivers):
            raise ValueError("the secret is taken")
        receivers.append(receiver)

        @callback
        def unregister() -> None:
            if receiver in receivers:
                receivers.remove(receiver)
                receiver.close()

        return unregister

    async def handle(self, request: web.Request) -> web.Response:
        """Pass a request on to its receiver; otherwise answer as if there was no view."""
        if self._hass.is_stopping:
            raise web.HTTPServiceUnavailable
        match = request.match_info
        if (receiver := self._find(match["vendor"], match["secret"])) is None:
            self._note_stranger(request.remote or "?")
            raise web.HTTPNotFound
        return await receiver.receive(request, match.get("tail", ""))

    def _find(self, vendor: str, secret: str) -> _Receiver | None:
        """Compare with every secret of the vendor, in the same time whichever it is."""
        digest, found = _digest(secret), None
        for receiver in self._receivers.get(vendor, ()):
            if hmac.compare_digest(receiver.digest, digest):
                found = receiver
        return found

    def _note_stranger(self, remote: str) -> None:
        """Mention once a day who calls with wrong secrets.

        They are not locked out: a comparison costs next to nothing, and a device with one old
        address, or everybody behind the same proxy, would be locked out with them.
        """
        now = time.monotonic()
        count, since = self._strangers.pop(remote, (0, now))
        if now - since > DAY:
            count, since = 0, now
        if len(self._strangers) >= STRANGERS:
            del self._strangers[next(iter(self._strangers))]
        self._strangers[remote] = (count + 1, since)
        if count + 1 == STRANGE_CALLS:
            LOGGER.warning(
                "%s keeps pushing to an address that is not valid (any more)."
                " If it is a device of yours, set up its pushes again",
                remote,
            )


@singleton(HassKey[_PushView]("accord_push_view"))
@callback
def _async_view(hass: HomeAssistant) -> _PushView:
    return _PushView(hass)


class _HideSecrets(logging.Filter):
    """Takes secrets out of what Home Assistant and aiohttp log about requests."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        if PATH in text.lower():
            record.msg, record.args = _SECRET_IN_PATH.sub(r"\1**REDACTED**", text), None
            if line := getattr(record, "first_request_line", None):
                record.first_request_line = _SECRET_IN_PATH.sub(r"\1**REDACTED**", line)
        return True


_HIDE_SECRETS = _HideSecrets()


def _is_local(hass: HomeAssistant, remote: str | None) -> bool:
    try:
        return not is_cloud_connection(hass) and is_local(ip_address(remote or ""))
    except ValueError:
        return False


async def _read(request: web.Request, limit: int) -> bytes:
    """Return the body. Raises what tells the sender that it is too large or too slow."""
    if (request.content_length or 0) > limit:
        raise web.HTTPRequestEntityTooLarge(limit, request.content_length or 0)
    body = bytearray()
    try:
        async with asyncio.timeout(READING_TIME):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > limit:
                    raise web.HTTPRequestEntityTooLarge(limit, len(body))
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except web.RequestPayloadError:
        raise web.HTTPBadRequest from None
    return bytes(body)
