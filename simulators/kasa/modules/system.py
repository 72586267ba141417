"""`system`: identity, relay, name, LED, restart."""

from typing import Any

from simulators.kasa.models import RELAYS, Family
from simulators.kasa.modules.errors import NoAnswerError
from simulators.kasa.modules.registry import Call, answers
from simulators.kasa.sysinfo import sysinfo

type Json = dict[str, Any]

_LIGHT_SYSTEM = ("smartlife.iot.common.system",)


@answers("system.get_sysinfo", families=frozenset(Family))
def get_sysinfo(call: Call) -> Json:
    """Say who the device is and how it is; a context makes no difference."""
    device = call.device
    return sysinfo(device, short_ids=call.datagram or device.quirks.short_child_ids)


@answers("system.set_relay_state", families=RELAYS, child_aware=True)
def set_relay_state(call: Call) -> Json:
    """Switch the outlets of the context, or all."""
    on = bool(call.arguments.integer("state", 0, 1))
    for outlet in call.outlets:
        outlet.switch(on)
    return {}


@answers("system.set_dev_alias", on_lights=_LIGHT_SYSTEM, child_aware=True)
def set_dev_alias(call: Call) -> Json:
    """Name the first outlet of the context, or the device."""
    alias = call.arguments.text("alias")
    if call.chosen is None:
        call.device.rename(alias)
    elif call.chosen:
        call.chosen[0].alias = alias
    return {}


@answers("system.set_led_off", families=RELAYS)
def set_led_off(call: Call) -> Json:
    """Darken the LED, or not."""
    call.device.led_off = call.arguments.integer("off", 0, 1)
    return {}


@answers("system.reboot", on_lights=_LIGHT_SYSTEM)
def reboot(call: Call) -> Json:
    """Restart after a delay; without one there is no time left to answer."""
    delay = call.arguments.integer("delay", 0)
    call.device.reboot(delay)
    if not delay:
        raise NoAnswerError
    return {}
