"""`system`: identity, relay, name, LED, restart."""

import re
from typing import Any

from simulators.kasa.models import RELAYS, Family, Model
from simulators.kasa.modules.errors import NoAnswerError
from simulators.kasa.modules.registry import Call, answers
from simulators.kasa.sysinfo import sysinfo

type Json = dict[str, Any]

_LIGHT_SYSTEM = ("smartlife.iot.common.system",)
_MAC = re.compile(r"[0-9A-F]{2}([:-])([0-9A-F]{2}\1){4}[0-9A-F]{2}", re.IGNORECASE)
_NORTH, _EAST = 90, 180
_PER_DEGREE = 10000


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


@answers("system.reset", on_lights=_LIGHT_SYSTEM)
def reset(call: Call) -> Json:
    """Restart as sold; without a delay there is no time left to answer."""
    delay = call.arguments.integer("delay", 0)
    if call.arguments.optional_integer("noReboot", 0, 1):
        call.device.factory_reset()
        return {}
    call.device.reboot(delay, afresh=True)
    if not delay:
        raise NoAnswerError
    return {}


@answers("system.set_dev_location")
def set_dev_location(call: Call) -> Json:
    """Take the place in the form sysinfo shows it: whole ten-thousandths, or older, degrees."""
    arguments, device = call.arguments, call.device
    if _shows_degrees(device.model):
        place = (arguments.number("latitude", _NORTH), arguments.number("longitude", _EAST))
    else:
        place = (_read_angle(call, "latitude_i", _NORTH), _read_angle(call, "longitude_i", _EAST))
    device.latitude, device.longitude = place
    return {}


def _shows_degrees(model: Model) -> bool:
    return model.first_generation or model.family is Family.EXTENDER


def _read_angle(call: Call, key: str, limit: int) -> float:
    return call.arguments.integer(key, -limit * _PER_DEGREE, limit * _PER_DEGREE) / _PER_DEGREE


@answers("system.set_mac_addr")
def set_mac_addr(call: Call) -> Json:
    """Take another MAC address, written with colons or dashes."""
    mac = call.arguments.text("mac")
    if not _MAC.fullmatch(mac):
        raise call.arguments.invalid()
    call.device.mac = mac.replace("-", ":").upper()
    return {}
