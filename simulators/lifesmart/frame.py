"""The frame of OpenDEV: ten bytes of header before JSON."""

from dataclasses import dataclass
from enum import IntEnum
import json
import struct
from typing import Any

type Json = dict[str, Any]

_HEADER = struct.Struct(">2sHHI")
HEAD = _HEADER.size
LARGEST = 65507
"""No datagram carries more."""


class Packet(IntEnum):
    """Kinds of packets; a reply is one more than its request."""

    GET = 1
    SET = 3
    ADD = 5
    DELETE = 7
    NOTIFY = 9


class FrameError(ValueError):
    """A datagram that is no request."""


@dataclass(frozen=True)
class Frame:
    """A kind of packet and its JSON object."""

    packet: int
    body: Json

    @classmethod
    def decode(cls, data: bytes) -> Frame:
        """Take a datagram apart; bytes after the announced length do not count."""
        if len(data) < HEAD:
            raise FrameError("too short")
        magic, version, packet, length = _HEADER.unpack_from(data)
        if magic != b"JL" or version != 0:
            raise FrameError("no frame")
        if length > len(data) - HEAD:
            raise FrameError("cut short")
        try:
            body = json.loads(data[HEAD : HEAD + length].decode())
        except ValueError as error:
            raise FrameError("no JSON") from error
        if not isinstance(body, dict):
            raise FrameError("no object")
        return cls(packet, body)

    def encode(self, trailing: bytes = b"") -> bytes:
        """Return the datagram; `trailing` counts as part of the body."""
        text = json.dumps(self.body, ensure_ascii=False, separators=(",", ":"))
        body = text.encode() + trailing
        return _HEADER.pack(b"JL", 0, self.packet, len(body)) + body
