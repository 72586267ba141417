"""Frames and signatures of OpenDEV: bytes <-> objects, without any state.

Source: "Local Interfaces of LifeSmart Smart Station" 1.10, packet format and signature.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
import hashlib
import json
import struct
from typing import Any

MAGIC = b"JL"
_HEADER = struct.Struct(">2sHHI")
_PADDING = b"\x00\r\n\t "

type Args = Mapping[str, Any] | Sequence[Mapping[str, Any]]


class PacketType(IntEnum):
    """What a packet is; a reply has its request's number plus one."""

    GET = 1
    GET_REPLY = 2
    SET = 3
    SET_REPLY = 4
    ADD = 5
    ADD_REPLY = 6
    DELETE = 7
    DELETE_REPLY = 8
    NOTIFY = 9
    NOTIFY_REPLY = 10


class Booleans(StrEnum):
    """How a station signs a truth value; the document does not say."""

    JSON = "json"
    """``true``, ``false``."""
    OMITTED = "omitted"
    NUMBER = "number"
    """``1``, ``0``."""
    PYTHON = "python"
    """``True``, ``False``."""


class Nested(StrEnum):
    """How nested arguments travel: ``optarg``, ``cmdargs`` and ``actargs``."""

    OBJECT = "object"
    """As they are, and unsigned."""
    TEXT = "text"
    """Serialised into a string, which is signed."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the vendor issues for a station."""

    model: str
    token: str

    def __repr__(self) -> str:
        """Keep both out of logs."""
        return "Credentials(...)"


@dataclass(frozen=True, slots=True)
class Packet:
    """A received packet; ``body`` is its JSON object."""

    type: int
    body: Mapping[str, Any]


def compact(value: Any) -> str:
    """Return JSON as stations get it: no blanks, text as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def frame(packet_type: int, body: Mapping[str, Any]) -> bytes:
    """Return a whole datagram."""
    payload = compact(body).encode("utf-8", "replace")
    return _HEADER.pack(MAGIC, 0, packet_type, len(payload)) + payload


def unframe(data: bytes) -> Packet | None:
    """Read a datagram; None for what is cut, garbage, or another protocol."""
    if len(data) < _HEADER.size:
        return None
    magic, _, packet_type, length = _HEADER.unpack_from(data)
    payload = data[_HEADER.size : _HEADER.size + length]
    if magic != MAGIC or len(payload) < length:
        return None
    try:
        body = json.loads(payload.strip(_PADDING).decode("utf-8", "replace"))
    except ValueError, RecursionError:
        return None
    return Packet(packet_type, body) if isinstance(body, dict) else None


def sign(
    obj: str,
    args: Args,
    ts: int,
    credentials: Credentials,
    booleans: Booleans = Booleans.JSON,
) -> str:
    """Return the signature of a request: 32 lower-case hexadecimal digits."""
    text = signed_text(obj, args, ts, credentials, booleans)
    return hashlib.md5(text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def signed_text(
    obj: str,
    args: Args,
    ts: int,
    credentials: Credentials,
    booleans: Booleans = Booleans.JSON,
) -> str:
    """Return what is signed; it contains the token.

    Members are sorted by the bytes of their key. Lists, objects and absent arguments take no
    part, whatever they hold.
    """
    parts = [f"obj:{obj}"]
    if isinstance(args, Mapping):
        parts += [
            f"{key}:{value}"
            for key in sorted(args, key=str.encode)
            if (value := _signed_value(args[key], booleans)) is not None
        ]
    parts += [f"ts:{ts}", f"model:{credentials.model}", f"token:{credentials.token}"]
    return ",".join(parts)


def _signed_value(value: Any, booleans: Booleans) -> str | None:
    if isinstance(value, bool):
        match booleans:
            case Booleans.OMITTED:
                return None
            case Booleans.NUMBER:
                return str(int(value))
            case Booleans.PYTHON:
                return str(value)
            case Booleans.JSON:
                return str(value).lower()
    return str(value) if isinstance(value, str | int) else None


def has_boolean(args: Args) -> bool:
    """Tell whether a signed argument is a truth value."""
    return isinstance(args, Mapping) and any(isinstance(value, bool) for value in args.values())
