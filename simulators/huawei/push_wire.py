"""One HTTP request to a callback URL, on a connection that is kept. Only loopback is called."""

import asyncio
from functools import lru_cache
import ipaddress
import re
import ssl
from urllib.parse import SplitResult, urlsplit

type Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]

_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
_LARGEST_ANSWER = 65536


class Wire:
    """The way to one callback URL."""

    def __init__(self, url: str, authority: bytes | None) -> None:
        """Go to a URL; with an authority, its certificate has to be of that one."""
        self._parts = urlsplit(url)
        self._authority = authority
        self._streams: Streams | None = None

    async def post(self, body: bytes) -> int:
        """Return the status of the answer; OSError, EOFError or ValueError if there is none."""
        kept = self._kept()
        try:
            return await self._post(kept or await _connect(self._parts, self._authority), body)
        except ConnectionError, asyncio.IncompleteReadError:
            if kept is None:
                raise
        return await self._post(await _connect(self._parts, self._authority), body)

    async def _post(self, streams: Streams, body: bytes) -> int:
        reader, writer = streams
        self._streams = None
        try:
            writer.write(self._head(len(body)) + body)
            status, whole = await _read(reader)
        except BaseException:
            writer.transport.abort()
            raise
        if whole:
            self._streams = streams
        else:
            writer.transport.abort()
        return status

    def _kept(self) -> Streams | None:
        if self._streams is None:
            return None
        reader, writer = self._streams
        if reader.at_eof() or writer.is_closing():
            self.close()
            return None
        return self._streams

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].transport.abort()
            self._streams = None

    def _head(self, length: int) -> bytes:
        parts = self._parts
        query = f"?{parts.query}" if parts.query else ""
        lines = (
            f"POST {parts.path or '/'}{query} HTTP/1.1",
            f"Host: {parts.netloc}",
            "Content-Type: application/json",
            "Accept: */*",
            f"Content-Length: {length}",
        )
        return "\r\n".join((*lines, "", "")).encode()


async def _read(reader: asyncio.StreamReader) -> tuple[int, bool]:
    """Return the status, and whether the connection is good for more."""
    head = await reader.readuntil(b"\r\n\r\n")
    found = re.match(rb"HTTP/1\.[01] (\d{3})", head)
    if found is None:
        raise ValueError("no HTTP")
    length = _LENGTH.search(head)
    ends = b"\r\nconnection: close" in head.lower() or not head.startswith(b"HTTP/1.1")
    if length is None or ends or int(length[1]) > _LARGEST_ANSWER:
        return int(found[1]), False
    await reader.readexactly(int(length[1]))
    return int(found[1]), True


async def _connect(parts: SplitResult, authority: bytes | None) -> Streams:
    host = "127.0.0.1" if parts.hostname == "localhost" else parts.hostname or ""
    if not ipaddress.ip_address(host).is_loopback:
        raise ValueError("only loopback is called")
    if parts.scheme == "http":
        return await asyncio.open_connection(host, parts.port or 80)
    context = _context(authority)
    return await asyncio.open_connection(
        host, parts.port or 443, ssl=context, server_hostname=parts.hostname
    )


@lru_cache(maxsize=8)
def _context(authority: bytes | None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if authority is None:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    else:
        context.load_verify_locations(cadata=authority.decode())
    return context
