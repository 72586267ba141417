"""What schedule and away rules are made of: moments, days, actions. Source: API.md, ``schedule``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self

from ...errors import InvalidError
from .fields import check_range, flag, integer, text, unknown

RULE_NAME = "name"
"""What the vendor's app calls every rule; some firmware refuses others."""

LAST_MINUTE = 1439
DAYS = 7
EVERY_DAY = (True,) * DAYS
_LARGEST_HUE = 360
_PERCENT = 100
_LONGEST_FADE = 86_400_000
_HOTTEST = 20_000


class MomentKind(StrEnum):
    """What a time of day is counted from."""

    NONE = "none"
    """The rule has no such moment."""
    FIXED = "fixed"
    SUNRISE = "sunrise"
    SUNSET = "sunset"
    OTHER = "other"
    """A kind not known yet; goes back as it came."""


class RuleAction(StrEnum):
    """What happens at a moment."""

    NONE = "none"
    OFF = "off"
    ON = "on"
    LIGHT = "light"
    """Lights only: change to a light state."""
    OTHER = "other"
    """An action not known yet; goes back as it came."""


_KINDS = {-1: MomentKind.NONE, 0: MomentKind.FIXED, 1: MomentKind.SUNRISE, 2: MomentKind.SUNSET}
_KIND_CODES = {kind: code for code, kind in _KINDS.items()}
_ACTIONS = {-1: RuleAction.NONE, 0: RuleAction.OFF, 1: RuleAction.ON, 2: RuleAction.LIGHT}
_ACTION_CODES = {action: code for code, action in _ACTIONS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Start or end of a rule within the day."""

    kind: MomentKind = MomentKind.FIXED
    minute: int = 0
    """After midnight, 0-1439. Of a sun moment read from a device: today's, as computed there."""
    offset: int = 0
    """Minutes after sunrise or sunset, negative before."""

    @classmethod
    def from_wire(cls, data: Mapping[str, Any], letter: str) -> Self:
        """Read ``stime_opt``, ``smin`` and ``soffset``, or with ``e`` those of the end."""
        code = integer(data.get(f"{letter}time_opt"))
        kind = MomentKind.NONE if code is None else _KINDS.get(code, MomentKind.OTHER)
        return cls(
            kind=kind,
            minute=integer(data.get(f"{letter}min")) or 0,
            offset=integer(data.get(f"{letter}offset")) or 0,
        )

    def to_wire(self, letter: str, raw: Mapping[str, Any]) -> dict[str, int]:
        """Return the members for ``s`` or ``e``; ``raw`` holds those of an unknown kind.

        A moment that is none has no offset: picky firmware takes exactly these members.
        """
        names = [f"{letter}{name}" for name in ("time_opt", "min", "offset")]
        if self.kind is MomentKind.OTHER:
            return {name: raw[name] for name in names if name in raw}
        fixed, sun = self.kind is MomentKind.FIXED, self.kind in _SUN
        minute = check_range("minute", self.minute, 0, LAST_MINUTE) if fixed else 0
        found = dict(zip(names, (_KIND_CODES[self.kind], minute), strict=False))
        if self.kind is not MomentKind.NONE:
            offset = check_range("offset", self.offset, -LAST_MINUTE, LAST_MINUTE) if sun else 0
            found[names[2]] = offset
        return found


_SUN = frozenset({MomentKind.SUNRISE, MomentKind.SUNSET})
NO_MOMENT = Moment(kind=MomentKind.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDate:
    """The day of a rule that does not repeat."""

    year: int
    month: int
    day: int

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self | None:
        """Read ``year``, ``month`` and ``day``; repeating rules have none of them, or zeros."""
        year, month, day = (integer(data.get(name)) for name in ("year", "month", "day"))
        return cls(year=year, month=month, day=day) if year and month and day else None

    def date(self) -> date:
        """Return it as a date. Raises InvalidError when there is no such day."""
        try:
            return date(self.year, self.month, self.day)
        except ValueError, OverflowError:
            raise InvalidError("parameter date is no day of the calendar") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class LightAction:
    """The light state that a rule brings about."""

    on: bool
    mode: str = "customize_preset"
    """``customize_preset``: the values below; ``last_status``: as it was."""
    hue: int = 0
    """Degrees, 0-360."""
    saturation: int = 0
    """Percent."""
    color_temp: int = 0
    """K; 0 for hue and saturation."""
    brightness: int = 0
    """Percent."""
    transition: int | None = None
    """ms."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def off(cls, transition: int | None = None) -> Self:
        """Return what the vendor's app writes to switch off; ``transition`` in ms."""
        return cls(on=False, mode="last_status", transition=transition)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read ``s_light`` or ``e_light``."""
        return cls(
            on=flag(data.get("on_off")) or False,
            mode=text(data.get("mode")) or "",
            hue=integer(data.get("hue")) or 0,
            saturation=integer(data.get("saturation")) or 0,
            color_temp=integer(data.get("color_temp")) or 0,
            brightness=integer(data.get("brightness")) or 0,
            transition=integer(data.get("transition_period")),
            raw=data,
        )

    def to_wire(self) -> dict[str, Any]:
        """Return it as devices want it. Raises InvalidError for values out of range."""
        found: dict[str, Any] = {
            "on_off": int(self.on),
            "mode": self.mode,
            "hue": check_range("hue", self.hue, 0, _LARGEST_HUE),
            "saturation": check_range("saturation", self.saturation, 0, _PERCENT),
            "color_temp": check_range("color_temp", self.color_temp, 0, _HOTTEST),
            "brightness": check_range("brightness", self.brightness, 0, _PERCENT),
        }
        if self.transition is not None:
            fade = check_range("transition", self.transition, 0, _LONGEST_FADE)
            found["transition_period"] = fade
        return found | unknown(self.raw, {*found, "transition_period"})


def action_from_wire(data: Mapping[str, Any], letter: str) -> RuleAction:
    """Read ``sact`` or ``eact``."""
    code = integer(data.get(f"{letter}act"))
    return RuleAction.NONE if code is None else _ACTIONS.get(code, RuleAction.OTHER)


def action_to_wire(action: RuleAction, letter: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``sact`` or ``eact``; ``raw`` holds the code of an unknown action."""
    name = f"{letter}act"
    return {name: raw.get(name, -1) if action is RuleAction.OTHER else _ACTION_CODES[action]}


def days_from_wire(value: object) -> tuple[bool, ...]:
    """Read ``wday``: seven flags, Sunday first; whatever is missing is no day."""
    sent = value if isinstance(value, list | tuple) else ()
    days = [flag(item) or False for item in sent[:DAYS]]
    return tuple(days + [False] * (DAYS - len(days)))


def days_to_wire(days: Sequence[bool]) -> list[int]:
    """Return ``wday``. Raises InvalidError unless there are seven."""
    if len(days) != DAYS:
        raise InvalidError("parameter weekdays must have 7 items, Sunday first")
    return [int(day) for day in days]


def repetition_to_wire(
    repeat: bool, days: Sequence[bool], day: RuleDate | None, known: bool
) -> dict[str, Any]:
    """Return ``wday``, ``repeat`` and of a one-time rule its date.

    The weekday of a one-time rule follows from its date. Raises InvalidError without a date,
    unless the device is ``known`` to hold the rule that way.
    """
    if repeat:
        return {"wday": days_to_wire(days), "repeat": 1}
    if day is None:
        if not known:
            raise InvalidError("parameter date is missing: the rule does not repeat")
        return {"wday": days_to_wire(days), "repeat": 0}
    sunday_first = day.date().isoweekday() % DAYS
    wday = [int(position == sunday_first) for position in range(DAYS)]
    date_ = {"year": day.year, "month": day.month, "day": day.day}
    return {"wday": wday, "repeat": 0, **date_}
