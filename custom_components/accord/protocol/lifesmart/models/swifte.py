"""SWIFTE locks. Source: advanced interface description, 2.1.7."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Self

from ...errors import InvalidError, ProtocolError
from .fields import check_digits, check_range, integer, obj, text

ADMINS = range(10)
ANY_SUB_USER = 0xFF
"""As a sub-user: when adding, the lock chooses one; when deleting, all of that admin."""
CARD_LENGTH = 16
_FULL = 100
_OWNERS_FIRST = 10
_LAST_SUB_USER = 99
_CARD, _PASSWORD = 4, 5


def user_id(admin: int, sub_user: int) -> int:
    """Return the number of a user below an admin, 0 is the owner. Raises InvalidError."""
    check_range("admin", admin, ADMINS.start, ADMINS.stop - 1)
    if sub_user != ANY_SUB_USER:
        check_range("sub_user", sub_user, 0 if admin else _OWNERS_FIRST, _LAST_SUB_USER)
    return admin << 8 | sub_user


def password_raw(digits: str) -> list[int]:
    """Return a code as the list of bytes that some firmware wants. Raises InvalidError."""
    check_digits("password", digits, 4, 8)
    return [_PASSWORD, len(digits), *digits.encode()]


def card_raw(uid: str, length: int = CARD_LENGTH) -> list[int]:
    """Return a card as a list of bytes, filled with zeros at the end. Raises InvalidError.

    ``uid`` is hexadecimal. ``length`` is that of the data: the vendor's example has 15 bytes
    where its text demands 16.
    """
    try:
        data = bytes.fromhex(uid)
    except ValueError:
        raise InvalidError("parameter card must be hexadecimal") from None
    if not 1 <= len(data) <= length:
        raise InvalidError(f"parameter card must have 1 to {length} bytes")
    return [_CARD, CARD_LENGTH, *data.ljust(length, b"\0")]


class SwifteOper(StrEnum):
    """What the motor of a lock is to do."""

    OPEN = "Open"
    CLOSE = "Close"
    KEEP_OPEN = "KeepOpen"

    @property
    def other_word(self) -> str:
        """Return what the document calls it in its next sentence."""
        return {"Open": "unlock", "Close": "lock", "KeepOpen": "KeepUnlock"}[self.value]


class SwiftePart(StrEnum):
    """Which half of a lock gets new firmware."""

    INNER = "IO_INNER"
    OUTER = "IO_OUTER"


@dataclass(frozen=True, slots=True, kw_only=True)
class SwifteInfo:
    """How many users, and how full the battery is."""

    users: int | None = None
    """Admins included."""
    battery: int | None = None
    """Percent; None while the lock does not know."""

    @classmethod
    def from_wire(cls, message: object) -> Self:
        """Read the answer to ``Info``."""
        data = obj(message)
        battery = integer(data.get("bat"))
        known = battery is not None and 0 <= battery <= _FULL
        return cls(users=integer(data.get("userN")), battery=battery if known else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SwifteUser:
    """One user in detail, with the code."""

    id: int | None
    password: str = field(default="", repr=False)
    auth_mode: int | None = None
    """5 is a password."""
    day_setting: int | None = None
    """What it and the next two mean no document says; they do not limit at present."""
    effective_from: int | None = None
    effective_until: int | None = None
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, message: object) -> Self:
        """Read the answer to ``GetUser``."""
        data = obj(message)
        return cls(
            id=integer(data.get("id")),
            password=text(data.get("password")),
            auth_mode=integer(data.get("authMode")),
            day_setting=integer(data.get("daySetting")),
            effective_from=integer(data.get("effectiveTs1")),
            effective_until=integer(data.get("effectiveTs2")),
            raw=data,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SwifteVersions:
    """Firmware of the halves of a lock; empty where it does not tell."""

    inner: str = ""
    outer: str = ""
    ble: str = ""

    @classmethod
    def from_wire(cls, message: object) -> Self:
        """Read the answer to ``HwInfo``."""
        data = {name.upper(): value for name, value in obj(message).items()}
        return cls(
            inner=text(data.get("IO_INNER_VER")),
            outer=text(data.get("IO_OUTER_VER")),
            ble=text(data.get("BLE_VER")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SwifteMode:
    """All settings of a lock: those left out when writing would fall back to their defaults."""

    time: int
    """The lock's clock, seconds UTC."""
    direction: int = 1
    """0 left, 1 right."""
    volume: int = 2
    """0 mute, 1 low, 2 medium, 3 high."""
    unlock_mode: int = 0
    """0 auto lock S, 1 auto lock L, 2 manual spindle, 3 unlock same."""
    oc_button: int = 1
    """Low four bits: 1 the button is valid. High four bits: 0 contact A is valid."""
    primary_secondary: int = 0
    """0 primary lock, 1 secondary."""
    magnetic: int = 1
    """0 no, 1 yes, 2 only to lock by itself, without an alarm."""
    keep_open_after_knob: int = 0
    """0 stays open, 1 locks by itself: the other way round than its name."""
    motor_voltage: int = 0
    """0 is 6 V, 1 is 8 V."""
    ble: int = 1
    """0 off, 1 on."""
    len_setting: int = 0x25
    """Random digits and length of cards; the bits are not documented."""

    @property
    def button_valid(self) -> bool:
        """Tell whether the OC button works."""
        return self.oc_button & 0x0F == 1

    @property
    def contact_valid(self) -> bool:
        """Tell whether contact A works."""
        return self.oc_button >> 4 == 0

    @classmethod
    def from_wire(cls, message: object) -> Self:
        """Read the answer to ``GetMode``. Raises ProtocolError where a member is missing.

        A lock that does not tell all would get the defaults for the rest when written to.
        """
        data = obj(message)
        found = {name: integer(data.get(wire)) for name, wire in _MODE.items()}
        missing = [_MODE[name] for name, value in found.items() if value is None]
        if missing:
            raise ProtocolError(f"the lock's settings lack {', '.join(missing)}")
        return cls(**{name: value for name, value in found.items() if value is not None})

    def to_wire(self) -> dict[str, int]:
        """Return all members. Raises InvalidError for what the document does not allow."""
        for name, highest in _HIGHEST.items():
            check_range(name, getattr(self, name), 0, highest)
        return {_MODE[one.name]: getattr(self, one.name) for one in fields(self)}


_MODE: Mapping[str, str] = {
    "time": "time",
    "direction": "direction",
    "volume": "volume",
    "unlock_mode": "unlockMode",
    "oc_button": "ocButton",
    "primary_secondary": "primaryAndSecondaryLockSetting",
    "magnetic": "magnetic",
    "keep_open_after_knob": "keepOpenAfterTurningKnob",
    "motor_voltage": "motorVoltage",
    "ble": "bleSetting",
    "len_setting": "lenSetting",
}
_HIGHEST: Mapping[str, int] = {
    "direction": 1,
    "volume": 3,
    "unlock_mode": 3,
    "oc_button": 0xFF,
    "primary_secondary": 1,
    "magnetic": 2,
    "keep_open_after_knob": 1,
    "motor_voltage": 1,
    "ble": 1,
    "len_setting": 0xFF,
}
