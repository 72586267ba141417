"""What differs between Kasa families and models, as data.

Source: headings of API.md ("This module is named … in some devices") and captures of devices.
"""

from dataclasses import dataclass, replace
from enum import StrEnum


class Family(StrEnum):
    """Kinds of devices that differ in what they know."""

    PLUG = "plug"
    SWITCH = "switch"
    STRIP = "strip"
    DIMMER = "dimmer"
    BULB = "bulb"
    LIGHT_STRIP = "light_strip"


LIGHTS = frozenset({Family.BULB, Family.LIGHT_STRIP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """How one family names its modules, and what it bears.

    A module that a family lacks is None and must not be asked for: some bulbs restart.
    """

    system: str
    """Module of the system methods that write; ``get_sysinfo`` is in ``system`` everywhere."""
    schedule: str
    away: str
    countdown: str | None
    energy: str
    clock: str
    cloud: str
    light: str | None
    set_light: str | None
    """Method that changes the light."""
    fade: str
    """Parameter of that method for the duration of the change, in ms."""
    answer_limit: int
    """Bytes of the longest answer to ask for."""


_RELAY = Traits(
    system="system",
    schedule="schedule",
    away="anti_theft",
    countdown="count_down",
    energy="emeter",
    clock="time",
    cloud="cnCloud",
    light=None,
    set_light=None,
    fade="",
    answer_limit=8192,
)
_DIMMER = replace(_RELAY, light="smartlife.iot.dimmer", fade="duration")
_BULB = Traits(
    system="smartlife.iot.common.system",
    schedule="smartlife.iot.common.schedule",
    away="smartlife.iot.common.anti_theft",
    countdown=None,
    energy="smartlife.iot.common.emeter",
    clock="smartlife.iot.common.timesetting",
    cloud="smartlife.iot.common.cloud",
    light="smartlife.iot.smartbulb.lightingservice",
    set_light="transition_light_state",
    fade="transition_period",
    answer_limit=4096,
)
_LIGHT_STRIP = replace(
    _BULB,
    light="smartlife.iot.lightStrip",
    set_light="set_light_state",
    fade="transition",
)

TRAITS: dict[Family, Traits] = {
    Family.PLUG: _RELAY,
    Family.SWITCH: _RELAY,
    Family.STRIP: _RELAY,
    Family.DIMMER: _DIMMER,
    Family.BULB: _BULB,
    Family.LIGHT_STRIP: _LIGHT_STRIP,
}

REQUEST_LIMIT = 512
"""Bytes of the longest request: a KL125 crashes somewhat above that."""

PIR = "smartlife.iot.PIR"
LAS = "smartlife.iot.LAS"
SENSOR_TRIGGER = "smartlife.iot.sensor_trigger"
DEBUG = "smartlife.common.debug"
EFFECTS = "smartlife.iot.lighting_effect"
STRIP_MANAGE = "smartlife.iot.smartpowerstrip.manage"
NETIF = "netif"
NETIF_OF_LIGHTS = "smartlife.iot.common.softaponboarding"
"""What some lights call the same."""

_REQUEST_LIMITS = {EFFECTS: 2048, SENSOR_TRIGGER: 2048, _BULB.schedule: 700}
"""Bytes of requests that cannot be made shorter: effects, whole days and rules with two lights.

Only light strips and switches have the first two; bulbs crash beyond 768 bytes.
"""


def request_limit(module: str) -> int:
    """Return how many bytes a request to a module may have."""
    return _REQUEST_LIMITS.get(module, REQUEST_LIMIT)


_ANSWER_SIZES = {"get_sysinfo": 1024, "get_daystat": 2048, "get_monthstat": 2048, "get_rules": 2048}
_ANSWER_SIZE = 256


def answer_size(method: str) -> int:
    """Return how many bytes the answer to a method may take, as an estimate."""
    return _ANSWER_SIZES.get(method, _ANSWER_SIZE)


_WIDE = (2500, 9000)
_UNKNOWN = (2700, 5000)
_COLOR_TEMP_RANGES = {
    "LB120": (2700, 6500),
    "LB130": _WIDE,
    "LB230": _WIDE,
    "KB130": _WIDE,
    "KL120(EU)": (2700, 6500),
    "KL120(US)": (2700, 5000),
    "KL125": (2500, 6500),
    "KL130": _WIDE,
    "KL135": _WIDE,
    "KL400L5": _WIDE,
    "KL420": _WIDE,
    "KL420L5": _WIDE,
    "KL430": _WIDE,
}


def color_temp_range(model: str) -> tuple[int, int]:
    """Return the colour temperatures in K of a model as it names itself: ``KL130(US)``."""
    found = _COLOR_TEMP_RANGES.get(model)
    if found is None:
        found = _COLOR_TEMP_RANGES.get(model.partition("(")[0], _UNKNOWN)
    return found
