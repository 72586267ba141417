"""`get_sysinfo` in the shape of each family."""

from typing import TYPE_CHECKING, Any

from simulators.kasa.models import Family
from simulators.kasa.outlet import Dimmer, Outlet

if TYPE_CHECKING:
    from simulators.kasa.device import KasaDevice

type Json = dict[str, Any]

_PLUG_TYPE = "IOT.SMARTPLUGSWITCH"


def sysinfo(device: KasaDevice, *, short_ids: bool) -> Json:
    """Return what `get_sysinfo` answers, without `err_code`."""
    match device.model.family:
        case Family.CAMERA:
            return _camera(device)
        case Family.STRIP:
            return _strip(device, short_ids=short_ids)
        case Family.BULB | Family.LIGHT_STRIP:
            return _light(device)
        case Family.EXTENDER:
            return _extender(device)
        case Family.PLUG | Family.SWITCH | Family.DIMMER:
            first = device.model.first_generation
            return _first_generation(device) if first else _plug(device)


def _identity(device: KasaDevice) -> Json:
    return {
        "sw_ver": device.model.sw_ver,
        "hw_ver": device.model.hw_ver,
        "model": device.model.name,
        "deviceId": device.device_id,
        "oemId": device.oem_id,
        "hwId": device.hw_id,
        "rssi": device.rssi,
        "alias": device.alias,
    }


def _location(device: KasaDevice) -> Json:
    return {
        "latitude_i": round(device.latitude * 10000),
        "longitude_i": round(device.longitude * 10000),
    }


def _relay_host(device: KasaDevice) -> Json:
    model = device.model
    facts: Json = {
        **_identity(device),
        **_location(device),
        "status": "configured" if model.homekit else "new",
        "mic_type": _PLUG_TYPE,
        "feature": "TIM:ENE" if model.meter else "TIM",
        "mac": device.mac,
        "updating": int(device.firmware.busy),
        "led_off": device.led_off,
    }
    if model.ntc:
        facts["ntc_state"] = 0
    return facts


def _relay(device: KasaDevice, outlet: Outlet) -> Json:
    return {
        "relay_state": int(outlet.on),
        "on_time": outlet.on_time,
        "icon_hash": "",
        "dev_name": device.model.dev_name,
        "active_mode": outlet.active_mode,
    }


def _plug(device: KasaDevice) -> Json:
    outlet = device.outlets[0]
    return {
        **_relay_host(device),
        "obd_src": "apple" if device.model.homekit else "tplink",
        **_relay(device, outlet),
        "next_action": outlet.next_action,
        **(_dimmed(outlet.dimmer) if outlet.dimmer else {}),
    }


def _dimmed(dimmer: Dimmer) -> Json:
    return {
        "brightness": dimmer.brightness,
        "preferred_state": [
            {"index": index, "brightness": brightness}
            for index, brightness in enumerate(dimmer.presets)
        ],
    }


def _first_generation(device: KasaDevice) -> Json:
    return {
        **_identity(device),
        "type": _PLUG_TYPE,
        "mac": device.mac,
        "fwId": "0" * 32,
        **_relay(device, device.outlets[0]),
        "feature": "TIM:ENE" if device.model.meter else "TIM",
        "updating": int(device.firmware.busy),
        "led_off": device.led_off,
        "latitude": device.latitude,
        "longitude": device.longitude,
    }


def _extender(device: KasaDevice) -> Json:
    facts = _first_generation(device)
    facts["type"] = "IOT.RANGEEXTENDER.SMARTPLUG"
    facts["ethernet_mac"] = facts.pop("mac")
    return facts


def _strip(device: KasaDevice, *, short_ids: bool) -> Json:
    children = [
        {
            "id": f"{outlet.slot:02}" if short_ids else device.child_id(outlet),
            "state": int(outlet.on),
            "alias": outlet.alias,
            "on_time": outlet.on_time,
            "next_action": outlet.next_action,
        }
        for outlet in device.outlets
    ]
    return {**_relay_host(device), "children": children, "child_num": len(children)}


def _light(device: KasaDevice) -> Json:
    model, light = device.model, device.light
    if light is None or model.light is None:
        raise TypeError(f"{model.name} is no light")
    strip = model.family is Family.LIGHT_STRIP
    facts: Json = {
        **_identity(device),
        "description": model.dev_name,
        "mic_type": "IOT.SMARTBULB",
        "mic_mac": device.mac if strip else device.mac.replace(":", ""),
        "is_factory": False,
        "disco_ver": "1.0",
        "ctrl_protocols": {"name": "Linkie", "version": "1.0"},
        "dev_state": "normal",
        "active_mode": device.light_active_mode,
        "status": "new",
        "obd_src": "tplink",
        **(_location(device) if model.has_location else {"heapsize": 347000}),
        "is_dimmable": 1,
        "is_color": int(model.light.color),
        "is_variable_color_temp": int(model.light.tunable),
        "light_state": light.as_json(),
        "preferred_state": light.presets,
    }
    if strip:
        facts |= {"length": model.light.zones, "lighting_effect_state": light.effect_state}
    if model.lef is not None:
        facts["LEF"] = model.lef
    return facts


def _camera(device: KasaDevice) -> Json:
    return {
        "system": {
            **_identity(device),
            "type": "IOT.IPCAMERA",
            "mac": device.mac,
            "dev_name": device.model.dev_name,
            "camera_switch": "on",
        }
    }
