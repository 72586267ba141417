"""What the sensors in a switch say now: members of several answers.

Source: API.md, ``smartlife.iot.LAS/get_current_brt``; the rest is known from captures.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Senses:
    """One look; None for what the device does not tell."""

    brightness: int | None = None
    """Percent."""
    dark: bool | None = None
    """By the level that was chosen."""
    motion_adc: int | None = None
    """Raw reading of the motion sensor."""
