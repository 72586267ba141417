"""Cards of the older store. Source: HTTP API Manual, "RFkey"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from ...errors import InvalidError
from ..codec import to_int, to_text
from .rows import NEW, card_number, changed, check_name, check_relays, unknown, written_card
from .window import ALWAYS, WINDOW_MEMBERS, Window

_KNOWN = WINDOW_MEMBERS | {"ID", "Name", "Code", "DoorNum", "Tags", "Frequency"}
MOST_USES = 65535


class Admission(StrEnum):
    """What a card may do."""

    ALLOWED = "0"
    LIMITED = "1"
    """A number of times."""
    FORBIDDEN = "2"
    SCHEDULED = "3"


@dataclass(frozen=True, slots=True, kw_only=True)
class RfKey:
    """A person's card."""

    id: str = NEW
    name: str
    code: str = field(repr=False)
    """The card's number in hexadecimal digits."""
    relays: str = "1"
    window: Window = ALWAYS
    admission: str = Admission.ALLOWED
    """Admission, or what else a unit says."""
    uses: int = 0
    """How often it opens, where that is limited."""
    extra: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Self:
        """Read a row."""
        return cls(
            id=to_text(row.get("ID")),
            name=to_text(row.get("Name")),
            code=to_text(row.get("Code")),
            relays=to_text(row.get("DoorNum")),
            window=Window.from_wire(row),
            admission=to_text(row.get("Tags")) or Admission.ALLOWED,
            uses=to_int(row.get("Frequency")) or 0,
            extra=unknown(row, _KNOWN),
        )

    def check(self, before: RfKey | None = None) -> None:
        """Raise InvalidError for what a unit would not take; what ``before`` had may stay."""
        if changed(self, before, "name"):
            check_name(self.name)
        if changed(self, before, "code"):
            card_number(self.code)
        if changed(self, before, "relays"):
            check_relays(self.relays)
        self.window.check()
        if not 0 <= self.uses <= MOST_USES:
            raise InvalidError(f"parameter uses must be from 0 to {MOST_USES}")

    def to_wire(self) -> dict[str, Any]:
        """Return the whole row."""
        return {
            **self.extra,
            "ID": self.id,
            "Name": self.name,
            "Code": written_card(self.code),
            "DoorNum": self.relays,
            **self.window.to_wire(),
            "Tags": str(self.admission),
            "Frequency": str(self.uses),
        }
