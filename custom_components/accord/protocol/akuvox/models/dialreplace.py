"""Rules that replace what is dialled. Source: HTTP API Manual, "Dialreplace"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ...errors import InvalidError
from ..codec import to_text
from .rows import LONGEST_TEXT, NEW, changed, unknown

REPLACEMENTS = tuple(f"Replace{number}" for number in range(1, 6))
LINES = ("0", "1", "2")
"""Automatic, or an account."""
_KNOWN = frozenset({"ID", "Prefix", "Line", *REPLACEMENTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class DialRule:
    """What is dialled instead of a prefix."""

    id: str = NEW
    prefix: str
    line: str = "0"
    replacements: tuple[str, ...] = ()
    """Five at most."""
    extra: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Self:
        """Read a row."""
        found = [to_text(row.get(name)) for name in REPLACEMENTS]
        while found and not found[-1]:
            found.pop()
        return cls(
            id=to_text(row.get("ID")),
            prefix=to_text(row.get("Prefix")),
            line=to_text(row.get("Line")) or "0",
            replacements=tuple(found),
            extra=unknown(row, _KNOWN),
        )

    def check(self, before: DialRule | None = None) -> None:
        """Raise InvalidError for what a unit would not take; what ``before`` had may stay."""
        if not self.prefix.strip() or len(self.prefix) > LONGEST_TEXT:
            raise InvalidError("parameter prefix must not be empty")
        if changed(self, before, "line") and self.line not in LINES:
            raise InvalidError("parameter line must be 0, 1 or 2")
        fits = 1 <= len(self.replacements) <= len(REPLACEMENTS)
        if changed(self, before, "replacements") and not fits:
            raise InvalidError(f"parameter replacements must be 1 to {len(REPLACEMENTS)}")

    def to_wire(self) -> dict[str, Any]:
        """Return the whole row."""
        padded = (*self.replacements, *[""] * len(REPLACEMENTS))
        return {
            **self.extra,
            "ID": self.id,
            "Prefix": self.prefix,
            "Line": self.line,
            **dict(zip(REPLACEMENTS, padded, strict=False)),
        }
