"""Daily times of temporary codes. Source: advanced interface description, 2.1.1.

Two texts of seven fields: ``sec min hour ? * days *``, days from 1, which is Sunday.
"""

from dataclasses import dataclass
import re
from typing import Self

from ...errors import InvalidError

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?")
_CLOCK_PARTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A time of day on some days of the week, presumably by the station's time zone."""

    start: str
    """Such as "08:30"; seconds may follow."""
    end: str
    days: tuple[int, ...] = EVERY_DAY
    """1 is Sunday, 7 is Saturday."""

    def to_wire(self) -> tuple[str, str]:
        """Return ``sprd`` and ``eprd``. Raises InvalidError.

        All days are always named: how the document writes "every day" cannot be right.
        """
        if not self.days or not set(self.days) <= set(EVERY_DAY):
            raise InvalidError("parameter days must be some of 1 (Sunday) to 7")
        days = ",".join(map(str, sorted(set(self.days))))
        return _cron("start", self.start, days), _cron("end", self.end, days)

    @classmethod
    def from_wire(cls, start: object, end: object) -> Self | None:
        """Read ``sprd`` and ``eprd``, loosely; None where there are none."""
        if not isinstance(start, str) or not isinstance(end, str):
            return None
        since, until = _clock(start), _clock(end)
        if since is None or until is None:
            return None
        return cls(start=since, end=until, days=_days(start) or _days(end) or EVERY_DAY)


def _cron(name: str, value: str, days: str) -> str:
    if (found := _TIME.fullmatch(value)) is None:
        raise InvalidError(f"parameter {name} must be a time such as 08:30")
    return f"{int(found[3] or 0)} {int(found[2])} {int(found[1])} ? * {days} *"


def _clock(value: str) -> str | None:
    """Return the time of day that the first three numbers are."""
    numbers = re.findall(r"\d+", value.partition("?")[0])
    if len(numbers) != _CLOCK_PARTS:
        return None
    second, minute, hour = map(int, numbers)
    found = f"{hour:02}:{minute:02}" + (f":{second:02}" if second else "")
    return found if _TIME.fullmatch(found) else None


def _days(value: str) -> tuple[int, ...]:
    found = re.findall(r"[1-7]", value.partition("?")[2])
    return tuple(sorted({int(day) for day in found}))
