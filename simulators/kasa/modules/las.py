"""`smartlife.iot.LAS`: the ambient light sensor."""

from typing import Any

from simulators.kasa.ambient import LOWEST_ADC, AmbientSensor
from simulators.kasa.models import RELAYS, Model
from simulators.kasa.modules.registry import Call, answers

type Json = dict[str, Any]

_MODULE = "smartlife.iot.LAS"
_LAST_LEVEL = 5


def _senses(model: Model) -> bool:
    return model.motion


def _sensor(call: Call) -> AmbientSensor:
    if call.device.ambient is None:
        raise TypeError("only motion devices have this module")
    return call.device.ambient


@answers(f"{_MODULE}.get_config", families=RELAYS, needs=_senses)
def get_config(call: Call) -> Json:
    """Return the settings of the only sensor."""
    sensor = _sensor(call)
    levels = [
        {"name": level.name, "adc": level.adc, "value": sensor.percent(level.adc)}
        for level in sensor.levels
    ]
    device: Json = {
        "hw_id": 0,
        "enable": int(sensor.enabled),
        "dark_index": sensor.dark_index,
        "min_adc": LOWEST_ADC,
        "max_adc": sensor.highest_adc,
        "level_array": levels,
    }
    return {"devs": [device], "ver": "1.0"}


@answers(f"{_MODULE}.get_current_brt", families=RELAYS, needs=_senses)
def get_current_brt(call: Call) -> Json:
    """Return how light it is, in percent."""
    return {"value": _sensor(call).brightness}


@answers(f"{_MODULE}.get_adc_value", families=RELAYS, needs=_senses)
def get_adc_value(call: Call) -> Json:
    """Return the raw reading."""
    return {"value": _sensor(call).adc, "type": 2}


@answers(f"{_MODULE}.get_dark_status", families=RELAYS, needs=_senses)
def get_dark_status(call: Call) -> Json:
    """Tell whether it is darker than the chosen level."""
    return {"bDark": int(_sensor(call).dark)}


@answers(f"{_MODULE}.set_enable", families=RELAYS, needs=_senses)
def set_enable(call: Call) -> Json:
    """Heed the light, or not."""
    _sensor(call).enabled = call.arguments.flag("enable")
    return {}


@answers(f"{_MODULE}.set_dark_index", families=RELAYS, needs=_senses)
def set_dark_index(call: Call) -> Json:
    """Choose below which level it counts as dark."""
    _sensor(call).dark_index = call.arguments.integer("dark_index", 0, _LAST_LEVEL)
    return {}


@answers(f"{_MODULE}.set_brt_level", families=RELAYS, needs=_senses)
def set_brt_level(call: Call) -> Json:
    """Change what a level means, in percent."""
    index = call.arguments.integer("index", 0, _LAST_LEVEL)
    _sensor(call).set_level(index, call.arguments.integer("value", 0, 100))
    return {}
