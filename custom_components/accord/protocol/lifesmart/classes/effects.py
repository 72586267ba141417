"""Effects of lamps: the modes of the station's own light, at rates of their own.

Source: base document 1.10, 7.2.
"""

from collections.abc import Mapping

from ..models.led import RATE, LedEffect, effect_value

_RATES: Mapping[LedEffect, int] = {
    LedEffect.PLATEAU: 0x20,
    LedEffect.PIZZA: 0x20,
    LedEffect.FRUIT_JUICE: 0x20,
    LedEffect.WARM_COTTAGE: 0x30,
}
_STEP = 0x80

LAMP_EFFECTS: Mapping[str, int] = {
    effect.name.lower(): effect_value(effect, rate=_RATES.get(effect, RATE), step=_STEP)
    for effect in LedEffect
}
_NAMES: Mapping[int, str] = {effect.value: effect.name.lower() for effect in LedEffect}


def effect_name(word: int) -> str | None:
    """Return the effect that a word stands for, whatever its rate, saturation and step."""
    return _NAMES.get(word >> 24 & 0xFF)
