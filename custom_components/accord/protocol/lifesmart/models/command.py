"""What features of devices can be told, whatever the class of the device."""

from dataclasses import dataclass

from .state import Rgb, Rgbw


@dataclass(frozen=True, slots=True)
class SwitchOn:
    """Switch on, for some seconds where the device can."""

    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Off:
    """Switch off, or silence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LightOn:
    """Switch a light on; None leaves something as it is. Ranges as in ``LightState``."""

    brightness: int | None = None
    color_temp: int | None = None
    rgb: Rgb | None = None
    rgbw: Rgbw | None = None
    effect: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """Move a cover to a percentage open; motors without positions take 0 and 100."""

    position: int


@dataclass(frozen=True, slots=True)
class Stop:
    """Stop a cover."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetClimate:
    """Change a thermostat; None leaves something as it is."""

    on: bool | None = None
    mode: str | None = None
    target: float | None = None
    fan: str | None = None
    preset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FanOn:
    """Switch a ventilation on; None leaves something as it is."""

    speed: str | None = None
    preset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SirenOn:
    """Sound a siren; None takes what is usual."""

    sound: str | None = None
    volume: int | None = None
    """Percent."""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class SetNumber:
    """Set a number, in the unit of the feature."""

    value: float


type Command = SwitchOn | Off | LightOn | Move | Stop | SetClimate | FanOn | SirenOn | SetNumber
