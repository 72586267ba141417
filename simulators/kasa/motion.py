"""The motion sensor: a raw reading that swings when somebody moves."""

from collections.abc import Callable
import math
from typing import Any
import zlib

from simulators.clock import Clock

type Json = dict[str, Any]

LOWEST_ADC, HIGHEST_ADC = 0, 4095
_MIDDLE = (LOWEST_ADC + HIGHEST_ADC) // 2
_SWING_SECONDS = 1.7
_FURTHEST = 100


class MotionSensor:
    """What the passive infrared sensor is set to and what moves before it.

    Ranges are in decimetres: whoever moves within the chosen one is noticed. `cold_time` is in
    milliseconds; until it has passed after the last motion the sensor is warm.
    """

    def __init__(self, seed: str, clock: Clock) -> None:
        """Start with the vendor's settings and nobody there; `seed` makes the noise."""
        self.enabled = True
        self.cold_time = 60000
        self.trigger_index = 1
        self.ranges = [80, 50, 20, 0]
        self._seed = seed
        self._clock = clock
        self._began = self._ends = -math.inf
        self._distance = _FURTHEST
        self._noticed_until: float | None = None
        self._watchers: list[Callable[[], None]] = []

    @property
    def reach(self) -> int:
        """The chosen range."""
        return self.ranges[self.trigger_index]

    @property
    def moving(self) -> bool:
        """Whether somebody moves now, noticed or not."""
        return self._began <= self._clock.now() < self._ends

    @property
    def cold_at(self) -> float | None:
        """The moment the sensor goes cold after the last motion noticed, if there was one."""
        if self._noticed_until is None:
            return None
        return self._noticed_until + self.cold_time / 1000

    @property
    def warm(self) -> bool:
        """Whether motion was noticed so lately that the sensor is not cold."""
        return self.cold_at is not None and self._clock.now() < self.cold_at

    @property
    def adc(self) -> int:
        """The raw reading: a wave while somebody moves, wider the nearer, else noise."""
        now = self._clock.now()
        if not self.moving:
            noise = zlib.crc32(f"{self._seed} {int(now * 10)}".encode())
            return _MIDDLE - 22 + noise % 86
        width = (_FURTHEST - self._distance) / 100 * (HIGHEST_ADC - _MIDDLE)
        turns = (now - self._began) / _SWING_SECONDS
        return _MIDDLE + math.ceil(width * math.cos(2 * math.pi * turns))

    def watch(self, watcher: Callable[[], None]) -> None:
        """Call `watcher` whenever motion is noticed."""
        self._watchers.append(watcher)

    def move(self, seconds: float = 5.0, distance: int = 15) -> None:
        """Let somebody move for so long, so many decimetres away."""
        if seconds <= 0 or not 1 <= distance <= _FURTHEST:
            raise ValueError(f"nobody moves {seconds} seconds at {distance} dm")
        self._began = self._clock.now()
        self._ends = self._began + seconds
        self._distance = distance
        if self.enabled and distance <= self.reach:
            self._noticed_until = self._ends
            for watcher in self._watchers:
                watcher()

    def as_json(self) -> Json:
        """Return what can be seen from outside."""
        return {
            "enabled": self.enabled,
            "cold_time": self.cold_time,
            "trigger_index": self.trigger_index,
            "ranges": list(self.ranges),
            "moving": self.moving,
            "warm": self.warm,
        }
