"""Rows of schedules."""

import pytest

from custom_components.accord.protocol.akuvox.models.schedule import Schedule, ScheduleType
from custom_components.accord.protocol.errors import InvalidError


def test_a_row_of_days_and_back() -> None:
    row = Schedule(name="Mornings", days=(0, 4), time_start="08:00", time_end="12:00").to_wire()
    assert (row["Week"], row["Daily"], row["Mon"], row["Tue"]) == ("15", "08:00-12:00", "1", "0")
    assert "ID" not in row
    again = Schedule.from_wire({**row, "ID": "1003", "DisplayID": "3"})
    assert (again.days, again.time_start, again.id) == ((0, 4), "08:00", "1003")
    assert again.to_wire()["DisplayID"] == "3"


def test_spellings() -> None:
    found = Schedule.from_wire({"Name": "A", "Week": "06", "Daily": "01:00-02:00"})
    assert (found.days, found.time_start, found.time_end) == ((5, 6), "01:00", "02:00")
    short = Schedule.from_wire({"Name": "A", "Thu": "1", "Fri": "0"})
    assert short.days == (3,)
    assert short.to_wire()["Thu"] == "1"
    assert "Thur" not in short.to_wire()


@pytest.mark.parametrize("wrong", [
    Schedule(name="A", type="7"), Schedule(name="A", time_start="8"), Schedule(name="A", days=()),
    Schedule(name="A", type=ScheduleType.DATES, date_start="26-11-2026", date_end="20261127"),
])  # fmt: skip
def test_what_a_unit_would_not_take(wrong: Schedule) -> None:
    with pytest.raises(InvalidError):
        wrong.check()


@pytest.mark.parametrize(
    ("row", "fixed"),
    [
        ({"ID": "1001"}, True),
        ({"ID": "1002"}, True),
        ({"ID": "1003", "SourceType": "2"}, True),
        ({"ID": "1003", "SourceType": "1"}, False),
        ({"ID": "1003"}, False),
    ],
)
def test_whose_it_is(row: dict[str, str], fixed: bool) -> None:
    assert Schedule.from_wire(row).fixed is fixed
