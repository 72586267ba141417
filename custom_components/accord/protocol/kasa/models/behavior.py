"""What a light or dimmer does when it gets power or is switched on.

Source: API.md, ``smartlife.iot.smartbulb.lightingservice/get_default_behavior``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from .fields import check_range, integer, obj, text, unknown

_KNOWN = frozenset({"mode", "index", "hue", "saturation", "color_temp", "brightness"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Behavior:
    """One reaction."""

    mode: str
    """``last_status``, ``customize_preset`` or ``circadian``; of dimmers' buttons ``none``,
    ``instant_on_off``, ``gentle_on_off`` or ``customize_preset``; others exist."""
    index: int | None = None
    """Of the preset, from 0."""
    hue: int | None = None
    """Degrees; read only, like the rest: the preset's values."""
    saturation: int | None = None
    """Percent."""
    color_temp: int | None = None
    """K."""
    brightness: int | None = None
    """Percent."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read ``soft_on``, ``hard_on``, ``double_click`` or ``long_press``."""
        return cls(
            mode=text(data.get("mode")) or "",
            index=integer(data.get("index")),
            hue=integer(data.get("hue")),
            saturation=integer(data.get("saturation")),
            color_temp=integer(data.get("color_temp")),
            brightness=integer(data.get("brightness")),
            raw=data,
        )

    def to_wire(self) -> dict[str, Any]:
        """Return the mode, and the preset's index where one is meant. Raises InvalidError."""
        found: dict[str, Any] = {"mode": self.mode}
        if self.mode == "customize_preset" and self.index is not None:
            found["index"] = check_range("index", self.index, 0, 31)
        return found | unknown(self.raw, _KNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultBehavior:
    """All reactions of a device; None for what it does not have."""

    soft_on: Behavior | None = None
    """When switched on by command."""
    hard_on: Behavior | None = None
    """When power comes back."""
    double_click: Behavior | None = None
    """Dimmers: the button."""
    long_press: Behavior | None = None
    """Dimmers: the button."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``get_default_behavior``."""
        soft, hard, double, long = (
            Behavior.from_wire(found) if (found := obj(data.get(name))) else None
            for name in ("soft_on", "hard_on", "double_click", "long_press")
        )
        return cls(soft_on=soft, hard_on=hard, double_click=double, long_press=long, raw=data)
