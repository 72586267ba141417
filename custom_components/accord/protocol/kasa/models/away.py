"""Away rules: the load switches on and off by chance. Source: API.md, ``anti_theft``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from .fields import flag, integer, text, unknown
from .rule import COMMON
from .rule_parts import EVERY_DAY, RULE_NAME, Moment, RuleDate, days_from_wire, repetition_to_wire

_KNOWN = COMMON | {"frequency", "duration", "lastFor", "lastfor", "force"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayRule:
    """A time of day in which somebody seems to be at home."""

    start: Moment
    end: Moment
    id: str = ""
    """Given by the device."""
    name: str = RULE_NAME
    enable: bool = True
    weekdays: tuple[bool, ...] = EVERY_DAY
    """Sunday first; of a one-time rule its date's."""
    repeat: bool = True
    date: RuleDate | None = None
    frequency: int = 5
    """Meaning unknown; the vendor's app writes nothing else."""
    duration: int = 2
    """Meaning unknown, never returned; the vendor's app writes nothing else."""
    last_for: int = 1
    """Meaning unknown, never returned; the vendor's app writes nothing else."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read one of ``rule_list``; what devices do not return is what the app writes."""
        once = flag(data.get("repeat")) is False
        frequency, duration = integer(data.get("frequency")), integer(data.get("duration"))
        last_for = integer(data.get("lastFor", data.get("lastfor")))
        return cls(
            id=text(data.get("id")) or "",
            name=text(data.get("name")) or "",
            enable=flag(data.get("enable")) or False,
            weekdays=days_from_wire(data.get("wday")),
            repeat=not once,
            date=RuleDate.from_wire(data) if once else None,
            start=Moment.from_wire(data, "s"),
            end=Moment.from_wire(data, "e"),
            frequency=5 if frequency is None else frequency,
            duration=2 if duration is None else duration,
            last_for=1 if last_for is None else last_for,
            raw=data,
        )

    def to_wire(self) -> dict[str, Any]:
        """Return it as devices want it, without ``id``. Raises InvalidError."""
        found = {
            "name": self.name,
            "enable": int(self.enable),
            **repetition_to_wire(self.repeat, self.weekdays, self.date, bool(self.raw)),
            **self.start.to_wire("s", self.raw),
            **self.end.to_wire("e", self.raw),
            "frequency": self.frequency,
            "force": integer(self.raw.get("force")) or 0,
            "duration": self.duration,
            "lastfor" if "lastfor" in self.raw else "lastFor": self.last_for,
        }
        return found | unknown(self.raw, _KNOWN)
