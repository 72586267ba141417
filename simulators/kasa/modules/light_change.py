"""What bulbs and light strips have in common when their light is changed."""

from dataclasses import replace
from typing import Any

from simulators.kasa.light import Glow, Light
from simulators.kasa.modules.arguments import Arguments
from simulators.kasa.modules.registry import Call

type Json = dict[str, Any]


def light_of(call: Call) -> Light:
    """Return the lamp of a device that has one."""
    if call.device.light is None:
        raise TypeError("only lights have this module")
    return call.device.light


def _read_glow(arguments: Arguments, light: Light) -> Json:
    """Return the members of the new glow that are given, each within what the lamp can do."""
    hue_limit, saturation_limit = (360, 100) if light.model.color else (0, 0)
    given: Json = {
        "hue": arguments.optional_integer("hue", 0, hue_limit),
        "saturation": arguments.optional_integer("saturation", 0, saturation_limit),
        "color_temp": arguments.optional_integer("color_temp", 0),
        "brightness": arguments.optional_integer("brightness", 0, 100),
        "mode": arguments.optional_choice("mode", ("normal", "circadian")),
    }
    low, high = light.model.temperatures
    if given["color_temp"] and not low <= given["color_temp"] <= high:
        raise arguments.invalid()
    if given["mode"] == "circadian" and not light.model.tunable:
        raise arguments.invalid()
    if given["color_temp"] == 0 and not light.model.color:
        given["color_temp"] = None
    return {key: value for key, value in given.items() if value is not None}


def _merge(glow: Glow, given: Json) -> Glow:
    """Return the glow after a change: a white has no colour, a chosen light no circadian mode."""
    if given.keys() & {"hue", "saturation", "color_temp"} and "mode" not in given:
        given = {**given, "mode": "normal"}
    if given.get("color_temp"):
        given = {**given, "hue": 0, "saturation": 0}
    return replace(glow, **given)


def change_light(call: Call) -> None:
    """Carry out a change of light.

    A lamp that is switched on without `ignore_default` shines as its `soft_on` behaviour says,
    whatever the request asks for.
    """
    arguments, light = call.arguments, light_of(call)
    on_off = arguments.optional_integer("on_off", 0, 1)
    ignore_default = arguments.optional_integer("ignore_default", 0, 1)
    given = _read_glow(arguments, light)
    if light.effect["enable"]:
        given = _change_effect(light, given)
    switched_on = on_off == 1 and not light.on
    default = light.default_glow(light.soft_on) if switched_on and not ignore_default else None
    if default is not None:
        light.shine(default)
    elif given:
        light.shine(_merge(light.glow, given))
    if on_off is not None:
        light.switch(bool(on_off))


def _change_effect(light: Light, given: Json) -> Json:
    """End the effect if a light is chosen; a brightness alone is the effect's."""
    if given.keys() - {"brightness"}:
        light.end_effect()
        return given
    if "brightness" in given:
        light.dim_effect(given["brightness"])
    return {}
