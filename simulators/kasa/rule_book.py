"""The rules of one relay or light, and when they want what."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
import zlib

from simulators.kasa.sun import SUNRISE, SUNSET, sun_time

type Json = dict[str, Any]
type Now = Callable[[], datetime]
type Place = Callable[[], tuple[float, float]]

NO_MOMENT = NO_ACTION = -1
OFF, ON, LIGHT = 0, 1, 2
AHEAD = 9
"""Days looked ahead: a rule of one weekday comes again within."""


@dataclass
class RuleTable:
    """Rules of one kind, in the order in which they were made."""

    rules: dict[str, Json] = field(default_factory=dict)
    enabled: bool = True


@dataclass(frozen=True, order=True)
class Event:
    """What a rule wants at some moment."""

    moment: datetime
    rule: str
    action: int = field(compare=False)
    light: Json | None = field(compare=False, default=None)
    away: bool = field(compare=False, default=False)
    last: bool = field(compare=False, default=False)
    """After it a rule for one day has nothing more to do."""


class RuleBook:
    """Schedule and away mode of one relay or light."""

    def __init__(self, now: Now, place: Place) -> None:
        """Start empty; `now` is the device's own time, `place` latitude and longitude."""
        self._now = now
        self._place = place
        self.schedule = RuleTable()
        self.away = RuleTable()
        self.next: Event | None = None
        """Of the schedule: what the device says that it will do."""

    def upcoming(self, after: datetime) -> Event | None:
        """Return what comes first after a moment."""
        return min(self._events(after), default=None)

    def look_ahead(self) -> None:
        """Find out what the schedule will do next."""
        events = [event for event in self._events(self._now()) if not event.away]
        self.next = min(events, default=None)

    def minute_today(self, rule: Json, letter: str) -> int:
        """Return the minute that a rule shows: of the sun today, or as it was written."""
        moment = self._moment(rule, letter, self._now().date())
        if rule.get(f"{letter}time_opt") not in (SUNRISE, SUNSET) or moment is None:
            return int(rule.get(f"{letter}min", 0))
        return moment.hour * 60 + moment.minute

    def _events(self, after: datetime) -> Iterator[Event]:
        first = after.date() - timedelta(days=1)
        for table, find in ((self.schedule, self._scheduled), (self.away, self._pretended)):
            if not table.enabled:
                continue
            for rule in table.rules.values():
                for offset in range(AHEAD):
                    day = first + timedelta(days=offset)
                    if rule["enable"] and _is_due(rule, day):
                        for event in find(rule, day):
                            if event.moment.astimezone(UTC) > after.astimezone(UTC):
                                yield event

    def _scheduled(self, rule: Json, day: date) -> Iterator[Event]:
        start, end = self._moment(rule, "s", day), self._end(rule, day)
        has_end = end is not None and rule["eact"] != NO_ACTION
        if start is not None and rule["sact"] != NO_ACTION:
            light = rule.get("s_light")
            yield Event(start, rule["id"], rule["sact"], light, last=not has_end)
        if end is not None and has_end:
            yield Event(end, rule["id"], rule["eact"], rule.get("e_light"), last=True)

    def _pretended(self, rule: Json, day: date) -> Iterator[Event]:
        """Yield on and off by turns, at moments that look like chance but are not."""
        start, end = self._moment(rule, "s", day), self._end(rule, day)
        if start is None or end is None or end <= start:
            return
        window = int((end - start).total_seconds())
        count = rule["frequency"]
        chances = sorted(
            zlib.crc32(f"{rule['id']} {day} {turn}".encode()) % window for turn in range(count)
        )
        for turn, seconds in enumerate(chances):
            moment = start + timedelta(seconds=seconds)
            yield Event(moment, rule["id"], ON if turn % 2 == 0 else OFF, away=True)
        yield Event(end, rule["id"], OFF, away=True, last=True)

    def _end(self, rule: Json, day: date) -> datetime | None:
        """Return the end, which may be after midnight."""
        start, end = self._moment(rule, "s", day), self._moment(rule, "e", day)
        if start is not None and end is not None and end <= start:
            return self._moment(rule, "e", day + timedelta(days=1))
        return end

    def _moment(self, rule: Json, letter: str, day: date) -> datetime | None:
        kind = rule[f"{letter}time_opt"]
        if kind == NO_MOMENT:
            return None
        zone = self._now().tzinfo
        assert zone is not None
        if kind in (SUNRISE, SUNSET):
            found = sun_time(kind, day, *self._place(), zone)
            offset = timedelta(minutes=rule.get(f"{letter}offset", 0))
            return None if found is None else found.replace(second=0, microsecond=0) + offset
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
        return midnight + timedelta(minutes=rule[f"{letter}min"])


def _is_due(rule: Json, day: date) -> bool:
    if rule["repeat"]:
        return bool(rule["wday"][day.isoweekday() % 7])
    return (rule["year"], rule["month"], rule["day"]) == (day.year, day.month, day.day)


def next_action(book: RuleBook) -> Json:
    """Return how a device shows what its schedule will do next."""
    event = book.next
    if event is None:
        return {"type": -1}
    seconds = event.moment.hour * 3600 + event.moment.minute * 60
    shown: Json = {"type": 1, "id": event.rule, "schd_sec": seconds, "action": event.action}
    if event.light is not None:
        keys = ("on_off", "hue", "saturation", "color_temp", "brightness")
        shown["light"] = {key: event.light[key] for key in keys}
    return shown
