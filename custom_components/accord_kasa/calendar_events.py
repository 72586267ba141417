"""Rules as events of a calendar, and back."""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import Any

from homeassistant.const import WEEKDAYS
from homeassistant.exceptions import ServiceValidationError

from ..accord.protocol.kasa import AwayRule, Moment, Rule, RuleAction
from .const import DOMAIN
from .occurrences import DAY, INSTANT, Place
from .rules import EMPTY_RULE, SUNDAY_FIRST, switches_on

RRULE_DAYS = {day[:2].upper(): day for day in WEEKDAYS}
"""The days of the week by the names that recurrence rules have for them."""

WEEK = 7
AWAY, OTHER = "away", "other"
ON, OFF = "on", "off"
ON_THEN_OFF, OFF_THEN_ON = "on_then_off", "off_then_on"


def summary_of(rule: Rule | AwayRule) -> tuple[str | None, str]:
    """Return the name that somebody gave a rule, and the key of a text for what it does."""
    name = rule.name if rule.name not in ("", EMPTY_RULE.name) else None
    if isinstance(rule, AwayRule):
        return name, AWAY
    parts = ((rule.start_action, rule.start_light), (rule.end_action, rule.end_light))
    steps = [switches_on(*part) for part in parts if part[0] is not RuleAction.NONE]
    match steps:
        case [True, False]:
            return name, ON_THEN_OFF
        case [False, True]:
            return name, OFF_THEN_ON
        case [bool() as on, *rest] if None not in rest:
            return name, ON if on else OFF
    return name, OTHER


def rrule_of(rule: Rule | AwayRule) -> str | None:
    """Return how a rule comes again, None when it does not."""
    if not rule.repeat:
        return None
    if all(rule.weekdays):
        return "FREQ=DAILY"
    marked = dict(zip(SUNDAY_FIRST, rule.weekdays, strict=True))
    days = ",".join(name for name, day in RRULE_DAYS.items() if marked[day])
    return f"FREQ=WEEKLY;BYDAY={days}"


def fields_of_event(event: Mapping[str, Any], zone: tzinfo) -> dict[str, Any]:
    """Return the days and times of an event as the fields of a rule.

    Raises a translated ServiceValidationError for what a rule cannot be.
    """
    start, end = event["dtstart"], event["dtend"]
    if not isinstance(start, datetime) or not isinstance(end, datetime) or end - start >= DAY:
        raise _not_possible()
    start, end = start.astimezone(zone), end.astimezone(zone)
    times = {"start": start.time(), "end": end.time()}
    if rrule := event.get("rrule"):
        return {**times, "weekdays": _weekdays(rrule, start.date())}
    return {**times, "date": start.date()}


def check_beginning(event: Mapping[str, Any], zone: tzinfo, today: date) -> None:
    """Refuse what repeats but begins later than in a week: a rule begins at once."""
    if event.get("rrule") and (event["dtstart"].astimezone(zone).date() - today).days > WEEK:
        raise _not_possible()


def changes_of_event(
    rule: Rule | AwayRule, event: Mapping[str, Any], place: Place
) -> dict[str, Any]:
    """Return the fields in which an event differs from the rule that it was made of.

    A moment of the sun stays one while the event shows its time. Raises ServiceValidationError.
    """
    fields = fields_of_event(event, place.zone)
    start, end = (event[name].astimezone(place.zone) for name in ("dtstart", "dtend"))
    if isinstance(rule, Rule) and RuleAction.NONE in (rule.start_action, rule.end_action):
        fields = _of_instant(rule, fields, end - start == INSTANT)
        if rule.start_action is RuleAction.NONE:
            end = start
    for name, moment, shown in (("start", rule.start, start), ("end", rule.end, end)):
        if name in fields and _shows(moment, shown, place):
            del fields[name]
    return fields


def _of_instant(rule: Rule, fields: dict[str, Any], instant: bool) -> dict[str, Any]:
    """Return the fields for a rule that only starts or only ends; it may get an end."""
    if rule.start_action is RuleAction.NONE:
        if not instant:
            raise _not_possible()
        return {
            ("end" if name == "start" else name): value
            for name, value in fields.items()
            if name != "end"
        }
    if instant:
        return {name: value for name, value in fields.items() if name != "end"}
    on = switches_on(rule.start_action, rule.start_light)
    return {**fields, "end_action": "off" if on else "on"}


def _shows(moment: Moment, shown: datetime, place: Place) -> bool:
    """Tell whether a moment is shown unchanged, on its day or beyond midnight."""
    minute = shown.replace(second=0, microsecond=0)
    return any(place.at(moment, shown.date() + DAY * number) == minute for number in (-1, 0, 1))


def _weekdays(rrule: str, day: date) -> list[str]:
    parts = dict(part.partition("=")[::2] for part in rrule.split(";"))
    frequency, interval = parts.pop("FREQ"), parts.pop("INTERVAL", "1")
    names = [name for name in parts.pop("BYDAY", "").split(",") if name]
    parts.pop("WKST", None)
    if parts or interval != "1" or frequency not in ("DAILY", "WEEKLY"):
        raise _not_possible()
    if any(name not in RRULE_DAYS for name in names):
        raise _not_possible()
    if names:
        return [RRULE_DAYS[name] for name in names]
    return list(WEEKDAYS) if frequency == "DAILY" else [WEEKDAYS[day.weekday()]]


def _not_possible() -> ServiceValidationError:
    return ServiceValidationError(translation_domain=DOMAIN, translation_key="event_not_possible")
