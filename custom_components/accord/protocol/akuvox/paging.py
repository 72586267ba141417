"""Lists of units come in pages of ten, or whole. Not in the manual; what real units do."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

PAGE = 10
MOST_PAGES = 2000

type Row = Mapping[str, Any]
type ReadPage = Callable[[int], Awaitable[list[Row]]]


async def read_pages(read: ReadPage) -> list[Row]:
    """Return the rows of all pages, from 1.

    A unit that does not know pages answers with everything, each time: more or less than ten
    rows at once, or a first row that was there already, is the end.
    """
    first = await read(1)
    found = list(first)
    page = first
    number = 1
    while len(page) == PAGE and number < MOST_PAGES:
        number += 1
        before, page = page, await read(number)
        if not page or page[0] in (first[0], before[0]):
            break
        found += page
    return found
