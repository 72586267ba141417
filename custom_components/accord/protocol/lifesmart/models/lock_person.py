"""People at locks, whatever the lock's generation."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from .lock_user import UNLIMITED, Limit, Limits, NumberedUser, OrdinaryUser, UserKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LockPerson:
    """Somebody whom a lock lets in."""

    id: str
    """``P_R_1``, or a number as text; empty for one that the lock does not show yet."""
    name: str = field(default="", repr=False)
    """Only ordinary locks keep names."""
    kind: UserKind = UserKind.UNKNOWN
    admin: bool = False
    limits: Limits = UNLIMITED
    note: Any = field(default=None, repr=False)
    editable: bool = False
    """Whether code and limits can be changed; ordinary locks rename everybody."""
    deletable: bool = False

    @classmethod
    def ordinary(cls, user: OrdinaryUser) -> Self:
        """Return a user of an ordinary lock; only temporary codes are managed from afar."""
        temporary = user.kind is UserKind.TEMPORARY
        return cls(
            id=user.id,
            name=user.name,
            kind=user.kind,
            limits=user.limits,
            note=user.note,
            editable=temporary,
            deletable=temporary,
        )

    @classmethod
    def numbered(cls, user: NumberedUser, kind: UserKind, *, editable: bool) -> Self:
        """Return a user of a lock that keeps numbers."""
        return cls(
            id=str(user.number), kind=kind, admin=user.admin, editable=editable, deletable=True
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody to be let in; what a generation of locks does not know is refused."""

    name: str = field(default="", repr=False)
    """Ordinary locks need one."""
    password: str | None = field(default=None, repr=False)
    """Digits: 6-12, V3 locks 6-24, SWIFTE locks 4-8."""
    card: str | None = field(default=None, repr=False)
    """Hexadecimal number of a card, instead of a code; SWIFTE locks only."""
    limits: Limits = UNLIMITED
    """Ordinary locks only."""
    admin: int = 0
    """The admin whom the user belongs to, 0-9; SWIFTE locks only."""
    number: int | None = None
    """A free number, else the next one is taken."""
    update: bool = False
    """Change the user with the number if there is one; SWIFTE locks only."""
    time_limit_raw: Sequence[int] | None = field(default=None, repr=False)
    """Ten bytes that no document explains; SWIFTE locks only."""

    @property
    def swifte_only(self) -> bool:
        """Tell whether something is asked for that other locks do not know."""
        return bool(self.admin or self.update or self.time_limit_raw is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChange:
    """What is to change; None stays."""

    name: str | None = field(default=None, repr=False)
    note: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    old_password: str | None = field(default=None, repr=False)
    """Ordinary locks change a code only for one who knows the old one."""
    limits: Limits = UNLIMITED
    clear: Sequence[Limit] = ()

    @property
    def only_password(self) -> bool:
        """Tell whether nothing but the code is to change."""
        return self.password is not None and self == PersonChange(
            password=self.password, old_password=self.old_password
        )
