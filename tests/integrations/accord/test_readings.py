"""What is read seldom: all at first, then a few rows with each poll, the oldest first."""

from collections.abc import Awaitable
from datetime import timedelta
from typing import Any

import pytest

from custom_components.accord.protocol.errors import (
    AuthenticationError,
    ConflictError,
    DeadlineError,
    DeviceError,
    InvalidError,
    ProtocolError,
    UnsupportedError,
)
from custom_components.accord.readings import Reader, Reading

type Row = Reading["Device", int]


class Device:
    """Counts what it is asked; some questions fail."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.fails: dict[str, Exception] = {}

    async def answer(self, name: str) -> int:
        self.asked.append(name)
        if name in self.fails:
            raise self.fails[name]
        return self.asked.count(name)


def row(key: str, seconds: float = 60, **options: Any) -> Row:
    def ask(device: Device, part: str | None) -> Awaitable[int]:
        return device.answer(key if part is None else f"{key}/{part}")

    return Reading(key=key, every=timedelta(seconds=seconds), read_fn=ask, **options)


class Time:
    """A clock moved by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def device() -> Device:
    return Device()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def reader(device: Device, time: Time) -> Reader[Device]:
    return Reader(device, per_poll=2, clock=time)


A, B, C = row("a"), row("b"), row("c")
ALL = [(A, None), (B, "x"), (B, "y"), (C, None)]


async def test_everything_at_first(device: Device, reader: Reader[Device]) -> None:
    values = await reader.async_read(ALL)
    assert values == {("a", None): 1, ("b", "x"): 1, ("b", "y"): 1, ("c", None): 1}
    device.asked.clear()
    assert await reader.async_read(ALL) == values
    assert device.asked == []


async def test_then_a_few_with_each_poll(
    device: Device, reader: Reader[Device], time: Time
) -> None:
    await reader.async_read(ALL)
    time.now += 60
    device.asked.clear()
    await reader.async_read(ALL)
    assert device.asked == ["a", "b/x"]
    time.now += 5
    await reader.async_read(ALL)
    assert device.asked == ["a", "b/x", "b/y", "c"]


async def test_what_was_read_elsewhere_is_not_asked_for(
    device: Device, reader: Reader[Device], time: Time
) -> None:
    """Not at the start, and not until it is due again."""
    reader.note(A, None, 7)
    values = await reader.async_read(ALL)
    assert values[("a", None)] == 7
    assert "a" not in device.asked
    time.now += 60
    assert (await reader.async_read(ALL))[("a", None)] == 1


async def test_what_was_changed_comes_besides(device: Device, reader: Reader[Device]) -> None:
    await reader.async_read(ALL)
    device.asked.clear()
    reader.reset(B, "y")
    assert (await reader.async_read(ALL))["b", "y"] == 1
    assert device.asked == ["b/y"]
    await reader.async_read(ALL)
    assert device.asked == ["b/y"]


async def test_later_than_the_start(device: Device, reader: Reader[Device]) -> None:
    late = row("late", at_start=False)
    assert await reader.async_read([(late, None)]) == {}
    assert await reader.async_read([(late, None)]) == {("late", None): 1}


@pytest.mark.parametrize("error", [DeviceError(code=-7), UnsupportedError("no")])
async def test_what_a_device_cannot_tell(
    device: Device, reader: Reader[Device], time: Time, error: Exception
) -> None:
    device.fails["a"] = error
    assert ("a", None) not in await reader.async_read(ALL)
    device.fails.clear()
    time.now += 60
    assert ("a", None) in await reader.async_read(ALL)


async def test_a_break_at_the_start_is_told(device: Device, reader: Reader[Device]) -> None:
    device.fails = {"b/y": DeadlineError(), "c": DeadlineError()}
    with pytest.raises(DeadlineError):
        await reader.async_read(ALL)
    device.fails.clear()
    assert len(await reader.async_read(ALL)) == len(ALL)


async def test_one_row_without_an_answer_stops_nothing(
    device: Device, reader: Reader[Device], time: Time
) -> None:
    """It is asked once more in the end, then when it is due again."""
    device.fails["a"] = DeadlineError()
    assert set(await reader.async_read(ALL)) == {("b", "x"), ("b", "y"), ("c", None)}
    assert device.asked == ["a", "b/x", "b/y", "c", "a"]
    device.fails.clear()
    time.now += 60
    assert ("a", None) in await reader.async_read(ALL)


@pytest.mark.parametrize("error", [ProtocolError(), InvalidError(code=-3), ConflictError(code=-11)])
async def test_an_odd_answer_stops_nothing(
    device: Device, reader: Reader[Device], time: Time, error: Exception
) -> None:
    device.fails["a"] = error
    assert set(await reader.async_read(ALL)) == {("b", "x"), ("b", "y"), ("c", None)}
    device.fails.clear()
    time.now += 60
    before = await reader.async_read(ALL)
    device.fails["a"] = error
    time.now += 60
    assert (await reader.async_read(ALL))["a", None] == before["a", None]


async def test_another_device_is_told(device: Device, reader: Reader[Device], time: Time) -> None:
    """What no device answered, and what no network mends; later the poll itself tells it."""
    device.fails["b/x"] = ConflictError("another device")
    with pytest.raises(ConflictError):
        await reader.async_read(ALL)
    device.fails.clear()
    before = await reader.async_read(ALL)
    device.fails["a"] = ConflictError("another device")
    time.now += 60
    assert await reader.async_read(ALL) == before


async def test_a_break_later_keeps_what_was_known(
    device: Device, reader: Reader[Device], time: Time
) -> None:
    before = await reader.async_read(ALL)
    device.fails["a"] = DeadlineError()
    time.now += 60
    device.asked.clear()
    assert await reader.async_read(ALL) == before
    assert device.asked == ["a"]
    await reader.async_read(ALL)
    assert device.asked == ["a", "b/x", "b/y"]


async def test_wrong_credentials_are_told(
    device: Device, reader: Reader[Device], time: Time
) -> None:
    await reader.async_read(ALL)
    device.fails["a"] = AuthenticationError()
    time.now += 60
    with pytest.raises(AuthenticationError):
        await reader.async_read(ALL)


async def test_what_is_gone_is_forgotten(reader: Reader[Device]) -> None:
    await reader.async_read(ALL)
    assert await reader.async_read([(A, None)]) == {("a", None): 1}


async def test_some_rows_with_each_poll(device: Device, reader: Reader[Device], time: Time) -> None:
    """They crowd nobody out."""
    always = row("always", 0)
    slots = [(always, None), *ALL]
    await reader.async_read(slots)
    for _ in range(2):
        device.asked.clear()
        await reader.async_read(slots)
        assert device.asked == ["always"]
    time.now += 60
    device.asked.clear()
    await reader.async_read(slots)
    assert len(device.asked) == 3
