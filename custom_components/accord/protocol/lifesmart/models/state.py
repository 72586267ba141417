"""What features of devices are doing, whatever the class of the device."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

type Rgb = tuple[int, int, int]
type Rgbw = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LightState:
    """A light; None is what it does not have or does not tell."""

    on: bool | None
    brightness: int | None = None
    """1-255."""
    color_temp: int | None = None
    """0 the warmest white, 255 the coolest."""
    rgb: Rgb | None = None
    """At full brightness."""
    rgbw: Rgbw | None = None
    """Red, green, blue, white at full brightness."""
    effect: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverState:
    """A cover; ``position`` in percent open, None where the motor does not know."""

    position: int | None = None
    opening: bool | None = None
    closing: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClimateState:
    """A thermostat or air conditioner; temperatures in °C."""

    on: bool | None
    mode: str | None = None
    target: float | None = None
    current: float | None = None
    fan: str | None = None
    preset: str | None = None
    heating: bool | None = None
    """Whether the valve or relay is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FanState:
    """A ventilation: one of its speeds, or a preset that chooses the speed itself."""

    on: bool | None
    speed: str | None = None
    preset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Who opened a lock, and how."""

    user: int
    """Number at the lock; 0 where nobody is named."""
    method: str
    second_user: int = 0
    second_method: str | None = None
    """Of a second authentication; None where one was enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockState:
    """A lock, as far as it tells: many never say that they closed again."""

    unlocked: bool | None
    opening: Opening | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened."""

    type: str
    data: Mapping[str, Any] = field(default_factory=dict)


type State = (
    LightState
    | CoverState
    | ClimateState
    | FanState
    | LockState
    | Opening
    | Event
    | float
    | bool
    | str
    | None
)
