"""The broadcast domain: lets every device on it hear what is sent to all."""

from collections.abc import Iterable
from typing import Self

from simulators.kasa.device import PORT, KasaDevice
from simulators.sockets import UdpPort

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
    ) -> None:
        """Serve broadcasts to `address` and `port` for these devices."""
        self.devices = list(devices)
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
        """Stop listening; the devices stay."""
        self._socket.close()

    def _receive(self, data: bytes, peer: tuple[str, int]) -> None:
        for device in self.devices:
            device.receive(data, peer)
