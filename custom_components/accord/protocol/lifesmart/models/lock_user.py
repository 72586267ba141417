"""Users of locks. Source: advanced interface description, 2.1.1 to 2.1.7."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from ...errors import InvalidError
from .fields import check_digits, integer, obj, objects, text
from .window import Window

_METHOD_SHIFT = 12
_METHOD_MASK = 0xF
_ADMIN_FLAG = 3


class LockGeneration(StrEnum):
    """How a lock's users are kept."""

    ORDINARY = "ordinary"
    V3 = "v3"
    SWIFTE = "swifte"

    @classmethod
    def of(cls, devtype: str, fulltype: str = "") -> Self:
        """Return the generation of a device's class."""
        names = (devtype, fulltype)
        if any(name.startswith("SL_LK_SWIFTE") for name in names):
            return cls("swifte")
        return cls("v3" if "SL_LK_LS_V3" in names else "ordinary")


_OPENED = frozenset({"SL_P_BDLK", "SL_LK_SG", "SL_LK_YL", "SL_LK_LS_V3", "SL_LK_TY", "SL_LK_DJ"})


def takes_openlock(devtype: str, fulltype: str = "") -> bool:
    """Tell whether ``openlock`` is documented for a class; SWIFTE locks have a motor instead.

    A Yale module must have been paired with remote unlock.
    """
    return not _OPENED.isdisjoint({devtype, fulltype})


def must_be_awake(devtype: str) -> bool:
    """Tell whether somebody has to touch a lock before ``openlock`` (C100)."""
    return devtype == "SL_LK_TY"


class UserKind(StrEnum):
    """What a user opens with."""

    PASSWORD = "password"  # noqa: S105 - a kind of user, not a password
    TEMPORARY = "tempuser"
    """A code that ordinary locks let others add, change and delete."""
    FINGER = "finger"
    NFC = "nfc"
    UNKNOWN = "unknown"


class Limit(StrEnum):
    """A limit of a temporary code that can be taken away."""

    USES = "uses"
    PERIOD = "period"
    WINDOW = "window"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a temporary code is limited to; what is None does not limit."""

    uses: int | None = None
    """1 for a code that is used once; what more means, the document leaves open."""
    starts: int | None = None
    """Seconds UTC, like the next; both or none."""
    ends: int | None = None
    window: Window | None = None

    @property
    def none(self) -> bool:
        """Tell whether nothing is limited."""
        return self == Limits()

    def to_wire(self) -> dict[str, Any]:
        """Return the members that say so. Raises InvalidError."""
        found: dict[str, Any] = {}
        if self.uses is not None:
            if self.uses < 1:
                raise InvalidError("parameter uses must be at least 1")
            found["cnt"] = self.uses
        if self.starts is not None or self.ends is not None:
            if self.starts is None or self.ends is None or not 0 < self.starts < self.ends:
                raise InvalidError("parameters starts and ends must both be given, in this order")
            found |= {"sts": self.starts, "ets": self.ends}
        if self.window is not None:
            found["sprd"], found["eprd"] = self.window.to_wire()
        return found

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read a user's members; numbers 0 mean no limit."""
        return cls(
            uses=integer(data.get("cnt")) or None,
            starts=integer(data.get("sts")) or None,
            ends=integer(data.get("ets")) or None,
            window=Window.from_wire(data.get("sprd"), data.get("eprd")),
        )


def number_of(user_id: str) -> int:
    """Return the number at the end of ``P_R_1``, or of text that is one; 0 without one."""
    digits = user_id.rpartition("_")[2]
    return int(digits) if digits.isascii() and digits.isdigit() else 0


_CLEARED: Mapping[Limit, Mapping[str, int]] = {
    Limit.USES: {"cnt": 0},
    Limit.PERIOD: {"sts": 0, "ets": 0},
    Limit.WINDOW: {"sprd": 0, "eprd": 0},
}
UNLIMITED = Limits()


def cleared(limits: Sequence[Limit]) -> dict[str, int]:
    """Return the members that take limits away."""
    return {name: value for limit in limits for name, value in _CLEARED[limit].items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdinaryUser:
    """A user as ``getuser`` tells; passwords are never told."""

    id: str
    """Such as ``P_R_1``; opaque but for temporary codes."""
    name: str = field(default="", repr=False)
    kind: UserKind = UserKind.UNKNOWN
    note: Any = field(default=None, repr=False)
    """``user_info``: whatever somebody stored there."""
    limits: Limits = UNLIMITED
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read one user."""
        return cls(
            id=text(data.get("id")),
            name=text(data.get("name")),
            kind=_kind(text(data.get("user_type"))),
            note=data.get("user_info"),
            limits=Limits.from_wire(data),
            raw=data,
        )

    @classmethod
    def all_from_wire(cls, message: object) -> tuple[Self, ...]:
        """Read the answer to ``getuser``, by id; a user without one is left out."""
        return tuple(cls.from_wire(one) for one in objects(message, "id") if text(one.get("id")))


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedUser:
    """A user of a V3 or SWIFTE lock: such locks keep numbers, not names."""

    number: int
    admin: bool = False

    @property
    def kind(self) -> UserKind:
        """Return what a user of a V3 lock opens with; the highest four bits tell."""
        kinds = {1: UserKind.PASSWORD, 2: UserKind.FINGER, 3: UserKind.NFC}
        return kinds.get(self.number >> _METHOD_SHIFT & _METHOD_MASK, UserKind.UNKNOWN)

    @classmethod
    def page_from_wire(cls, message: object) -> tuple[Self, ...]:
        """Read the answer to ``GetUsers``; entries without a number are left out."""
        return tuple(
            cls(number=number, admin=integer(one.get("flag")) == _ADMIN_FLAG)
            for one in objects(obj(message).get("users"), "userid")
            if (number := integer(one.get("userid"))) is not None
        )


def encoded(name: str, password: str) -> str:
    """Return a code of 6 to 12 digits as ordinary locks get it. Raises InvalidError."""
    return base64.b64encode(check_digits(name, password, 6, 12).encode()).decode()


def _kind(value: str) -> UserKind:
    try:
        return UserKind(value.casefold())
    except ValueError:
        return UserKind.UNKNOWN
