"""Rules as events, and events as the fields of rules."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from astral import Observer
from homeassistant.exceptions import ServiceValidationError
import pytest

from custom_components.accord.protocol.kasa import (
    AwayRule,
    LightAction,
    Moment,
    MomentKind,
    Rule,
    RuleAction,
    RuleDate,
)
from custom_components.accord_kasa.calendar_events import (
    changes_of_event,
    check_beginning,
    fields_of_event,
    rrule_of,
    summary_of,
)
from custom_components.accord_kasa.occurrences import Place, on_day

BERLIN = ZoneInfo("Europe/Berlin")
LONDON = ZoneInfo("Europe/London")
HOME = Place(BERLIN, Observer(52.52, 13.4))
MONDAY = date(2026, 11, 23)
NONE = Moment(kind=MomentKind.NONE)
SUNSET = Moment(kind=MomentKind.SUNSET, offset=5)
RULE = Rule(
    start=SUNSET,
    start_action=RuleAction.ON,
    end=Moment(minute=1350),
    end_action=RuleAction.OFF,
    weekdays=(False, True, False, True, False, False, False),
)
INSTANT = replace(RULE, end=NONE, end_action=RuleAction.NONE)


def event(start: datetime, end: datetime, rrule: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {"dtstart": start, "dtend": end, "summary": "Lamp"}
    return found if rrule is None else {**found, "rrule": rrule}


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, tzinfo=BERLIN)


def shown(rule: Rule | AwayRule) -> dict[str, Any]:
    """Return the event that the user sees on Monday."""
    found = on_day(rule, MONDAY, HOME)
    assert found is not None
    return event(found.start, found.end, rrule_of(rule))


ON, OFF, NOTHING = RuleAction.ON, RuleAction.OFF, RuleAction.NONE


@pytest.mark.parametrize(
    ("start", "end", "key"),
    [
        (ON, OFF, "on_then_off"),
        (OFF, ON, "off_then_on"),
        (ON, NOTHING, "on"),
        (NOTHING, OFF, "off"),
        (ON, ON, "on"),
        (RuleAction.OTHER, OFF, "other"),
        (ON, RuleAction.OTHER, "other"),
        (NOTHING, NOTHING, "other"),
    ],
)
def test_summary(start: RuleAction, end: RuleAction, key: str) -> None:
    assert summary_of(replace(RULE, start_action=start, end_action=end)) == (None, key)


def test_summary_of_lights_names_and_absence() -> None:
    light = replace(
        INSTANT, start_action=RuleAction.LIGHT, start_light=LightAction.off(), name="Bedtime"
    )
    assert summary_of(light) == ("Bedtime", "off")
    assert summary_of(AwayRule(start=SUNSET, end=RULE.end)) == (None, "away")


def test_rrule() -> None:
    assert rrule_of(RULE) == "FREQ=WEEKLY;BYDAY=MO,WE"
    assert rrule_of(replace(RULE, weekdays=(True,) * 7)) == "FREQ=DAILY"
    once = RuleDate(year=2026, month=11, day=23)
    assert rrule_of(replace(RULE, repeat=False, date=once)) is None


@pytest.mark.parametrize(
    ("rrule", "days"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,SU", {"weekdays": ["mon", "sun"]}),
        ("FREQ=WEEKLY;INTERVAL=1;WKST=MO", {"weekdays": ["mon"]}),
        ("FREQ=DAILY", {"weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}),
        (None, {"date": MONDAY}),
    ],
)
def test_fields(rrule: str | None, days: dict[str, Any]) -> None:
    fields = fields_of_event(event(at(18), at(22, 30), rrule), BERLIN)
    assert fields == {"start": time(18), "end": time(22, 30), **days}


def test_fields_in_the_zone_of_the_device() -> None:
    assert fields_of_event(event(at(0, 30), at(2)), LONDON) == {
        "start": time(23, 30),
        "end": time(1),
        "date": MONDAY - timedelta(days=1),
    }


@pytest.mark.parametrize(
    "wrong",
    [
        event(at(18), at(18) + timedelta(days=1)),
        {"dtstart": MONDAY, "dtend": MONDAY + timedelta(days=1)},
        *(
            event(at(18), at(19), rrule)
            for rrule in (
                "FREQ=MONTHLY",
                "FREQ=YEARLY",
                "FREQ=WEEKLY;INTERVAL=2",
                "FREQ=DAILY;COUNT=3",
                "FREQ=WEEKLY;UNTIL=20270101T000000",
                "FREQ=WEEKLY;BYDAY=1MO",
            )
        ),
    ],
)
def test_events_that_no_rule_can_be(wrong: dict[str, Any]) -> None:
    with pytest.raises(ServiceValidationError) as refused:
        fields_of_event(wrong, BERLIN)
    assert refused.value.translation_key == "event_not_possible"


def test_a_rule_begins_at_once() -> None:
    weekly = event(at(18), at(19), "FREQ=WEEKLY")
    check_beginning(weekly, BERLIN, MONDAY - timedelta(days=7))
    check_beginning(event(at(18), at(19)), BERLIN, MONDAY - timedelta(days=70))
    with pytest.raises(ServiceValidationError):
        check_beginning(weekly, BERLIN, MONDAY - timedelta(days=8))


@pytest.mark.parametrize("rule", [RULE, INSTANT, AwayRule(start=SUNSET, end=Moment(minute=60))])
def test_an_event_left_as_it_is(rule: Rule | AwayRule) -> None:
    """Sunset stays sunset, an instant stays one."""
    assert changes_of_event(rule, shown(rule), HOME).keys() == {"weekdays"}


def test_one_end_moved() -> None:
    later = {**shown(RULE), "dtend": at(23)}
    assert changes_of_event(RULE, later, HOME) == {"end": time(23), "weekdays": ["mon", "wed"]}
    earlier = {**shown(RULE), "dtstart": at(15)}
    assert changes_of_event(RULE, earlier, HOME)["start"] == time(15)


def test_an_instant_gets_an_end() -> None:
    longer = {**shown(INSTANT), "dtend": at(20)}
    changes = changes_of_event(INSTANT, longer, HOME)
    assert (changes["end"], changes["end_action"]) == (time(20), "off")
    off = replace(INSTANT, start_action=OFF)
    assert changes_of_event(off, longer, HOME)["end_action"] == "on"


def test_a_rule_that_only_ends() -> None:
    rule = replace(RULE, start=NONE, start_action=NOTHING)
    assert changes_of_event(rule, shown(rule), HOME).keys() == {"weekdays"}
    moved = event(at(21), at(21, 1), "FREQ=DAILY")
    changes = changes_of_event(rule, moved, HOME)
    assert changes["end"] == time(21)
    assert "start" not in changes
    with pytest.raises(ServiceValidationError):
        changes_of_event(rule, event(at(20), at(21)), HOME)
