"""A TCP server for tests that treats each connection as a function says."""

import asyncio
from collections.abc import Awaitable, Callable
import contextlib
from typing import Self

type Serve = Callable[["Line"], Awaitable[None]]
type StartPeer = Callable[[Serve], Awaitable["Peer"]]


class Line:
    """One accepted connection: ``number`` counts from 0."""

    def __init__(
        self, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.number = number
        self.reader = reader
        self.writer = writer

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.writer.write(data)

    async def frame(self) -> bytes:
        """Return the body of the next frame of the tests' own framing (one byte of length)."""
        (length,) = await self.reader.readexactly(1)
        return await self.reader.readexactly(length)

    async def gone(self) -> None:
        """Wait until the client has closed."""
        with contextlib.suppress(ConnectionError):
            while await self.reader.read(4096):
                pass


class Peer:
    """The server: ``connections`` counts what was accepted."""

    host = "127.0.0.1"

    def __init__(self, serve: Serve) -> None:
        self._serve = serve
        self._server: asyncio.Server | None = None
        self._lines: set[asyncio.Task[None]] = set()
        self.connections = 0
        self.port = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, self.host, 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self.stop_listening()
        for task in tuple(self._lines):
            task.cancel()
        await asyncio.gather(*self._lines, return_exceptions=True)

    def stop_listening(self) -> None:
        """Refuse further connections; those there are stay."""
        if self._server is not None:
            self._server.close()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._lines.add(task)
        line = Line(self.connections, reader, writer)
        self.connections += 1
        try:
            with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
                await self._serve(line)
        finally:
            self._lines.discard(task)
            writer.close()


def framed(body: bytes) -> bytes:
    """Return a frame of the tests' own framing."""
    return bytes((len(body),)) + body
