"""The clock of simulated devices."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from simulators.clock import Clock


def test_a_frozen_clock_moves_only_when_told() -> None:
    """Time stands still, then jumps."""
    clock = Clock(frozen=True)
    before = clock.now()
    assert clock.now() == before
    clock.advance(12.5)
    assert clock.now() == before + 12.5


def test_a_running_clock_runs_and_can_be_frozen() -> None:
    """Frozen time equals the moment of freezing and continues from there."""
    clock = Clock()
    clock.advance(100)
    assert clock.now() >= 100
    clock.freeze()
    assert clock.frozen
    frozen_at = clock.now()
    assert clock.now() == frozen_at
    clock.run()
    assert clock.now() >= frozen_at


def test_a_shift_moves_only_the_wall_time() -> None:
    """Intervals stay what they are when the date is corrected."""
    clock = Clock(frozen=True, wall=datetime(2026, 3, 1, tzinfo=UTC))
    clock.shift(-86400)
    assert clock.wall() == datetime(2026, 2, 28, tzinfo=UTC)
    assert clock.now() == 0
    clock.advance(60)
    assert clock.wall() == datetime(2026, 2, 28, tzinfo=UTC) + timedelta(minutes=1)


def test_monotonic_time_never_runs_backwards() -> None:
    """Only the wall time may."""
    with pytest.raises(ValueError, match="backwards"):
        Clock(frozen=True).advance(-1)


async def test_sleepers_wake_in_order_when_their_time_has_come() -> None:
    """Advancing past two of three deadlines wakes two, the earlier one first."""
    clock = Clock(frozen=True)
    woken: list[int] = []

    async def sleep(seconds: int) -> None:
        await clock.sleep(seconds)
        woken.append(seconds)

    tasks = [asyncio.ensure_future(sleep(seconds)) for seconds in (3, 1, 9)]
    await clock.wait_for_sleepers(3)
    clock.advance(5)
    await asyncio.gather(*tasks[:2])
    assert woken == [1, 3]
    tasks[2].cancel()
    await asyncio.gather(tasks[2], return_exceptions=True)
    clock.advance(10)
    assert woken == [1, 3]


async def test_a_running_clock_wakes_by_itself() -> None:
    """A sleeper on real time needs nobody to advance."""
    clock = Clock()
    before = clock.now()
    await clock.sleep(0.01)
    assert clock.now() - before >= 0.01


async def test_no_sleep_for_a_time_that_has_passed() -> None:
    """A moment in the past does not block on a frozen clock."""
    clock = Clock(frozen=True)
    await clock.sleep(0)
    await clock.sleep_until(-1)
