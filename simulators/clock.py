"""Time as simulated devices know it: real, or frozen and moved by a test."""

import asyncio
from datetime import UTC, datetime, timedelta
import heapq
import itertools
import time

_EPOCH = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class Clock:
    """Monotonic and wall time that a test can freeze, advance and shift.

    A running clock follows real time. A frozen clock stands still until `advance`; whoever sleeps
    on it wakes when its time has come. One clock belongs to one event loop.
    """

    def __init__(self, *, frozen: bool = False, wall: datetime | None = None) -> None:
        """Start at `wall`, by default now, or a fixed Monday morning if the clock is frozen."""
        self._frozen = frozen
        self._elapsed = 0.0
        self._real_mark = time.monotonic()
        self._wall_start = wall or (_EPOCH if frozen else datetime.now(UTC))
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = itertools.count()
        self._alarm: asyncio.TimerHandle | None = None
        self._watchers: list[tuple[int, asyncio.Future[None]]] = []

    @property
    def frozen(self) -> bool:
        """Whether time stands still."""
        return self._frozen

    def now(self) -> float:
        """Return monotonic seconds; a shift of the wall time does not move them."""
        if self._frozen:
            return self._elapsed
        return self._elapsed + time.monotonic() - self._real_mark

    def wall(self) -> datetime:
        """Return the date and time, in UTC."""
        return self._wall_start + timedelta(seconds=self.now())

    def freeze(self) -> None:
        """Stop the time."""
        self._elapsed = self.now()
        self._frozen = True
        self._arm()

    def run(self) -> None:
        """Follow real time from here on."""
        self._real_mark = time.monotonic()
        self._frozen = False
        self._arm()

    def advance(self, seconds: float) -> None:
        """Move the time forward and wake everybody whose time has come."""
        if seconds < 0:
            raise ValueError("monotonic time does not run backwards; use shift()")
        self._elapsed += seconds
        self._wake()

    def shift(self, seconds: float) -> None:
        """Move only the wall time, in either direction, as a corrected clock does."""
        self._wall_start += timedelta(seconds=seconds)

    async def sleep(self, seconds: float) -> None:
        """Wait until `seconds` have passed on this clock."""
        await self.sleep_until(self.now() + seconds)

    async def sleep_until(self, moment: float) -> None:
        """Wait until `now()` has reached `moment`."""
        if moment <= self.now():
            await asyncio.sleep(0)
            return
        future = asyncio.get_running_loop().create_future()
        entry = (moment, next(self._order), future)
        heapq.heappush(self._sleepers, entry)
        self._tell_watchers()
        self._arm()
        try:
            await future
        finally:
            if entry in self._sleepers:
                self._sleepers.remove(entry)
                heapq.heapify(self._sleepers)
                self._arm()

    async def wait_for_sleepers(self, count: int = 1) -> None:
        """Wait until at least `count` sleepers wait on this clock."""
        if len(self._sleepers) >= count:
            return
        future = asyncio.get_running_loop().create_future()
        self._watchers.append((count, future))
        await future

    def _tell_watchers(self) -> None:
        for watcher in list(self._watchers):
            count, future = watcher
            if len(self._sleepers) >= count:
                self._watchers.remove(watcher)
                if not future.done():
                    future.set_result(None)

    def _wake(self) -> None:
        while self._sleepers and self._sleepers[0][0] <= self.now():
            future = heapq.heappop(self._sleepers)[2]
            if not future.done():
                future.set_result(None)
        self._arm()

    def _arm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if self._sleepers and not self._frozen:
            pause = max(0.0, self._sleepers[0][0] - self.now())
            self._alarm = asyncio.get_running_loop().call_later(pause, self._wake)
