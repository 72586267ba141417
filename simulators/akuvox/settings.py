"""Settings that are changed by several operations, and what follows from a change."""

from collections.abc import Collection
import re
from typing import TYPE_CHECKING

from simulators.akuvox.keys import ACTION, API, DTMF, INPUT, LOG_LEVEL, PASSWORD, RELAY
from simulators.akuvox.message import Json

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

SECTIONS: dict[str, tuple[str, ...]] = {
    "relay": (RELAY, DTMF),
    "input": (INPUT,),
    "publiccode": (PASSWORD,),
    "sip": ("Config.Account1.", "Config.Account2."),
    "log": (LOG_LEVEL,),
}
"""What `get` shows, by target."""

_SET_TOO = {"input": (ACTION,), "relay": ("Config.DoorSetting.RELAYSCHEDULE.",)}


def section(device: AkuvoxDevice, target: str) -> dict[str, str]:
    """Return the keys that a target's `get` shows."""
    starts = SECTIONS[target]
    return {key: value for key, value in device.config.items() if key.startswith(starts)}


def settable(device: AkuvoxDevice, target: str) -> set[str]:
    """Return the keys that a target's `set` takes."""
    starts = (*SECTIONS[target], *_SET_TOO.get(target, ()))
    return {key for key in device.config if key.startswith(starts)}


def apply_settings(
    device: AkuvoxDevice, data: Json, allowed: Collection[str] | None = None
) -> None:
    """Take over settings; raises ApiError when they are no texts."""
    changed = device.config.change(data, allowed)
    accounts = {
        int(found[1]) for key in changed if (found := re.match(r"Config\.Account(\d)", key))
    }
    for number in accounts:
        device.sip.register(number)
    if any(key.startswith(API) for key in changed):
        device.gate.forget()
    if changed:
        device.syslog.note("settings changed")
