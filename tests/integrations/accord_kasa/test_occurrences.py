"""When rules take effect."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from astral import Observer
import pytest

from custom_components.accord.protocol.kasa import (
    AwayRule,
    Moment,
    MomentKind,
    Rule,
    RuleAction,
    RuleDate,
)
from custom_components.accord_kasa.occurrences import (
    INSTANT,
    Place,
    is_due,
    observer_of,
    on_day,
    upcoming,
    within,
)

BERLIN = ZoneInfo("Europe/Berlin")
HOME = Place(BERLIN, Observer(52.52, 13.4))
SVALBARD = Place(BERLIN, Observer(78.2, 15.6))
NONE = Moment(kind=MomentKind.NONE)
SUNSET = Moment(kind=MomentKind.SUNSET)
MONDAY = date(2026, 11, 23)
MONDAYS = (False, True, False, False, False, False, False)
EVENING = Rule(
    start=Moment(minute=18 * 60),
    start_action=RuleAction.ON,
    end=Moment(minute=22 * 60 + 30),
    end_action=RuleAction.OFF,
    weekdays=MONDAYS,
)
NIGHT = AwayRule(start=Moment(minute=23 * 60), end=Moment(minute=60))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of November 2026 in Berlin."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


def times(found: Any) -> list[tuple[datetime, datetime]]:
    return [(one.start, one.end) for one in found]


def test_a_window() -> None:
    found = on_day(EVENING, MONDAY, HOME)
    assert found is not None
    assert (found.rule, found.start, found.end) == (EVENING, at(23, 18), at(23, 22, 30))
    assert on_day(EVENING, MONDAY + timedelta(days=1), HOME) is None
    assert on_day(replace(EVENING, enable=False), MONDAY, HOME) is None


def test_what_ends_on_the_next_day() -> None:
    found = on_day(NIGHT, MONDAY, HOME)
    assert found is not None
    assert (found.start, found.end) == (at(23, 23), at(24, 1))


@pytest.mark.parametrize(
    ("changes", "start"),
    [
        ({"end": NONE, "end_action": RuleAction.NONE}, at(23, 18)),
        ({"end_action": RuleAction.NONE}, at(23, 18)),
        ({"start": NONE, "start_action": RuleAction.NONE}, at(23, 22, 30)),
    ],
)
def test_an_instant(changes: dict[str, Any], start: datetime) -> None:
    found = on_day(replace(EVENING, **changes), MONDAY, HOME)
    assert found is not None
    assert (found.start, found.end) == (start, start + INSTANT)


def test_what_does_nothing() -> None:
    idle = replace(EVENING, start_action=RuleAction.NONE, end_action=RuleAction.NONE)
    assert on_day(idle, MONDAY, HOME) is None
    strange = Moment(kind=MomentKind.OTHER)
    assert on_day(replace(EVENING, start=strange, end=NONE), MONDAY, HOME) is None


def test_the_sun() -> None:
    """In Berlin it set at 16:00 on 23 November 2026, by hours of Svalbard's night never."""
    rule = replace(EVENING, start=replace(SUNSET, offset=-30))
    found = on_day(rule, MONDAY, HOME)
    assert found is not None
    assert at(23, 15, 25) <= found.start <= at(23, 15, 35)
    assert found.start.second == 0
    polar = on_day(rule, MONDAY, SVALBARD)
    assert polar is not None
    assert polar.start == at(23, 22, 30)
    sunrise = HOME.at(Moment(kind=MomentKind.SUNRISE), MONDAY)
    assert sunrise is not None
    assert at(23, 7, 35) <= sunrise <= at(23, 7, 50)


def test_local_time_across_the_change_of_clocks() -> None:
    rule = replace(EVENING, weekdays=(True,) * 7)
    summer, winter = on_day(rule, date(2026, 10, 24), HOME), on_day(rule, date(2026, 10, 25), HOME)
    assert summer is not None
    assert winter is not None
    assert summer.start.hour == winter.start.hour == 18
    assert summer.start.utcoffset() == timedelta(hours=2)
    assert winter.start.utcoffset() == timedelta(hours=1)


def test_an_end_that_never_comes_after_the_start() -> None:
    """Far offsets, and an hour that the change of clocks leaves out."""
    far = replace(EVENING, start=replace(SUNSET, offset=1400), end=Moment(minute=10))
    found = on_day(far, MONDAY, HOME)
    assert found is not None
    assert found.end == found.start + INSTANT
    left_out = replace(
        EVENING, start=Moment(minute=170), end=Moment(minute=180), weekdays=(True,) * 7
    )
    found = on_day(left_out, date(2027, 3, 28), HOME)
    assert found is not None
    assert found.end.timestamp() > found.start.timestamp()


def test_within() -> None:
    """Every week, and what began before the first day."""
    assert times(within([EVENING], at(1, 0), at(24, 0), HOME)) == [
        (at(day, 18), at(day, 22, 30)) for day in (2, 9, 16, 23)
    ]
    assert len(times(within([NIGHT], at(23, 0), at(23, 0, 30), HOME))) == 1
    assert times(within([NIGHT], at(23, 2), at(23, 3), HOME)) == []


def test_within_one_day_only() -> None:
    once = replace(EVENING, repeat=False, date=RuleDate(year=2026, month=12, day=24))
    december = datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    assert [one.start.day for one in within([once], *december, HOME)] == [24]
    assert times(within([once], at(1, 0), at(30, 0), HOME)) == []
    never = replace(once, date=RuleDate(year=2026, month=2, day=30))
    assert times(within([never, replace(once, date=None)], *december, HOME)) == []


def test_upcoming() -> None:
    """What goes on now, else the next."""
    assert times(upcoming([EVENING], at(23, 20), HOME)) == [(at(23, 18), at(23, 22, 30))]
    assert times(upcoming([EVENING], at(23, 22, 30), HOME)) == [(at(30, 18), at(30, 22, 30))]
    once = replace(EVENING, repeat=False, date=RuleDate(year=2027, month=6, day=1))
    assert [one.start.year for one in upcoming([once], at(23, 20), HOME)] == [2027]
    assert times(upcoming([replace(once, enable=False)], at(23, 20), HOME)) == []


def test_is_due() -> None:
    assert is_due(EVENING, MONDAY)
    assert not is_due(EVENING, MONDAY - timedelta(days=1))
    sundays = replace(EVENING, weekdays=(True, *[False] * 6))
    assert is_due(sundays, MONDAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("sysinfo", "place"),
    [
        ({"latitude_i": 523702, "longitude_i": 48952}, (52.3702, 4.8952)),
        ({"latitude": 52.3702, "longitude": -4.5}, (52.3702, -4.5)),
        ({"latitude_i": 0, "longitude_i": 0}, None),
        ({"latitude_i": "north", "longitude_i": 0}, None),
        ({"latitude": 91, "longitude": 0}, None),
        ({}, None),
    ],
)
def test_observer(sysinfo: dict[str, Any], place: tuple[float, float] | None) -> None:
    found = observer_of(sysinfo)
    assert (found and (found.latitude, found.longitude)) == place
