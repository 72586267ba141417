"""`smartlife.iot.smartbulb.lightingservice`: the light of bulbs."""

from typing import Any

from simulators.kasa.models import Family
from simulators.kasa.modules.light_change import change_light, light_of
from simulators.kasa.modules.registry import Call, answers

type Json = dict[str, Any]

_MODULE = "smartlife.iot.smartbulb.lightingservice"
_BULBS = frozenset({Family.BULB})


@answers(f"{_MODULE}.get_light_state", families=_BULBS)
def get_light_state(call: Call) -> Json:
    """Return how the bulb shines, or would if it were on."""
    return light_of(call).as_json()


@answers(f"{_MODULE}.transition_light_state", families=_BULBS)
def transition_light_state(call: Call) -> Json:
    """Change the light and return the new state."""
    call.arguments.optional_integer("transition_period", 0)
    change_light(call)
    return light_of(call).as_json()
