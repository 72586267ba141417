"""Dynamic effects of lamps and of the station's own light.

Source: base document 1.10, 7.2: 32 bits, from the highest: mode, rate, saturation, step.
"""

from collections.abc import Mapping

_MODES: Mapping[str, int] = {
    "plateau": 0x80,
    "pizza": 0x81,
    "grass": 0x82,
    "sea_wave": 0x83,
    "dark_blue_mountains": 0x84,
    "flirtatious_purple": 0x85,
    "raspberry": 0x86,
    "orange": 0x87,
    "autumn_fruit": 0x88,
    "ice_cream": 0x89,
    "fruit_juice": 0x8A,
    "warm_cottage": 0x8B,
    "magic_red": 0x93,
    "light_spot": 0x95,
    "first_rays": 0x96,
    "blue": 0x97,
    "hibiscus": 0x98,
    "colorful_era": 0x99,
    "heaven": 0xA3,
    "charm_blue": 0xA7,
    "bright_red": 0xA9,
}
_RATE = 0x18
_SATURATION = 0xCC
_LAMP_RATES: Mapping[str, int] = {
    "plateau": 0x20,
    "pizza": 0x20,
    "fruit_juice": 0x20,
    "warm_cottage": 0x30,
}
_LAMP_STEP = 0x80


def _word(mode: int, rate: int, step: int) -> int:
    return mode << 24 | rate << 16 | _SATURATION << 8 | step


STATION_EFFECTS: Mapping[str, int] = {name: _word(mode, _RATE, 0) for name, mode in _MODES.items()}
LAMP_EFFECTS: Mapping[str, int] = {
    name: _word(mode, _LAMP_RATES.get(name, _RATE), _LAMP_STEP) for name, mode in _MODES.items()
}
_NAMES = {mode: name for name, mode in _MODES.items()}


def effect_name(word: int) -> str | None:
    """Return the effect that a word stands for, whatever its rate, saturation and step."""
    return _NAMES.get(word >> 24 & 0xFF)
