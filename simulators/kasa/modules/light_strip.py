"""`smartlife.iot.lightStrip`: the light of light strips."""

from typing import Any

from simulators.kasa.light import Light, Zone
from simulators.kasa.models import Family
from simulators.kasa.modules.arguments import Arguments
from simulators.kasa.modules.light_change import change_light, light_of
from simulators.kasa.modules.registry import Call, answers

type Json = dict[str, Any]

_MODULE = "smartlife.iot.lightStrip"
_STRIPS = frozenset({Family.LIGHT_STRIP})


@answers(f"{_MODULE}.get_light_state", families=_STRIPS)
def get_light_state(call: Call) -> Json:
    """Return how the strip shines, zone by zone."""
    light = light_of(call)
    facts = {"length": light.model.zones, "transition": light.transition}
    return _shine(light, facts)


@answers(f"{_MODULE}.set_light_state", families=_STRIPS)
def set_light_state(call: Call) -> Json:
    """Change the light of the whole strip or of its zones."""
    light = light_of(call)
    transition = call.arguments.optional_integer("transition", 0)
    groups = _read_groups(call.arguments, light)
    change_light(call)
    if groups:
        light.end_effect()
        light.paint(groups)
    if transition is not None:
        light.transition = transition
    return _shine(light, {})


def _shine(light: Light, facts: Json) -> Json:
    state = {"mode": light.glow.mode, "groups": [list(group) for group in light.groups]}
    if light.on:
        return {"on_off": 1, **facts, **state}
    return {"on_off": 0, **facts, "dft_on_state": state}


def _read_groups(arguments: Arguments, light: Light) -> list[Zone]:
    raw = arguments.values.get("groups")
    if raw is None:
        return []
    if not isinstance(raw, list) or not raw:
        raise arguments.invalid()
    return [_read_group(group, arguments, light) for group in raw]


def _read_group(group: object, arguments: Arguments, light: Light) -> Zone:
    zones = light.model.zones or 1
    limits = (zones - 1, zones - 1, 360, 100, 100, light.model.temperatures[1])
    if not isinstance(group, list) or len(group) != len(limits):
        raise arguments.invalid()
    for value, limit in zip(group, limits, strict=True):
        if not arguments.is_integer(value, 0, limit):
            raise arguments.invalid()
    first, last, hue, saturation, brightness, color_temp = group
    if first > last or 0 < color_temp < light.model.temperatures[0]:
        raise arguments.invalid()
    return (first, last, hue, saturation, brightness, color_temp)
