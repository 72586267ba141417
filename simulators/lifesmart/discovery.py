"""Being found: the word that everybody sends to port 12345, and the lines that answer it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from simulators.delivery import Delivery, Send
from simulators.sockets import Datagram, Peer, UdpPort

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation

DISCOVERY_PORT = 12345
BROADCAST_ADDRESS = "127.255.255.255"

SEARCH = "search"
"""What faults can be set on besides operations."""

_WORD = b"Z-SEARCH * \r\n"


class SearchResponder:
    """The discovery port of one station."""

    def __init__(self, station: LifeSmartStation, port: int) -> None:
        """Prepare; `open` binds."""
        self._station = station
        self.socket = UdpPort(station.address, port, self.receive)

    def receive(self, data: bytes, peer: Peer) -> None:
        """Take a datagram, sent to this station alone or to all, and answer it."""
        if data == _WORD:
            self._station.spawn(self._respond(peer))

    async def _respond(self, peer: Peer) -> None:
        station = self._station
        lines = (
            f"LSID={station.lsid}",
            f"MGAMOD={station.mgatype}",
            f"WLAN={station.address}",
            f"NAME={station.title}",
        )
        steps = (Send("".join(f"{line}\n" for line in lines).encode()),)
        delivery = Delivery(steps, frozenset({SEARCH}), stream=False)
        await station.transmit(delivery, Datagram(self.socket, peer))


class SearchNet:
    """Receives broadcasts and hands them to stations, which answer from their own ports."""

    def __init__(
        self,
        stations: Iterable[LifeSmartStation],
        address: str = BROADCAST_ADDRESS,
        port: int = DISCOVERY_PORT,
    ) -> None:
        """Serve broadcasts to `address` for these stations."""
        self.stations = list(stations)
        self._socket = UdpPort(address, port, self._receive, shared=True)

    @property
    def port(self) -> int:
        """The port in use."""
        return self._socket.port

    async def __aenter__(self) -> Self:
        """Listen."""
        self._socket.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop listening; the stations stay."""
        self._socket.close()

    def _receive(self, data: bytes, peer: Peer) -> None:
        for station in self.stations:
            station.search.receive(data, peer)
