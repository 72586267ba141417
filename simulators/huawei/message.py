"""A request as it is checked: its members by name, null or empty counted as absent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
import re
from typing import Any, NoReturn

from simulators.huawei import times
from simulators.huawei.accounts import Account
from simulators.huawei.codes import Refusal
from simulators.huawei.registry import Operation, Reply

type Json = dict[str, Any]

_WHOLE = re.compile(r"-?\d{1,15}")


class Fields:
    """Members of a query or of a JSON object; wrong ones are refused by one code."""

    def __init__(self, members: Mapping[str, Any], invalid: int) -> None:
        """Read members."""
        self._members = members
        self.invalid = invalid

    def refusing(self, invalid: int) -> Fields:
        """Return the same members, refused by another code."""
        return Fields(self._members, invalid)

    def refuse(self) -> NoReturn:
        """Refuse."""
        raise Refusal(self.invalid)

    def __contains__(self, name: str) -> bool:
        """Tell whether a member was sent."""
        return self._members.get(name) not in (None, "")

    def any(self, *names: str) -> Any:
        """Return the first of some members that was sent, as it came."""
        return next((self._members[name] for name in names if name in self), None)

    def text(self, *names: str, most: int = 256) -> str | None:
        """Return text."""
        value = self.any(*names)
        if value is not None and (not isinstance(value, str) or len(value) > most):
            self.refuse()
        found: str | None = value
        return found

    def required(self, *names: str, most: int = 256) -> str:
        """Return text that must be there."""
        value = self.text(*names, most=most)
        return self.refuse() if value is None else value

    def word(self, name: str, words: Iterable[str]) -> str | None:
        """Return one of some words."""
        value = self.text(name)
        if value is not None and value not in words:
            self.refuse()
        return value

    def whole(self, name: str, low: int, high: int) -> int | None:
        """Return a whole number within bounds; digits as text will do."""
        value = self.any(name)
        if isinstance(value, str) and _WHOLE.fullmatch(value):
            value = int(value)
        if value is not None and (type(value) is not int or not low <= value <= high):
            self.refuse()
        found: int | None = value
        return found

    def flag(self, name: str) -> bool | None:
        """Return a boolean, also as text."""
        value = self.any(name)
        if isinstance(value, str):
            value = {"true": True, "false": False}.get(value.lower(), value)
        if value is not None and not isinstance(value, bool):
            self.refuse()
        return value

    def object(self, name: str) -> Json | None:
        """Return a JSON object."""
        value = self.any(name)
        if value is not None and not isinstance(value, dict):
            self.refuse()
        return value

    def fields(self, name: str) -> Fields:
        """Return the members of an object, none if it is absent."""
        return Fields(self.object(name) or {}, self.invalid)

    def rows(self, name: str) -> list[Any] | None:
        """Return a list."""
        value = self.any(name)
        if value is not None and not isinstance(value, list):
            self.refuse()
        return value

    def texts(self, name: str, most: int = 1000) -> list[str] | None:
        """Return a list of texts, each once."""
        value = self.rows(name)
        if value is None:
            return None
        if len(value) > most or not all(isinstance(one, str) for one in value):
            self.refuse()
        return list(dict.fromkeys(value))

    def time(self, name: str) -> datetime | None:
        """Return a time."""
        value = self.text(name, most=32)
        if value is None:
            return None
        try:
            return times.parse(value)
        except ValueError:
            self.refuse()


@dataclass
class Call:
    """One request: who asks, for whom, and with what."""

    operation: Operation
    caller: Account
    owner: Account
    variables: dict[str, str]
    query: Fields
    body: Fields


@dataclass(frozen=True)
class Paging:
    """What part of a list is asked for; without a number all of it."""

    number: int | None
    size: int

    def cut[T](self, rows: list[T]) -> list[T]:
        """Return that part."""
        if self.number is None:
            return rows
        return rows[self.number * self.size : (self.number + 1) * self.size]


def paging(
    query: Fields, default: int, most: int, *, number: int | None = 0, invalid: int | None = None
) -> Paging:
    """Read `pageNo` and `pageSize`; `number` is the page without a number."""
    asked = query.refusing(invalid or query.invalid)
    page, size = asked.whole("pageNo", 0, 1 << 31), asked.whole("pageSize", 1, most)
    return Paging(number if page is None else page, default if size is None else size)


def listed(part: Paging, rows: list[Any], name: str, render: Any) -> Reply:
    """Answer a page beside its totals."""
    shown = part.cut(rows)
    return Reply(
        {
            "totalCount": len(rows),
            "pageNo": part.number or 0,
            "pageSize": len(shown) if part.number is None else part.size,
            name: [render(row) for row in shown],
        }
    )


def paginated(part: Paging, rows: list[Any], render: Any) -> Reply:
    """Answer a page as commands have it."""
    where = {"pageNo": part.number or 0, "pageSize": part.size, "totalSize": len(rows)}
    return Reply({"pagination": where, "data": [render(row) for row in part.cut(rows)]})
