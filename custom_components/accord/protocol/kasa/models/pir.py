"""The motion sensor. Source: API.md, ``smartlife.iot.PIR``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from .fields import flag, integer, integers, text

CUSTOM_RANGE = 3
"""Index of the range that the user sets; 0 far, 1 mid and 2 near are fixed."""

_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PirConfig:
    """How the motion sensor works."""

    enable: bool
    trigger_index: int = 0
    """Which of ``ranges`` is in use."""
    cold_time: int | None = None
    """ms without motion until the sensor says so; Smart Control writes its own value here."""
    min_adc: int = 0
    max_adc: int = 4095
    ranges: tuple[int, ...] = ()
    """Decimetres: far, mid, near, custom (0 while never set)."""
    version: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``get_config``."""
        highest = integer(data.get("max_adc", data.get("max_adx")))
        return cls(
            enable=flag(data.get("enable")) or False,
            trigger_index=integer(data.get("trigger_index")) or 0,
            cold_time=integer(data.get("cold_time")),
            min_adc=integer(data.get("min_adc")) or 0,
            max_adc=4095 if highest is None else highest,
            ranges=integers(data.get("array")),
            version=text(data.get("version")) or "",
            raw=data,
        )


def deviation(config: PirConfig, adc: int) -> float:
    """Return how far a raw reading is from rest, in percent of what it can be."""
    middle = (config.max_adc - config.min_adc) // 2
    value = middle - adc
    span = middle - config.min_adc if value < 0 else config.max_adc - middle
    return value / span * _PERCENT if span else 0.0


def shows_motion(config: PirConfig, adc: int) -> bool:
    """Tell whether a raw reading looks like motion.

    Devices have no flag for it. The reading is one moment of a wave: between two polls most
    motion is missed.
    """
    if not config.enable or not 0 <= config.trigger_index < len(config.ranges):
        return False
    return abs(deviation(config, adc)) > _PERCENT - config.ranges[config.trigger_index]
