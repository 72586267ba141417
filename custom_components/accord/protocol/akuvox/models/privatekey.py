"""Codes of the older store. Source: HTTP API Manual, "Privatekey"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ..codec import to_text
from .rows import NEW, changed, check_digits, check_name, check_relays, unknown
from .window import ALWAYS, WINDOW_MEMBERS, Window

CODE_DIGITS = (4, 8)
"""Fewest and most."""
_KNOWN = WINDOW_MEMBERS | {"ID", "Name", "Code", "DoorNum"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateKey:
    """A person's code."""

    id: str = NEW
    name: str
    code: str = field(repr=False)
    """Digits; the manual's table calls it the serial number of a card, which it is not."""
    relays: str = "1"
    """Digits of the relays it opens; "0" occurs, its meaning is not told."""
    window: Window = ALWAYS
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
            extra=unknown(row, _KNOWN),
        )

    def check(self, before: PrivateKey | None = None) -> None:
        """Raise InvalidError for what a unit would not take; what ``before`` had may stay."""
        if changed(self, before, "name"):
            check_name(self.name)
        if changed(self, before, "code"):
            check_digits("code", self.code, *CODE_DIGITS)
        if changed(self, before, "relays"):
            check_relays(self.relays)
        self.window.check()

    def to_wire(self) -> dict[str, Any]:
        """Return the whole row."""
        return {
            **self.extra,
            "ID": self.id,
            "Name": self.name,
            "Code": self.code,
            "DoorNum": self.relays,
            **self.window.to_wire(),
        }
