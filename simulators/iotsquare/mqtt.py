"""As much of MQTT 3.1.1 as a publisher with one subscription needs."""

import asyncio
from dataclasses import dataclass
import ssl

CONNECT, CONNACK, PUBLISH, SUBSCRIBE, SUBACK, PINGREQ, DISCONNECT = 1, 2, 3, 8, 9, 12, 14

_KEEP_ALIVE = 60
_LARGEST = 1 << 20


class MqttError(OSError):
    """The broker does not play along."""


@dataclass(frozen=True)
class Broker:
    """Where a broker is, and who we are to it; with `tls` it is taken at its word."""

    host: str
    port: int = 1883
    username: str = ""
    password: str = ""
    tls: bool = False
    json: bool = False
    """Whether uplinks go as JSON, not protobuf."""


class MqttConnection:
    """One connection to a broker."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Wrap a pair of streams; `open` makes them."""
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, broker: Broker, client_id: str) -> MqttConnection:
        """Connect and log in."""
        context: ssl.SSLContext | None = None
        if broker.tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        streams = await asyncio.open_connection(broker.host, broker.port, ssl=context)
        self = cls(*streams)
        flags, fields = 0x02, [client_id]
        if broker.username:
            flags |= 0xC0
            fields += [broker.username, broker.password]
        head = _text("MQTT") + bytes([4, flags]) + _KEEP_ALIVE.to_bytes(2)
        await self._write(CONNECT << 4, head + b"".join(_text(one) for one in fields))
        kind, body = await self._read()
        if kind >> 4 != CONNACK or len(body) != 2 or body[1]:
            self.close()
            raise MqttError("refused")
        return self

    async def subscribe(self, topic: str) -> None:
        """Ask for a topic, before anything was published here."""
        await self._write(SUBSCRIBE << 4 | 2, (1).to_bytes(2) + _text(topic) + b"\0")
        kind, body = await self._read()
        if kind >> 4 != SUBACK or body[-1] == 0x80:
            raise MqttError("no subscription")

    async def publish(self, topic: str, payload: bytes) -> None:
        """Publish, at most once."""
        await self._write(PUBLISH << 4, _text(topic) + payload)

    async def ping(self) -> None:
        """Tell that we are here; sent more often than the broker wants to hear it."""
        await asyncio.sleep(_KEEP_ALIVE / 2)
        await self._write(PINGREQ << 4, b"")

    async def receive(self) -> tuple[str, bytes]:
        """Return topic and payload of the next message."""
        while True:
            kind, body = await self._read()
            if kind >> 4 != PUBLISH:
                continue
            size = int.from_bytes(body[:2])
            topic, rest = body[2 : 2 + size].decode(), body[2 + size :]
            return topic, rest if not kind & 6 else rest[2:]

    def close(self) -> None:
        """Hang up."""
        self._writer.transport.abort()

    async def _write(self, head: int, body: bytes) -> None:
        self._writer.write(bytes([head]) + _length(len(body)) + body)
        await self._writer.drain()

    async def _read(self) -> tuple[int, bytes]:
        head = (await self._reader.readexactly(1))[0]
        size = 0
        for index in range(4):
            byte = (await self._reader.readexactly(1))[0]
            size |= (byte & 0x7F) << 7 * index
            if byte < 0x80:
                break
        if size > _LARGEST:
            raise MqttError("too large")
        return head, await self._reader.readexactly(size)


def _text(value: str) -> bytes:
    encoded = value.encode()
    return len(encoded).to_bytes(2) + encoded


def _length(size: int) -> bytes:
    made = bytearray()
    while size > 0x7F:
        made.append(size & 0x7F | 0x80)
        size >>= 7
    made.append(size)
    return bytes(made)
