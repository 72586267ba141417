"""When rules take effect: the moments of days, by the clock and by the sun."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from astral import Observer
from astral.sun import sunrise, sunset

from ..accord.protocol.kasa import AwayRule, Moment, MomentKind, Rule, RuleAction

DAY = timedelta(days=1)
INSTANT = timedelta(minutes=1)
"""How long something is shown that only starts or only ends."""

AROUND = 2
"""Days before and after, from which an offset from the sun may reach into a day."""

AHEAD = 7 + AROUND
"""Days in which every rule that repeats comes again."""

_SUN = {MomentKind.SUNRISE: sunrise, MomentKind.SUNSET: sunset}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a device is, and in which time zone it counts."""

    zone: tzinfo
    observer: Observer

    def at(self, moment: Moment, day: date) -> datetime | None:
        """Return a moment of a day; None for none, and where the sun does not rise or set."""
        if moment.kind is MomentKind.FIXED:
            clock = time(*divmod(moment.minute, 60))
            return datetime.combine(day, clock, tzinfo=self.zone)
        if (event := _SUN.get(moment.kind)) is None:
            return None
        try:
            found: datetime = event(self.observer, date=day, tzinfo=self.zone)
        except ValueError:
            return None
        return found.replace(second=0, microsecond=0) + timedelta(minutes=moment.offset)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that a rule takes effect."""

    rule: Rule | AwayRule
    start: datetime
    end: datetime


def observer_of(sysinfo: Mapping[str, Any]) -> Observer | None:
    """Return where a device says that it is, None if it was never told."""
    place = []
    for name, highest in (("latitude", 90), ("longitude", 180)):
        value = sysinfo.get(name)
        if (exact := sysinfo.get(f"{name}_i")) is not None:
            value = exact / 10_000 if isinstance(exact, int) else None
        if not isinstance(value, int | float) or not -highest <= value <= highest:
            return None
        place.append(float(value))
    return Observer(*place) if any(place) else None


def on_day(rule: Rule | AwayRule, day: date, place: Place) -> Occurrence | None:
    """Return what a rule does that starts on a day; an end before the start is the next day's."""
    if not rule.enable or not is_due(rule, day):
        return None
    first, last = _acts(rule)
    start = place.at(rule.start, day) if first else None
    end = place.at(rule.end, day) if last else None
    if start is not None and end is not None and end <= start:
        end = place.at(rule.end, day + DAY)
    if start is None:
        return None if end is None else Occurrence(rule, end, end + INSTANT)
    if end is None or end.timestamp() <= start.timestamp():
        end = start + INSTANT
    return Occurrence(rule, start, end)


def within(
    rules: Iterable[Rule | AwayRule], start: datetime, end: datetime, place: Place
) -> Iterator[Occurrence]:
    """Yield what rules do between two moments."""
    first, last = (moment.astimezone(place.zone).date() for moment in (start, end))
    days = [first + DAY * number for number in range(-AROUND, (last - first).days + AROUND + 1)]
    for rule in rules:
        for day in days if rule.repeat else _once(rule):
            found = on_day(rule, day, place)
            if found is not None and found.start < end and found.end > start:
                yield found


def upcoming(rules: Iterable[Rule | AwayRule], now: datetime, place: Place) -> Iterator[Occurrence]:
    """Yield of each rule what it does now or next."""
    today = now.astimezone(place.zone).date()
    days = [today + DAY * number for number in range(-AROUND, AHEAD + 1)]
    for rule in rules:
        all_found = (on_day(rule, day, place) for day in (days if rule.repeat else _once(rule)))
        found = next((one for one in all_found if one is not None and one.end > now), None)
        if found is not None:
            yield found


def is_due(rule: Rule | AwayRule, day: date) -> bool:
    """Tell whether a rule is for a day."""
    if rule.repeat:
        return rule.weekdays[day.isoweekday() % 7]
    return day in _once(rule)


def _acts(rule: Rule | AwayRule) -> tuple[bool, bool]:
    """Tell whether something happens at the start, and at the end."""
    if isinstance(rule, AwayRule):
        return True, True
    return rule.start_action is not RuleAction.NONE, rule.end_action is not RuleAction.NONE


def _once(rule: Rule | AwayRule) -> list[date]:
    """Return the day of a rule that does not repeat; none where it names no day."""
    once = rule.date
    try:
        return [] if once is None else [date(once.year, once.month, once.day)]
    except ValueError, OverflowError:
        return []
