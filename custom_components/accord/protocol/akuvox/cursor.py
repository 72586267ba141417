"""What is new in a log that is read page by page, and read again after a restart.

Not in the manual: real units put the newest row first, count ids upwards, and start them anew
when the log is cleared or rolls over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
        members = ("Date", "Time", "Type", "Status", "Name", "Num")
        return cls(row.id, "|".join(to_text(row.raw.get(name)) for name in members))

    @property
    def number(self) -> int | None:
        """Return the id as a number."""
        return to_int(self.id)


class LogCursor[RowT: LogRow]:
    """Tells each row once, the oldest first.

    The first page sets the mark and tells nothing. A log whose ids fell was cleared or began
    anew: it sets the mark again.
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
        """Return what has to be kept over a restart; nothing private is in it but names."""
        mark = self._mark
        return {
            "mark": None if mark is None else {"id": mark.id, "fingerprint": mark.fingerprint},
            "empty": self._seen_empty,
        }

    def missed(self, page: Sequence[RowT], size: int) -> bool:
        """Tell whether rows between the mark and a full page lie on the next one."""
        if self._mark is None or len(page) < size:
            return False
        known = self._mark.number
        numbers = [number for row in page if (number := to_int(row.id)) is not None]
        if known is None or not numbers or max(numbers) < known:
            return False
        return min(numbers) > known + 1

    def take(self, rows: Sequence[RowT]) -> list[RowT]:
        """Return what is new in ``rows``, the newest first in the log, and move the mark."""
        ordered = _newest_first(rows)
        if not ordered:
            self._seen_empty = True
            self._mark = None
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
        known = mark.number
        if known is None:
            return []
        top = to_int(ordered[0].id)
        if top is None or top <= known:
            return []
        return [row for row in ordered if (number := to_int(row.id)) is not None and number > known]


def _newest_first[RowT: LogRow](rows: Sequence[RowT]) -> Sequence[RowT]:
    """Return rows by falling ids: a unit may answer in the other order."""
    return sorted(rows, key=_number, reverse=True)


def _number(row: LogRow) -> int:
    return to_int(row.id) or 0
