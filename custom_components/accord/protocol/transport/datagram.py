"""One UDP socket for requests, broadcasts and unasked messages of any number of peers."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
import contextlib
import socket
from typing import Self

from ..errors import AccordError, ConnectionFailedError, DeadlineError

type Address = tuple[str, int]
type DatagramHandler = Callable[[bytes, Address], None]

ANYWHERE: Address = ("0.0.0.0", 0)  # noqa: S104 - answers to broadcasts come in anywhere
RECEIVE_BUFFER = 262_144
"""Large enough that a burst of answers to a broadcast is not lost in the kernel."""


QUEUE_LIMIT = 4096
"""Datagrams kept for a caller that is slow to take them."""


class DatagramEndpoint(asyncio.DatagramProtocol):
    """A socket and those who listen to it. Open with ``await DatagramEndpoint.open(...)``."""

    def __init__(self) -> None:
        """Start without a socket and without listeners."""
        self._transport: asyncio.DatagramTransport | None = None
        self._handlers: list[DatagramHandler] = []

    @classmethod
    async def open(cls, local: Address = ANYWHERE, *, broadcast: bool = False) -> Self:
        """Bind ``local`` and return the endpoint. Raises ConnectionFailedError."""
        loop = asyncio.get_running_loop()
        try:
            transport, endpoint = await loop.create_datagram_endpoint(
                cls, local_addr=local, family=socket.AF_INET, allow_broadcast=broadcast
            )
        except OSError as err:
            raise ConnectionFailedError(f"cannot open UDP socket: {err.strerror}") from err
        if (sock := transport.get_extra_info("socket")) is not None:
            with contextlib.suppress(OSError):
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        return endpoint

    @property
    def local(self) -> Address:
        """Return the address and port in use."""
        if self._transport is None or self._transport.is_closing():
            raise ConnectionFailedError("socket is closed")
        host, port = self._transport.get_extra_info("sockname")[:2]
        return host, port

    def close(self) -> None:
        """Close the socket; requests under way run into their deadline."""
        if self._transport is not None:
            self._transport.close()

    def send(self, data: bytes, address: Address) -> None:
        """Send one datagram. Raises ConnectionFailedError when the socket is closed.

        A network that refuses it shows by the lack of an answer only.
        """
        if self._transport is None or self._transport.is_closing():
            raise ConnectionFailedError("socket is closed")
        self._transport.sendto(data, address)

    def listen(self, handler: DatagramHandler) -> Callable[[], None]:
        """Call ``handler`` for every datagram; return what ends that."""
        self._handlers.append(handler)
        return lambda: self._handlers.remove(handler)

    async def request[T](
        self,
        build: Callable[[], bytes],
        address: Address,
        *,
        match: Callable[[bytes, Address], T | None],
        timeout: float,
        attempts: int = 1,
    ) -> T:
        """Send what ``build`` makes until ``match`` accepts an answer.

        ``timeout`` counts per attempt; the late answer to an earlier attempt is accepted too.
        An AccordError raised by ``match`` ends the request. Raises DeadlineError with
        ``outcome_unknown`` when nothing fitting came.
        """
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def receive(data: bytes, sender: Address) -> None:
            if answer.done():
                return
            try:
                found = match(data, sender)
            except AccordError as err:
                answer.set_exception(err)
                return
            if found is not None:
                answer.set_result(found)

        stop = self.listen(receive)
        try:
            for _ in range(attempts):
                self.send(build(), address)
                await asyncio.wait([answer], timeout=timeout)
                if answer.done():
                    return answer.result()
        finally:
            stop()
            answer.cancel()
        raise DeadlineError("no answer in time", outcome_unknown=True)

    async def collect(
        self,
        probes: Iterable[tuple[bytes, Address]],
        *,
        window: float,
        at: Sequence[float] = (0.0,),
    ) -> AsyncGenerator[tuple[bytes, Address]]:
        """Send all probes at each of the times ``at`` and yield what comes within ``window``.

        Times are in seconds from the start. A probe that one network refuses does not stop the
        others.
        """
        queue: asyncio.Queue[tuple[bytes, Address]] = asyncio.Queue()
        clock = asyncio.get_running_loop().time
        deadline = clock() + window

        def receive(data: bytes, sender: Address) -> None:
            if queue.qsize() < QUEUE_LIMIT and clock() < deadline:
                queue.put_nowait((data, sender))

        stop = self.listen(receive)
        sending = asyncio.ensure_future(self._send_at(list(probes), at))
        try:
            while True:
                # Not around the loop: the deadline must not strike in the caller's own code.
                async with asyncio.timeout_at(deadline):
                    item = await queue.get()
                yield item
        except TimeoutError:
            return
        finally:
            stop()
            sending.cancel()
            await asyncio.wait([sending])

    async def _send_at(self, probes: Sequence[tuple[bytes, Address]], at: Sequence[float]) -> None:
        passed = 0.0
        for moment in at:
            await asyncio.sleep(moment - passed)
            passed = moment
            for data, address in probes:
                with contextlib.suppress(ConnectionFailedError):
                    self.send(data, address)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the socket over."""
        assert isinstance(transport, asyncio.DatagramTransport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the socket."""
        self._transport = None

    def datagram_received(self, data: bytes, addr: Address) -> None:
        """Pass a datagram on to all listeners."""
        for handler in tuple(self._handlers):
            handler(data, addr[:2])
