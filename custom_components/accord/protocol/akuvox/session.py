"""The one owner of a unit: one request at a time, its manners, and what an answer means.

Source: HTTP API Manual, "Method GET", "Method POST", "Response"; real units differ in style.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
import logging
import re
import time
from typing import Any
from urllib.parse import quote

from ..errors import AccordError, ProtocolError, UnsupportedError
from ..transport.http import FormPart, HttpAnswer, HttpChannel, Progress
from ..transport.turns import Turns
from .codec import Reply, build_envelope, loads
from .errors import UnprotectedError, error_for, error_for_status, succeeded
from .privacy import is_secret

READ_TIMEOUT = 10.0
"""Seconds for an operation that does not say otherwise."""
JSON_LIMIT = 8 * 1024 * 1024
FILE_LIMIT = 64 * 1024 * 1024
"""Bytes of the longest answers believed."""

_LOGGER = logging.getLogger(__name__)
_JSON = {"Content-Type": "application/json"}
_FILENAME = re.compile(r'filename\s*=\s*"?([^";]+)"?', re.IGNORECASE)
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")


@dataclass(frozen=True, slots=True)
class Pacing:
    """Pauses that small servers need, in seconds; clock and sleep are for tests."""

    after_read: float = 0.05
    after_write: float = 0.25
    between_chunks: float = 1.0
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the unit."""

    name: str
    """As the unit calls it, letters, digits and ``._-`` only; may be empty."""
    content: bytes


class AkuvoxSession:
    """Sends the requests of all topics, one after the other."""

    def __init__(
        self, channel: HttpChannel, *, pacing: Pacing | None = None, patience: float = 30.0
    ) -> None:
        """Take the channel over.

        ``patience`` is how long, in s, a request waits beyond what those before may take.
        """
        self._channel = channel
        self.pacing = pacing or Pacing()
        self._patience = patience
        self._turns = Turns()
        self._ready_at = 0.0
        self._bare = False
        self._sets_by_get: set[str] = set()
        self._mended = False
        self.greeted = False
        """The unit has answered."""

    @property
    def secure(self) -> bool:
        """Tell whether others on the network cannot read what is sent."""
        return self._channel.secure

    async def read(
        self,
        target: str,
        action: str,
        query: Mapping[str, str | int] | None = None,
        *,
        timeout: float | None = None,
    ) -> Mapping[str, Any]:
        """Ask for something that the question does not change, by GET; return ``data``.

        Raises ConnectionFailedError and its kinds, AuthenticationError, ApiClosedError,
        WantsHttpsError, ProtocolError, UnsupportedError, or what the retcode stands for.
        """
        what = f"{target}/{action}"
        try:
            answer = await self._request("GET", _path(what), query=query, timeout=timeout)
            return self._reply(what, answer).data
        except AccordError as err:
            err.outcome_unknown = False
            raise

    async def ask(
        self,
        target: str,
        action: str,
        data: Mapping[str, Any],
        *,
        timeout: float | None = None,
    ) -> Mapping[str, Any]:
        """Ask for something that the question does not change, by POST; return ``data``."""
        try:
            return (await self._post(target, action, data, timeout, repeatable=True)).data
        except AccordError as err:
            err.outcome_unknown = False
            raise

    async def write(
        self,
        target: str,
        action: str,
        data: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
    ) -> Reply:
        """Have the unit do or change something.

        Sent once; a unit that does not know the path did nothing and is asked a second time
        by the bare one. Raises errors with ``outcome_unknown`` when it may have obeyed.
        """
        return await self._post(target, action, data, timeout, repeatable=False)

    async def set_values(self, target: str, values: Mapping[str, str]) -> None:
        """Write configuration keys by ``<target>/set``.

        Where a unit refuses that by POST, one key after the other goes out by GET. Raises
        UnprotectedError rather than to put a secret into an address without TLS.
        """
        refused: UnsupportedError | None = None
        if target not in self._sets_by_get:
            try:
                await self.write(target, "set", values)
            except UnsupportedError as err:
                refused = err
            else:
                return
        if not self.secure and any(is_secret(key) for key in values):
            raise UnprotectedError(f"{target}/set would show a secret") from refused
        for key, value in values.items():
            await self._set_by_get(target, key, value)
        self._sets_by_get.add(target)

    async def upload(
        self,
        target: str,
        action: str,
        content: bytes,
        filename: str,
        *,
        field: str = "config",
        query: Mapping[str, str | int] | None = None,
        timeout: float = 300.0,
        progress: Progress | None = None,
    ) -> Reply:
        """Send a file in the form's ``field``. Never repeated."""
        what = f"{target}/{action}"
        if not self.greeted:
            # Otherwise the whole file would be sent only to be asked for the password.
            await self.read("system", "info")
        answer = await self._request(
            "POST",
            _path(what),
            query=query,
            form=FormPart(field, filename, content),
            timeout=timeout,
            repeatable=False,
            progress=progress,
        )
        return self._obeyed(what, answer)

    async def download(
        self,
        target: str,
        action: str,
        query: Mapping[str, str | int] | None = None,
        *,
        timeout: float = 60.0,
    ) -> Download:
        """Return a file. Raises what the unit says instead of one."""
        what = f"{target}/{action}"
        answer = await self._request(
            "GET", _path(what), query=query, timeout=timeout, limit=FILE_LIMIT
        )
        disposition = answer.headers.get("content-disposition", "")
        if not 200 <= answer.status < 300 or (
            not disposition and answer.body.lstrip()[:1] in {b"", b"{"}
        ):
            self._reply(what, answer)
            raise ProtocolError(f"{what}: the unit sent no file")
        found = _FILENAME.search(disposition)
        name = "" if found is None else found[1].strip().replace("\\", "/").rpartition("/")[2]
        return Download(_UNSAFE.sub("_", name).lstrip("."), answer.body)

    async def fetch(self, path: str, *, timeout: float = 60.0) -> bytes:
        """Return what lies at a path of the unit itself. Raises ProtocolError for other places."""
        if not path.startswith("/") or path.startswith("//") or "\\" in path or ".." in path:
            raise ProtocolError("the unit named an address that is not its own")
        where = quote(path, safe="/%?=&")
        answer = await self._request("GET", where, timeout=timeout, limit=FILE_LIMIT)
        self._check_status("download", answer)
        return answer.body

    async def pause(self) -> None:
        """Let the unit breathe between chunks of many rows."""
        await self.pacing.sleep(self.pacing.between_chunks)

    # --- Below: how a request goes out -------------------------------------------------------

    async def _post(
        self,
        target: str,
        action: str,
        data: Mapping[str, Any] | None,
        timeout: float | None,
        *,
        repeatable: bool,
    ) -> Reply:
        what = f"{target}/{action}"
        body = build_envelope(target, action, data)

        async def send(path: str) -> Reply:
            answer = await self._request(
                "POST", path, body=body, timeout=timeout, repeatable=repeatable
            )
            return self._obeyed(what, answer)

        if self._bare:
            return await send("/api/")
        try:
            return await send(_path(what))
        except UnsupportedError as err:
            if err.code is None:
                raise
            refused = err
        try:
            reply = await send("/api/")
        except UnsupportedError:
            raise refused from None
        self._bare = True
        return reply

    async def _set_by_get(self, target: str, key: str, value: str) -> None:
        what = f"{target}/set"
        answer = await self._request("GET", _path(what), query={key: value}, repeatable=False)
        self._obeyed(what, answer)

    async def _request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str | int] | None = None,
        body: bytes | None = None,
        form: FormPart | None = None,
        timeout: float | None = None,
        repeatable: bool = True,
        progress: Progress | None = None,
        limit: int = JSON_LIMIT,
    ) -> HttpAnswer:
        pacing, most = self.pacing, READ_TIMEOUT if timeout is None else timeout
        async with self._turns.take(self._patience, most):
            wait = self._ready_at - pacing.monotonic()
            if wait > 0:
                await pacing.sleep(wait)
            try:
                return await self._channel.request(
                    method,
                    path,
                    query=query,
                    body=body,
                    headers=None if body is None else _JSON,
                    form=form,
                    timeout=most,
                    limit=limit,
                    repeatable=repeatable,
                    progress=progress,
                )
            finally:
                gap = pacing.after_read if repeatable else pacing.after_write
                self._ready_at = pacing.monotonic() + gap

    # --- Below: what an answer means ---------------------------------------------------------

    def _obeyed(self, what: str, answer: HttpAnswer) -> Reply:
        try:
            return self._reply(what, answer)
        except ProtocolError as err:
            err.outcome_unknown = True
            raise

    def _reply(self, what: str, answer: HttpAnswer) -> Reply:
        self._check_status(what, answer)
        if not answer.body.strip():
            raise UnsupportedError(f"{what} is locked or missing")
        try:
            reply, mended = loads(answer.body)
        except ProtocolError as err:
            raise ProtocolError(f"{what}: {err}") from None
        if mended and not self._mended:
            self._mended = True
            _LOGGER.debug("%s: answer is no valid JSON, commas were taken out", what)
        self.greeted = True
        if not succeeded(reply.retcode, reply.message):
            raise error_for(what, reply.retcode, reply.message)
        return reply

    def _check_status(self, what: str, answer: HttpAnswer) -> None:
        error = error_for_status(what, answer.status, answer.headers.get("location", ""))
        if error is not None:
            raise error


def _path(what: str) -> str:
    return f"/api/{what}"
