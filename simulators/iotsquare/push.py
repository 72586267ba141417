"""HTTP pushes as the server's Go program sends them: once, and with little patience.

Only loopback is ever called.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
import ipaddress
import json
import re
import ssl
from typing import Any
from urllib.parse import SplitResult, urlsplit

type Json = dict[str, Any]
type Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]

_REMEMBERED = 5000
_MOST_IDLE = 8
_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")


@dataclass
class Push:
    """One push: where to, of what kind and with what result."""

    url: str
    kind: str
    body: Json
    status: int | None = None
    error: str = ""
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def ok(self) -> bool:
        """Only 200 counts."""
        return self.status == 200


class PushSender:
    """Sends pushes; those about the same device or gateway to the same link keep their order."""

    def __init__(self, spawn: Callable[[Coroutine[Any, Any, None]], None], patience: float) -> None:
        """Give each push so many seconds in total."""
        self._spawn = spawn
        self.patience = patience
        self._idle: dict[tuple[str, str], list[Streams]] = {}
        self._latest: dict[tuple[str, str], Push] = {}
        self.pushes: deque[Push] = deque(maxlen=_REMEMBERED)

    def push(
        self,
        link: str,
        kind: str,
        headers: dict[str, str],
        body: Json,
        subject: str,
        *,
        concatenate: bool = False,
    ) -> None:
        """Send a body to a link with the kind as one more segment of its path."""
        push = Push(target(link, kind, concatenate=concatenate), kind, body)
        before = self._latest.get((link, subject))
        self._latest[link, subject] = push
        self.pushes.append(push)
        self._spawn(self._deliver(push, headers, before, (link, subject)))

    async def _deliver(
        self, push: Push, headers: dict[str, str], before: Push | None, key: tuple[str, str]
    ) -> None:
        try:
            if before is not None:
                await before.ended.wait()
            async with asyncio.timeout(self.patience):
                push.status = await self._send(push, headers)
        except (OSError, ValueError, EOFError, asyncio.LimitOverrunError) as error:
            push.error = type(error).__name__
        finally:
            push.ended.set()
            if self._latest.get(key) is push:
                del self._latest[key]

    async def _send(self, push: Push, headers: dict[str, str]) -> int:
        parts = urlsplit(push.url)
        place = (parts.scheme, parts.netloc)
        reader, writer = self._reused(place) or await _connect(parts)
        try:
            writer.write(_request(push, parts, headers))
            await writer.drain()
            status, whole = await _read(reader)
        except BaseException:
            writer.transport.abort()
            raise
        idle = self._idle.setdefault(place, [])
        if whole and len(idle) < _MOST_IDLE:
            idle.append((reader, writer))
        else:
            writer.transport.abort()
        return status

    def _reused(self, place: tuple[str, str]) -> Streams | None:
        idle = self._idle.get(place, [])
        while idle:
            reader, writer = idle.pop()
            if not reader.at_eof() and not writer.is_closing():
                return reader, writer
            writer.transport.abort()
        return None

    def close(self) -> None:
        """Give up connections that wait for the next push."""
        for idle in self._idle.values():
            for _reader, writer in idle:
                writer.transport.abort()
        self._idle.clear()
        self._latest.clear()


def target(link: str, kind: str, *, concatenate: bool = False) -> str:
    """Return where a push goes: below the path of the link, before its query."""
    if concatenate:
        return f"{link}/{kind}"
    parts = urlsplit(link)
    return parts._replace(path=f"{parts.path.rstrip('/')}/{kind}", fragment="").geturl()


async def _read(reader: asyncio.StreamReader) -> tuple[int, bool]:
    """Return the status, and whether the connection is good for more."""
    head = await reader.readuntil(b"\r\n\r\n")
    found = re.match(rb"HTTP/1\.1 (\d{3})", head)
    if found is None:
        raise ValueError("no HTTP")
    length = _LENGTH.search(head)
    if length is None or b"\r\nconnection: close" in head.lower():
        return int(found[1]), False
    await reader.readexactly(int(length[1]))
    return int(found[1]), True


async def _connect(parts: SplitResult) -> Streams:
    host = "127.0.0.1" if parts.hostname == "localhost" else parts.hostname or ""
    if not ipaddress.ip_address(host).is_loopback:
        raise ValueError("only loopback is called")
    if parts.scheme == "http":
        return await asyncio.open_connection(host, parts.port or 80)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return await asyncio.open_connection(host, parts.port or 443, ssl=context)


def _request(push: Push, parts: SplitResult, headers: dict[str, str]) -> bytes:
    query = f"?{parts.query}" if parts.query else ""
    body = json.dumps(push.body, separators=(",", ":")).encode()
    lines = [
        f"POST {parts.path}{query} HTTP/1.1",
        f"Host: {parts.netloc}",
        "User-Agent: Go-http-client/1.1",
        f"Content-Length: {len(body)}",
        "Content-Type: application/json",
        *(f"{name}: {value}" for name, value in headers.items()),
        "Accept-Encoding: gzip",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body
