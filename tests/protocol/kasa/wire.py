"""The wire form written down once more, byte by byte, for tests to check the client against."""

import json

from tests.protocol.kasa.fakes import Json
from tests.protocol.peer import Line

KEY = 171


def scramble(plain: bytes) -> bytes:
    """Return the ciphertext by the definition of the cipher."""
    key, cipher = KEY, bytearray()
    for byte in plain:
        key ^= byte
        cipher.append(key)
    return bytes(cipher)


def unscramble(cipher: bytes) -> bytes:
    """Return the plain text by the definition of the cipher."""
    key, plain = KEY, bytearray()
    for byte in cipher:
        plain.append(byte ^ key)
        key = byte
    return bytes(plain)


def frame(answer: Json | bytes) -> bytes:
    """Return what a device sends over TCP."""
    plain = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    return len(plain).to_bytes(4) + scramble(plain)


async def request(line: Line) -> Json:
    """Return the next request on a connection."""
    length = int.from_bytes(await line.reader.readexactly(4))
    found: Json = json.loads(unscramble(await line.reader.readexactly(length)))
    return found
