"""How to find out what optional modules a device has. Source: captures of devices."""

from collections.abc import Mapping
from functools import cache

from ..catalog import DEBUG, LAS, LIGHTS, PIR, SENSOR_TRIGGER, TRAITS, Family
from ..envelope import Call
from ..models.capabilities import Capability


@cache
def probes(family: Family, has_motion: bool) -> Mapping[Capability, Call]:
    """Return what to ask such a device, in order.

    Only what the family may know: lights restart when asked for modules that they lack; of
    the optional ones they may have away mode alone. ``has_motion`` is the hint of the device's
    description.
    """
    traits = TRAITS[family]
    if family in LIGHTS:
        return {Capability.ANTI_THEFT: Call(traits.away, "get_rules")}
    found: dict[Capability, Call] = {}
    if has_motion:
        found[Capability.PIR] = Call(PIR, "get_config")
        found[Capability.LAS] = Call(LAS, "get_config")
        found[Capability.SENSOR_TRIGGER] = Call(SENSOR_TRIGGER, "get_weekday_routine")
    if family is Family.DIMMER and traits.light is not None:
        found[Capability.DIMMER] = Call(traits.light, "get_dimmer_parameters")
    if traits.countdown is not None:
        found[Capability.COUNT_DOWN] = Call(traits.countdown, "get_rules")
    found[Capability.ANTI_THEFT] = Call(traits.away, "get_rules")
    found[Capability.DEBUG] = Call(DEBUG, "get_diagnose_status")
    return found
