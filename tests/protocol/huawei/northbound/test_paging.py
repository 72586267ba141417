"""Pages to their end, whatever the platform says of it."""

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.huawei.northbound.catalog import PAGES
from custom_components.accord.protocol.huawei.northbound.models.page import Page
from custom_components.accord.protocol.huawei.northbound.paging import (
    MOST_PAGES,
    page_query,
    read_pages,
)


async def read(pages: list[Page[str]], asked: int = 2) -> tuple[list[str], int]:
    """Return the rows, and how many pages were asked for."""
    asked_for: list[int] = []

    async def one(number: int) -> Page[str]:
        asked_for.append(number)
        return pages[number] if number < len(pages) else Page(items=())

    rows = [row async for found in read_pages(one, asked, str) for row in found]
    assert asked_for == list(range(len(asked_for)))
    return rows, len(asked_for)


def page(*rows: str, total: int | None = None, size: int | None = None) -> Page[str]:
    return Page(items=rows, total=total, size=size)


@pytest.mark.parametrize(
    ("pages", "rows", "asked"),
    [
        ([], "", 1),
        ([page("a")], "a", 1),
        ([page("a", "b", total=2)], "ab", 1),
        ([page("a", "b")], "ab", 2),
        ([page("a", "b", total=3), page("c")], "abc", 2),
        ([page("a", "b"), page("b", "c"), page("d")], "abcd", 3),
        ([page("a", total=9, size=1), page("b", total=9, size=1)], "ab", 3),
        ([page("a", "b", total=0)], "ab", 1),
    ],
)
async def test_ends(pages: list[Page[str]], rows: str, asked: int) -> None:
    assert await read(pages) == (list(rows), asked)


async def test_platform_without_end() -> None:
    """It answers every page with the same rows."""
    _, asked = await read([page("a", "b")] * (MOST_PAGES + 5))
    assert asked == MOST_PAGES


async def test_rows_without_a_name() -> None:
    rows, _ = await read([page("", "")])
    assert rows == ["", ""]


def test_query() -> None:
    """Both parameters, always."""
    for operation, rule in PAGES.items():
        wanted = {"pageNo": 0, "pageSize": rule.default}
        assert page_query(operation, 0, None) == wanted
        assert 1 <= rule.default <= rule.most
        with pytest.raises(InvalidError):
            page_query(operation, 0, rule.most + 1)
    with pytest.raises(InvalidError):
        page_query("1.5.2", 0, 0)
    with pytest.raises(InvalidError):
        page_query("1.5.2", -1, None)
