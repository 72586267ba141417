"""Schedules of doors. Not in the manual; what real units answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
import re
from typing import Any, Self

from ...errors import InvalidError
from ..codec import to_flag, to_text
from .rows import changed, check_name, unknown

BUILT_IN = ("1001", "1002")
"""Always and never: every unit has them."""
WEEK = ("Mon", "Tue", "Wed", "Thur", "Fri", "Sat", "Sun")
"""Some units spell the fourth Thu: what was read is written."""
_DATE = re.compile(r"\d{8}")
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_SPELLINGS = {"Thu": "Thur"}
_KNOWN = frozenset(
    {"ID", "Name", "Type", "DateStart", "DateEnd", "TimeStart", "TimeEnd", "Week", "Daily"}
    | {*WEEK, *_SPELLINGS}
)


class ScheduleType(StrEnum):
    """What a schedule counts by."""

    DATES = "0"
    WEEKLY = "1"
    DAILY = "2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Times at which relays open; all by the unit's clock."""

    id: str = ""
    name: str
    type: str = ScheduleType.WEEKLY
    date_start: str = ""
    """YYYYMMDD."""
    date_end: str = ""
    time_start: str = "00:00"
    time_end: str = "23:59"
    days: tuple[int, ...] = tuple(range(7))
    """0 is Monday."""
    thursday: str = "Thur"
    """How the unit spells it."""
    extra: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Self:
        """Read a row of either spelling."""
        start, end = to_text(row.get("TimeStart")), to_text(row.get("TimeEnd"))
        if not start and (daily := to_text(row.get("Daily"))):
            start, _, end = daily.partition("-")
        return cls(
            id=to_text(row.get("ID")),
            name=to_text(row.get("Name")),
            type=to_text(row.get("Type")),
            date_start=to_text(row.get("DateStart")),
            date_end=to_text(row.get("DateEnd")),
            time_start=start,
            time_end=end,
            days=_days(row),
            thursday="Thu" if "Thu" in row else "Thur",
            extra=unknown(row, _KNOWN),
        )

    @property
    def fixed(self) -> bool:
        """Tell whether it is not ours to change: part of the unit, or kept by a cloud."""
        return self.id in BUILT_IN or to_text(self.extra.get("SourceType")) not in ("", "1")

    def check(self, before: Schedule | None = None) -> None:
        """Raise InvalidError for what a unit would not take; what ``before`` had may stay."""
        if changed(self, before, "name"):
            check_name(self.name)
        if changed(self, before, "type") and self.type not in list(ScheduleType):
            raise InvalidError("parameter type must be 0 (dates), 1 (weekly) or 2 (daily)")
        for name, value in (("time_start", self.time_start), ("time_end", self.time_end)):
            if changed(self, before, name) and not _TIME.fullmatch(value):
                raise InvalidError(f"parameter {name} must be a time such as 08:30")
        dates = (("date_start", self.date_start), ("date_end", self.date_end))
        for name, value in dates if self.type == ScheduleType.DATES else ():
            if not _DATE.fullmatch(value):
                raise InvalidError(f"parameter {name} must be a date such as 20261125")
        if self.type == ScheduleType.WEEKLY and not self.days:
            raise InvalidError("parameter days must be some of 0 (Monday) to 6")

    def to_wire(self) -> dict[str, Any]:
        """Return the whole row, days in both forms: firmware differs in which it reads."""
        row: dict[str, Any] = {
            **self.extra,
            "Name": self.name,
            "Type": str(self.type),
            "DateStart": self.date_start,
            "DateEnd": self.date_end,
            "TimeStart": self.time_start,
            "TimeEnd": self.time_end,
            "Week": "".join(str(day) for day in sorted((day + 1) % 7 for day in self.days)),
            "Daily": f"{self.time_start}-{self.time_end}",
        }
        for day, name in enumerate(WEEK):
            row[self.thursday if name == "Thur" else name] = str(int(day in self.days))
        return {**row, "ID": self.id} if self.id else row


def _days(row: Mapping[str, Any]) -> tuple[int, ...]:
    flags = {_SPELLINGS.get(name, name): row[name] for name in row}
    if any(name in flags for name in WEEK):
        return tuple(day for day, name in enumerate(WEEK) if to_flag(flags.get(name)))
    week = to_text(row.get("Week"))
    return tuple(sorted((int(sign) - 1) % 7 for sign in week if sign in "0123456"))
