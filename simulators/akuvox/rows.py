"""Stores of rows: people's codes, contacts, rules, logs, as lists of texts by name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from simulators.akuvox.message import Call, Json, param_error

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

type Row = dict[str, str]

PAGE = 10


class RowStore:
    """Rows with an ID each; members that the store does not have are dropped."""

    def __init__(
        self,
        defaults: Mapping[str, str],
        *,
        optional: Iterable[str] = (),
        capacity: int = 1000,
    ) -> None:
        """Start empty; `defaults` are the members and what they are if nobody says.

        Optional members are there only if somebody says.
        """
        self.defaults = dict(defaults)
        self._members = {*self.defaults, *optional}
        self.capacity = capacity
        self._rows: list[Row] = []
        self._last = 0

    def __iter__(self) -> Iterator[Row]:
        """Go through all rows, oldest first."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def by_id(self, number: str | None) -> Row | None:
        """Return a row, or None."""
        return next((row for row in self._rows if row["ID"] == number), None)

    def first(self, criteria: Mapping[str, str]) -> Row | None:
        """Return the first row that has all these members, or None."""
        if not criteria:
            return None
        return next((row for row in self._rows if criteria.items() <= row.items()), None)

    def add(self, members: Mapping[str, str], number: str = "") -> Row | None:
        """Add a row, with an ID of its own if none is given; None if that is taken or it is full."""
        if number and (not number.isdecimal() or self.by_id(number)):
            return None
        if len(self._rows) >= self.capacity:
            return None
        self._last = max(self._last, int(number)) if number else self._last + 1
        row = {"ID": number or str(self._last), **self.defaults, **self._known(members)}
        self._rows.append(row)
        return row

    def replace(self, row: Row, members: Mapping[str, str]) -> None:
        """Put new members in place of a row's; what is not given is lost."""
        number = row["ID"]
        row.clear()
        row.update({"ID": number, **self.defaults, **self._known(members)})

    def remove(self, row: Row) -> None:
        """Remove a row."""
        self._rows.remove(row)

    def keep(self, wanted: Callable[[Row], bool]) -> None:
        """Remove all rows but some."""
        self._rows = [row for row in self._rows if wanted(row)]
        if not self._rows:
            self._last = 0

    def clear(self) -> None:
        """Remove all rows; IDs start over."""
        self._rows.clear()
        self._last = 0

    def load(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Have these rows and no other."""
        self.clear()
        for row in rows:
            self.add(row, row.get("ID", ""))

    def _known(self, members: Mapping[str, str]) -> Row:
        return {name: value for name, value in members.items() if name in self._members}


class Log(RowStore):
    """Rows that come by themselves; the oldest goes when there is no room."""

    def append(self, members: Mapping[str, str]) -> Row:
        """Add a row."""
        while len(self) >= self.capacity:
            self.remove(self._rows[0])
        row = self.add(members)
        assert row is not None
        return row

    def newest_first(self) -> list[Row]:
        """Return all rows as they are listed."""
        return list(reversed(self._rows))


def listing(device: AkuvoxDevice, call: Call, rows: list[Row]) -> Json:
    """Return rows as `data`, ten at a time if a page is asked for."""
    quirks = device.quirks
    page = call.text("page")
    if page is not None and not quirks.ignores_page and page != "-1":
        if not page.isdecimal() or int(page) < 1:
            raise param_error()
        shown = rows[(int(page) - 1) * PAGE : int(page) * PAGE]
        count = len(shown) if quirks.num_is_page else len(rows)
        data: Json = {"num": count, "curPageNum": int(page), "item": shown}
    else:
        shown = rows
        data = {"num": len(rows), "item": rows}
    if not shown and quirks.empty_list is not None:
        empty: Json = quirks.empty_list
        return empty
    return data
