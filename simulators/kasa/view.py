"""What a person could see of a device, measure at it, or look up in the vendor's app."""

from typing import TYPE_CHECKING, Any

from simulators.kasa.light import Light
from simulators.kasa.outlet import Outlet
from simulators.kasa.rule_book import RuleBook

if TYPE_CHECKING:
    from simulators.kasa.device import KasaDevice

type Json = dict[str, Any]


def visible_state(device: KasaDevice) -> Json:
    """Return everything that can be seen."""
    light, motion, ambient = device.light, device.motion, device.ambient
    return {
        "name": device.name,
        "alias": device.alias,
        "model": device.model.name,
        "address": device.address,
        "port": device.port,
        "transport": str(device.transport),
        "mac": device.mac.lower(),
        "device_id": device.device_id,
        "sw_ver": device.model.sw_ver,
        "online": device.online,
        "led_off": device.led_off,
        "faults": len(device.faults),
        "outlets": [_outlet_state(outlet) for outlet in device.outlets],
        "light": None if light is None else _light_state(light),
        "motion": None if motion is None else motion.as_json(),
        "ambient": None if ambient is None else ambient.as_json(),
        "cloud": device.cloud.as_json(),
    }


def _light_state(light: Light) -> Json:
    return {**light.as_json(), "effect": light.effect_state, "schedule": _rules(light.book)}


def _outlet_state(outlet: Outlet) -> Json:
    state: Json = {
        "alias": outlet.alias,
        "on": outlet.on,
        "load_w": outlet.load,
        "power_w": outlet.power,
        "total_wh": outlet.energy.total,
        "schedule": _rules(outlet.book),
    }
    if outlet.dimmer is not None:
        state["brightness"] = outlet.dimmer.brightness
    return state


def _rules(book: RuleBook) -> list[Json]:
    """Return the rules of the schedule as they were written."""
    return list(book.schedule.rules.values())
