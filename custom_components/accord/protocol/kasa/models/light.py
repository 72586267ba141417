"""Light states. Source: API.md, ``smartlife.iot.smartbulb.lightingservice/get_light_state``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from .fields import flag, integer, obj, text

_GROUP = ("first", "last", "hue", "saturation", "brightness", "color_temp")
"""Members of one zone group of a light strip, in order."""


class LightMode(StrEnum):
    """How a bulb chooses its colour."""

    NORMAL = "normal"
    """Fixed colour."""
    CIRCADIAN = "circadian"
    """White that follows the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LightState:
    """State of a bulb or light strip; while it is off, the values it comes back with."""

    on: bool
    mode: str | None = None
    hue: int | None = None
    """Degrees, 0-360."""
    saturation: int | None = None
    """Percent."""
    color_temp: int | None = None
    """K; 0 while hue and saturation make the colour."""
    brightness: int | None = None
    """Percent."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the state of a bulb, or of a light strip with its zones in ``groups``."""
        on = flag(data.get("on_off")) or False
        values = data if on else obj(data.get("dft_on_state")) or data
        colors = _first_group(values) or values
        return cls(
            on=on,
            mode=text(values.get("mode")),
            hue=integer(colors.get("hue")),
            saturation=integer(colors.get("saturation")),
            color_temp=integer(colors.get("color_temp")),
            brightness=integer(colors.get("brightness")),
            raw=data,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LightEffect:
    """The effect a light strip runs or ran last."""

    enable: bool
    name: str
    brightness: int | None = None
    """Percent; the true one while the effect runs."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read ``lighting_effect_state`` of ``get_sysinfo``."""
        return cls(
            enable=flag(data.get("enable")) or False,
            name=text(data.get("name")) or "",
            brightness=integer(data.get("brightness")),
            raw=data,
        )


def _first_group(values: Mapping[str, Any]) -> dict[str, Any] | None:
    groups = values.get("groups")
    if not isinstance(groups, list) or not groups or not isinstance(groups[0], list):
        return None
    return dict(zip(_GROUP, groups[0], strict=False))
