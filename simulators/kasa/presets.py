"""The four presets lights are sold with; light strips have none."""

from typing import Any

from simulators.kasa.light import LightModel

type Json = dict[str, Any]


def _preset(index: int, hue: int, saturation: int, color_temp: int, brightness: int) -> Json:
    return {
        "index": index,
        "hue": hue,
        "saturation": saturation,
        "color_temp": color_temp,
        "brightness": brightness,
    }


COLOR_PRESETS = (
    _preset(0, 0, 0, 2700, 50),
    _preset(1, 0, 100, 0, 100),
    _preset(2, 120, 100, 0, 100),
    _preset(3, 240, 100, 0, 100),
)
WHITE_PRESETS = tuple(
    _preset(index, 0, 0, 2700, brightness) for index, brightness in enumerate((100, 75, 50, 25))
)


def factory_presets(model: LightModel) -> tuple[Json, ...]:
    """Return the presets of a light as sold."""
    if model.zones is not None:
        return ()
    return COLOR_PRESETS if model.color else WHITE_PRESETS
