"""The XOR cipher's server: TCP and UDP port 9999."""

import asyncio
from typing import TYPE_CHECKING

from simulators.delivery import Delivery, HangUp, Send, Step
from simulators.kasa.modules.errors import MalformedError
from simulators.kasa.wire import HEADER_SIZE, announced_length, decrypt, encrypt, stream_answer
from simulators.sockets import Connection, Datagram, Peer, TcpListener, UdpPort

if TYPE_CHECKING:
    from simulators.kasa.device import KasaDevice

_READ_SIZE = 65536


class XorServer:
    """Both ports of a device that speaks the XOR cipher, as one endpoint."""

    def __init__(self, device: KasaDevice, port: int) -> None:
        """Prepare; `open` binds."""
        self._device = device
        self.tcp = TcpListener(device.address, port, self._serve, device.spawn)
        self.udp = UdpPort(device.address, port, self.receive)

    @property
    def port(self) -> int:
        """The port in use, the same for TCP and UDP."""
        return self.tcp.port

    def open(self) -> None:
        """Open the ports; UDP takes the number that TCP got."""
        self.tcp.open()
        self.udp.follow(self.tcp.port)
        self.udp.open()

    def close(self) -> None:
        """Close the ports."""
        self.tcp.close()
        self.udp.close()

    def stall(self) -> None:
        """Let clients wait as if nobody were there."""
        self.tcp.stall()
        self.udp.stall()

    def resume(self) -> None:
        """Serve clients again."""
        self.tcp.resume()
        self.udp.resume()

    def hang_up_all(self) -> None:
        """Reset all connections but keep listening."""
        self.tcp.hang_up_all(reset=True)

    async def _serve(self, connection: Connection) -> None:
        if self._device.is_one_too_many(self.tcp):
            connection.hang_up(reset=True)
            return
        self._device.set_pace(connection)
        while not connection.writer.is_closing():
            text = await self._read_request(connection)
            if text is None:
                return
            await self._answer_stream(connection, text)

    async def _read_request(self, connection: Connection) -> bytes | None:
        """Return the next request in plain, or None if the connection is of no more use."""
        quirks = self._device.quirks
        if quirks.first_segment_is_request:
            segment = await connection.reader.read(_READ_SIZE)
            whole = len(segment) >= HEADER_SIZE
            length = announced_length(segment[:HEADER_SIZE]) if whole else 0
            return decrypt(segment[HEADER_SIZE:]) if length == len(segment) - HEADER_SIZE else None
        try:
            length = announced_length(await connection.reader.readexactly(HEADER_SIZE))
            if length > quirks.largest_frame:
                return None
            return decrypt(await connection.reader.readexactly(length))
        except asyncio.IncompleteReadError:
            return None

    async def _answer_stream(self, connection: Connection, text: bytes) -> None:
        try:
            reply = self._device.reply_to(text)
        except MalformedError:
            connection.hang_up()
            return
        if reply is None:
            return
        steps: list[Step] = [stream_answer(reply.text)]
        if self._device.quirks.closes_after_answer:
            steps.append(HangUp())
        await self._device.transmit(Delivery(tuple(steps), reply.operations), connection)

    def receive(self, data: bytes, peer: Peer) -> None:
        """Take a datagram, sent to this device alone or to all, and answer from its own port."""
        self._device.spawn(self._answer_datagram(data, peer))

    async def _answer_datagram(self, data: bytes, peer: Peer) -> None:
        try:
            reply = self._device.reply_to(decrypt(data), datagram=True)
        except MalformedError:
            return
        if reply is None:
            return
        cipher = encrypt(reply.text)[: self._device.quirks.udp_answer_size]
        delivery = Delivery((Send(cipher),), reply.operations, stream=False)
        await self._device.transmit(delivery, Datagram(self.udp, peer))
