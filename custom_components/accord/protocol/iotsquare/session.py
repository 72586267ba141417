"""How requests go out to one server, and what an answer means.

Source: OpenAPI document, 1 and 10.1. Neither limits nor the HTTP status of errors are documented.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
import logging
import time
from typing import Any

from ..errors import AccordError, BusyError, InvalidError, ProtocolError, UnsupportedError
from ..transport.http import HttpAnswer, HttpChannel
from .codec import Wire, dumps, loads, wires
from .errors import PARAM_ERROR, QUERY_ERROR, batch_error, error_for, error_for_status, message_of

TIMEOUT = 20.0
"""Seconds for an answer once there is a connection."""
LIMIT = 16 * 1024 * 1024
"""Bytes of the longest answer believed."""
MOST_AT_ONCE = 200
"""Items that a server returns where it is asked for all."""
PAGE_SIZES = (100, 10)
MOST_PAGES = 100

_LOGGER = logging.getLogger(__name__)
_JSON = {"Content-Type": "application/json"}

type Query = Mapping[str, str | int]
type Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How gently a server is treated, in seconds; clock and sleep are for tests."""

    at_once: int = 2
    gap: float = 0.1
    """Between the starts of two requests."""
    first_wait: float = 1.0
    longest_wait: float = 60.0
    """After the server was busy, doubled each time."""
    patience: float = 10.0
    """A request that would have to wait longer fails as busy at once."""
    attempts: int = 3
    """How often something is read from a busy server."""
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with code 0."""

    members: Wire
    """Everything beside ``code``."""

    @property
    def data(self) -> Wire:
        """Return the object in ``data``."""
        return self.members.object("data")

    @property
    def rows(self) -> list[Wire]:
        """Return the objects in ``data``."""
        return self.members.objects("data")


class IoTSquareSession:
    """Sends the requests of all topics."""

    def __init__(self, channel: HttpChannel, pace: Pace | None = None) -> None:
        """Take the channel over."""
        self._channel = channel
        self.pace = pace or Pace()
        self._slots = asyncio.Semaphore(self.pace.at_once)
        self._starts_at = 0.0
        self._wait = 0.0
        self._winners: dict[tuple[str, ...], str] = {}

    async def get(self, path: str, query: Query | None = None) -> Reply:
        """Read something; repeated where the server is busy.

        Raises ConnectionFailedError and its kinds, AuthenticationError, BusyError,
        UnsupportedError for an operation that the server does not know, ProtocolError, or what
        the code stands for.
        """
        try:
            return await self._read(path, query)
        except AccordError as err:
            err.outcome_unknown = False
            raise

    async def post(self, path: str, body: Body, *, items: int = 0) -> Reply:
        """Have the server change something. Sent once.

        Raises as ``get`` does, with ``outcome_unknown`` where the server may have obeyed, and
        ItemsRefusedError where it refused some of ``items``.
        """
        answer = await self._request("POST", path, body=dumps(body))
        try:
            return self._understood(path, answer, items)
        except ProtocolError as err:
            err.outcome_unknown = True
            raise
        except BusyError as err:
            # A page of a proxy instead of an answer: what stands behind it may have obeyed.
            err.outcome_unknown = err.code is not None and int(err.code) in range(500, 600)
            raise

    async def post_first(self, paths: tuple[str, ...], body: Body) -> Reply:
        """Have the server do something whose path depends on its version.

        The next path is tried only where the server cannot have done anything: it does not know
        the path. The one that it knows is remembered.
        """
        known = self._winners.get(paths)
        order = paths if known is None else (known, *(one for one in paths if one != known))
        missing: UnsupportedError | None = None
        for path in order:
            try:
                reply = await self.post(path, body)
            except UnsupportedError as err:
                missing = missing or err
                continue
            except AccordError as err:
                if not err.outcome_unknown and isinstance(err.code, int) and err.code > 999:
                    self._winners[paths] = path
                raise
            self._winners[paths] = path
            return reply
        raise missing or UnsupportedError(f"{paths[0]} is missing")

    async def rows(
        self, path: str, key: str, query: Query | None = None, *, limit: int | None = None
    ) -> list[Wire]:
        """Return the rows of a list, each ``key`` once; with ``limit`` the first so many only."""
        more = dict(query or {})
        found: dict[str, Wire] = {}
        if limit is not None:
            reply = await self.get(path, {**more, "pageNo": 1, "pageSize": limit})
            _take(found, reply, key)
            return list(found.values())[:limit]
        reply = await self.get(path, {**more, "pageNo": 0, "pageSize": 0})
        _take(found, reply, key)
        amount = reply.members.integer("amount")
        if amount is None:
            amount = len(found) + 1 if len(found) in (10, MOST_AT_ONCE) else len(found)
        if amount > len(found):
            await self._pages(path, key, more, found, amount)
        return list(found.values())

    # --- Below: how a request goes out -------------------------------------------------------

    async def _pages(
        self, path: str, key: str, query: dict[str, str | int], found: dict[str, Wire], amount: int
    ) -> None:
        """Add the rows of all pages. What came before shows no end, so pages begin anew."""
        seen: dict[str, Wire] = {}
        size = PAGE_SIZES[0]
        page = 1
        while page <= MOST_PAGES and len(seen) < amount:
            try:
                reply = await self.get(path, {**query, "pageNo": page, "pageSize": size})
            except InvalidError as err:
                if err.code != PARAM_ERROR or size == PAGE_SIZES[-1] or page > 1:
                    raise
                size = PAGE_SIZES[-1]
                continue
            if not _take(seen, reply, key):
                break
            page += 1
        found.update(seen)

    async def _read(self, path: str, query: Query | None) -> Reply:
        busy = failed = 0
        while True:
            try:
                answer = await self._request("GET", path, query=query)
                return self._understood(path, answer, 0)
            except BusyError as err:
                busy += 1
                if busy >= self.pace.attempts or err.retry_after is not None:
                    raise
            except AccordError as err:
                failed += 1
                if err.code != QUERY_ERROR or failed > 1:
                    raise

    async def _request(
        self, method: str, path: str, *, query: Query | None = None, body: bytes | None = None
    ) -> HttpAnswer:
        async with self._slots:
            await self._turn(path)
            return await self._channel.request(
                method,
                f"/openapi/{path}",
                query=query,
                body=body,
                headers=None if body is None else _JSON,
                timeout=TIMEOUT,
                limit=LIMIT,
                repeatable=method == "GET",
            )

    async def _turn(self, path: str) -> None:
        """Wait for this request's moment. Raises BusyError where that is too far away."""
        now = self.pace.monotonic()
        start = max(now, self._starts_at)
        if start - now > self.pace.patience:
            raise BusyError(f"{path}: the server asked for patience", retry_after=start - now)
        self._starts_at = start + self.pace.gap
        if start > now:
            await self.pace.sleep(start - now)

    # --- Below: what an answer means ---------------------------------------------------------

    def _understood(self, what: str, answer: HttpAnswer, items: int) -> Reply:
        try:
            return self._reply(what, answer, items)
        except BusyError:
            self._wait = min(max(self._wait * 2, self.pace.first_wait), self.pace.longest_wait)
            self._starts_at = max(self._starts_at, self.pace.monotonic() + self._wait)
            raise

    def _reply(self, what: str, answer: HttpAnswer, items: int) -> Reply:
        try:
            members = loads(answer.body)
        except ProtocolError as err:
            raise _no_envelope(what, answer, str(err)) from None
        code = members.integer("code")
        if code is None:
            raise _no_envelope(what, answer, "answer has no code")
        text = message_of(members)
        if code == 0:
            self._wait = 0.0
            return Reply(members)
        _LOGGER.debug("%s: code %s", what, code)
        rows = wires(members.value("data"))
        raise batch_error(what, code, text, rows, items) or error_for(what, code, text)


def _no_envelope(what: str, answer: HttpAnswer, problem: str) -> AccordError:
    """Return the error of an answer that is none of this interface."""
    if not 200 <= answer.status < 300:
        return error_for_status(what, answer.status)
    if answer.body.lstrip()[:1] == b"<":
        # The console's own page: this path means nothing to the server.
        return UnsupportedError(f"{what}: answer is a page", code=answer.status)
    return ProtocolError(f"{what}: {problem}", code=answer.status)


def _take(found: dict[str, Wire], reply: Reply, key: str) -> bool:
    """Add a page's rows; tell whether one of them is new."""
    before = len(found)
    for row in reply.rows:
        name = row.text(key)
        if name is not None:
            found.setdefault(name, row)
    return len(found) > before
