"""KLAP: proofs of the handshake, keys of a session, and its ciphers. Pure but for the counter.

Source: captures of devices; API.md knows no transport.
"""

from collections.abc import Iterable
import hashlib
from typing import NamedTuple

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from ..errors import ProtocolError
from .credentials import V1, V2, Credentials

SEED = 16
SIGNATURE = 32
HELLO = SEED + SIGNATURE
"""Bytes of the device's answer to the first handshake."""
VERSIONS = (V2, V1)

_BLOCK = 16
_LAST = 2**31 - 1


class Accepted(NamedTuple):
    """What a device's answer turned out to fit."""

    credentials: Credentials
    version: int


def server_proof(version: int, local: bytes, remote: bytes, auth: bytes) -> bytes:
    """Return what a device that knows ``auth`` answers to the first handshake."""
    seeds = local if version == V1 else local + remote
    return hashlib.sha256(seeds + auth).digest()


def client_proof(version: int, local: bytes, remote: bytes, auth: bytes) -> bytes:
    """Return what the second handshake sends."""
    seeds = remote if version == V1 else remote + local
    return hashlib.sha256(seeds + auth).digest()


def recognize(local: bytes, hello: bytes, candidates: Iterable[Credentials]) -> Accepted | None:
    """Return whose hash, and of which version, the device's answer was made with.

    Both versions are tried on the one answer: what discovery says of the version is not
    always true. Raises ProtocolError for what is no such answer.
    """
    if len(hello) != HELLO:
        raise ProtocolError("not an answer to a handshake")
    remote, proof = hello[:SEED], hello[SEED:]
    for credentials in candidates:
        for version in VERSIONS:
            if server_proof(version, local, remote, credentials.hash(version)) == proof:
                return Accepted(credentials, version)
    return None


class KlapCipher:
    """Encrypts requests and decrypts answers of one session, in strict order."""

    def __init__(self, local: bytes, remote: bytes, auth: bytes) -> None:
        """Derive the keys."""
        seeds = local + remote + auth
        self._aes = AES(hashlib.sha256(b"lsk" + seeds).digest()[:_BLOCK])
        iv = hashlib.sha256(b"iv" + seeds).digest()
        self._prefix = iv[:12]
        self.sequence = int.from_bytes(iv[-4:], signed=True)
        """Of the request sent last."""
        self._signed = hashlib.sha256(hashlib.sha256(b"ldk" + seeds).digest()[:28])

    @property
    def spent(self) -> bool:
        """Tell whether the numbers have run out."""
        return self.sequence >= _LAST

    def encrypt(self, plain: bytes) -> bytes:
        """Return the next request: signature and ciphertext."""
        self.sequence += 1
        padding = _BLOCK - len(plain) % _BLOCK
        encryptor = Cipher(self._aes, self._mode).encryptor()
        cipher = encryptor.update(plain + bytes((padding,)) * padding)
        return self._sign(cipher) + cipher

    def decrypt(self, data: bytes) -> bytes:
        """Return the answer to the request sent last.

        Raises ProtocolError for anything that was not made with this session's keys.
        """
        cipher = data[SIGNATURE:]
        if not cipher or len(cipher) % _BLOCK or self._sign(cipher) != data[:SIGNATURE]:
            raise ProtocolError("not an answer of this session")
        plain = Cipher(self._aes, self._mode).decryptor().update(cipher)
        padding = plain[-1]
        if not 1 <= padding <= _BLOCK:
            raise ProtocolError("answer is not padded")
        return plain[:-padding]

    @property
    def _mode(self) -> CBC:
        return CBC(self._prefix + self.sequence.to_bytes(4, signed=True))

    def _sign(self, cipher: bytes) -> bytes:
        digest = self._signed.copy()
        digest.update(self.sequence.to_bytes(4, signed=True))
        digest.update(cipher)
        return digest.digest()
