"""Pages of rows, and what of a model an action shows."""

from custom_components.accord.protocol.huawei.northbound import IssuedCommand, Page
from custom_components.accord_huawei.targets import at_most, given, pages_of, shown


async def rows(limit: int, total: int | None, size: int | None = None) -> tuple[list[int], int]:
    """Read five rows in pages of two; return what was found, and how many pages were asked for."""
    asked = []

    async def read(number: int) -> Page[int]:
        asked.append(number)
        items = tuple(range(5))[number * 2 : number * 2 + 2]
        return Page(items=items, total=total, number=number, size=size)

    return await at_most(pages_of(read, 2), limit), len(asked)


async def test_pages() -> None:
    """No page is asked for that is not needed."""
    assert await rows(100, None) == ([0, 1, 2, 3, 4], 3)
    assert await rows(3, None) == ([0, 1, 2], 2)
    assert await rows(100, 4) == ([0, 1, 2, 3], 2)
    assert await rows(100, None, 3) == ([0, 1], 1)


async def test_filter() -> None:
    """Rows that nobody wants do not count."""

    async def read(number: int) -> Page[int]:
        return Page(items=tuple(range(number * 2, number * 2 + 2)), total=10)

    assert await at_most(pages_of(read, 2), 2, lambda row: row % 3 == 0) == [0, 3]


def test_shown() -> None:
    """Addresses with secrets in them are nobody's business."""
    command = IssuedCommand(command_id="c", callback_url="https://home.example/secret")
    assert shown(command)["command_id"] == "c"
    assert "secret" not in str(shown(command))


def test_given() -> None:
    """Only what somebody gave."""
    assert given({"a": 1, "b": None}, {"a": "x", "b": "y", "c": "z"}) == {"x": 1, "y": None}
