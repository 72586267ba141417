"""Whole effects of light strips: module ``smartlife.iot.lighting_effect``.

API.md has the heading only; members are known from captures of devices.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from .fields import check_range, flag, integer, integers, text, unknown

CUSTOM_ID = "yMwcNpLxijmoKamskHCvvravpbnIqAIN"
"""The id of effects that users make."""

type Hsv = tuple[int, ...]
"""Hue 0-360, saturation 0-100, value 0-100."""

_NUMBERS = (
    *("expansion_strategy", "duration", "transition", "repeat_times", "spread", "direction"),
    *("fadeoff", "random_seed"),
)
_COLORS = ("sequence", "init_states", "backgrounds")
_LISTS = ("segments", "hue_range", "saturation_range", "brightness_range", "transition_range")
_KNOWN = frozenset(
    {"name", "id", "custom", "enable", "brightness", "type", *_NUMBERS, *_COLORS, *_LISTS}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LightingEffect:
    """An effect with all it is made of; None for what its type does not have."""

    name: str
    id: str = CUSTOM_ID
    custom: bool = True
    enable: bool = True
    """Runs; 0 sent to the device stops it."""
    brightness: int = 100
    """Percent."""
    type: str = "sequence"
    """``sequence`` or ``random``."""
    segments: tuple[int, ...] = (0,)
    """Places on the strip, 0-80; a single 0 is the whole strip."""
    expansion_strategy: int | None = 1
    """1 repeats the pattern, 2 stretches it."""
    duration: int | None = 0
    """ms per step."""
    transition: int | None = 0
    """ms."""
    sequence: tuple[Hsv, ...] | None = None
    """Sequences: the steps."""
    repeat_times: int | None = None
    """Sequences: 0 for ever."""
    spread: int | None = None
    """Sequences: 1-16."""
    direction: int | None = None
    """Sequences: 1-4."""
    init_states: tuple[Hsv, ...] | None = None
    backgrounds: tuple[Hsv, ...] | None = None
    hue_range: tuple[int, ...] | None = None
    """Random ones: lowest and highest, as of the other ranges."""
    saturation_range: tuple[int, ...] | None = None
    brightness_range: tuple[int, ...] | None = None
    transition_range: tuple[int, ...] | None = None
    """ms."""
    fadeoff: int | None = None
    """ms."""
    random_seed: int | None = None
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read a whole effect: the answer to ``get_lighting_effect``, or one built in."""
        members: dict[str, Any] = {name: integer(data.get(name)) for name in _NUMBERS}
        members |= {name: _colors(data[name]) for name in _COLORS if name in data}
        members |= {name: integers(data[name]) for name in _LISTS if name in data}
        return cls(
            name=text(data.get("name")) or "",
            id=text(data.get("id")) or "",
            custom=flag(data.get("custom")) or False,
            enable=flag(data.get("enable")) or False,
            brightness=integer(data.get("brightness")) or 0,
            type=text(data.get("type")) or "",
            raw=data,
            **members,
        )

    def to_wire(self) -> dict[str, Any]:
        """Return it whole, as ``set_lighting_effect`` wants it. Raises InvalidError."""
        found: dict[str, Any] = {
            "custom": int(self.custom),
            "id": self.id,
            "brightness": check_range("brightness", self.brightness, 0, 100),
            "name": self.name,
            "enable": int(self.enable),
            "type": self.type,
        }
        for name in (*_NUMBERS, *_LISTS, *_COLORS):
            if (value := getattr(self, name)) is not None:
                found[name] = _plain(value)
        return found | unknown(self.raw, _KNOWN)


def _colors(value: object) -> tuple[Hsv, ...]:
    return tuple(integers(item) for item in value) if isinstance(value, list | tuple) else ()


def _plain(value: Any) -> Any:
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
