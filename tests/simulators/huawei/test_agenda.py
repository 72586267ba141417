"""What is to happen later, on a frozen clock and on a running one."""

import asyncio

from simulators.clock import Clock
from simulators.huawei import HuaweiPlatform
from simulators.huawei.agenda import Agenda
from tests.simulators.raw_stream import PATIENCE


def test_in_order(clock: Clock) -> None:
    agenda, seen = Agenda(clock), []
    start = agenda.wall()

    def note() -> None:
        seen.append((agenda.now(), (agenda.wall() - start).total_seconds()))

    def twice() -> None:
        note()
        agenda.run_due()
        agenda.after(1, note)

    agenda.after(5, note)
    agenda.after(2, twice)
    agenda.after(4, note).cancel()
    agenda.after(90, note)
    clock.advance(10)
    agenda.run_due()
    assert seen == [(2, 2), (3, 3), (5, 5)]
    agenda.clear()
    clock.advance(100)
    agenda.run_due()
    assert len(seen) == 3


async def test_by_itself() -> None:
    platform = HuaweiPlatform("P", "127.79.6.5", port=0, clock=Clock())
    done = asyncio.Event()
    async with platform, asyncio.timeout(PATIENCE):
        platform.agenda.after(3600, done.clear)
        platform.agenda.after(0.02, done.set)
        await done.wait()
        done.clear()
        platform.agenda.after(0.01, done.set)
        await done.wait()
