"""`netif`: the Wi-Fi the device is in, and those it hears."""

from typing import Any
import zlib

from simulators.kasa.modules.registry import Call, answers

type Json = dict[str, Any]

_ON_LIGHTS = ("netif", "smartlife.iot.common.softaponboarding")
_KEY_TYPES = (0, 3)
"""Open, WEP, WPA, WPA2."""
_NEIGHBOURS = (("Upstairs", 3), ("Cafe", 0), ("Old router", 1))


@answers("netif.get_stainfo", on_lights=_ON_LIGHTS, needs=lambda model: not model.first_generation)
def get_stainfo(call: Call) -> Json:
    """Return the network the device is in; first-generation plugs cannot say."""
    device = call.device
    return {"ssid": device.ssid, "key_type": device.key_type, "rssi": device.rssi}


@answers("netif.get_scaninfo", on_lights=_ON_LIGHTS)
def get_scaninfo(call: Call) -> Json:
    """List the networks heard."""
    call.arguments.integer("refresh", 0, 1)
    call.arguments.optional_integer("timeout", 1)
    own = (call.device.ssid, call.device.key_type)
    heard = [network for network in (own, *_NEIGHBOURS) if network[0]]
    return {
        "ap_list": [
            {"ssid": ssid, "key_type": key_type, "rssi": -40 - zlib.crc32(ssid.encode()) % 50}
            for ssid, key_type in heard
        ]
    }


@answers("netif.set_stainfo", on_lights=_ON_LIGHTS)
def set_stainfo(call: Call) -> Json:
    """Join another network."""
    ssid = call.arguments.text("ssid")
    call.arguments.text("password")
    key_type = call.arguments.integer("key_type", *_KEY_TYPES)
    call.device.ssid, call.device.key_type = ssid, key_type
    return {}
