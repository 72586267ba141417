"""The XOR autokey cipher and the TCP length header."""

import struct

from simulators.delivery import Send

_FIRST_KEY = 0xAB
HEADER_SIZE = 4


def encrypt(plain: bytes) -> bytes:
    """Encrypt: each cipher byte is the key of the next."""
    key = _FIRST_KEY
    cipher = bytearray()
    for byte in plain:
        key ^= byte
        cipher.append(key)
    return bytes(cipher)


def decrypt(cipher: bytes) -> bytes:
    """Decrypt; every input decrypts to something."""
    key = _FIRST_KEY
    plain = bytearray()
    for byte in cipher:
        plain.append(byte ^ key)
        key = byte
    return bytes(plain)


def stream_answer(plain: bytes) -> Send:
    """Return an answer as it travels over TCP."""
    cipher = encrypt(plain)
    return Send(struct.pack(">I", len(cipher)) + cipher, HEADER_SIZE)


def announced_length(header: bytes) -> int:
    """Return how many bytes a length header announces."""
    (length,) = struct.unpack(">I", header)
    return int(length)
