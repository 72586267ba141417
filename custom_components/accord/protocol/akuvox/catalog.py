"""What differs between firmware, as data: spellings of configuration keys, harmless reads.

Source: HTTP API Manual, "Relay" and "Input", and settings of real units.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LETTERS = ("A", "B", "C", "D")
"""Relays and inputs; no unit has more."""

DEFAULT_ACCOUNT = ("admin", "httpapi")
"""User and password of a unit that nobody has changed."""
LOCATION = "Config.DoorSetting.DEVICENODE.Location"
"""Setting that holds the name which the installer gave."""
AUTH_MODE = "Config.DoorSetting.APIFCGI.AuthMode"
"""Its numbers mean other things on other models: shown, never written."""

RELAY = "Config.DoorSetting.RELAY."
INPUT = "Config.DoorSetting.INPUT."
RELAY_SCHEDULE = "Config.DoorSetting.RELAYSCHEDULE."


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting per relay or input and how firmware spells it; ``?`` is the letter.

    The first spelling is the manual's. One that ends in ``^`` leaves out the letter A.
    """

    name: str
    spellings: tuple[str, ...]

    def keys(self, letter: str) -> tuple[str, ...]:
        """Return the keys that may stand for it."""
        return tuple(
            spelling.replace(
                "?", "" if letter == "A" and spelling.endswith("^") else letter
            ).removesuffix("^")
            for spelling in self.spellings
        )

    def find(self, letter: str, present: Iterable[str]) -> str | None:
        """Return the key as this firmware spells it, None where it has none."""
        known = set(present)
        return next((key for key in self.keys(letter) if key in known), None)


RELAY_SETTINGS: Mapping[str, Setting] = {
    one.name: one
    for one in (
        Setting("type", (f"{RELAY}Type?", f"{RELAY}Relay?Type")),
        Setting("hold_delay", (f"{RELAY}HoldDelay?", f"{RELAY}Relay?Delay")),
        Setting("trigger_delay", (f"{RELAY}TriggerDelay?",)),
        Setting("name", (f"{RELAY}Name?",)),
        Setting("mode", (f"{RELAY}Relay?Mode",)),
        Setting("schedule_enabled", (f"{RELAY_SCHEDULE}Relay?Enable",)),
        Setting("schedule", (f"{RELAY_SCHEDULE}Relay?Schedule",)),
    )
}

INPUT_SETTINGS: Mapping[str, Setting] = {
    one.name: one
    for one in (
        Setting("enabled", (f"{INPUT}Enable?", f"{INPUT}Input?Enable^")),
        Setting("trigger_high", (f"{INPUT}Option?", f"{INPUT}Input?Trigger^")),
        Setting("delay", (f"{INPUT}Delay?",)),
        Setting("relay", (f"{INPUT}RelayId?", f"{INPUT}Input?Relay^")),
        Setting("action_url", (f"{INPUT}ActionUrl?",)),
        Setting("http_enabled", (f"{INPUT}HttpEnable?",)),
        Setting("ftp_enabled", (f"{INPUT}FtpEnable?",)),
        Setting("smtp_enabled", (f"{INPUT}SmtpEnable?",)),
        Setting("sip_enabled", (f"{INPUT}SipEnable?",)),
    )
}


@dataclass(frozen=True, slots=True)
class Probe:
    """A harmless read that shows whether a unit has a topic."""

    capability: str
    """As its operation: ``relay/status``."""
    query: Mapping[str, str | int] | None = None
    instead: str | None = None
    """Another spelling of the target, tried where the first is unknown."""


_FIRST_PAGE: Mapping[str, str | int] = {"page": 1}

PROBES = (
    Probe("system/status"),
    Probe("firmware/status"),
    Probe("relay/status"),
    Probe("relay/get"),
    Probe("input/status"),
    Probe("input/get"),
    Probe("publiccode/get"),
    Probe("privatekey/get"),
    Probe("rfkey/get"),
    Probe("user/info"),
    Probe("user/get", _FIRST_PAGE),
    Probe("contact/get", _FIRST_PAGE),
    Probe("group/get"),
    Probe("schedule/get"),
    Probe("dialreplace/get"),
    Probe("sip/status"),
    Probe("call/status"),
    Probe("log/get"),
    Probe("calllog/get", _FIRST_PAGE, instead="callog/get"),
    Probe("doorlog/get", _FIRST_PAGE),
    Probe("pcap/status"),
)
"""``system/info`` is read before all others: it names the firmware."""
