"""The LED of DEFED stations. Source: advanced interface description, 2.3.7."""

from enum import IntEnum

from .fields import check_range

_DYNAMIC = 0x80000000
_BYTE = 0xFF
RATE = 0x18
SATURATION = 0xCC


class LedEffect(IntEnum):
    """Modes in which the colour changes by itself."""

    PLATEAU = 0x80
    PIZZA = 0x81
    GRASS = 0x82
    SEA_WAVE = 0x83
    DARK_BLUE_MOUNTAINS = 0x84
    FLIRTATIOUS_PURPLE = 0x85
    RASPBERRY = 0x86
    ORANGE = 0x87
    AUTUMN_FRUIT = 0x88
    ICE_CREAM = 0x89
    FRUIT_JUICE = 0x8A
    WARM_COTTAGE = 0x8B
    MAGIC_RED = 0x93
    LIGHT_SPOT = 0x95
    FIRST_RAYS = 0x96
    BLUE = 0x97
    HIBISCUS = 0x98
    COLORFUL_ERA = 0x99
    HEAVEN = 0xA3
    CHARM_BLUE = 0xA7
    BRIGHT_RED = 0xA9


def rgb_value(red: int, green: int, blue: int) -> int:
    """Return the value of a colour, each part 0-255. Raises InvalidError."""
    for name, part in (("red", red), ("green", green), ("blue", blue)):
        check_range(name, part, 0, _BYTE)
    return red << 16 | green << 8 | blue


def effect_value(
    effect: LedEffect, *, rate: int = RATE, saturation: int = SATURATION, step: int = 0
) -> int:
    """Return the value of an effect; all but ``effect`` 0-255. Raises InvalidError."""
    for name, part in (("rate", rate), ("saturation", saturation), ("step", step)):
        check_range(name, part, 0, _BYTE)
    return effect << 24 | rate << 16 | saturation << 8 | step


def check_value(value: int) -> int:
    """Return ``value``. Raises InvalidError for what is neither a colour nor an effect."""
    if value > _DYNAMIC:
        return check_range("val", value, _DYNAMIC + 1, 0xFFFFFFFF)
    return check_range("val", value, 0, _DYNAMIC - 1)
