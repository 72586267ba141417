"""One page of rows. Source: 3.3 of the specification; two operations nest the totals."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .fields import integer, obj

SLICE = 50
"""Rows that are read in one go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page[T]:
    """Rows ``number * size`` and following, of ``total``."""

    items: tuple[T, ...]
    total: int | None = None
    """Rows of all pages; None where the platform does not say."""
    number: int = 0
    size: int | None = None
    """The size that the platform used; None where it does not say."""


def read_page[T](
    answer: Mapping[str, Any], *members: str, item: Callable[[Mapping[str, Any]], T]
) -> Page[T]:
    """Read an answer whose rows stand under the first of ``members`` that is a list."""
    rows = [row for row in _rows(answer, members) if isinstance(row, Mapping)]
    return _page(answer, tuple(item(row) for row in rows))


async def read_long_page[T](
    answer: Mapping[str, Any], *members: str, item: Callable[[Mapping[str, Any]], T]
) -> Page[T]:
    """Read an answer with many rows, a slice at a time, so that others get their turn."""
    rows = [row for row in _rows(answer, members) if isinstance(row, Mapping)]
    found: list[T] = []
    for start in range(0, len(rows), SLICE):
        found += [item(row) for row in rows[start : start + SLICE]]
        await asyncio.sleep(0)
    return _page(answer, tuple(found))


def read_names(answer: Mapping[str, Any], member: str) -> Page[str]:
    """Read an answer whose rows are ids."""
    return _page(answer, tuple(row for row in _rows(answer, (member,)) if isinstance(row, str)))


def _rows(answer: Mapping[str, Any], members: tuple[str, ...]) -> list[Any]:
    return next((rows for name in members if isinstance(rows := answer.get(name), list)), [])


def _page[T](answer: Mapping[str, Any], items: tuple[T, ...]) -> Page[T]:
    nested = obj(answer.get("pagination"))
    place = nested or answer
    total = place.get("totalSize") if nested else place.get("totalCount")
    size = integer(place.get("pageSize"))
    return Page(
        items=items,
        total=integer(total),
        number=integer(place.get("pageNo")) or 0,
        size=size if size and size > 0 else None,
    )
