"""`smartlife.iot.lighting_effect`: the effects of light strips."""

from collections.abc import Callable
import re
from typing import Any

from simulators.kasa.models import Family
from simulators.kasa.modules.arguments import Arguments
from simulators.kasa.modules.light_change import light_of
from simulators.kasa.modules.registry import Call, answers

type Json = dict[str, Any]
type Limits = tuple[tuple[int, int], ...]

_MODULE = "smartlife.iot.lighting_effect"
_STRIPS = frozenset({Family.LIGHT_STRIP})
_ID = re.compile(r"[A-Za-z]{32}")
_HSV: Limits = ((0, 360), (0, 100), (0, 100))
_STEPS, _SEGMENTS = 16, 80
_LONGEST_TRANSITION = 6000
_RANGES = {"hue_range": 360, "saturation_range": 100, "brightness_range": 100}


@answers(f"{_MODULE}.get_lighting_effect", families=_STRIPS)
def get_lighting_effect(call: Call) -> Json:
    """Return the effect that runs or ran last, complete."""
    return dict(light_of(call).effect)


@answers(f"{_MODULE}.set_lighting_effect", families=_STRIPS)
def set_lighting_effect(call: Call) -> Json:
    """Run a complete effect; `enable` 0 alone ends the one that runs."""
    arguments, light = call.arguments, light_of(call)
    if arguments.flag("enable") or len(arguments.values) > 1:
        _check(arguments)
        light.run_effect(arguments.values)
    else:
        light.end_effect()
    return {}


def _check(arguments: Arguments) -> None:
    """Refuse what is no complete effect."""
    arguments.flag("custom")
    arguments.text("name")
    if not _ID.fullmatch(arguments.text("id")):
        raise arguments.invalid()
    arguments.integer("brightness", 0, 100)
    arguments.integer("expansion_strategy", 1, 2)
    arguments.integer("duration", 0, 5000)
    arguments.integer("transition", 0, _LONGEST_TRANSITION)
    for segment in arguments.items("segments", _SEGMENTS):
        if not arguments.is_integer(segment, 0, _SEGMENTS):
            raise arguments.invalid()
    _KINDS[arguments.choice("type", _KINDS)](arguments)


def _check_sequence(arguments: Arguments) -> None:
    _check_colors(arguments, "sequence")
    arguments.integer("repeat_times", 0, 10)
    arguments.integer("spread", 1, 16)
    arguments.integer("direction", 1, 4)


def _check_random(arguments: Arguments) -> None:
    _check_colors(arguments, "init_states")
    for key, highest in _RANGES.items():
        _check_range(arguments, key, highest)
    if "backgrounds" in arguments.values:
        _check_colors(arguments, "backgrounds")
    if "transition_range" in arguments.values:
        _check_range(arguments, "transition_range", _LONGEST_TRANSITION)
        arguments.integer("transition", 0, 0)
    arguments.optional_integer("fadeoff", 0, 3000)
    arguments.optional_integer("random_seed", 1, 600)


_KINDS: dict[str, Callable[[Arguments], None]] = {
    "sequence": _check_sequence,
    "random": _check_random,
}


def _check_colors(arguments: Arguments, key: str) -> None:
    for color in arguments.items(key, _STEPS):
        _check_numbers(arguments, color, _HSV)


def _check_range(arguments: Arguments, key: str, highest: int) -> None:
    limits = arguments.require(key)
    _check_numbers(arguments, limits, ((0, highest), (0, highest)))
    if limits[0] > limits[1]:
        raise arguments.invalid()


def _check_numbers(arguments: Arguments, numbers: object, limits: Limits) -> None:
    if not isinstance(numbers, list) or len(numbers) != len(limits):
        raise arguments.invalid()
    for number, (low, high) in zip(numbers, limits, strict=True):
        if not arguments.is_integer(number, low, high):
            raise arguments.invalid()
