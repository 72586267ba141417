"""What is new in a log that is read page by page, and read again after a restart.

Not in the manual: real units put the newest row first, count ids upwards, and start them anew
when the log is cleared or the numbers run out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol, Self

from .codec import to_int, to_text


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
    """The newest row that is known."""

    id: str
    fingerprint: str

    @classmethod
    def of(cls, row: LogRow) -> Self:
        """Take the mark of a row."""
        members = ("Date", "Time", "Type", "Status")
        return cls(row.id, "|".join(to_text(row.raw.get(name)) for name in members))

    @property
    def number(self) -> int | None:
        """Return the id as a number."""
        return to_int(self.id)


class LogCursor[RowT: LogRow]:
    """Tells each row once, the oldest first.

    The first page sets the mark and tells nothing. A log whose ids fell was cleared or began
    anew: it sets the mark again, unless the log was seen empty in between; then all is new. An
    answer that is empty by mistake costs nothing: the mark is kept.
    """

    def __init__(self, mark: Mark | None = None, *, empty: bool = False) -> None:
        """Go on after ``mark``, or behind a log that was ``empty`` when it was seen last."""
        self._mark = mark
        self._seen_empty = empty

    @classmethod
    def from_dict(cls, data: Mapping[str, Any] | None) -> Self:
        """Go on where ``to_dict`` left off."""
        if not isinstance(data, Mapping):
            return cls()
        found, empty = data.get("mark"), data.get("empty") is True
        if not isinstance(found, Mapping):
            return cls(empty=empty)
        mark = Mark(to_text(found.get("id")), to_text(found.get("fingerprint")))
        return cls(mark, empty=empty)

    def to_dict(self) -> dict[str, Any]:
        """Return what has to be kept over a restart; neither names nor codes are in it."""
        mark = self._mark
        return {
            "mark": None if mark is None else {"id": mark.id, "fingerprint": mark.fingerprint},
            "empty": self._seen_empty,
        }

    def missed(self, page: Sequence[RowT], size: int) -> bool:
        """Tell whether rows between the mark and a full page lie on the next one."""
        mark = self._mark
        if mark is None or len(page) < size or any(Mark.of(row) == mark for row in page):
            return False
        known = mark.number
        numbers = [number for row in page if (number := to_int(row.id)) is not None]
        if known is None or not numbers or max(numbers) < known:
            return False
        return min(numbers) > known + 1

    def take(self, rows: Sequence[RowT]) -> list[RowT]:
        """Return what is new in ``rows``, the newest first in the log, and move the mark."""
        ordered = _newest_first(rows)
        if not ordered:
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
        for place, row in enumerate(ordered):
            if Mark.of(row) == mark:
                return list(ordered[:place])
        known, top = mark.number, to_int(ordered[0].id)
        if known is None or top is None or top <= known:
            return list(ordered) if self._seen_empty else []
        return [row for row in ordered if (number := to_int(row.id)) is not None and number > known]


def _newest_first[RowT: LogRow](rows: Sequence[RowT]) -> list[RowT]:
    """Return rows without doubles, turned round where a unit puts the oldest first.

    They are not sorted: where numbers ran out, the newest rows have the lowest.
    """
    ordered = list({Mark.of(row): row for row in rows}.values())
    pairs = [
        (above, below)
        for row, after in pairwise(ordered)
        if (above := to_int(row.id)) is not None and (below := to_int(after.id)) is not None
    ]
    falls = sum(1 if above > below else -1 for above, below in pairs)
    if (
        abs(falls) < 2
        and pairs
        and (first := _moment(ordered[0])) != (last := _moment(ordered[-1]))
    ):
        falls = 1 if first > last else -1
    return ordered[::-1] if falls < 0 else ordered


def _moment(row: LogRow) -> str:
    return f"{to_text(row.raw.get('Date'))} {to_text(row.raw.get('Time'))}"
