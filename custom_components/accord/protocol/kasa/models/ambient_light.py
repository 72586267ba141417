"""The ambient light sensor. Source: API.md, ``smartlife.iot.LAS``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ...errors import ProtocolError
from .fields import flag, integer, objects, text

CUSTOM_LEVEL = 5
"""Index of the level that the user sets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LasLevel:
    """A degree of darkness."""

    name: str
    """``cloudy``, ``overcast``, ``dawn``, ``twilight``, ``total darkness``, ``custom``."""
    value: int | None = None
    """Percent."""
    adc: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LasConfig:
    """How the ambient light sensor works."""

    enable: bool
    dark_index: int = 0
    """Which of ``levels`` counts as dark."""
    levels: tuple[LasLevel, ...] = ()
    min_adc: int | None = None
    max_adc: int | None = None
    version: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``get_config``. Raises ProtocolError without a sensor in it."""
        sensor = next(iter(objects(data.get("devs"))), None)
        if sensor is None:
            raise ProtocolError("answer names no light sensor")
        return cls(
            enable=flag(sensor.get("enable")) or False,
            dark_index=integer(sensor.get("dark_index")) or 0,
            levels=tuple(
                LasLevel(
                    name=text(level.get("name")) or "",
                    value=integer(level.get("value")),
                    adc=integer(level.get("adc")),
                )
                for level in objects(sensor.get("level_array"))
            ),
            min_adc=integer(sensor.get("min_adc")),
            max_adc=integer(sensor.get("max_adc")),
            version=text(data.get("ver")) or "",
            raw=data,
        )
