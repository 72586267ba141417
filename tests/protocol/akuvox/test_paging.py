"""Lists in pages and lists without."""

from typing import Any

import pytest

from custom_components.accord.protocol.akuvox.paging import read_pages


def reader(rows: list[Any], *, paged: bool = True) -> tuple[Any, list[int]]:
    asked: list[int] = []

    async def read(number: int) -> list[Any]:
        asked.append(number)
        return rows[(number - 1) * 10 : number * 10] if paged else rows

    return read, asked


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (3, 1), (10, 2), (11, 2), (20, 3), (25, 3)])
async def test_pages(count: int, pages: int) -> None:
    rows = [{"ID": str(number)} for number in range(count)]
    read, asked = reader(rows)
    assert await read_pages(read) == rows
    assert asked == list(range(1, pages + 1))


@pytest.mark.parametrize("count", [3, 10, 25])
async def test_a_unit_without_pages(count: int) -> None:
    """It answers with everything each time; ten rows are asked for twice."""
    rows = [{"ID": str(number)} for number in range(count)]
    read, asked = reader(rows, paged=False)
    assert await read_pages(read) == rows
    assert len(asked) == (2 if count == 10 else 1)


async def test_a_list_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("custom_components.accord.protocol.akuvox.paging.MOST_PAGES", 3)
    numbers = iter(range(1000))

    async def read(_: int) -> list[Any]:
        return [{"ID": str(next(numbers))} for _ in range(10)]

    assert len(await read_pages(read)) == 30


async def test_a_unit_that_repeats_its_last_page() -> None:
    rows = [{"ID": str(number)} for number in range(20)]
    asked: list[int] = []

    async def read(number: int) -> list[Any]:
        asked.append(number)
        return rows[:10] if number == 1 else rows[10:]

    assert await read_pages(read) == rows
    assert asked == [1, 2, 3]
