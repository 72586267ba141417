"""Contacts and their groups. Source: HTTP API Manual, "Contact" and "Group"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from ...errors import InvalidError
from ..codec import to_text
from .rows import LONGEST_TEXT, NEW, changed, check_name, unknown

_CONTACT = frozenset({"ID", "Name", "Phone", "DialType", "Group"})
_GROUP = frozenset({"ID", "Name"})


class DialType(StrEnum):
    """Which account calls a contact."""

    AUTO = "0"
    """An address is dialled directly, all else by the account that is registered."""
    ACCOUNT_1 = "1"
    ACCOUNT_2 = "2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody whom the unit can call."""

    id: str = NEW
    name: str
    phone: str = ""
    """Number or address."""
    dial_type: str = DialType.AUTO
    group: str = ""
    """The group's name, not its id."""
    extra: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Self:
        """Read a row."""
        return cls(
            id=to_text(row.get("ID")),
            name=to_text(row.get("Name")),
            phone=to_text(row.get("Phone")),
            dial_type=to_text(row.get("DialType")) or DialType.AUTO,
            group=to_text(row.get("Group")),
            extra=unknown(row, _CONTACT),
        )

    def check(self, before: Contact | None = None) -> None:
        """Raise InvalidError for what a unit would not take; what ``before`` had may stay."""
        if changed(self, before, "name"):
            check_name(self.name)
        if changed(self, before, "phone") and (
            not self.phone.strip() or len(self.phone) > LONGEST_TEXT
        ):
            raise InvalidError("parameter phone must be a number or an address")
        if changed(self, before, "dial_type") and self.dial_type not in list(DialType):
            raise InvalidError("parameter dial_type must be 0 (automatic), 1 or 2")

    def to_wire(self) -> dict[str, Any]:
        """Return the whole row."""
        return {
            **self.extra,
            "ID": self.id,
            "Name": self.name,
            "Phone": self.phone,
            "DialType": str(self.dial_type),
            "Group": self.group,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of contacts."""

    id: str = NEW
    name: str
    extra: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Self:
        """Read a row."""
        return cls(
            id=to_text(row.get("ID")),
            name=to_text(row.get("Name")),
            extra=unknown(row, _GROUP),
        )

    def check(self, before: Group | None = None) -> None:
        """Raise InvalidError for what a unit would not take; what ``before`` had may stay."""
        if changed(self, before, "name"):
            check_name(self.name)

    def to_wire(self) -> dict[str, Any]:
        """Return the whole row."""
        return {**self.extra, "ID": self.id, "Name": self.name}
