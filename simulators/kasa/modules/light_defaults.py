"""How bulbs and light strips come on by default, their presets and their data sheet."""

from typing import Any

from simulators.kasa.light import Light
from simulators.kasa.models import Family
from simulators.kasa.modules.arguments import Arguments
from simulators.kasa.modules.errors import NoAnswerError
from simulators.kasa.modules.light_change import light_of
from simulators.kasa.modules.registry import Call, answers

type Json = dict[str, Any]

_BULB_MODULE = "smartlife.iot.smartbulb.lightingservice"
_STRIP_MODULE = "smartlife.iot.lightStrip"
_BULBS, _STRIPS = frozenset({Family.BULB}), frozenset({Family.LIGHT_STRIP})
_BEHAVIORS = ("soft_on", "hard_on")
_GLOW = ("hue", "saturation", "color_temp", "brightness")
_BULB_SLOTS, _STRIP_SLOTS = 4, 5
_BRIGHT_WATTS = 9.0
_AMERICAN_VOLTS = 120.0


@answers(f"{_BULB_MODULE}.get_default_behavior", families=_BULBS)
@answers(f"{_STRIP_MODULE}.get_default_behavior", families=_STRIPS)
def get_default_behavior(call: Call) -> Json:
    """Return what a command and what the mains switch on; a preset with its values."""
    light, after_power_cut = light_of(call), call.device.model.re_power_type
    facts: Json = {
        "soft_on": _shown(light, light.soft_on),
        "hard_on": _shown(light, light.hard_on),
    }
    return facts if after_power_cut is None else {**facts, "re_power_type": after_power_cut}


@answers(f"{_BULB_MODULE}.set_default_behavior", families=_BULBS)
@answers(f"{_STRIP_MODULE}.set_default_behavior", families=_STRIPS)
def set_default_behavior(call: Call) -> Json:
    """Change one of the two behaviours or both."""
    arguments, light = call.arguments, light_of(call)
    given = [key for key in _BEHAVIORS if key in arguments.values]
    if not given:
        arguments.require(_BEHAVIORS[0])
    changes = {key: _read_behavior(arguments.nested(key), light) for key in given}
    for key, behavior in changes.items():
        setattr(light, key, behavior)
    return {}


@answers(f"{_BULB_MODULE}.get_preferred_state", families=_BULBS)
def get_preferred_state(call: Call) -> Json:
    """Return the presets."""
    return {"states": [dict(preset) for preset in light_of(call).presets]}


@answers(f"{_BULB_MODULE}.set_preferred_state", families=_BULBS)
def set_bulb_preset(call: Call) -> Json:
    """Change one of the four presets of a bulb."""
    light = light_of(call)
    index = call.arguments.integer("index", 0, _BULB_SLOTS - 1)
    _put(light, {"index": index, **_read_values(call.arguments, light)})
    return {}


@answers(f"{_STRIP_MODULE}.set_preferred_state", families=_STRIPS)
def set_strip_preset(call: Call) -> Json:
    """Change one of the presets of a light strip, or add one."""
    light = light_of(call)
    index = call.arguments.integer("index", 0, min(len(light.presets), _STRIP_SLOTS - 1))
    _put(light, {"index": index, "mode": 1, **_read_values(call.arguments, light)})
    return {}


@answers(f"{_BULB_MODULE}.get_light_details", families=_BULBS)
@answers(f"{_STRIP_MODULE}.get_light_details", families=_STRIPS)
def get_light_details(call: Call) -> Json:
    """Return the data sheet."""
    device, light = call.device, light_of(call)
    if device.quirks.light_details_time_out:
        raise NoAnswerError
    bright = light.model.watts >= _BRIGHT_WATTS
    american = device.model.mains_voltage == _AMERICAN_VOLTS
    return {
        "lamp_beam_angle": 220 if light.model.zones is None else 180,
        "min_voltage": 100 if american else 220,
        "max_voltage": 120 if american else 240,
        "wattage": round(light.model.watts),
        "incandescent_equivalent": 60 if bright else 40,
        "max_lumens": 800 if bright else 450,
        "color_rendering_index": 90 if light.model.color else 80,
    }


@answers(f"{_STRIP_MODULE}.get_fade_on_off", families=_STRIPS)
def get_fade_on_off(call: Call) -> Json:
    """Return how long a strip takes to come on and to go out."""
    return {"fadeOnTime": light_of(call).fade_on, "fadeOffTime": light_of(call).fade_off}


def _shown(light: Light, behavior: Json) -> Json:
    index = behavior.get("index")
    if index is None:
        return dict(behavior)
    return {**behavior, **{key: light.presets[index][key] for key in _GLOW}}


def _read_behavior(arguments: Arguments, light: Light) -> Json:
    """Read a mode; a preset is one of the light's own, or its values stand in its place."""
    modes = ("last_status", "customize_preset", "circadian")
    mode = arguments.choice("mode", modes if light.model.tunable else modes[:2])
    if mode != "customize_preset":
        return {"mode": mode}
    if "index" not in arguments.values:
        return {"mode": mode, **_read_values(arguments, light)}
    index = arguments.integer("index", 0, len(light.presets) - 1)
    if not light.presets[index].keys() >= set(_GLOW):
        raise arguments.invalid()
    return {"mode": mode, "index": index}


def _read_values(arguments: Arguments, light: Light) -> Json:
    hue_limit, saturation_limit = (360, 100) if light.model.color else (0, 0)
    low, high = light.model.temperatures
    values = {
        "hue": arguments.integer("hue", 0, hue_limit),
        "saturation": arguments.integer("saturation", 0, saturation_limit),
        "color_temp": arguments.integer("color_temp", 0, high),
        "brightness": arguments.integer("brightness", 0, 100),
    }
    if values["color_temp"] == 0 and not light.model.color:
        values["color_temp"] = low
    if 0 < values["color_temp"] < low:
        raise arguments.invalid()
    return values


def _put(light: Light, preset: Json) -> None:
    index = preset["index"]
    light.presets[index : index + 1] = [preset]
