"""The ambient light sensor: daylight, or a light level that a test sets."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
import math
from typing import Any

type Json = dict[str, Any]

LOWEST_ADC = 0


@dataclass
class Level:
    """One named light level, as the converter reads it."""

    name: str
    adc: int


class AmbientSensor:
    """What the sensor is set to and how light it is; levels in percent of the converter's range."""

    def __init__(self, highest_adc: int, local_time: Callable[[], datetime]) -> None:
        """Start with the vendor's settings, in daylight."""
        self.enabled = True
        self.dark_index = 0
        self.highest_adc = highest_adc
        self.levels = [
            Level("cloudy", 390),
            Level("overcast", 300),
            Level("dawn", 222),
            Level("twilight", 222),
            Level("total darkness", 111),
            Level("custom", 2400),
        ]
        self._local_time = local_time
        self._fixed: int | None = None

    @property
    def adc(self) -> int:
        """The raw reading."""
        percent = self._daylight() if self._fixed is None else self._fixed
        return self._to_adc(percent)

    @property
    def brightness(self) -> int:
        """The light level in percent."""
        return self.percent(self.adc)

    @property
    def dark(self) -> bool:
        """Whether it is darker than the level chosen for that."""
        return self.adc < self.levels[self.dark_index].adc

    def percent(self, adc: int) -> int:
        """Return a reading as the vendor does: cut to whole percent."""
        return (adc - LOWEST_ADC) * 100 // (self.highest_adc - LOWEST_ADC)

    def set_level(self, index: int, percent: int) -> None:
        """Change what one of the levels means."""
        self.levels[index].adc = self._to_adc(percent)

    def shine(self, percent: int | None) -> None:
        """Make it that light, whatever the hour; None brings back the daylight."""
        if percent is not None and not 0 <= percent <= 100:
            raise ValueError(f"{percent} % is no light level")
        self._fixed = percent

    def as_json(self) -> Json:
        """Return what can be seen from outside."""
        return {
            "enabled": self.enabled,
            "dark_index": self.dark_index,
            "brightness": self.brightness,
            "dark": self.dark,
        }

    def _to_adc(self, percent: int) -> int:
        """Return the least reading that is cut to so many percent."""
        return LOWEST_ADC + math.ceil(percent * (self.highest_adc - LOWEST_ADC) / 100)

    def _daylight(self) -> int:
        """Return a light level that is highest at noon and zero from six to six."""
        moment = self._local_time()
        hours_from_noon = (moment.hour * 60 + moment.minute - 720) / 60
        return max(0, round(100 * math.cos(math.pi * hours_from_noon / 12)))
