"""The broadcast domain: lets every device on it hear what is sent to all."""

from collections.abc import Iterable
from typing import Self

from simulators.kasa.device import PORT, KasaDevice
from simulators.kasa.probe import PROBE_PORTS
from simulators.sockets import Peer, UdpPort

BROADCAST_ADDRESS = "127.255.255.255"


class DiscoveryNet:
    """Receives broadcasts and hands them to devices, which answer from their own ports.

    A socket bound to a device's own address never sees a broadcast, so somebody has to listen on
    the broadcast address in its place. Several nets may share that address.
    """

    def __init__(
        self,
        devices: Iterable[KasaDevice],
        address: str = BROADCAST_ADDRESS,
        port: int = PORT,
        probe_ports: tuple[int, ...] = PROBE_PORTS,
    ) -> None:
        """Serve broadcasts to `address` and these ports for these devices."""
        self.devices = list(devices)
        self._socket = UdpPort(address, port, self._receive, shared=True)
        self._probe_sockets = [
            self._probe_socket(address, probe_port, nth)
            for nth, probe_port in enumerate(probe_ports)
        ]

    @property
    def port(self) -> int:
        """The port in use for requests under the XOR cipher."""
        return self._socket.port

    @property
    def probe_ports(self) -> tuple[int, ...]:
        """The ports in use for probes."""
        return tuple(one.port for one in self._probe_sockets)

    async def __aenter__(self) -> Self:
        """Listen."""
        for one in (self._socket, *self._probe_sockets):
            one.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop listening; the devices stay."""
        for one in (self._socket, *self._probe_sockets):
            one.close()

    def _receive(self, data: bytes, peer: Peer) -> None:
        for device in self.devices:
            device.receive(data, peer)

    def _probe_socket(self, address: str, port: int, nth: int) -> UdpPort:
        def receive(data: bytes, peer: Peer) -> None:
            for device in self.devices:
                device.receive_probe(data, peer, nth)

        return UdpPort(address, port, receive, shared=True)
