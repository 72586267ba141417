"""Smart Control: what motion and darkness do. Source: API.md, ``smartlife.iot.sensor_trigger``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from .fields import check_range, flag, integer, objects, text, unknown
from .rule_parts import EVERY_DAY, days_from_wire, days_to_wire

_DAY_MINUTES = 1440
_LONGEST_WAIT = 86_400


class OnTrigger(StrEnum):
    """What switches on."""

    MANUAL = "manual"
    MOTION = "motion"
    MOTION_AND_DARK = "motion_and_dark"
    OTHER = "other"
    """Not known yet; goes back as it came."""


class OffTrigger(StrEnum):
    """What switches off."""

    MANUAL = "manual"
    NO_MOTION = "no_motion"
    OTHER = "other"
    """Not known yet; goes back as it came."""


_ON = {0: OnTrigger.MANUAL, 1: OnTrigger.MOTION, 2: OnTrigger.MOTION_AND_DARK}
_OFF = {0: OffTrigger.MANUAL, 2: OffTrigger.NO_MOTION}
_ON_CODES = {trigger: code for code, trigger in _ON.items()}
_OFF_CODES = {trigger: code for code, trigger in _OFF.items()}
_SEGMENT = frozenset({"sT", "eT", "clr", "onTT", "offTT", "offWT"})
_ROUTINE = frozenset({"id", "name", "en", "wday", "array"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of the day and what holds in it."""

    start: int = 0
    """Minutes after midnight, 0-1440."""
    end: int = _DAY_MINUTES
    """Minutes after midnight, 0-1440."""
    on_trigger: OnTrigger = OnTrigger.MANUAL
    off_trigger: OffTrigger = OffTrigger.MANUAL
    off_delay: int = 60
    """Seconds without motion until it switches off."""
    color: int = 0
    """Colour in the vendor's app."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read one segment of a routine's ``array``."""
        on, off = integer(data.get("onTT")) or 0, integer(data.get("offTT")) or 0
        return cls(
            start=integer(data.get("sT")) or 0,
            end=integer(data.get("eT")) or 0,
            on_trigger=_ON.get(on, OnTrigger.OTHER),
            off_trigger=_OFF.get(off, OffTrigger.OTHER),
            off_delay=integer(data.get("offWT")) or 0,
            color=integer(data.get("clr")) or 0,
            raw=data,
        )

    def to_wire(self) -> dict[str, Any]:
        """Return it as devices want it. Raises InvalidError."""
        on = _ON_CODES.get(self.on_trigger, self.raw.get("onTT", 0))
        off = _OFF_CODES.get(self.off_trigger, self.raw.get("offTT", 0))
        return {
            "sT": check_range("start", self.start, 0, _DAY_MINUTES),
            "eT": check_range("end", self.end, 0, _DAY_MINUTES),
            "clr": self.color,
            "onTT": on,
            "offTT": off,
            "offWT": check_range("off_delay", self.off_delay, 0, _LONGEST_WAIT),
            **unknown(self.raw, _SEGMENT),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SmartControl:
    """A routine of Smart Control. The factory's has the id ``0`` and covers the whole day."""

    segments: tuple[Segment, ...]
    id: str = ""
    """Given by the device."""
    name: str = ""
    enable: bool = True
    weekdays: tuple[bool, ...] = EVERY_DAY
    """Sunday first, as it seems."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read one of ``array``."""
        return cls(
            segments=tuple(Segment.from_wire(one) for one in objects(data.get("array"))),
            id=text(data.get("id")) or "",
            name=text(data.get("name")) or "",
            enable=flag(data.get("en")) or False,
            weekdays=days_from_wire(data.get("wday")),
            raw=data,
        )

    @classmethod
    def list_from_wire(cls, data: Mapping[str, Any]) -> tuple[Self, ...]:
        """Read the answer to ``get_weekday_routine``."""
        return tuple(cls.from_wire(one) for one in objects(data.get("array")))

    def to_wire(self) -> dict[str, Any]:
        """Return it as devices want it, without ``id``. Raises InvalidError."""
        return {
            "en": int(self.enable),
            "name": self.name,
            "wday": days_to_wire(self.weekdays),
            "array": [segment.to_wire() for segment in self.segments],
            **unknown(self.raw, _ROUTINE),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualAction:
    """How long the sensors rest after somebody used the switch."""

    off_hold: int | None = None
    """Seconds after it was switched off by hand."""
    on_hold: int | None = None
    """Seconds after it was switched on by hand, as it seems."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``get_default_manual_action``: ``offToS`` and ``onToS``."""
        return cls(
            off_hold=integer(data.get("offToS")), on_hold=integer(data.get("onToS")), raw=data
        )
