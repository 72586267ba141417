"""Pages in both forms of totals."""

import asyncio
from typing import Any

import pytest

from custom_components.accord.protocol.huawei.northbound.models.page import (
    SLICE,
    read_long_page,
    read_names,
    read_page,
)


@pytest.mark.parametrize(
    "totals",
    [
        {"totalCount": 7, "pageNo": 1, "pageSize": 3},
        {"totalCount": "7", "pageNo": "1", "pageSize": "3"},
        {"pagination": {"totalSize": 7, "pageNo": 1, "pageSize": 3}},
    ],
)
def test_totals(totals: dict[str, Any]) -> None:
    page = read_page({**totals, "data": [{"a": 1}, None]}, "data", item=dict)
    assert (page.items, page.total, page.number, page.size) == (({"a": 1},), 7, 1, 3)


async def test_long_pages() -> None:
    """Others get their turn after each slice."""
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(others())
    rows = [{"number": one} for one in range(SLICE * 5 + 1)]
    page = await read_long_page({"totalCount": 251, "data": rows}, "data", item=dict)
    task.cancel()
    assert page == read_page({"totalCount": 251, "data": rows}, "data", item=dict)
    assert turns >= 5


def test_nothing() -> None:
    page = read_page({"totalCount": None, "data": None}, "data", "date", item=dict)
    assert (page.items, page.total, page.size) == ((), None, None)
    assert read_page({"pageSize": 0}, "data", item=dict).size is None


def test_names() -> None:
    assert read_names({"ids": ["a", 3]}, "ids").items == ("a",)
