"""Who may speak to a KLAP device: hashes of accounts, never names or passwords. Pure functions.

Source: captures of devices; API.md knows no transport.
"""

from base64 import b64decode, b64encode
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
import hashlib
from typing import Any, Self

V1, V2 = 1, 2
_SIZES = {V1: 16, V2: 32}


@dataclass(frozen=True, slots=True)
class Credentials:
    """What proves an account to devices of either version of KLAP."""

    v1: bytes = field(repr=False)
    v2: bytes = field(repr=False)

    @classmethod
    def of_account(cls, username: str, password: str) -> Self:
        """Hash the name and password of an account; both are case-sensitive."""
        user, secret = username.encode(), password.encode()
        v1 = _md5(_md5(user) + _md5(secret))
        v2 = hashlib.sha256(_sha1(user) + _sha1(secret)).digest()
        return cls(v1, v2)

    def hash(self, version: int) -> bytes:
        """Return the hash that a version of KLAP works with."""
        return self.v1 if version == V1 else self.v2

    def to_dict(self) -> dict[str, str]:
        """Return plain data to be stored."""
        return {"v1": b64encode(self.v1).decode(), "v2": b64encode(self.v2).decode()}

    @classmethod
    def from_dict(cls, data: object) -> Self | None:
        """Read what ``to_dict`` gave; None for anything else."""
        if not isinstance(data, Mapping):
            return None
        v1, v2 = _decode(data.get("v1")), _decode(data.get("v2"))
        if v1 is None or v2 is None or (len(v1), len(v2)) != (_SIZES[V1], _SIZES[V2]):
            return None
        return cls(v1, v2)


def owner_of(username: str) -> str:
    """Return how discovery names the owner of a device."""
    return _md5(username.encode()).hex().upper()


def _decode(value: Any) -> bytes | None:
    try:
        return b64decode(value, validate=True) if isinstance(value, str) else None
    except binascii.Error, ValueError:
        return None


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _sha1(data: bytes) -> bytes:
    return hashlib.sha1(data, usedforsecurity=False).digest()


FACTORY = Credentials.of_account("kasa@tp-link.net", "kasaSetup")
"""Devices that were bound once fall back to it."""
BLANK = Credentials.of_account("", "")
"""Devices that were never bound."""
KNOWN_TO_ALL = (FACTORY, BLANK)
