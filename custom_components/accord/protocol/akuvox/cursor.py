"""What is new in a log that is read page by page, and read again after a restart.

Not in the manual: real units put the newest row first, count ids upwards, and start them anew
when the log is cleared. The oldest rows go when a log is full; ids count on then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
import hashlib
from itertools import pairwise
from typing import Any, Protocol, Self

from .codec import to_int, to_text

_MEMBERS = ("Type", "Status", "Name", "Num", "UserID", "Relay")


class LogRow(Protocol):
    """A row of a log."""

    @property
    def id(self) -> str:
        """Return its id."""

    @property
    def raw(self) -> Mapping[str, Any]:
        """Return it as the unit sent it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The newest row that is known, without anything private: it is stored."""

    id: str
    moment: str
    """By the unit's clock: ``2026-11-25 12:00:00``."""
    digest: str
    """Of what else the row says, codes and cards left out."""

    @classmethod
    def of(cls, row: LogRow) -> Self:
        """Take the mark of a row."""
        raw = row.raw
        moment = f"{to_text(raw.get('Date')).strip()} {to_text(raw.get('Time')).strip()}"
        text = "|".join(to_text(raw.get(name)) for name in _MEMBERS)
        return cls(row.id, moment, hashlib.sha256(text.encode()).hexdigest()[:16])

    @property
    def number(self) -> int | None:
        """Return the id as a number."""
        return to_int(self.id)

    def like(self, other: Self) -> bool:
        """Tell whether both are the same row, whatever its id is now."""
        return (self.moment, self.digest) == (other.moment, other.digest)

    def after(self, other: Self) -> bool:
        """Tell whether this is later by the unit's clock."""
        try:
            return datetime.fromisoformat(self.moment) > datetime.fromisoformat(other.moment)
        except ValueError, TypeError:
            return False


class LogCursor[RowT: LogRow]:
    """Tells each row once, the oldest first.

    The first reading sets the mark and tells nothing. Where ids began anew, what is later by
    the unit's clock is new.
    """

    def __init__(self, mark: Mark | None = None, *, empty: bool = False) -> None:
        """Go on after ``mark``; the log was ``empty`` when it was seen last."""
        self._mark = mark
        self._seen_empty = empty

    @classmethod
    def from_dict(cls, data: Mapping[str, Any] | None) -> Self:
        """Go on where ``to_dict`` left off; what is not understood begins anew."""
        if not isinstance(data, Mapping):
            return cls()
        found, empty = data.get("mark"), data.get("empty") is True
        if not isinstance(found, Mapping):
            return cls(empty=empty)
        names = ("id", "moment", "digest")
        return cls(Mark(*(to_text(found.get(name)) for name in names)), empty=empty)

    def to_dict(self) -> dict[str, Any]:
        """Return what has to be kept over a restart; nothing private is in it."""
        mark = self._mark
        stored = (
            None if mark is None else {"id": mark.id, "moment": mark.moment, "digest": mark.digest}
        )
        return {"mark": stored, "empty": self._seen_empty}

    def missed(self, rows: Sequence[RowT]) -> bool:
        """Tell whether there may be news behind ``rows``, the newest of the log: all are new."""
        ordered = _newest_first(rows)
        return bool(ordered) and len(self._new(ordered)) == len(ordered)

    def take(self, rows: Sequence[RowT]) -> list[RowT]:
        """Return what is new in ``rows``, the newest of the log, and move the mark."""
        ordered = _newest_first(rows)
        if not ordered:
            # The mark stays: units that just start say that a full log is empty.
            self._seen_empty = True
            return []
        new = self._new(ordered)
        self._mark = Mark.of(ordered[0])
        self._seen_empty = False
        return new[::-1]

    def _new(self, ordered: Sequence[RowT]) -> list[RowT]:
        mark = self._mark
        if mark is None:
            return list(ordered) if self._seen_empty else []
        marks = [Mark.of(row) for row in ordered]
        if mark in marks:
            return list(ordered[: marks.index(mark)])
        known, top = mark.number, marks[0].number
        if known is None or top is None or self._began_anew(marks, known, top):
            return self._new_by_clock(ordered, marks, mark)
        return [
            row
            for row, one in zip(ordered, marks, strict=True)
            if one.number is not None and one.number > known
        ]

    def _began_anew(self, marks: Sequence[Mark], known: int, top: int) -> bool:
        return top <= known or any(one.number == known for one in marks)

    def _new_by_clock(
        self, ordered: Sequence[RowT], marks: Sequence[Mark], mark: Mark
    ) -> list[RowT]:
        """Return what came after the mark in a log whose ids say nothing about that."""
        for place, one in enumerate(marks):
            if one.like(mark):
                return list(ordered[:place])
        if self._seen_empty:
            return list(ordered)
        return [row for row, one in zip(ordered, marks, strict=True) if one.after(mark)]


def _newest_first[RowT: LogRow](rows: Sequence[RowT]) -> list[RowT]:
    """Return rows without doubles, the newest first: a unit may answer in the other order.

    A row that comes between two pages moves the last one of the first page to the second.
    """
    found: dict[Mark, RowT] = {}
    for row in rows:
        found.setdefault(Mark.of(row), row)
    ordered = list(found.values())
    steps = [
        right - left
        for left, right in pairwise(to_int(row.id) for row in ordered)
        if left is not None and right is not None
    ]
    rising = sum(1 if step > 0 else -1 for step in steps)
    return ordered[::-1] if rising > 0 else ordered
