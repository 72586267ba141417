"""Rows come in pages, counted from 0. Source: section 3.3 of the specification."""

from collections.abc import AsyncIterator, Awaitable, Callable

from ...errors import InvalidError
from .catalog import PAGES
from .models.page import Page

MOST_PAGES = 1000

type ReadPage[T] = Callable[[int], Awaitable[Page[T]]]


def page_query(operation: str, page: int, page_size: int | None) -> dict[str, int]:
    """Return both parameters, always: the platform's defaults cannot be relied on.

    Raises InvalidError for what the operation does not take.
    """
    rule = PAGES[operation]
    size = rule.default if page_size is None else page_size
    if not 1 <= size <= rule.most:
        raise InvalidError(f"parameter page_size must be from 1 to {rule.most}")
    if page < 0:
        raise InvalidError("parameter page must not be negative")
    return {"pageNo": page, "pageSize": size}


async def read_pages[T](
    read: ReadPage[T], asked: int, identity: Callable[[T], str]
) -> AsyncIterator[tuple[T, ...]]:
    """Yield the rows of all pages, page by page, each row once; ``asked`` is the size asked for.

    Rows move between pages while others come and go. An empty or short page is the end, and so
    is the total. The size that the platform says it used counts, not the one asked for.
    """
    seen: set[str] = set()
    collected = 0
    for number in range(MOST_PAGES):
        page = await read(number)
        rows = [row for row in page.items if not _known(seen, identity(row))]
        collected += len(page.items)
        if rows:
            yield tuple(rows)
        size = page.size or asked
        if len(page.items) < size or (page.total is not None and collected >= page.total):
            return


def _known(seen: set[str], name: str) -> bool:
    """Tell whether a row came before; one without a name never did."""
    if not name:
        return False
    if name in seen:
        return True
    seen.add(name)
    return False
