"""The cipher of KLAP: hashes of the handshakes, keys of a session, signed requests."""

from dataclasses import dataclass
import hashlib
import hmac
import struct

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

SEED_SIZE = 16
SIGNATURE_SIZE = 32
LAST_SEQUENCE = 2**31 - 1
_BLOCK_BITS = 128


class CipherError(ValueError):
    """A body that was not made with this session's keys."""


def _sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


@dataclass(frozen=True)
class Handshake:
    """What both sides know after the seeds are exchanged."""

    version: int
    local_seed: bytes
    remote_seed: bytes
    auth_hash: bytes

    @property
    def device_proof(self) -> bytes:
        """The device's half of the first handshake."""
        if self.version == 1:
            return _sha256(self.local_seed, self.auth_hash)
        return _sha256(self.local_seed, self.remote_seed, self.auth_hash)

    @property
    def client_proof(self) -> bytes:
        """What the client has to send in the second handshake."""
        if self.version == 1:
            return _sha256(self.remote_seed, self.auth_hash)
        return _sha256(self.remote_seed, self.local_seed, self.auth_hash)

    def keys(self) -> SessionKeys:
        """Return the keys that follow from the seeds."""
        secret = self.local_seed + self.remote_seed + self.auth_hash
        vector = _sha256(b"iv", secret)
        return SessionKeys(
            cipher=_sha256(b"lsk", secret)[:16],
            vector_prefix=vector[:12],
            signature=_sha256(b"ldk", secret)[:28],
            first_sequence=int.from_bytes(vector[-4:], "big", signed=True),
        )


@dataclass(frozen=True)
class SessionKeys:
    """The keys of one session; `first_sequence` is the number before the first request's."""

    cipher: bytes
    vector_prefix: bytes
    signature: bytes
    first_sequence: int

    def seal(self, plain: bytes, sequence: int) -> bytes:
        """Encrypt and sign."""
        padder = padding.PKCS7(_BLOCK_BITS).padder()
        encryptor = self._aes(sequence).encryptor()
        padded = padder.update(plain) + padder.finalize()
        text = encryptor.update(padded) + encryptor.finalize()
        return self._sign(text, sequence) + text

    def unseal(self, body: bytes, sequence: int) -> bytes:
        """Check the signature and decrypt."""
        signature, text = body[:SIGNATURE_SIZE], body[SIGNATURE_SIZE:]
        if not hmac.compare_digest(signature, self._sign(text, sequence)):
            raise CipherError("wrong signature")
        try:
            decryptor = self._aes(sequence).decryptor()
            padded = decryptor.update(text) + decryptor.finalize()
            unpadder = padding.PKCS7(_BLOCK_BITS).unpadder()
            return unpadder.update(padded) + unpadder.finalize()
        except ValueError as error:
            raise CipherError("wrong padding") from error

    def _aes(self, sequence: int) -> Cipher[modes.CBC]:
        vector = self.vector_prefix + struct.pack(">i", sequence)
        return Cipher(algorithms.AES(self.cipher), modes.CBC(vector))

    def _sign(self, text: bytes, sequence: int) -> bytes:
        return _sha256(self.signature, struct.pack(">i", sequence), text)
