"""Bytes <-> JSON objects: the XOR autokey cipher and its TCP frame. Pure functions.

Each byte is combined with the encrypted byte before it, the first one with 171. Over TCP a
32-bit big-endian length stands in front; over UDP nothing does.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate
import json
from operator import xor
from typing import Any

from ..errors import InvalidError, ProtocolError

KEY = 171
HEADER = 4
FRAME_LIMIT = 65_536
"""Bytes of the longest answer believed; real ones stay below 20 kB."""


def encrypt(plain: bytes) -> bytes:
    """Return the ciphertext."""
    return bytes(accumulate(plain, xor, initial=KEY))[1:]


def decrypt(cipher: bytes) -> bytes:
    """Return the plain text: the ciphertext combined with itself, moved on by one byte."""
    before = bytes((KEY,)) + cipher[:-1]
    both = int.from_bytes(cipher) ^ int.from_bytes(before[: len(cipher)])
    return both.to_bytes(len(cipher))


@lru_cache(maxsize=64)
def frame(plain: bytes) -> bytes:
    """Return the TCP frame of a request. Polls are the same bytes for all devices: remembered."""
    return len(plain).to_bytes(HEADER) + encrypt(plain)


def frame_length(buffer: bytearray) -> int | None:
    """Return the length of the frame that starts here, None while too little has come.

    Raises ProtocolError for a length that no device sends.
    """
    if len(buffer) < HEADER:
        return None
    length = int.from_bytes(buffer[:HEADER])
    if length > FRAME_LIMIT:
        raise ProtocolError("not the start of an answer")
    return HEADER + length


def dumps(request: Mapping[str, Any]) -> bytes:
    """Return compact JSON; truth values become 0 and 1, as devices want them.

    A fraction has to be a Decimal, so that none is sent by mistake: devices want integers, but
    for the degrees of a first plug's place. Raises InvalidError for what must not be sent.
    """
    text = json.dumps(_plain(request), separators=(",", ":"), ensure_ascii=False)
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise InvalidError("text holds broken characters") from None


def loads(plain: bytes) -> dict[str, Any]:
    """Return the object that an answer holds. Raises ProtocolError."""
    try:
        answer = json.loads(plain)
    except ValueError, RecursionError:
        raise ProtocolError("answer is not JSON") from None
    if not isinstance(answer, dict):
        raise ProtocolError("answer is not an object")
    return answer


def _plain(value: Any) -> Any:
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise InvalidError(f"{type(value).__name__} cannot be sent")
