"""How a wall dimmer fades. API.md does not have it; members are known from captures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from .fields import integer


@dataclass(frozen=True, slots=True, kw_only=True)
class DimmerParameters:
    """Times and limits."""

    min_threshold: int | None = None
    """Lowest level, 0-51."""
    fade_on_time: int | None = None
    """ms of an ordinary switching on."""
    fade_off_time: int | None = None
    """ms."""
    gentle_on_time: int | None = None
    """ms of a slow switching on."""
    gentle_off_time: int | None = None
    """ms."""
    ramp_rate: int | None = None
    """While the button is held, 10-50."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``get_dimmer_parameters``."""
        return cls(
            min_threshold=integer(data.get("minThreshold")),
            fade_on_time=integer(data.get("fadeOnTime")),
            fade_off_time=integer(data.get("fadeOffTime")),
            gentle_on_time=integer(data.get("gentleOnTime")),
            gentle_off_time=integer(data.get("gentleOffTime")),
            ramp_rate=integer(data.get("rampRate")),
            raw=data,
        )
