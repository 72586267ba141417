"""How many calls an application may make, and who goes first.

The platform allows 100 calls in a minute and answers 1010009 beyond. Commands go before what
users look at, and that goes before polling, which has a share of its own.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum
import heapq
import itertools
import time

PER_MINUTE = 80
"""Calls of ours, below the platform's own limit."""
BURST = 20
POLLING_SHARE = 20
"""Calls per minute at most that polling makes."""
BACK_OFF = 15.0
LONGEST_BACK_OFF = 120.0
"""Seconds without any call after the platform asked for patience; doubled each time."""
CAREFUL_FOR = 600.0
"""Seconds for which the rate stays halved afterwards."""


class Priority(IntEnum):
    """Who wants to call; lower goes first."""

    COMMAND = 0
    QUERY = 1
    POLLING = 2


_chosen: ContextVar[Priority | None] = ContextVar("huawei_priority", default=None)


@contextmanager
def calls_as(priority: Priority) -> Iterator[None]:
    """Ask all questions within a ``with`` block as somebody; commands and logins stay as they are."""
    token = _chosen.set(priority)
    try:
        yield
    finally:
        _chosen.reset(token)


class _Bucket:
    """Tokens that come back over time."""

    def __init__(self, per_minute: float, burst: float, now: float) -> None:
        self.rate = per_minute / 60.0
        self._burst = burst
        self._tokens = burst
        self._filled_at = now

    def wait(self, now: float) -> float:
        """Return how many seconds it takes until there is a token."""
        self._tokens = min(self._burst, self._tokens + (now - self._filled_at) * self.rate)
        self._filled_at = now
        return max(0.0, (1.0 - self._tokens) / self.rate)

    def take(self) -> None:
        self._tokens -= 1.0

    def empty(self) -> None:
        self._tokens = min(self._tokens, 0.0)


class _Waiter:
    def __init__(self, priority: Priority, number: int) -> None:
        self.rank = (priority, number)
        self.turn = asyncio.Event()

    def __lt__(self, other: _Waiter) -> bool:
        return self.rank < other.rank


class CallBudget:
    """The calls of one application. ``monotonic`` and ``sleep`` are for tests."""

    def __init__(
        self,
        per_minute: int = PER_MINUTE,
        *,
        burst: int = BURST,
        polling: int = POLLING_SHARE,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """Begin with a full bucket."""
        self.per_minute = per_minute
        self._monotonic = monotonic
        self._sleep = sleep
        now = monotonic()
        self._all = _Bucket(per_minute, burst, now)
        self._polling = _Bucket(polling, max(1, min(burst, polling)), now)
        self._waiting: list[_Waiter] = []
        self._numbers = itertools.count()
        self._blocked_until = 0.0
        self._next_block = BACK_OFF
        self._careful_until = 0.0
        self._calls: deque[float] = deque()
        self.throttled = 0
        """How often the platform asked for patience."""

    @property
    def calls_last_minute(self) -> int:
        """Return how many calls left within the last 60 s."""
        while self._calls and self._calls[0] <= self._monotonic() - 60.0:
            self._calls.popleft()
        return len(self._calls)

    @property
    def blocked_for(self) -> float:
        """Return for how many seconds more nothing is sent; zero normally."""
        return max(0.0, self._blocked_until - self._monotonic())

    async def take(self, priority: Priority) -> None:
        """Wait until one call may leave."""
        chosen = _chosen.get() if priority is Priority.QUERY else None
        me = _Waiter(priority if chosen is None else chosen, next(self._numbers))
        heapq.heappush(self._waiting, me)
        try:
            while self._waiting[0] is not me or (delay := self._delay(me.rank[0])) > 0:
                if self._waiting[0] is me:
                    await self._sleep(delay)
                else:
                    me.turn.clear()
                    await me.turn.wait()
            self._spend(me.rank[0])
        finally:
            self._waiting.remove(me)
            heapq.heapify(self._waiting)
            if self._waiting:
                self._waiting[0].turn.set()

    def throttle(self) -> float:
        """Note that the platform asked for patience; return for how many seconds we wait.

        Answers to calls that were on their way together count as one.
        """
        self.throttled += 1
        if (left := self.blocked_for) > 0:
            return left
        now = self._monotonic()
        pause = self._next_block
        self._blocked_until = now + pause
        self._next_block = min(pause * 2, LONGEST_BACK_OFF)
        self._all.wait(now)
        self._all.empty()
        self._all.rate = self.per_minute / 120.0
        self._careful_until = now + CAREFUL_FOR
        return pause

    def succeeded(self) -> None:
        """Note that the platform answered without complaint."""
        self._next_block = BACK_OFF

    def _delay(self, priority: Priority) -> float:
        now = self._monotonic()
        if self._careful_until and now >= self._careful_until:
            self._careful_until = 0.0
            self._all.rate = self.per_minute / 60.0
        delay = max(self._blocked_until - now, self._all.wait(now))
        if priority is Priority.POLLING:
            delay = max(delay, self._polling.wait(now))
        return delay

    def _spend(self, priority: Priority) -> None:
        self._all.take()
        if priority is Priority.POLLING:
            self._polling.take()
        self._calls.append(self._monotonic())
