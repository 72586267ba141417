"""The account a device was given when it was set up, and what it keeps of it."""

from dataclasses import dataclass
import hashlib


@dataclass(frozen=True)
class Account:
    """E-mail and password; case matters in both."""

    user: str
    password: str

    def auth_hash(self, version: int) -> bytes:
        """Return what a device that speaks this version of KLAP keeps: 16 or 32 bytes."""
        user, password = self.user.encode(), self.password.encode()
        if version == 1:
            return hashlib.md5(hashlib.md5(user).digest() + hashlib.md5(password).digest()).digest()
        return hashlib.sha256(
            hashlib.sha1(user).digest() + hashlib.sha1(password).digest()
        ).digest()

    @property
    def owner(self) -> str:
        """What discovery shows of the account; nothing if there is none."""
        if not self.user or self == VENDOR_DEFAULT:
            return ""
        return hashlib.md5(self.user.encode()).hexdigest().upper()


BLANK = Account("", "")
"""Of a device that never was in an account."""

VENDOR_DEFAULT = Account("kasa@tp-link.net", "kasaSetup")
"""The vendor's own; devices that were in an account may fall back to it."""
