"""The one UDP socket of all stations: who sent what, and whose answer it is.

Source: LifeSmart's base document, ports. A station that was enabled by an app template answers
to port 12346 of the client, whatever port asked; one enabled by a QR code answers to the port
that asked. One socket on 12346 hears both.
"""

import asyncio
from collections.abc import Callable, Mapping
import contextlib
from dataclasses import dataclass, field
import ipaddress
import logging
import socket
from typing import Any, Self

from ..errors import ConnectionFailedError
from ..transport.datagram import Address, DatagramEndpoint
from .codec import Packet, PacketType, frame, unframe

STATION_PORT = 12348
ANSWER_PORT = 12346
ANY_ADDRESS = "0.0.0.0"  # noqa: S104 - stations answer wherever they are
COPY_WINDOW = 0.2
"""Seconds in which a NOTIFY with the same bytes is a copy that the network made of it."""

_LOGGER = logging.getLogger(__name__)

type Body = Mapping[str, Any]
type Listener = Callable[[Body], None]
type _Key = tuple[str, int]


@dataclass(slots=True)
class Turn:
    """Who may speak to a station."""

    asks: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while an answer is due at once."""
    listens: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while the station waits for somebody in front of a device; others may ask."""


class _Copies:
    """Recognises datagrams that the network delivers twice."""

    def __init__(self) -> None:
        """Have seen nothing."""
        self._seen: dict[tuple[str, bytes], float] = {}

    def is_one(self, host: str, data: bytes) -> bool:
        """Tell whether the same came from the same host a moment ago."""
        now, seen = asyncio.get_running_loop().time(), self._seen
        while seen and now - seen[first := next(iter(seen))] > COPY_WINDOW:
            del seen[first]
        if (host, data) in seen:
            return True
        seen[host, data] = now
        return False


class StationPort:
    """Sends packets and hands what comes in to those who wait for it.

    Packets of hosts that nobody listens to are dropped: nothing in them is signed.
    """

    def __init__(self, endpoint: DatagramEndpoint, *, deaf: bool) -> None:
        """Take the socket over; use ``open``."""
        self._endpoint = endpoint
        self.deaf = deaf
        """Port 12346 was taken: stations enabled by an app template cannot be heard."""
        self._waiting: dict[_Key, tuple[int, asyncio.Future[Body]]] = {}
        self._listeners: dict[str, list[Listener]] = {}
        self._turns: dict[Address, Turn] = {}
        self._copies = _Copies()
        endpoint.listen(self._receive)

    @classmethod
    async def open(cls, host: str = ANY_ADDRESS, port: int = ANSWER_PORT) -> Self:
        """Bind ``port``, any other where that is taken. Raises ConnectionFailedError."""
        try:
            return cls(await DatagramEndpoint.open((host, port)), deaf=False)
        except ConnectionFailedError:
            return cls(await DatagramEndpoint.open((host, 0)), deaf=True)

    @property
    def address(self) -> str | None:
        """Return the one address that the socket hears at, None if at all of this machine."""
        bound = self._endpoint.local[0]
        return None if bound == ANY_ADDRESS else bound

    @property
    def number(self) -> int:
        """Return the port in use, where events are to be sent."""
        return self._endpoint.local[1]

    def close(self) -> None:
        """Close the socket; who waits for an answer runs into the deadline."""
        self._endpoint.close()

    def turn(self, address: Address) -> Turn:
        """Return who holds a station: one request at a time, whoever speaks to it."""
        return self._turns.setdefault(address, Turn())

    def listen(self, host: str, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with the body of each NOTIFY of that address; return what ends it."""
        self._listeners.setdefault(host, []).append(listener)

        def stop() -> None:
            listeners = self._listeners.get(host, [])
            if listener in listeners:
                listeners.remove(listener)
            if not listeners:
                self._listeners.pop(host, None)

        return stop

    def expect(self, host: str, number: int, request: PacketType) -> asyncio.Future[Body]:
        """Return what the reply with that id will be set to; ``forget`` it in the end."""
        answer: asyncio.Future[Body] = asyncio.get_running_loop().create_future()
        self._waiting[host, number] = (request + 1, answer)
        return answer

    def is_expected(self, host: str, number: int) -> bool:
        """Tell whether an id is in use."""
        return (host, number) in self._waiting

    def forget(self, host: str, number: int) -> None:
        """Stop waiting."""
        _, answer = self._waiting.pop((host, number), (0, None))
        if answer is not None:
            answer.cancel()

    def send(self, packet_type: PacketType, body: Body, address: Address) -> None:
        """Send a packet. Raises ConnectionFailedError when the socket is closed."""
        self._endpoint.send(frame(packet_type, body), address)

    def _receive(self, data: bytes, sender: Address) -> None:
        if (packet := unframe(data)) is None:
            return
        if packet.type == PacketType.NOTIFY:
            # Its id may equal that of a request: it is never a reply.
            listeners = tuple(self._listeners.get(sender[0], ()))
            if not listeners or self._copies.is_one(sender[0], data):
                return
            for listener in listeners:
                listener(packet.body)
        else:
            self._answer(packet, sender[0])

    def _answer(self, packet: Packet, host: str) -> None:
        number = packet.body.get("id")
        if type(number) is not int or (host, number) not in self._waiting:
            return
        wanted, answer = self._waiting[host, number]
        if packet.type != wanted:
            if "code" not in packet.body:
                return
            _LOGGER.debug("Reply of type %d where %d was due", packet.type, wanted)
        if not answer.done():
            answer.set_result(packet.body)


async def address_of(host: str) -> str:
    """Return the address of a host that may be given by name. Raises ConnectionFailedError."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, None, family=socket.AF_INET, type=socket.SOCK_DGRAM)
    except (OSError, UnicodeError) as err:
        raise ConnectionFailedError("there is no such host") from err
    return str(found[0][4][0])


def own_address(host: str, port: int = STATION_PORT) -> str | None:
    """Return the address that a station reaches us at; None where there is no way to it.

    Nothing is sent, and nothing waits: names are not looked up.
    """
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return None
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.setblocking(False)
        probe.connect((host, port))
        found: str = probe.getsockname()[0]
        return found
    return None
