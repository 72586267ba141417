"""Take what is private out of data before anybody else sees it.

Works on keys, as vendors name them, and on values: an identifier that is private under one key
often stands inside another string as well (a child's id starts with its parent's).
"""

from collections.abc import Iterable, Mapping
import re
from typing import Any

REDACTED = "**REDACTED**"
SHORTEST_VALUE = 4
"""Shorter values are not searched for inside other strings: they would match by chance."""


class Redactor:
    """Redacts by a vendor's list of private keys; keys compare without regard to case."""

    def __init__(self, keys: Iterable[str]) -> None:
        """Remember the private keys."""
        self._keys = frozenset(key.casefold() for key in keys)

    def __call__(self, data: Any, *, values: Iterable[str] = ()) -> Any:
        """Return a copy of JSON-like ``data`` without private members.

        Values found under private keys, and those given as ``values``, are also taken out of
        every other string and key.
        """
        secrets = {value for value in values if value} | set(self._private_values(data))
        long_enough = sorted((s for s in secrets if len(s) >= SHORTEST_VALUE), key=len)
        pattern = (
            re.compile("|".join(re.escape(s) for s in reversed(long_enough)), re.IGNORECASE)
            if long_enough
            else None
        )
        return self._clean(data, pattern)

    def _private_values(self, data: Any) -> Iterable[str]:
        """Yield the text under private keys, however deep."""
        if isinstance(data, Mapping):
            for key, value in data.items():
                if self._is_private(key):
                    yield from _texts(value)
                else:
                    yield from self._private_values(value)
        elif isinstance(data, list | tuple):
            for item in data:
                yield from self._private_values(item)

    def _clean(self, data: Any, pattern: re.Pattern[str] | None) -> Any:
        if isinstance(data, Mapping):
            return {
                _strip(key, pattern): REDACTED
                if self._is_private(key) and value not in (None, "")
                else self._clean(value, pattern)
                for key, value in data.items()
            }
        if isinstance(data, list | tuple):
            return [self._clean(item, pattern) for item in data]
        return _strip(data, pattern)

    def _is_private(self, key: object) -> bool:
        return isinstance(key, str) and key.casefold() in self._keys


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value


def _strip[T](value: T, pattern: re.Pattern[str] | None) -> T | str:
    if pattern is None or not isinstance(value, str):
        return value
    return pattern.sub(REDACTED, value)
