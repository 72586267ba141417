"""`smartlife.iot.dimmer`: dim level, fades and button behaviour of wall dimmers."""

from typing import Any

from simulators.kasa.models import Family
from simulators.kasa.modules.registry import Call, answers
from simulators.kasa.outlet import Dimmer

type Json = dict[str, Any]

_MODULE = "smartlife.iot.dimmer"
_DIMMERS = frozenset({Family.DIMMER})
_FADES = ("gentle_on_off", "instant_on_off")


def _dimmer(call: Call) -> Dimmer:
    dimmer = call.device.outlets[0].dimmer
    if dimmer is None:
        raise TypeError("only dimmers have this module")
    return dimmer


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
