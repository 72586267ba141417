"""Rows of the logs. Source: HTTP API Manual, "Calllog" and "Doorlog"; words of real units."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
import re
from typing import Any, Self

from ..codec import to_int, to_text


class AccessMethod(StrEnum):
    """How somebody identified himself."""

    CARD = "card"
    PIN = "pin"
    PUBLIC_PIN = "public_pin"
    FACE = "face"
    QR_CODE = "qr_code"
    CALL = "call"
    DTMF = "dtmf"
    INPUT = "input"
    OTHER = "other"


class CallType(StrEnum):
    """What became of a call; the values are the vendor's words."""

    ALL = "All"
    """For filters only."""
    DIALED = "Dialed"
    RECEIVED = "Received"
    MISSED = "Missed"
    FORWARDED = "Forwarded"
    UNKNOWN = "Unknow"


_METHODS: Mapping[str, AccessMethod] = {
    "1": AccessMethod.CARD,
    "2": AccessMethod.PIN,
    "3": AccessMethod.PUBLIC_PIN,
    "4": AccessMethod.FACE,
    "card": AccessMethod.CARD,
    "rf card": AccessMethod.CARD,
    "face": AccessMethod.FACE,
    "face recognition": AccessMethod.FACE,
    "password": AccessMethod.PIN,
    "pin": AccessMethod.PIN,
    "private pin": AccessMethod.PIN,
    "privatepin": AccessMethod.PIN,
    "public": AccessMethod.PUBLIC_PIN,
    "public pin": AccessMethod.PUBLIC_PIN,
    "publicpin": AccessMethod.PUBLIC_PIN,
    "qr": AccessMethod.QR_CODE,
    "qr code": AccessMethod.QR_CODE,
    "qrcode": AccessMethod.QR_CODE,
    "call": AccessMethod.CALL,
    "dtmf": AccessMethod.DTMF,
    "input": AccessMethod.INPUT,
    "exit button": AccessMethod.INPUT,
}
_CALLS = {str(number): kind for number, kind in enumerate(CallType)}
_BETWEEN = re.compile(r"[\s_-]+")
_GRANTED = frozenset({"0", "success", "succeed", "successful", "ok", "granted"})
_NOBODY = frozenset({"", "-", "--", "unknown", "unknow", "null", "none"})


def access_method(word: object) -> AccessMethod:
    """Return what a number or word of a unit means, other for what is not known."""
    text = _BETWEEN.sub(" ", to_text(word)).strip().casefold()
    return _METHODS.get(text, AccessMethod.OTHER)


def person_name(value: object) -> str | None:
    """Return a name, None for the ways in which units write that they know none."""
    name = to_text(value).strip()
    return None if name.casefold() in _NOBODY else name


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorRecord:
    """Somebody was let in, or not."""

    id: str
    method: AccessMethod
    granted: bool
    name: str | None = None
    code: str = field(default="", repr=False)
    """Card or code that was used: private."""
    at: datetime | None = None
    """By the unit's clock, without a zone."""
    relay: str = ""
    user_id: str = ""
    kind: str = ""
    """What the unit calls the method."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Self:
        """Read a row of numbers or of words."""
        kind = to_text(row.get("Type")).strip()
        return cls(
            id=to_text(row.get("ID")),
            method=access_method(kind),
            granted=to_text(row.get("Status")).strip().casefold() in _GRANTED,
            name=person_name(row.get("Name")),
            code=to_text(row.get("Code")),
            at=_moment(row),
            relay=to_text(row.get("Relay")),
            user_id=to_text(row.get("UserID")),
            kind=kind,
            raw=row,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRecord:
    """A call to or from the unit."""

    id: str
    type: CallType
    name: str | None = None
    number: str = ""
    local: str = ""
    at: datetime | None = None
    """By the unit's clock, without a zone."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Self:
        """Read a row of numbers or of words."""
        return cls(
            id=to_text(row.get("ID")),
            type=call_type(row.get("Type")),
            name=person_name(row.get("Name")),
            number=to_text(row.get("Num")) or to_text(row.get("Number")),
            local=to_text(row.get("LocalIdentity")),
            at=_moment(row),
            raw=row,
        )


def call_type(word: object) -> CallType:
    """Return what a number or word of a unit means."""
    text = to_text(word).strip()
    if text in _CALLS:
        return _CALLS[text]
    found = next((one for one in CallType if one.casefold() == text.casefold()), None)
    return CallType.UNKNOWN if found is None else found


def record_number(record: DoorRecord | CallRecord) -> int | None:
    """Return the id as a number, None where it is none."""
    return to_int(record.id)


def _moment(row: Mapping[str, Any]) -> datetime | None:
    try:
        return datetime.fromisoformat(f"{to_text(row.get('Date'))}T{to_text(row.get('Time'))}")
    except ValueError:
        return None
