"""Calls are shared out: by rate, by rank, and after a complaint."""

import asyncio

import pytest

from custom_components.accord.protocol.huawei.northbound import CallBudget, Priority, calls_as
from tests.protocol.huawei.northbound.conftest import Time


def budget_of(time: Time, *, per_minute: int = 60, burst: int = 5, polling: int = 20) -> CallBudget:
    return CallBudget(
        per_minute, burst=burst, polling=polling, monotonic=time.monotonic, sleep=time.sleep
    )


async def test_burst_then_rate(time: Time) -> None:
    """Some calls leave at once, the others at the rate."""
    budget = budget_of(time)
    for _ in range(10):
        await budget.take(Priority.QUERY)
    assert sum(time.slept) == pytest.approx(5)
    assert budget.calls_last_minute == 10
    time.now += 60
    assert budget.calls_last_minute == 0


async def test_never_more_than_allowed(time: Time) -> None:
    """In no minute, whatever the burst: the platform allows 100."""
    budget = CallBudget(monotonic=time.monotonic, sleep=time.sleep)
    most = 0
    for _ in range(400):
        await budget.take(Priority.COMMAND)
        most = max(most, budget.calls_last_minute)
    assert most <= 100


async def test_polling_has_a_share(time: Time) -> None:
    """Users still get through when polling has used its share."""
    budget = budget_of(time, per_minute=600, burst=100, polling=6)
    with calls_as(Priority.POLLING):
        for _ in range(6):
            await budget.take(Priority.QUERY)
        assert time.slept == []
        await budget.take(Priority.QUERY)
    assert sum(time.slept) == pytest.approx(10)
    before = len(time.slept)
    await budget.take(Priority.QUERY)
    assert len(time.slept) == before


async def test_rank(time: Time) -> None:
    """A command overtakes what waits; among equals the first goes first."""
    gate = asyncio.Event()
    order: list[str] = []

    async def sleep(seconds: float) -> None:
        await gate.wait()
        time.now += seconds

    budget = CallBudget(60, burst=1, monotonic=time.monotonic, sleep=sleep)
    await budget.take(Priority.COMMAND)

    async def call(name: str, priority: Priority) -> None:
        await budget.take(priority)
        order.append(name)

    async with asyncio.TaskGroup() as group:
        for name, priority in (
            ("poll", Priority.POLLING),
            ("first", Priority.QUERY),
            ("second", Priority.QUERY),
            ("unlock", Priority.COMMAND),
        ):
            group.create_task(call(name, priority))
            await asyncio.sleep(0)
        gate.set()
    assert order == ["unlock", "first", "second", "poll"]


async def test_who_gives_up_holds_nobody_up(time: Time) -> None:
    gate = asyncio.Event()

    async def sleep(_: float) -> None:
        await gate.wait()
        time.now += 60

    budget = CallBudget(60, burst=1, monotonic=time.monotonic, sleep=sleep)
    await budget.take(Priority.COMMAND)
    first = asyncio.create_task(budget.take(Priority.COMMAND))
    second = asyncio.create_task(budget.take(Priority.QUERY))
    await asyncio.sleep(0)
    first.cancel()
    gate.set()
    await second
    assert first.cancelled() or first.done()


async def test_complaints(time: Time) -> None:
    """Nothing leaves for 15 s, then 30, at most 120; then slower for ten minutes."""
    budget = budget_of(time, burst=50)
    for pause in (15, 30, 60, 120):
        assert budget.throttle() == pause
        time.now += pause
    assert budget.throttle() == 120
    time.now += 20
    assert budget.throttle() == budget.blocked_for == 100
    assert budget.throttled == 6
    await budget.take(Priority.COMMAND)
    assert sum(time.slept) == pytest.approx(100)
    assert budget.blocked_for == 0
    budget.succeeded()
    assert budget.throttle() == 15


async def test_slower_after_a_complaint(time: Time) -> None:
    budget = budget_of(time, burst=1)
    budget.throttle()
    await budget.take(Priority.COMMAND)
    time.slept.clear()
    await budget.take(Priority.COMMAND)
    assert sum(time.slept) == pytest.approx(2)
    time.now += 600
    await budget.take(Priority.COMMAND)
    time.slept.clear()
    await budget.take(Priority.COMMAND)
    assert sum(time.slept) == pytest.approx(1)
