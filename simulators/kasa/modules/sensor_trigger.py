"""`smartlife.iot.sensor_trigger`: Smart Control of switches with a motion sensor."""

from typing import Any
import uuid

from simulators.kasa.models import RELAYS
from simulators.kasa.modules.arguments import Arguments
from simulators.kasa.modules.errors import ENTRY_NOT_EXIST, TABLE_FULL, RefusedError
from simulators.kasa.modules.registry import Call, answers
from simulators.kasa.smart_control import SmartControl

type Json = dict[str, Any]

_MODULE = "smartlife.iot.sensor_trigger"
_MOST, _SEGMENTS, _DAY, _LONGEST = 16, 12, 1440, 86400
_MANUAL = ("onToT", "onToM", "onToS", "offToT", "offToM", "offToS")


def _control(call: Call) -> SmartControl:
    if call.device.smart_control is None:
        raise TypeError("only motion switches have this module")
    return call.device.smart_control


def _checked(arguments: Arguments) -> Json:
    arguments.flag("en")
    arguments.text("name")
    days = arguments.items("wday", 7)
    if len(days) != 7 or not all(arguments.is_integer(day, 0, 1) for day in days):
        raise arguments.invalid()
    for position in range(len(arguments.items("array", _SEGMENTS))):
        _check_segment(arguments.item("array", position))
    return dict(arguments.values)


def _check_segment(segment: Arguments) -> None:
    start = segment.integer("sT", 0, _DAY)
    segment.integer("eT", start + 1, _DAY)
    segment.integer("clr", 0)
    segment.integer("onTT", 0, 2)
    if segment.integer("offTT", 0, 2) == 1:
        raise segment.invalid()
    segment.integer("offWT", 0, _LONGEST)


def _known(call: Call) -> str:
    identifier = call.arguments.text("id")
    if identifier not in _control(call).routines:
        raise RefusedError(ENTRY_NOT_EXIST)
    return identifier


def _has_motion(model: Any) -> bool:
    return bool(model.motion)


@answers(f"{_MODULE}.get_weekday_routine", families=RELAYS, needs=_has_motion)
def get_weekday_routine(call: Call) -> Json:
    """Return all routines."""
    return {"array": [dict(one) for one in _control(call).routines.values()]}


@answers(f"{_MODULE}.add_weekday_routine", families=RELAYS, needs=_has_motion)
def add_weekday_routine(call: Call) -> Json:
    """Add a routine."""
    control = _control(call)
    if "id" in call.arguments.values:
        raise call.arguments.invalid()
    if len(control.routines) >= _MOST:
        raise RefusedError(TABLE_FULL)
    routine = _checked(call.arguments)
    call.device.rules_made += 1
    seed = f"{call.device.mac} routine {call.device.rules_made}"
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, seed).hex.upper()
    control.routines[identifier] = routine | {"id": identifier}
    return {"id": identifier}


@answers(f"{_MODULE}.edit_weekday_routine", families=RELAYS, needs=_has_motion)
def edit_weekday_routine(call: Call) -> Json:
    """Replace a routine."""
    identifier = _known(call)
    _control(call).routines[identifier] = _checked(call.arguments)
    return {}


@answers(f"{_MODULE}.delete_weekday_routine", families=RELAYS, needs=_has_motion)
def delete_weekday_routine(call: Call) -> Json:
    """Take a routine out."""
    del _control(call).routines[_known(call)]
    return {}


@answers(f"{_MODULE}.get_default_manual_action", families=RELAYS, needs=_has_motion)
def get_default_manual_action(call: Call) -> Json:
    """Return how long switching by hand holds the sensor off."""
    return dict(_control(call).manual_action)


@answers(f"{_MODULE}.set_default_manual_action", families=RELAYS, needs=_has_motion)
def set_default_manual_action(call: Call) -> Json:
    """Change some of these times."""
    arguments = call.arguments
    changes = {
        key: arguments.integer(key, 0, _LONGEST) for key in _MANUAL if key in arguments.values
    }
    if not changes or arguments.values.keys() - set(_MANUAL):
        raise arguments.invalid()
    _control(call).manual_action |= changes
    return {}
