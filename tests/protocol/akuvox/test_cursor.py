"""Each row of a log once, whatever happens to the log."""

from dataclasses import dataclass, field
import json
from typing import Any

import pytest

from custom_components.accord.protocol.akuvox.cursor import LogCursor, Mark


@dataclass(frozen=True)
class Row:
    id: str
    raw: dict[str, Any] = field(default_factory=dict)


def page(*numbers: int, day: str = "2026-11-25", shift: int = 0) -> list[Row]:
    """Return rows, the newest first; each comes a minute after the one before."""
    return [
        Row(str(number), {"Date": day, "Time": f"{minute // 60:02}:{minute % 60:02}:00"})
        for number in numbers
        for minute in (number % 1440 + shift,)
    ]


def ids(rows: list[Row]) -> list[str]:
    return [row.id for row in rows]


def behind(*numbers: int) -> LogCursor[Row]:
    """Return a cursor that has seen a page."""
    cursor: LogCursor[Row] = LogCursor()
    assert cursor.take(page(*numbers)) == []
    return cursor


def test_the_first_page_is_no_news() -> None:
    cursor = behind(9, 8, 7)
    assert ids(cursor.take(page(11, 10, 9))) == ["10", "11"]
    assert cursor.take(page(11, 10, 9)) == []


def test_units_that_put_the_oldest_first() -> None:
    cursor = behind(7, 8, 9)
    assert ids(cursor.take(page(8, 9, 10, 11))) == ["10", "11"]


def test_over_a_restart() -> None:
    cursor = behind(9, 8)
    again: LogCursor[Row] = LogCursor.from_dict(json.loads(json.dumps(cursor.to_dict())))
    assert ids(again.take(page(10, 9, 8))) == ["10"]


def test_nothing_private_is_stored() -> None:
    raw = {"Name": "Mira", "Code": "4711", "Num": "2001", "Date": "2026-11-25", "Time": "08:00:00"}
    cursor: LogCursor[Row] = LogCursor()
    cursor.take([Row("1", raw)])
    stored = json.dumps(cursor.to_dict())
    assert not any(secret in stored for secret in ("Mira", "4711", "2001"))


def test_an_empty_log_that_fills() -> None:
    """Somebody came after it was seen empty: that is news, also over a restart."""
    cursor: LogCursor[Row] = LogCursor()
    assert cursor.take([]) == []
    again: LogCursor[Row] = LogCursor.from_dict(cursor.to_dict())
    assert again.missed(page(*range(20, 10, -1)))
    assert ids(again.take(page(1))) == ["1"]


def test_a_log_that_was_cleared() -> None:
    """Ids start anew: what is later by the unit's clock is news."""
    cursor = behind(412, 411)
    assert ids(cursor.take(page(2, 1, day="2026-11-26"))) == ["1", "2"]
    assert ids(cursor.take(page(3, 2, 1, day="2026-11-26"))) == ["3"]


def test_a_log_that_was_cleared_and_has_grown_past_the_mark() -> None:
    """The known id is there again, but it is another row."""
    cursor = behind(3, 2, 1)
    grown = page(*range(13, 0, -1), day="2026-11-26")
    assert cursor.missed(grown[:10])
    assert ids(cursor.take(grown)) == [str(number) for number in range(1, 14)]


def test_a_log_that_was_seen_empty_after_it_was_cleared() -> None:
    """Whatever its clock says, all is news."""
    cursor = behind(412, 411)
    assert cursor.take([]) == []
    assert ids(cursor.take(page(2, 1, day="1970-01-01"))) == ["1", "2"]


def test_a_full_log_that_says_it_is_empty() -> None:
    """As units do that just start: nothing comes twice."""
    cursor = behind(412, 411)
    assert cursor.take([]) == []
    again: LogCursor[Row] = LogCursor.from_dict(cursor.to_dict())
    assert ids(again.take(page(413, 412, 411))) == ["413"]


def test_rows_that_got_other_ids() -> None:
    """The same row under another id is known."""
    cursor = behind(412, 411)
    assert ids(cursor.take(page(3, 2, 1, shift=410))) == ["3"]


def test_a_row_that_was_deleted() -> None:
    """The one before it is no news."""
    cursor = behind(12, 11, 10)
    assert cursor.take(page(11, 10)) == []
    assert ids(cursor.take(page(13, 11, 10))) == ["13"]


def test_ids_that_wrap() -> None:
    """The order of the page counts, not the size of ids."""
    cursor = behind(65535, 65534, 65533)
    rolled = [*page(2, 1, day="2026-11-26"), *page(65535, 65534, 65533)]
    assert ids(cursor.take(rolled)) == ["1", "2"]
    assert ids(cursor.take([*page(3, day="2026-11-26"), *rolled])) == ["3"]


def test_a_log_that_is_full() -> None:
    """The oldest rows go, ids count on."""
    cursor = behind(*range(1000, 990, -1))
    assert ids(cursor.take(page(*range(1003, 993, -1)))) == ["1001", "1002", "1003"]


def test_a_clock_that_was_put_back() -> None:
    """Ids count on: the clock does not matter."""
    cursor = behind(10, 9)
    assert ids(cursor.take([*page(11, day="2026-01-01"), *page(10, 9)])) == ["11"]


def test_the_known_row_was_pushed_off_the_page() -> None:
    cursor = behind(5)
    burst = page(*range(20, 10, -1))
    assert cursor.missed(burst)
    whole = page(*range(20, 0, -1))
    assert not cursor.missed(whole)
    assert ids(cursor.take(whole)) == [str(number) for number in range(6, 21)]


def test_a_row_that_comes_between_two_pages() -> None:
    """The last row of the first page is the first of the second: told once."""
    cursor = behind(5)
    rows = [*page(*range(20, 10, -1)), *page(*range(11, 1, -1))]
    assert ids(cursor.take(rows)) == [str(number) for number in range(6, 21)]


def test_nothing_is_missed() -> None:
    cursor: LogCursor[Row] = LogCursor()
    assert not cursor.missed(page(*range(10, 0, -1)))
    assert not cursor.missed([])
    cursor.take(page(5))
    assert not cursor.missed(page(*range(4, 0, -1)))


@pytest.mark.parametrize("moment", ["2026-11-25 08:00:00", "some day", ""])
def test_ids_that_are_no_numbers(moment: str) -> None:
    """The clock decides; without one, nothing is news."""
    day, _, time = moment.partition(" ")
    cursor: LogCursor[Row] = LogCursor(Mark("a", moment, ""))
    row = Row("b", {"Date": "2026-11-25", "Time": "08:00:01"})
    known = Row("c", {"Date": day, "Time": time})
    assert cursor.missed([row]) is (moment == "2026-11-25 08:00:00")
    assert cursor.take([row, known]) == ([row] if moment.startswith("2026") else [])


def test_what_is_stored_badly_is_a_new_start() -> None:
    for stored in (None, {"mark": 3}, {"mark": None, "empty": "yes"}):
        assert LogCursor[Row].from_dict(stored).take(page(3)) == []
