"""LifeSmart V3 locks. Source: advanced interface description, 2.1.6."""

from dataclasses import dataclass
from typing import Self

from .fields import integer, obj

PASSWORD_NUMBERS = range(4096, 4096 + 32)
"""Numbers of users who open by a code."""
MOST_AT_ONCE = 10
ADMINS_TO_KEEP = 2
"""An admin can be deleted only while there are more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class V3Info:
    """How many users a lock has; None for what it does not tell. Admins count twice."""

    password_admins: int | None = None
    finger_admins: int | None = None
    nfc_admins: int | None = None
    passwords: int | None = None
    fingers: int | None = None
    nfc: int | None = None

    @classmethod
    def from_wire(cls, message: object) -> Self:
        """Read the answer to ``Info``."""
        data = obj(message)
        return cls(
            password_admins=integer(data.get("passwordAdminN")),
            finger_admins=integer(data.get("fingerAdminN")),
            nfc_admins=integer(data.get("nfcAdminN")),
            passwords=integer(data.get("passwordN")),
            fingers=integer(data.get("fingerN")),
            nfc=integer(data.get("nfcN")),
        )
