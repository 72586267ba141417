"""Light states kept for later.

Source: API.md, ``smartlife.iot.smartbulb.lightingservice/get_preferred_state``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from .fields import integer, objects, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """One light state kept; on light strips it may be an effect."""

    index: int
    """From 0."""
    brightness: int | None = None
    """Percent."""
    hue: int | None = None
    """Degrees; None for an effect or a dimmer."""
    saturation: int | None = None
    """Percent."""
    color_temp: int | None = None
    """K; 0 for hue and saturation."""
    effect_id: str | None = None
    """Light strips: the effect instead of a colour."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def list_from_wire(cls, value: object) -> tuple[Self, ...]:
        """Read ``states``, or ``preferred_state`` of ``get_sysinfo``, in the order of index."""
        found = [
            cls(
                index=position if (index := integer(one.get("index"))) is None else index,
                brightness=integer(one.get("brightness")),
                hue=integer(one.get("hue")),
                saturation=integer(one.get("saturation")),
                color_temp=integer(one.get("color_temp")),
                effect_id=text(one.get("id")) or None,
                raw=one,
            )
            for position, one in enumerate(objects(value))
        ]
        return tuple(sorted(found, key=lambda preset: preset.index))


@dataclass(frozen=True, slots=True, kw_only=True)
class LightDetails:
    """What is printed on a lamp's box."""

    beam_angle: int | None = None
    """Degrees."""
    min_voltage: int | None = None
    """V."""
    max_voltage: int | None = None
    """V."""
    wattage: int | None = None
    """W."""
    incandescent_equivalent: int | None = None
    """W."""
    max_lumens: int | None = None
    color_rendering_index: int | None = None
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``get_light_details``."""
        return cls(
            beam_angle=integer(data.get("lamp_beam_angle")),
            min_voltage=integer(data.get("min_voltage")),
            max_voltage=integer(data.get("max_voltage")),
            wattage=integer(data.get("wattage")),
            incandescent_equivalent=integer(data.get("incandescent_equivalent")),
            max_lumens=integer(data.get("max_lumens")),
            color_rendering_index=integer(data.get("color_rendering_index")),
            raw=data,
        )
