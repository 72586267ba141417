"""A raw client for simulated LifeSmart stations: own sockets, own frames, own signatures."""

import asyncio
import hashlib
import itertools
import json
import socket
import struct
from types import TracebackType
from typing import Any, Self

from simulators.lifesmart import LifeSmartStation

type Json = dict[str, Any]

PATIENCE = 5.0
GET, SET, NOTIFY = 1, 3, 9
_IDS = itertools.count(100)


def sign(obj: str, args: object, moment: int, model: str, token: str) -> str:
    """Sign as the vendor's document says: members by name, no lists, no objects."""
    parts = [f"obj:{obj}"]
    if isinstance(args, dict):
        for key, value in sorted(args.items()):
            if isinstance(value, dict | list):
                continue
            text = str(value).lower() if isinstance(value, bool) else str(value)
            parts.append(f"{key}:{text}")
    parts += [f"ts:{moment}", f"model:{model}", f"token:{token}"]
    return hashlib.md5(",".join(parts).encode(), usedforsecurity=False).hexdigest()


def pack(packet: int, body: Json | bytes, *, length: int | None = None) -> bytes:
    """Return a datagram."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return struct.pack(">2sHHI", b"JL", 0, packet, len(data) if length is None else length) + data


def request(
    station: LifeSmartStation, obj: str, args: object, *, ts: int | None = None, **changes: object
) -> Json:
    """Return a signed request; `changes` replace members of `sys` afterwards."""
    moment = station.time() if ts is None else ts
    system: Json = {"ver": 1, "ts": moment, "model": station.model}
    system["sign"] = sign(obj, args, moment, station.model, station.token)
    return {"id": next(_IDS), "obj": obj, "args": args, "sys": {**system, **changes}}


class RawStation:
    """One UDP socket that talks to stations."""

    def __init__(self, port: int = 0) -> None:
        """Bind to loopback."""
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self.socket.setblocking(False)
        self.socket.bind(("127.0.0.1", port))
        self.port: int = self.socket.getsockname()[1]

    def __enter__(self) -> Self:
        """Do nothing more."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.socket.close()

    def send(self, station: LifeSmartStation, data: bytes) -> None:
        """Send one datagram."""
        self.socket.sendto(data, (station.address, station.port))

    async def receive_raw(self) -> tuple[bytes, tuple[str, int]]:
        """Wait for one datagram."""
        async with asyncio.timeout(PATIENCE):
            return await asyncio.get_running_loop().sock_recvfrom(self.socket, 65535)

    async def receive(self) -> tuple[int, Json]:
        """Wait for one packet; returns its kind and its body."""
        data, _ = await self.receive_raw()
        magic, version, packet, length = struct.unpack_from(">2sHHI", data)
        assert (magic, version, length) == (b"JL", 0, len(data) - 10)
        body = json.loads(data[10:].rstrip(b"\0\r\n"))
        assert isinstance(body, dict)
        return packet, body

    def ask(self, station: LifeSmartStation, obj: str, args: object, packet: int = SET) -> int:
        """Send a request and return its id."""
        body = request(station, obj, args)
        self.send(station, pack(packet, body))
        id_ = body["id"]
        assert isinstance(id_, int)
        return id_

    async def answer(self, id_: int) -> Json:
        """Wait for the answer to a request, whatever events come in between."""
        while True:
            packet, body = await self.receive()
            if packet != NOTIFY and body["id"] == id_:
                return body

    async def subscribe(self, station: LifeSmartStation) -> Json:
        """Have events sent here."""
        args = {"cfg": "notify", "host": "127.0.0.1", "port": self.port}
        return await self.answer(self.ask(station, "config", args))

    async def event(self) -> Json:
        """Wait for one event."""
        packet, body = await self.receive()
        assert packet == NOTIFY
        return body


async def answer(
    station: LifeSmartStation, obj: str, args: object = None, packet: int = SET
) -> Json:
    """Ask on a socket of its own."""
    with RawStation() as client:
        id_ = client.ask(station, obj, {} if args is None else args, packet)
        return await client.answer(id_)


async def call(station: LifeSmartStation, obj: str, args: object = None, packet: int = SET) -> Any:
    """Ask and return what comes with success."""
    body = await answer(station, obj, args, packet)
    assert body["code"] == 0, body
    return body["msg"]


async def code(station: LifeSmartStation, obj: str, args: object = None, packet: int = SET) -> int:
    """Ask and return the code."""
    found: int = (await answer(station, obj, args, packet))["code"]
    return found


def text(**members: object) -> str:
    """Return members as the serialised text that `actargs` wants."""
    return json.dumps(members)


def acting(cmd: str, me: str, act: str, **members: object) -> Json:
    """Return the arguments of an action of a V3 or SWIFTE lock."""
    args = {"me": me, "cmd": cmd, "act": act}
    return args | ({"actargs": text(**members)} if members else {})
