"""Names of configuration keys, as each firmware family spells them."""

from dataclasses import dataclass

from simulators.akuvox.models import Model, Spelling

RELAY = "Config.DoorSetting.RELAY."
SCHEDULE = "Config.DoorSetting.RELAYSCHEDULE."
DTMF = "Config.DoorSetting.DTMF."
INPUT = "Config.DoorSetting.INPUT."
ACTION = "Config.DoorSetting.Action."
PASSWORD = "Config.DoorSetting.PASSWORD."
API = "Config.DoorSetting.APIFCGI."
URLS = "Config.Features.ACTIONURL."
LOG_LEVEL = "Config.Settings.LOGLEVEL.Level"


@dataclass(frozen=True)
class RelayKeys:
    """The keys of one relay; None for what the family does not have."""

    type: str
    hold: str
    trigger_delay: str | None
    mode: str | None
    name: str


@dataclass(frozen=True)
class InputKeys:
    """The keys of one input; None for what the family does not have."""

    enable: str
    option: str
    relay: str
    delay: str | None = None
    url: str | None = None
    http: str | None = None
    sip: str | None = None


def letters(count: int) -> str:
    """Return the letters of so many relays or inputs."""
    return "ABCD"[:count]


def relay_keys(model: Model, letter: str) -> RelayKeys:
    """Return the keys of a relay."""
    name = f"{RELAY}Name{letter}"
    match model.spelling:
        case Spelling.MANUAL:
            hold, delay = f"{RELAY}HoldDelay{letter}", f"{RELAY}TriggerDelay{letter}"
            return RelayKeys(f"{RELAY}Type{letter}", hold, delay, None, name)
        case Spelling.E18C:
            hold, delay = f"{RELAY}HoldDelay{letter}", f"{RELAY}TriggerDelay{letter}"
            mode = f"{RELAY}Relay{letter}Mode"
            return RelayKeys(f"{RELAY}Relay{letter}Type", hold, delay, mode, name)
        case Spelling.X912:
            hold = f"{RELAY}Relay{letter}Delay"
            return RelayKeys(f"{RELAY}Relay{letter}Type", hold, None, None, name)


def input_keys(model: Model, letter: str) -> InputKeys:
    """Return the keys of an input; on intercoms the first has no letter."""
    if model.spelling is not Spelling.MANUAL:
        middle = "" if letter == "A" else letter
        start = f"{INPUT}Input{middle}"
        return InputKeys(f"{start}Enable", f"{start}Trigger", f"{start}Relay")
    names = ("Enable", "Option", "RelayId", "Delay", "ActionUrl", "HttpEnable", "SipEnable")
    return InputKeys(*(f"{INPUT}{name}{letter}" for name in names))
