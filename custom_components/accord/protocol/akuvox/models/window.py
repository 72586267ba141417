"""When a code or card opens. Source: HTTP API Manual, "Privatekey" and "RFkey"."""

from collections.abc import Mapping
from dataclasses import dataclass
import re
from typing import Any, Self

from ...errors import InvalidError
from ..codec import to_flag, to_text

DAYS = ("Mon", "Tue", "Wed", "Thur", "Fri", "Sat", "Sun")
"""Members of a row, spelt as units spell them."""
EVERY_DAY = tuple(range(7))
MIDNIGHT = "00:00"

_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class Window:
    """Days of the week, 0 is Monday, and a time of day, both "HH:MM" by the unit's clock."""

    days: tuple[int, ...] = EVERY_DAY
    start: str = MIDNIGHT
    end: str = MIDNIGHT
    """The same as ``start`` at midnight: all day."""

    @property
    def always(self) -> bool:
        """Tell whether nothing is restricted."""
        return self.days == EVERY_DAY and self.all_day

    @property
    def all_day(self) -> bool:
        """Tell whether the time of day does not matter."""
        return self.start == self.end == MIDNIGHT

    def check(self) -> None:
        """Raise InvalidError for days and times that do not exist."""
        if not self.days or any(day not in EVERY_DAY for day in self.days):
            raise InvalidError("parameter days must be some of 0 (Monday) to 6")
        for name, value in (("start", self.start), ("end", self.end)):
            if not _TIME.fullmatch(value):
                raise InvalidError(f"parameter {name} must be a time such as 08:30")

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Self:
        """Read a row; one without days is for every day."""
        days = tuple(day for day, name in enumerate(DAYS) if to_flag(row.get(name)))
        if not any(name in row for name in DAYS):
            days = EVERY_DAY
        return cls(
            days, to_text(row.get("TimeStart")) or MIDNIGHT, to_text(row.get("TimeEnd")) or MIDNIGHT
        )

    def to_wire(self) -> dict[str, str]:
        """Return the members of a row."""
        found = {name: str(int(day in self.days)) for day, name in enumerate(DAYS)}
        return {**found, "TimeStart": self.start, "TimeEnd": self.end}


ALWAYS = Window()
WINDOW_MEMBERS = frozenset({*DAYS, "TimeStart", "TimeEnd"})
