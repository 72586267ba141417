"""Quantities that grow with time and are kept per day."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from simulators.clock import Clock

_HOUR = 3600.0


class DailyIntegral:
    """Integrates a rate per hour over the clock: in total and for each local day.

    Whoever changes the rate calls `settle` first, so that the time before counts at the old rate.
    """

    def __init__(
        self,
        clock: Clock,
        local_time: Callable[[], datetime],
        rate: Callable[[], float],
        total: float = 0.0,
    ) -> None:
        """Start counting from now."""
        self._clock = clock
        self._local_time = local_time
        self._rate = rate
        self._settled_at = clock.now()
        self._total = total
        self._days: dict[date, float] = {}

    @property
    def total(self) -> float:
        """Everything counted since the last erase."""
        self.settle()
        return self._total

    def days(self) -> dict[date, float]:
        """Return what was counted on each day; days at which nothing ran are absent."""
        self.settle()
        return dict(self._days)

    def put_day(self, day: date, amount: float) -> None:
        """Write history, as if it had been counted on that day."""
        self._days[day] = amount

    def erase(self) -> None:
        """Forget total and days."""
        self.settle()
        self._total = 0.0
        self._days.clear()

    def forget_total(self) -> None:
        """Forget the total only."""
        self.settle()
        self._total = 0.0

    def settle(self) -> None:
        """Count up to now."""
        now = self._clock.now()
        elapsed, self._settled_at = now - self._settled_at, now
        rate = self._rate()
        if elapsed <= 0 or rate <= 0:
            return
        self._total += rate * elapsed / _HOUR
        end = self._local_time()
        start = end - timedelta(seconds=elapsed)
        while start < end:
            midnight = datetime.combine(start.date(), datetime.min.time(), start.tzinfo)
            until = min(midnight + timedelta(days=1), end)
            share = rate * (until - start).total_seconds() / _HOUR
            self._days[start.date()] = self._days.get(start.date(), 0.0) + share
            start = until
