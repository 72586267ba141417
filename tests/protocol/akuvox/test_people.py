"""People as rows, and back."""

from datetime import datetime

import pytest

from custom_components.accord.protocol.akuvox.models.person import Person
from custom_components.accord.protocol.akuvox.models.privatekey import PrivateKey
from custom_components.accord.protocol.akuvox.models.rfkey import Admission, RfKey
from custom_components.accord.protocol.akuvox.models.schedule import Schedule, ScheduleType
from custom_components.accord.protocol.akuvox.models.user import ScheduleRelay, User
from custom_components.accord.protocol.akuvox.models.window import Window
from custom_components.accord.protocol.akuvox.people import (
    from_card,
    from_code,
    from_user,
    to_card,
    to_code,
    to_schedule,
)
from custom_components.accord.protocol.errors import InvalidError, UnsupportedError

MORNINGS = Window((0, 2), "08:00", "12:30")


def test_codes() -> None:
    row = PrivateKey(id="3", name="Mira", code="4711", relays="12", window=MORNINGS)
    person = from_code(row)
    assert person == Person(
        id="privatekey:3", name="Mira", pin="4711", relays="12", window=MORNINGS
    )
    assert to_code(person) == PrivateKey(name="Mira", code="4711", relays="12", window=MORNINGS)


@pytest.mark.parametrize("uses", [None, 1, 5])
def test_cards(uses: int | None) -> None:
    person = Person(name="Mira", cards=("00C0FFEE",), uses=uses)
    row = to_card(person, person.cards[0])
    assert row.admission == (Admission.ALLOWED if uses is None else Admission.LIMITED)
    assert from_card(RfKey(id="8", name=row.name, code=row.code, admission=row.admission,
                           uses=row.uses)).uses == uses  # fmt: skip


def test_times_of_a_week() -> None:
    person = Person(name="Gardener", pin="4711", window=MORNINGS)
    schedule = to_schedule(person)
    assert schedule.type == ScheduleType.WEEKLY
    assert (schedule.days, schedule.time_start, schedule.time_end) == ((0, 2), "08:00", "12:30")
    user = User(id="5", user_id="9", name="Gardener", pin="4711", access=(ScheduleRelay("7", "1"),))
    found = from_user(user, {"7": schedule})
    assert (found.window, found.schedule, found.number) == (MORNINGS, "7", "9")


def test_whole_days() -> None:
    schedule = to_schedule(Person(name="A", pin="4711", window=Window((5, 6))))
    assert (schedule.time_start, schedule.time_end) == ("00:00", "23:59")
    user = User(user_id="9", name="A", access=(ScheduleRelay("7", "1"),))
    assert from_user(user, {"7": schedule}).window == Window((5, 6))


def test_dates() -> None:
    start, end = datetime(2026, 11, 26, 14), datetime(2026, 11, 29, 11)  # noqa: DTZ001
    schedule = to_schedule(Person(name="Guest", pin="4711", valid_from=start, valid_until=end))
    assert schedule == Schedule(
        name="Accord Guest",
        type=ScheduleType.DATES,
        date_start="20261126",
        date_end="20261129",
        time_start="14:00",
        time_end="11:00",
    )
    user = User(user_id="9", name="Guest", access=(ScheduleRelay("7", "1"),))
    found = from_user(user, {"7": schedule})
    assert (found.valid_from, found.valid_until) == (start, end)


def test_what_a_schedule_cannot_say() -> None:
    start = datetime(2026, 11, 26, 14)  # noqa: DTZ001
    with pytest.raises(InvalidError, match="both"):
        to_schedule(Person(name="Guest", pin="4711", valid_from=start))
    end = datetime(2026, 11, 29, 11)  # noqa: DTZ001
    with pytest.raises(UnsupportedError, match="either"):
        to_schedule(
            Person(name="G", pin="4711", valid_from=start, valid_until=end, window=MORNINGS)
        )


def test_a_schedule_that_makes_no_sense() -> None:
    odd = Schedule(name="x", type=ScheduleType.DATES, date_start="2026", date_end="")
    user = User(user_id="9", name="A", access=(ScheduleRelay("7", "1"),))
    found = from_user(user, {"7": odd})
    assert (found.valid_from, found.valid_until) == (None, None)
    assert from_user(User(user_id="9", name="A"), {}).relays == ""


def test_the_tag_of_a_card() -> None:
    """Days and hours count by the tag for schedules."""
    person = Person(name="Mira", cards=("AA",))
    assert to_card(person, "AA").admission == Admission.ALLOWED
    person = Person(name="Mira", cards=("AA",), window=MORNINGS)
    assert to_card(person, "AA").admission == Admission.SCHEDULED
    assert from_card(RfKey(name="A", code="AA", admission=Admission.FORBIDDEN)).blocked
