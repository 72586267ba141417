"""Request and answer over one TCP connection that is kept open while the peer bears it.

One request is in flight at a time. Every await has a deadline. A request that is cancelled or
runs out of time takes its connection with it, so a late answer can never be read as the answer
to the next request.
"""

import asyncio
from collections.abc import Callable
import contextlib
import errno
import socket

from ..errors import ConnectionFailedError, DeadlineError, ProtocolError, RequestRefusedError
from .turns import Turns

type Framing = Callable[[bytearray], int | None]
"""Tells how long the first frame in a buffer is, or None while too little has come.

Raises ProtocolError where the bytes cannot be the start of a frame.
"""

CLOSES_AFTER = 2
"""So many connections in a row that the peer closed after one answer make it a closer."""


class StreamConnection:
    """The only owner of the connection to one peer.

    Peers that close after each answer are noticed and from then on get a fresh connection per
    request instead of a failed attempt each time.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        framing: Framing,
        connect_timeout: float = 5.0,
        response_timeout: float = 5.0,
    ) -> None:
        """Set the peer; nothing is opened before the first request."""
        self.host = host
        self.port = port
        self._framing = framing
        self._connect_timeout = connect_timeout
        self._response_timeout = response_timeout
        self._turns = Turns()
        self._link: _Link | None = None
        self._short_lives = 0
        self._closed = False

    @property
    def connected(self) -> bool:
        """Tell whether a usable connection is open."""
        return self._link is not None and self._link.usable

    @property
    def closes_after_answer(self) -> bool:
        """Tell whether this peer was seen closing after each answer."""
        return self._short_lives >= CLOSES_AFTER

    async def exchange(
        self, frame: bytes, *, repeatable: bool, timeout: float | None = None
    ) -> bytes:
        """Send one frame and return the next frame of the peer.

        A ``repeatable`` one is silently sent once more on a fresh connection when a kept one
        turns out to be dead before any byte of the answer came; any other goes out on a fresh
        connection from the start, so that a dead one cannot leave its outcome in doubt. Raises
        ConnectionFailedError and its kinds, or ProtocolError; ``outcome_unknown`` is set once
        the frame has left.
        """
        limit = self._response_timeout if timeout is None else timeout
        patience = limit + self._connect_timeout
        async with self._turns.take(patience, patience):
            return await self._exchange(frame, repeatable, limit)

    async def hang_up(self) -> None:
        """End the connection; the next request opens another."""
        await self._drop()

    async def close(self) -> None:
        """Close for good; a request under way fails, later ones are refused."""
        self._closed = True
        await self._drop()

    async def _exchange(self, frame: bytes, repeatable: bool, limit: float) -> bytes:
        if not repeatable:
            await self._drop()
        link, fresh = await self._open_link()
        try:
            answer = await self._ask(link, frame, limit)
        except _DeadConnectionError as err:
            if fresh:
                raise ConnectionFailedError(
                    "connection closed by the device", outcome_unknown=True
                ) from err
            answer = await self._ask_again(frame, limit)
        if self.closes_after_answer:
            await self._drop()
        return answer

    async def _ask_again(self, frame: bytes, limit: float) -> bytes:
        try:
            link, _ = await self._open_link()
            return await self._ask(link, frame, limit)
        except _DeadConnectionError as err:
            raise ConnectionFailedError(
                "connection closed by the device", outcome_unknown=True
            ) from err
        except ConnectionFailedError as err:
            err.outcome_unknown = True
            raise

    async def _open_link(self) -> tuple[_Link, bool]:
        """Return the connection to use and whether it is new."""
        self._refuse_closed()
        if (link := self._link) is not None:
            if link.usable:
                return link, False
            self._count_life(link)
            await self._drop()
        link = await self._connect()
        try:
            self._refuse_closed()
        except ConnectionFailedError:
            link.abort()
            raise
        self._link = link
        return link, True

    def _refuse_closed(self) -> None:
        if self._closed:
            raise ConnectionFailedError("connection was closed")

    def _count_life(self, link: _Link) -> None:
        """Learn from a connection that the peer closed while nothing was asked."""
        if link.answers == 1:
            self._short_lives += 1
        elif link.answers > 1:
            self._short_lives = 0

    async def _connect(self) -> _Link:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._connect_timeout):
                transport, link = await loop.create_connection(
                    lambda: _Link(self._framing), self.host, self.port
                )
        except TimeoutError:
            raise DeadlineError("no connection in time") from None
        except OSError as err:
            raise _connect_error(err) from err
        except UnicodeError as err:
            raise ConnectionFailedError("host name not found") from err
        if (sock := transport.get_extra_info("socket")) is not None:
            with contextlib.suppress(OSError):
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return link

    async def _ask(self, link: _Link, frame: bytes, limit: float) -> bytes:
        try:
            async with asyncio.timeout(limit):
                return await link.ask(frame)
        except TimeoutError:
            await self._drop()
            raise DeadlineError("no answer in time", outcome_unknown=True) from None
        except _DeadConnectionError:
            self._count_life(link)
            await self._drop()
            raise
        except BaseException:
            # Cancelled or garbled: whatever still comes belongs to nobody.
            await self._drop()
            raise

    async def _drop(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.abort()


class _DeadConnectionError(Exception):
    """The connection ended before the first byte of an answer."""


class _Link(asyncio.Protocol):
    """One open connection: collects bytes until the frame asked for is whole."""

    def __init__(self, framing: Framing) -> None:
        self._framing = framing
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None
        self._waiter: asyncio.Future[bytes] | None = None
        self.answers = 0

    @property
    def usable(self) -> bool:
        """Tell whether the connection is open and no stray bytes have come."""
        transport = self._transport
        return transport is not None and not transport.is_closing() and not self._buffer

    def ask(self, frame: bytes) -> asyncio.Future[bytes]:
        """Write one frame; the future gets the peer's next frame."""
        if self._transport is None:
            raise _DeadConnectionError
        self._waiter = asyncio.get_running_loop().create_future()
        self._transport.write(frame)
        return self._waiter

    def abort(self) -> None:
        """Close at once."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport over."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Collect, and hand the frame over once it is whole."""
        buffer = self._buffer
        buffer += data
        waiter = self._waiter
        if waiter is None or waiter.done():
            self.abort()  # nobody asked: not to be read as the answer to the next request
            return
        try:
            length = self._framing(buffer)
        except ProtocolError as err:
            err.outcome_unknown = True
            waiter.set_exception(err)
            return
        if length is None or len(buffer) < length:
            return
        frame = bytes(buffer[:length])
        del buffer[:length]
        self.answers += 1
        waiter.set_result(frame)

    def eof_received(self) -> bool:
        """Let the transport close itself."""
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell the waiting request, if any."""
        self._transport = None
        waiter = self._waiter
        if waiter is None or waiter.done():
            return
        if self._buffer:
            waiter.set_exception(
                ConnectionFailedError(
                    "connection closed in the middle of an answer", outcome_unknown=True
                )
            )
        else:
            waiter.set_exception(_DeadConnectionError())


def _connect_error(err: OSError) -> ConnectionFailedError:
    if isinstance(err, ConnectionRefusedError):
        return RequestRefusedError("connection refused")
    if isinstance(err, socket.gaierror):
        return ConnectionFailedError("host name not found")
    if err.errno is not None:
        return ConnectionFailedError(errno.errorcode.get(err.errno, "connection failed"))
    return ConnectionFailedError("connection failed")
