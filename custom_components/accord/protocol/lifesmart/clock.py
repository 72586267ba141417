"""The station's clock: requests are refused when their time is not the station's.

Source: LifeSmart's base document (five minutes for all requests) and the advanced interface
description (five seconds for door locks).
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
import math
import time

_SAMPLES = 5
_DRIFT = 0.5


@dataclass(frozen=True, slots=True)
class _Sample:
    offset: float
    round_trip: float
    taken: float

    def agrees(self, other: _Sample) -> bool:
        """Tell whether both can be true: the station tells whole seconds, at some moment."""
        slack = _DRIFT + 1.0 + (self.round_trip + other.round_trip) / 2
        return abs(self.offset - other.offset) <= slack


class StationClock:
    """Learns how far the station's clock is ahead of ours, from answers that tell its time."""

    def __init__(
        self,
        now: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Believe that there is no difference."""
        self._now = now
        self._monotonic = monotonic
        self._samples: deque[_Sample] = deque(maxlen=_SAMPLES)

    @property
    def offset(self) -> float | None:
        """Return by how many seconds the station is ahead, None before it told its time.

        Of the last answers the quickest counts: the way there and back blurs it least.
        """
        if not self._samples:
            return None
        return min(self._samples, key=lambda sample: sample.round_trip).offset

    @property
    def age(self) -> float:
        """Return the seconds since the station told its time last; infinite if never."""
        return self._monotonic() - self._samples[-1].taken if self._samples else math.inf

    def timestamp(self) -> int:
        """Return the station's time in whole seconds, UTC."""
        return math.floor(self._now() + (self.offset or 0.0))

    def now(self) -> float:
        """Return our own time."""
        return self._now()

    def learn(self, station: int, sent: float, received: float) -> None:
        """Note that the station told its time, in whole seconds, between both moments of ours.

        Where that cannot be, given what it told before, one of the clocks was set: what was
        learned before no longer counts.
        """
        offset = station + 0.5 - (sent + received) / 2
        sample = _Sample(offset, received - sent, self._monotonic())
        if not all(sample.agrees(other) for other in self._samples):
            self._samples.clear()
        self._samples.append(sample)

    def forget(self) -> None:
        """Start anew: the station restarted, or its clock was set."""
        self._samples.clear()
