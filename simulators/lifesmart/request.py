"""A request as it is checked, and its answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
import json
from typing import Any

type Json = dict[str, Any]

DONE, REFUSED, NOT_AUTHENTIC, NOT_MEASURED = 0, 1, 101, 102
"""Codes; the documents have no number for other errors than the last two."""


class Refusal(Exception):
    """What is answered in place of a result."""

    def __init__(self, message: str, code: int = REFUSED) -> None:
        """Carry code and text."""
        super().__init__(message)
        self.message = message
        self.code = code


@dataclass(frozen=True)
class Reply:
    """A result, and what happens once it is out; a silent one is never sent."""

    msg: Any = "success"
    after: Callable[[], None] | None = None
    silent: bool = False


class Args:
    """Members of a request; each is asked for by its name, what is left over is refused."""

    def __init__(self, members: object) -> None:
        """Read an object."""
        if not isinstance(members, dict):
            raise Refusal("args is no object")
        self._members: Json = members
        self._asked: set[str] = set()

    def __contains__(self, name: str) -> bool:
        """Tell whether a member was sent."""
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        """Go over the names."""
        return iter(self._members)

    def peek(self, name: str) -> object:
        """Return a member without having asked for it."""
        return self._members.get(name)

    def any(self, name: str) -> Any:
        """Return a member as it came, None if it did not."""
        self._asked.add(name)
        return self._members.get(name)

    def text(self, name: str, default: str | None = None) -> str:
        """Return text; needed where there is no default."""
        value = self.any(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise Refusal(f"{name} is no text")
        return value

    def number(self, name: str, low: int, high: int, default: int | None = None) -> int:
        """Return a whole number within bounds."""
        value = self.any(name)
        if value is None and default is not None:
            return default
        if type(value) is not int or not low <= value <= high:
            raise Refusal(f"{name} is no number from {low} to {high}")
        return value

    def flag(self, name: str, default: bool | None = None) -> bool:
        """Return a boolean."""
        value = self.any(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, bool):
            raise Refusal(f"{name} is no boolean")
        return value

    def word(self, name: str, *words: str, default: str | None = None) -> str:
        """Return one of some words."""
        value = self.text(name, default)
        if value not in words:
            raise Refusal(f"{name} is none of {', '.join(words)}")
        return value

    def numbers(self, name: str) -> list[int]:
        """Return a list of bytes."""
        value = self.any(name)
        if not isinstance(value, list) or any(
            type(one) is not int or not 0 <= one <= 255 for one in value
        ):
            raise Refusal(f"{name} is no list of bytes")
        return value

    def names(self, name: str) -> list[str] | None:
        """Return the names of what is meant: None for all (true), one or a list of text."""
        value = self.any(name)
        if value is True:
            return None
        if isinstance(value, str):
            return [value]
        if not isinstance(value, list) or any(not isinstance(one, str) for one in value):
            raise Refusal(f"{name} is neither true nor text nor a list of text")
        return value

    def nested(self, name: str, *, as_text: bool) -> Args:
        """Return the members of an object, which travels as such or as its serialised text."""
        value = self.any(name)
        if value is None:
            return Args({})
        if isinstance(value, str) is not as_text:
            raise Refusal(f"{name} has the wrong form")
        if as_text:
            try:
                value = json.loads(value)
            except ValueError as error:
                raise Refusal(f"{name} is no JSON") from error
        return Args(value)

    def done(self) -> None:
        """Refuse what nobody asked for."""
        if unknown := self._members.keys() - self._asked:
            raise Refusal(f"unknown: {', '.join(sorted(unknown))}")
