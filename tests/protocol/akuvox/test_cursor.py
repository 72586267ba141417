"""Each row of a log once, whatever happens to the log."""

from dataclasses import dataclass, field
from typing import Any

from custom_components.accord.protocol.akuvox.cursor import LogCursor, Mark


@dataclass(frozen=True)
class Row:
    id: str
    raw: dict[str, Any] = field(default_factory=dict)


def page(*numbers: int, day: str = "2026-11-25") -> list[Row]:
    """Return rows, the newest first."""
    return [Row(str(number), {"Date": day, "Time": f"{number}"}) for number in numbers]


def ids(rows: list[Row]) -> list[str]:
    return [row.id for row in rows]


def test_the_first_page_is_no_news() -> None:
    cursor: LogCursor[Row] = LogCursor()
    assert cursor.take(page(9, 8, 7)) == []
    assert ids(cursor.take(page(11, 10, 9))) == ["10", "11"]
    assert cursor.take(page(11, 10, 9)) == []


def test_units_that_put_the_oldest_first() -> None:
    cursor: LogCursor[Row] = LogCursor()
    cursor.take(page(7, 8, 9))
    assert ids(cursor.take(page(8, 9, 10, 11))) == ["10", "11"]


def test_over_a_restart() -> None:
    cursor: LogCursor[Row] = LogCursor()
    cursor.take(page(9, 8))
    again: LogCursor[Row] = LogCursor.from_dict(cursor.to_dict())
    assert ids(again.take(page(10, 9, 8))) == ["10"]


def test_an_empty_log_that_fills() -> None:
    """Somebody came after it was seen empty: that is news, also over a restart."""
    cursor: LogCursor[Row] = LogCursor()
    assert cursor.take([]) == []
    again: LogCursor[Row] = LogCursor.from_dict(cursor.to_dict())
    assert ids(again.take(page(1))) == ["1"]


def test_a_log_that_was_cleared() -> None:
    """Ids start anew: the first page after that is no news."""
    cursor: LogCursor[Row] = LogCursor()
    cursor.take(page(412, 411))
    assert cursor.take(page(2, 1, day="2026-11-26")) == []
    assert ids(cursor.take(page(3, 2, 1, day="2026-11-26"))) == ["3"]


def test_the_known_row_was_pushed_off_the_page() -> None:
    cursor: LogCursor[Row] = LogCursor()
    cursor.take(page(5))
    burst = page(*range(20, 10, -1))
    assert cursor.missed(burst, 10)
    whole = page(*range(20, 0, -1))
    assert not cursor.missed(whole[:15], 20)
    assert ids(cursor.take(whole)) == [str(number) for number in range(6, 21)]


def test_a_page_that_joins_the_known_row_misses_nothing() -> None:
    cursor: LogCursor[Row] = LogCursor()
    assert not cursor.missed(page(*range(10, 0, -1)), 10)
    cursor.take(page(5))
    assert not cursor.missed(page(*range(15, 5, -1)), 10)
    assert not cursor.missed(page(*range(4, 0, -1)), 4)


def test_ids_that_are_no_numbers() -> None:
    cursor: LogCursor[Row] = LogCursor(Mark("a", "1"))
    assert cursor.take([Row("b")]) == []
    assert not cursor.missed([Row("c")], 1)


def test_what_is_stored_badly_is_a_new_start() -> None:
    for stored in (None, {"mark": 3}, {"mark": None, "empty": "yes"}):
        assert LogCursor[Row].from_dict(stored).take(page(3)) == []


def test_an_empty_answer_by_mistake_tells_nothing_twice() -> None:
    cursor: LogCursor[Row] = LogCursor()
    cursor.take(page(9, 8, 7))
    assert cursor.take([]) == []
    again: LogCursor[Row] = LogCursor.from_dict(cursor.to_dict())
    assert again.take(page(9, 8, 7)) == []
    assert ids(again.take(page(10, 9, 8))) == ["10"]


def test_a_log_that_was_seen_empty_and_counts_anew() -> None:
    """Nobody who came since is lost, though the ids are lower."""
    cursor: LogCursor[Row] = LogCursor()
    cursor.take(page(412, 411))
    assert cursor.take([]) == []
    assert ids(cursor.take(page(2, 1, day="2026-11-26"))) == ["1", "2"]
    assert cursor.take(page(2, 1, day="2026-11-26")) == []


def test_a_row_with_a_known_id_may_be_another() -> None:
    """The log was cleared and has grown beyond where it was."""
    cursor: LogCursor[Row] = LogCursor()
    cursor.take(page(5, 4))
    assert cursor.take(page(5, 4, day="2026-11-26")) == []
    assert ids(cursor.take(page(6, 5, 4, day="2026-11-26"))) == ["6"]


def test_numbers_that_run_out() -> None:
    cursor: LogCursor[Row] = LogCursor()
    cursor.take(page(65535, 65534, 65533))
    assert ids(cursor.take(page(2, 1, 65535, 65534, 65533))) == ["1", "2"]
    assert cursor.take(page(2, 1, 65535, 65534, 65533)) == []
    assert ids(cursor.take(page(3, 2, 1, 65535, 65534))) == ["3"]


def test_two_rows_are_put_in_order_by_their_time() -> None:
    old = Row("65535", {"Date": "2026-11-25", "Time": "10:00:00"})
    new = Row("1", {"Date": "2026-11-25", "Time": "10:00:05"})
    for answer in ([new, old], [old, new]):
        cursor: LogCursor[Row] = LogCursor()
        cursor.take([old])
        assert ids(cursor.take(answer)) == ["1"]


def test_the_newest_row_was_deleted() -> None:
    cursor: LogCursor[Row] = LogCursor()
    cursor.take(page(9, 8, 7))
    assert cursor.take(page(8, 7)) == []
    assert ids(cursor.take(page(10, 8, 7))) == ["10"]


def test_rows_that_moved_to_the_next_page_are_told_once() -> None:
    cursor: LogCursor[Row] = LogCursor()
    cursor.take(page(1))
    assert ids(cursor.take([*page(5, 4, 3), *page(3, 2, 1)])) == ["2", "3", "4", "5"]


def test_nothing_private_is_stored() -> None:
    cursor: LogCursor[Row] = LogCursor()
    private = {"Name": "Mira", "Code": "31337", "Num": "2001"}
    cursor.take([Row("7", {"Date": "2026-11-25", "Time": "10:00:00", **private})])
    assert not any(value in str(cursor.to_dict()) for value in private.values())
