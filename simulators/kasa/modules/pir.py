"""`smartlife.iot.PIR`: the motion sensor."""

from typing import Any

from simulators.kasa.models import RELAYS, Model
from simulators.kasa.modules.registry import Call, answers
from simulators.kasa.motion import HIGHEST_ADC, LOWEST_ADC, MotionSensor

type Json = dict[str, Any]

_MODULE = "smartlife.iot.PIR"
_CUSTOM = 3
_LONGEST_RANGE = 100
_COLD_TIMES = (15000, 600000)


def _senses(model: Model) -> bool:
    return model.motion


def _sensor(call: Call) -> MotionSensor:
    if call.device.motion is None:
        raise TypeError("only motion devices have this module")
    return call.device.motion


@answers(f"{_MODULE}.get_config", families=RELAYS, needs=_senses)
def get_config(call: Call) -> Json:
    """Return the settings."""
    sensor = _sensor(call)
    return {
        "enable": int(sensor.enabled),
        "version": "1.0",
        "trigger_index": sensor.trigger_index,
        "cold_time": sensor.cold_time,
        "min_adc": LOWEST_ADC,
        "max_adc": HIGHEST_ADC,
        "array": list(sensor.ranges),
    }


@answers(f"{_MODULE}.get_adc_value", families=RELAYS, needs=_senses)
def get_adc_value(call: Call) -> Json:
    """Return the raw reading of this moment."""
    return {"value": _sensor(call).adc}


@answers(f"{_MODULE}.set_enable", families=RELAYS, needs=_senses)
def set_enable(call: Call) -> Json:
    """Heed motion, or not."""
    _sensor(call).enabled = call.arguments.flag("enable")
    return {}


@answers(f"{_MODULE}.set_cold_time", families=RELAYS, needs=_senses)
def set_cold_time(call: Call) -> Json:
    """Set how long after the last motion the sensor goes cold."""
    _sensor(call).cold_time = call.arguments.integer("cold_time", *_COLD_TIMES)
    return {}


@answers(f"{_MODULE}.set_trigger_sens", families=RELAYS, needs=_senses)
def set_trigger_sens(call: Call) -> Json:
    """Choose a range; only the custom one takes a value, and must have it."""
    arguments, sensor = call.arguments, _sensor(call)
    index = arguments.integer("index", 0, _CUSTOM)
    if index == _CUSTOM:
        sensor.ranges[_CUSTOM] = arguments.integer("value", 0, _LONGEST_RANGE)
    elif "value" in arguments.values:
        raise arguments.invalid()
    sensor.trigger_index = index
    return {}
