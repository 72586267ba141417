"""What is to happen later, in order of time, by one sleeper on the clock."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
import heapq
import itertools

from simulators.clock import Clock


@dataclass(eq=False, slots=True)
class Entry:
    """One thing that is to happen, unless it is cancelled."""

    moment: float
    action: Callable[[], None] | None

    def cancel(self) -> None:
        """Let it not happen."""
        self.action = None


class Agenda:
    """Actions at moments of a clock; while one is carried out, its moment is the time."""

    def __init__(self, clock: Clock) -> None:
        """Begin without any plans."""
        self._clock = clock
        self._heap: list[tuple[float, int, Entry]] = []
        self._order = itertools.count()
        self._earlier = asyncio.Event()
        self._moment: float | None = None

    def now(self) -> float:
        """Return seconds."""
        return self._clock.now() if self._moment is None else self._moment

    def wall(self) -> datetime:
        """Return the date and time that belong to `now`, in UTC."""
        return self._clock.wall() - timedelta(seconds=self._clock.now() - self.now())

    def after(self, seconds: float, action: Callable[[], None]) -> Entry:
        """Plan something."""
        entry = Entry(self.now() + seconds, action)
        heapq.heappush(self._heap, (entry.moment, next(self._order), entry))
        if self._heap[0][2] is entry:
            self._earlier.set()
        return entry

    def clear(self) -> None:
        """Drop all plans."""
        self._heap.clear()

    def run_due(self) -> None:
        """Carry out everything whose time has come."""
        if self._moment is not None:
            return
        while self._heap and self._heap[0][0] <= self._clock.now():
            moment, _, entry = heapq.heappop(self._heap)
            if entry.action is None:
                continue
            self._moment = moment
            try:
                entry.action()
            finally:
                self._moment = None

    async def run(self) -> None:
        """Carry out everything at its time, for ever."""
        while True:
            self._earlier.clear()
            self.run_due()
            if not self._heap:
                await self._earlier.wait()
                continue
            await self._sleep(self._heap[0][0])

    async def _sleep(self, moment: float) -> None:
        loop = asyncio.get_running_loop()
        waits = {
            loop.create_task(self._clock.sleep_until(moment)),
            loop.create_task(self._earlier.wait()),
        }
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
