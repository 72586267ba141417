"""What a device says about itself. Source: API.md, ``system/get_sysinfo``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import string
from typing import Any, Self

from ...errors import ProtocolError
from ..catalog import LIGHTS, Family, color_temp_range
from ..errors import UnsupportedDeviceError
from .fields import flag, integer, obj, text
from .light import LightEffect, LightState
from .outlet import NextAction, Outlet, next_action

_HEX = frozenset(string.hexdigits)
_MAC_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class SysInfo:
    """Identity, abilities and state in one. None stands for what the family does not have."""

    family: Family
    mac: str
    """Lower case with colons."""
    device_id: str = ""
    alias: str = ""
    model: str = ""
    """As sent, with the region: ``KP115(US)``."""
    hardware_version: str = ""
    software_version: str = ""
    rssi: int | None = None
    """dBm."""
    relay_on: bool | None = None
    """Plugs, switches and dimmers."""
    on_time: int | None = None
    """Seconds since switched on; may keep its value when off."""
    led_off: bool | None = None
    brightness: int | None = None
    """Percent, dimmers only."""
    outlets: tuple[Outlet, ...] = ()
    """By position; strips only."""
    light: LightState | None = None
    has_meter: bool = False
    has_motion: bool = False
    """A hint from the device's description."""
    dimmable: bool = False
    color: bool = False
    variable_color_temp: bool = False
    color_temp_range: tuple[int, int] | None = None
    """K, lowest and highest."""
    overheated: bool | None = None
    next_action: NextAction | None = None
    active_mode: str | None = None
    """``none``, ``schedule``, ``count_down``."""
    effect: LightEffect | None = None
    updating: bool = False
    """Firmware is being replaced."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """The answer as it came."""

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``get_sysinfo``.

        Raises ProtocolError without a type or MAC address, UnsupportedDeviceError for products
        with another command set.
        """
        family = _family(data)
        get = data.get
        model = text(get("model")) or ""
        tunable = flag(get("is_variable_color_temp")) or False
        device_id = text(get("deviceId")) or ""
        hint = text(get("dev_name")) or ""
        effect = obj(get("lighting_effect_state"))
        overheated = get("ntc_state")
        relay = family not in LIGHTS and family is not Family.STRIP
        return cls(
            family=family,
            mac=_mac(data),
            device_id=device_id,
            alias=text(get("alias")) or "",
            model=model,
            hardware_version=text(get("hw_ver")) or "",
            software_version=text(get("sw_ver")) or "",
            rssi=integer(get("rssi")),
            relay_on=flag(get("relay_state")) if relay else None,
            on_time=integer(get("on_time")),
            led_off=flag(get("led_off")),
            brightness=integer(get("brightness")) if family is Family.DIMMER else None,
            outlets=_outlets(get("children"), device_id) if family is Family.STRIP else (),
            light=LightState.from_wire(obj(get("light_state"))) if family in LIGHTS else None,
            has_meter=family in LIGHTS or "ENE" in (text(get("feature")) or "").split(":"),
            has_motion="PIR" in hint or "sensor" in hint.lower(),
            dimmable=family is Family.DIMMER or flag(get("is_dimmable")) or False,
            color=flag(get("is_color")) or False,
            variable_color_temp=tunable,
            color_temp_range=color_temp_range(model) if tunable else None,
            overheated=None if overheated is None else flag(overheated),
            next_action=next_action(data),
            active_mode=text(get("active_mode")),
            effect=LightEffect.from_wire(effect) if effect else None,
            updating=flag(get("updating")) or False,
            raw=data,
        )


def _family(data: Mapping[str, Any]) -> Family:
    """Return the family; the order of the questions matters."""
    if "system" in data:
        raise UnsupportedDeviceError(text(obj(data["system"]).get("model")) or "")
    kind = text(data.get("mic_type")) or text(data.get("type"))
    if not kind:
        raise ProtocolError("answer names no type of device")
    description = text(data.get("dev_name")) or ""
    if "SMARTBULB" in kind:
        return Family.LIGHT_STRIP if "length" in data else Family.BULB
    if "SMARTPLUG" not in kind:
        raise UnsupportedDeviceError(text(data.get("model")) or "")
    if ("brightness" in data and "light_state" not in data) or "Dimmer" in description:
        return Family.DIMMER
    if "children" in data:
        return Family.STRIP
    return Family.SWITCH if "light" in description.lower() else Family.PLUG


def _mac(data: Mapping[str, Any]) -> str:
    for key in ("mac", "mic_mac", "ethernet_mac"):
        if (found := normalize_mac(data.get(key))) is not None:
            return found
    raise ProtocolError("answer names no MAC address")


def normalize_mac(value: object) -> str | None:
    """Return ``02:00:5e:10:00:01`` for a MAC address in any spelling, None for anything else."""
    if not isinstance(value, str):
        return None
    digits = value.replace(":", "").replace("-", "").lower()
    if len(digits) != _MAC_DIGITS or not _HEX.issuperset(digits):
        return None
    return ":".join((digits[:2], digits[2:4], digits[4:6], digits[6:8], digits[8:10], digits[10:]))


def _outlets(children: object, device_id: str) -> tuple[Outlet, ...]:
    if not isinstance(children, list):
        return ()
    read = (
        Outlet.from_wire(obj(child), device_id, position) for position, child in enumerate(children)
    )
    return tuple(sorted((one for one in read if one is not None), key=lambda one: one.index))
