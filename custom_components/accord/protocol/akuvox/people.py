"""People as rows of the stores, and back. Source: HTTP API Manual; schedules of real units."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from ..errors import InvalidError, UnsupportedError
from .models.person import Person, PersonStore, person_id
from .models.privatekey import PrivateKey
from .models.rfkey import Admission, RfKey
from .models.rows import written_card
from .models.schedule import Schedule, ScheduleType
from .models.user import ScheduleRelay, User
from .models.window import EVERY_DAY, Window

OWN_SCHEDULE = "Accord "
"""Beginning of the names of schedules made here: they go with their person."""
_LONGEST = 32
_DATE, _TIME = "%Y%m%d", "%H:%M"
_ALL_DAY = ("00:00", "23:59")
"""How a schedule, which is never empty, says so."""


def from_code(row: PrivateKey) -> Person:
    """Return who has a code of the older store."""
    return Person(
        id=person_id(PersonStore.PIN, row.id),
        name=row.name,
        pin=row.code,
        relays=row.relays,
        window=row.window,
    )


def from_card(row: RfKey) -> Person:
    """Return who has a card of the older store."""
    return Person(
        id=person_id(PersonStore.CARD, row.id),
        name=row.name,
        cards=(row.code,),
        relays=row.relays,
        window=row.window,
        uses=row.uses if row.admission == Admission.LIMITED else None,
        blocked=row.admission == Admission.FORBIDDEN,
    )


def to_code(person: Person) -> PrivateKey:
    """Return the row of a code."""
    return PrivateKey(name=person.name, code=person.pin, relays=person.relays, window=person.window)


def to_card(person: Person, card: str) -> RfKey:
    """Return the row of a card; the tag says which of its limits counts."""
    admission = Admission.ALLOWED if person.window.always else Admission.SCHEDULED
    if person.uses is not None:
        admission = Admission.LIMITED
    return RfKey(
        name=person.name,
        code=written_card(card),
        relays=person.relays,
        window=person.window,
        admission=admission,
        uses=person.uses or 0,
    )


def from_user(row: User, schedules: Mapping[str, Schedule]) -> Person:
    """Return a person of the newer store, with the times of the unit's schedules by id."""
    first = row.access[0] if row.access else ScheduleRelay("", "")
    person = Person(
        id=person_id(PersonStore.USER, row.id),
        name=row.name,
        number=row.user_id,
        pin=row.pin,
        cards=row.cards,
        relays=first.relays,
        source=row.source,
        schedule=first.schedule,
    )
    schedule = schedules.get(first.schedule)
    return person if schedule is None else _with_times(person, schedule)


def _with_times(person: Person, schedule: Schedule) -> Person:
    window = Window(schedule.days or EVERY_DAY, schedule.time_start, schedule.time_end)
    if (schedule.time_start, schedule.time_end) == _ALL_DAY:
        window = Window(window.days)
    if schedule.type != ScheduleType.DATES:
        return replace(person, window=window)
    return replace(
        person,
        valid_from=_moment(schedule.date_start, schedule.time_start),
        valid_until=_moment(schedule.date_end, schedule.time_end),
    )


def to_schedule(person: Person) -> Schedule:
    """Return a schedule with the person's times; the unit keeps dates or days, not both."""
    start, end, window = person.valid_from, person.valid_until, person.window
    name = f"{OWN_SCHEDULE}{person.name}"[:_LONGEST]
    if start is None and end is None:
        first, last = _ALL_DAY if window.all_day else (window.start, window.end)
        return Schedule(
            name=name,
            type=ScheduleType.WEEKLY,
            time_start=first,
            time_end=last,
            days=window.days,
        )
    if start is None or end is None:
        raise InvalidError("a person who is let in for a time needs both, start and end")
    if not window.always:
        raise UnsupportedError("this unit keeps either dates or days of the week, not both")
    return Schedule(
        name=name,
        type=ScheduleType.DATES,
        date_start=start.strftime(_DATE),
        date_end=end.strftime(_DATE),
        time_start=start.strftime(_TIME),
        time_end=end.strftime(_TIME),
    )


def _moment(day: str, time: str) -> datetime | None:
    try:
        return datetime.strptime(f"{day} {time}", f"{_DATE} {_TIME}")  # noqa: DTZ007 - unit's clock
    except ValueError:
        return None
