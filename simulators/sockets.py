"""Listening sockets that open and close at once, so that no test has to wait for them."""

import asyncio
from collections.abc import Callable, Coroutine
import contextlib
import logging
import socket
import ssl
import struct
from typing import Any, Protocol

_LOGGER = logging.getLogger(__name__)
_BACKLOG = 128
_LARGEST_DATAGRAM = 65535

type Spawn = Callable[[Coroutine[Any, Any, None]], None]
type Peer = tuple[str, int]


class Endpoint(Protocol):
    """One open port of a device."""

    @property
    def port(self) -> int:
        """Port number in use."""

    def open(self) -> None:
        """Listen."""

    def close(self) -> None:
        """Stop listening; clients are refused."""

    def stall(self) -> None:
        """Let clients wait as if nobody were there."""

    def resume(self) -> None:
        """Serve clients again."""


class Connection:
    """One accepted stream; sends in segments with pauses in between if asked to."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Wrap a pair of streams."""
        self.reader = reader
        self.writer = writer
        self.segment_size: int | None = None
        self.between_segments: Callable[[], Coroutine[Any, Any, None]] | None = None

    async def send(self, data: bytes) -> None:
        """Transmit bytes, in pieces where a segment size is set."""
        size = self.segment_size or len(data) or 1
        for start in range(0, len(data), size):
            if start and self.between_segments is not None:
                await self.between_segments()
            if self.writer.is_closing():
                return
            self.writer.write(data[start : start + size])
            await self.writer.drain()

    def hang_up(self, *, reset: bool = False) -> None:
        """Close, after what is written is out, or at once by RST."""
        if not reset:
            self.writer.close()
            return
        sock = self.writer.get_extra_info("socket")
        if sock is not None and not self.writer.is_closing():
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


class TcpListener:
    """A listening TCP socket whose accepted streams go to a handler."""

    def __init__(
        self,
        address: str,
        port: int,
        serve: Callable[[Connection], Coroutine[Any, Any, None]],
        spawn: Spawn,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Prepare; `open` binds."""
        self._address = address
        self._port = port
        self._serve = serve
        self._spawn = spawn
        self._tls = tls
        self._socket: socket.socket | None = None
        self._fillers: list[socket.socket] = []
        self.connections: set[Connection] = set()

    @property
    def port(self) -> int:
        """Port number in use; known after the first `open` if 0 was asked for."""
        return self._port

    def open(self) -> None:
        """Bind, listen and accept."""
        if self._socket is not None:
            return
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.setblocking(False)
            sock.bind((self._address, self._port))
            sock.listen(_BACKLOG)
        except OSError as error:
            sock.close()
            error.add_note(f"{self._address}:{self._port}")
            raise
        self._port = sock.getsockname()[1]
        self._socket = sock
        asyncio.get_running_loop().add_reader(sock, self._accept)

    def close(self) -> None:
        """Stop listening and reset every connection."""
        self._drop_fillers()
        if self._socket is not None:
            asyncio.get_running_loop().remove_reader(self._socket)
            self._socket.close()
            self._socket = None
        self.hang_up_all(reset=True)

    def hang_up_all(self, *, reset: bool = False) -> None:
        """Close all connections but keep listening."""
        for connection in list(self.connections):
            connection.hang_up(reset=reset)

    def stall(self) -> None:
        """Leave new connection attempts unanswered.

        The kernel completes handshakes for a listening socket by itself, so the only way to leave
        a SYN unanswered is a full queue: it is made as short as possible and filled from here.
        """
        if self._socket is None or self._fillers:
            return
        asyncio.get_running_loop().remove_reader(self._socket)
        self._socket.listen(0)
        for _ in range(2):
            filler = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            filler.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                filler.connect((self._address, self._port))
            self._fillers.append(filler)

    def resume(self) -> None:
        """Answer connection attempts again."""
        if self._socket is None or not self._fillers:
            return
        self._drop_fillers()
        self._socket.listen(_BACKLOG)
        asyncio.get_running_loop().add_reader(self._socket, self._accept)

    def _drop_fillers(self) -> None:
        for filler in self._fillers:
            filler.close()
        self._fillers.clear()

    def _accept(self) -> None:
        if self._socket is None:
            return
        try:
            sock, _peer = self._socket.accept()
        except BlockingIOError, ConnectionAbortedError:
            return
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._spawn(self._run(sock))

    async def _run(self, sock: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader()
        protocol = asyncio.StreamReaderProtocol(reader)
        try:
            transport, _ = await loop.connect_accepted_socket(lambda: protocol, sock, ssl=self._tls)
        except (OSError, ssl.SSLError) as error:
            _LOGGER.debug("Handshake with a client failed: %s", error)
            sock.close()
            return
        writer = asyncio.StreamWriter(transport, protocol, reader, loop)
        connection = Connection(reader, writer)
        if self._socket is None:
            connection.hang_up(reset=True)
            return
        self.connections.add(connection)
        try:
            await self._serve(connection)
        except (ConnectionError, asyncio.IncompleteReadError) as error:
            _LOGGER.debug("Client went away: %s", error)
        finally:
            self.connections.discard(connection)
            writer.close()


class TcpServer:
    """What a device's server of some protocol has of its port."""

    _listener: TcpListener

    @property
    def port(self) -> int:
        """The port in use."""
        return self._listener.port

    def open(self) -> None:
        """Listen."""
        self._listener.open()

    def close(self) -> None:
        """Stop listening."""
        self._listener.close()

    def stall(self) -> None:
        """Let clients wait as if nobody were there."""
        self._listener.stall()

    def resume(self) -> None:
        """Serve clients again."""
        self._listener.resume()

    def hang_up_all(self) -> None:
        """Reset all connections but keep listening."""
        self._listener.hang_up_all(reset=True)


class UdpPort:
    """A bound UDP socket whose datagrams go to a handler."""

    def __init__(
        self,
        address: str,
        port: int,
        receive: Callable[[bytes, Peer], None],
        *,
        shared: bool = False,
    ) -> None:
        """Prepare; `open` binds. A shared port may be bound by several sockets at once."""
        self._address = address
        self._port = port
        self._receive = receive
        self._shared = shared
        self._socket: socket.socket | None = None
        self._stalled = False

    @property
    def port(self) -> int:
        """Port number in use."""
        return self._port

    def follow(self, port: int) -> None:
        """Use this number from the next `open` on."""
        self._port = port

    def open(self) -> None:
        """Bind and receive."""
        if self._socket is not None:
            return
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(self._shared))
            sock.setblocking(False)
            sock.bind((self._address, self._port))
        except OSError as error:
            sock.close()
            error.add_note(f"{self._address}:{self._port}")
            raise
        self._port = sock.getsockname()[1]
        self._socket = sock
        asyncio.get_running_loop().add_reader(sock, self._read)

    def close(self) -> None:
        """Stop receiving."""
        if self._socket is not None:
            asyncio.get_running_loop().remove_reader(self._socket)
            self._socket.close()
            self._socket = None

    def stall(self) -> None:
        """Swallow what comes in."""
        self._stalled = True

    def resume(self) -> None:
        """Hand over what comes in again."""
        self._stalled = False

    def send(self, data: bytes, peer: Peer) -> None:
        """Send one datagram; a closed port sends nothing."""
        if self._socket is not None and not self._stalled:
            self._socket.sendto(data, peer)

    def _read(self) -> None:
        if self._socket is None:
            return
        try:
            data, peer = self._socket.recvfrom(_LARGEST_DATAGRAM)
        except BlockingIOError, ConnectionError:
            return
        if not self._stalled:
            self._receive(data, peer)


class Datagram:
    """The sender of a datagram, as the line to answer on."""

    def __init__(self, port: UdpPort, peer: Peer) -> None:
        """Answer from a port."""
        self._port = port
        self._peer = peer

    async def send(self, data: bytes) -> None:
        """Send one datagram."""
        self._port.send(data, self._peer)

    def hang_up(self, *, reset: bool = False) -> None:
        """Do nothing: there is no connection."""
