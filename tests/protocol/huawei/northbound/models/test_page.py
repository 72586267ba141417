"""Pages in both forms of totals."""

from typing import Any

import pytest

from custom_components.accord.protocol.huawei.northbound.models.page import read_names, read_page


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


def test_nothing() -> None:
    page = read_page({"totalCount": None, "data": None}, "data", "date", item=dict)
    assert (page.items, page.total, page.size) == ((), None, None)
    assert read_page({"pageSize": 0}, "data", item=dict).size is None


def test_names() -> None:
    assert read_names({"ids": ["a", 3]}, "ids").items == ("a",)
