"""A raw client for simulated Kasa devices: own sockets, own cipher, nothing taken for granted."""

import asyncio
import json
import socket
import struct
from typing import Any, Self

from simulators.kasa import KasaDevice
from tests.simulators.raw_stream import PATIENCE, RawStream

type Json = dict[str, Any]

SYSINFO: Json = {"system": {"get_sysinfo": {}}}


def scramble(plain: bytes) -> bytes:
    """Encrypt: every cipher byte is the plain byte XOR the cipher byte before it."""
    row = [171]
    for byte in plain:
        row.append(byte ^ row[-1])
    return bytes(row[1:])


def unscramble(cipher: bytes) -> bytes:
    """Decrypt by a whole-buffer XOR with the buffer shifted by one."""
    return bytes(a ^ b for a, b in zip(cipher, b"\xab" + cipher, strict=False))


def pack(request: Json | str | bytes) -> bytes:
    """Return the ciphertext of a request."""
    if isinstance(request, dict):
        request = json.dumps(request, ensure_ascii=False)
    return scramble(request.encode() if isinstance(request, str) else request)


def frame(request: Json | str | bytes) -> bytes:
    """Return a request as it travels over TCP."""
    cipher = pack(request)
    return struct.pack(">I", len(cipher)) + cipher


class RawTcp(RawStream):
    """One TCP connection."""

    def __init__(self, device: KasaDevice) -> None:
        """Aim at a device."""
        super().__init__(device.address, device.port)

    def send(self, request: Json | str | bytes) -> None:
        """Send a request as one frame."""
        self.writer.write(frame(request))

    async def receive(self) -> Json:
        """Read one answer."""
        async with asyncio.timeout(PATIENCE):
            (length,) = struct.unpack(">I", await self.reader.readexactly(4))
            cipher = await self.reader.readexactly(length)
        answer = json.loads(unscramble(cipher))
        assert isinstance(answer, dict)
        return answer

    async def ask(self, request: Json | str | bytes) -> Json:
        """Send a request and read its answer."""
        self.send(request)
        return await self.receive()


class RawUdp:
    """One UDP socket of a client."""

    def __init__(self) -> None:
        """Bind to any port."""
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        self._socket.setblocking(False)
        self._socket.bind(("0.0.0.0", 0))

    def __enter__(self) -> Self:
        """Open already."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self._socket.close()

    @property
    def port(self) -> int:
        """The port it is bound to."""
        return int(self._socket.getsockname()[1])

    def send(self, request: Json | str | bytes, target: tuple[str, int]) -> None:
        """Send one datagram."""
        self._socket.sendto(pack(request), target)

    async def receive(self) -> tuple[bytes, tuple[str, int]]:
        """Return the next datagram in plain, and who sent it."""
        async with asyncio.timeout(PATIENCE):
            loop = asyncio.get_running_loop()
            cipher, sender = await loop.sock_recvfrom(self._socket, 65536)
        return unscramble(cipher), sender

    async def ask(self, request: Json | str | bytes, device: KasaDevice) -> Json:
        """Send a request to one device and return its answer."""
        self.send(request, (device.address, device.port))
        plain, sender = await self.receive()
        assert sender == (device.address, device.port)
        answer = json.loads(plain)
        assert isinstance(answer, dict)
        return answer


async def ask(device: KasaDevice, request: Json | str | bytes) -> Json:
    """Ask one thing on a connection of its own."""
    async with RawTcp(device) as client:
        return await client.ask(request)


async def call(device: KasaDevice, module: str, method: str, **params: Any) -> Json:
    """Call one method and return what it answers."""
    answer = await ask(device, {module: {method: params}})
    result = answer[module][method]
    assert isinstance(result, dict)
    return result


async def read_sysinfo(device: KasaDevice) -> Json:
    """Return the device's sysinfo."""
    return await call(device, "system", "get_sysinfo")
