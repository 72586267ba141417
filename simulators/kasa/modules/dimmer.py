"""`smartlife.iot.dimmer`: dim level, fades and button behaviour of wall dimmers."""

from typing import Any

from simulators.kasa.models import Family, Model
from simulators.kasa.modules.registry import Call, answers
from simulators.kasa.outlet import Dimmer

type Json = dict[str, Any]

_MODULE = "smartlife.iot.dimmer"
_DIMMERS = frozenset({Family.DIMMER})
_FADES = ("gentle_on_off", "instant_on_off")
_PRESET = "customize_preset"
_PRESS_MODES = ("none", *_FADES, _PRESET)


def _dimmer(call: Call) -> Dimmer:
    dimmer = call.device.outlets[0].dimmer
    if dimmer is None:
        raise TypeError("only dimmers have this module")
    return dimmer


def _has_button_actions(model: Model) -> bool:
    return not model.motion


@answers(f"{_MODULE}.get_dimmer_parameters", families=_DIMMERS)
def get_dimmer_parameters(call: Call) -> Json:
    """Return thresholds and fade times."""
    return dict(_dimmer(call).parameters)


@answers(f"{_MODULE}.get_default_behavior", families=_DIMMERS)
def get_default_behavior(call: Call) -> Json:
    """Return what power-on and button presses do; motion dimmers know only of presses."""
    if call.device.model.motion:
        return {"double_click": {"mode": "unknown"}, "long_press": {"mode": "unknown"}}
    return {key: dict(value) for key, value in _dimmer(call).behavior.items()}


@answers(f"{_MODULE}.set_brightness", families=_DIMMERS)
def set_brightness(call: Call) -> Json:
    """Dim; a dimmer that is off stays off."""
    call.device.outlets[0].dim(call.arguments.integer("brightness", 1, 100))
    return {}


@answers(f"{_MODULE}.set_switch_state", families=_DIMMERS)
def set_switch_state(call: Call) -> Json:
    """Switch on or off."""
    call.device.outlets[0].switch(bool(call.arguments.integer("state", 0, 1)))
    return {}


@answers(f"{_MODULE}.set_dimmer_transition", families=_DIMMERS)
def set_dimmer_transition(call: Call) -> Json:
    """Fade to a brightness and thereby on, or with 0 off."""
    brightness = call.arguments.integer("brightness", 0, 100)
    call.arguments.integer("duration", 1)
    call.arguments.optional_choice("mode", _FADES)
    outlet = call.device.outlets[0]
    if brightness:
        outlet.dim(brightness)
    outlet.switch(brightness > 0)
    return {}


@answers(f"{_MODULE}.set_double_click_action", families=_DIMMERS, needs=_has_button_actions)
def set_double_click_action(call: Call) -> Json:
    """Choose what two quick presses do."""
    _dimmer(call).behavior["double_click"] = _read_action(call)
    return {}


@answers(f"{_MODULE}.set_long_press_action", families=_DIMMERS, needs=_has_button_actions)
def set_long_press_action(call: Call) -> Json:
    """Choose what a long press does."""
    _dimmer(call).behavior["long_press"] = _read_action(call)
    return {}


def _read_action(call: Call) -> Json:
    """Read a mode, and with it the preset it needs."""
    mode = call.arguments.choice("mode", _PRESS_MODES)
    if mode != _PRESET:
        return {"mode": mode}
    last = len(_dimmer(call).presets) - 1
    return {"mode": mode, "index": call.arguments.integer("index", 0, last)}


@answers(f"{_MODULE}.set_fade_on_time", families=_DIMMERS)
def set_fade_on_time(call: Call) -> Json:
    """Set how long the lamp takes to come on, in milliseconds."""
    return _keep(call, "fadeOnTime", call.arguments.integer("fadeTime", 0))


@answers(f"{_MODULE}.set_fade_off_time", families=_DIMMERS)
def set_fade_off_time(call: Call) -> Json:
    """Set how long the lamp takes to go out."""
    return _keep(call, "fadeOffTime", call.arguments.integer("fadeTime", 0))


@answers(f"{_MODULE}.set_gentle_on_time", families=_DIMMERS)
def set_gentle_on_time(call: Call) -> Json:
    """Set how long the lamp takes to come on gently; the parameter has another name here."""
    return _keep(call, "gentleOnTime", call.arguments.integer("duration", 0))


@answers(f"{_MODULE}.set_gentle_off_time", families=_DIMMERS)
def set_gentle_off_time(call: Call) -> Json:
    """Set how long the lamp takes to go out gently."""
    return _keep(call, "gentleOffTime", call.arguments.integer("duration", 0))


@answers(f"{_MODULE}.set_button_ramp_rate", families=_DIMMERS)
def set_button_ramp_rate(call: Call) -> Json:
    """Set how fast a held button dims."""
    return _keep(call, "rampRate", call.arguments.integer("rampRate", 10, 50))


@answers(f"{_MODULE}.calibrate_brightness", families=_DIMMERS)
def calibrate_brightness(call: Call) -> Json:
    """Set the level below which the lamp would flicker."""
    return _keep(call, "minThreshold", call.arguments.integer("minThreshold", 0, 51))


def _keep(call: Call, parameter: str, value: int) -> Json:
    _dimmer(call).parameters[parameter] = value
    return {}


@answers(f"{_MODULE}.test_dimmer_calibration", families=_DIMMERS)
def test_dimmer_calibration(call: Call) -> Json:
    """Show the lowest level for a while; nothing stays of it."""
    call.arguments.integer("delay", 0)
    call.arguments.integer("duration", 1)
    return {}
