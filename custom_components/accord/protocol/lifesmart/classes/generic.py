"""Devices of which only the names of their IOs say what they do: unknown ones, ZigBee, meters.

Source: attribute specification 2.32, ``V_485_P`` and list of ZigBee devices.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
import re

from .. import values
from ..models.device import Device, Io
from .feature import Category, Feature
from .sensing import (
    battery,
    battery_voltage,
    binary,
    co2,
    energy,
    humidity,
    illuminance,
    motion,
    power,
    sensor,
    temperature,
    tvoc,
)
from .setting import switch

type _Row = Callable[[str], Feature]

RAW = "raw"
"""Key of values that nobody knows the meaning of."""
_PLAIN_SWITCH = frozenset({0x80, 0x81})
_SWITCH = re.compile(r"O|L(\d+)")
_ENDPOINT = re.compile(r"(.*?)(\d?)")
_COUNTED = re.compile(r"(.*?)(\d*)")


def _open_door(io: Io) -> bool | None:
    closed = values.is_set(io)
    return None if closed is None else not closed


def _pm(name: str) -> Feature:
    return sensor("pm", name, unit="µg/m³")


_NAMED: Mapping[str, _Row] = {
    "T": temperature,
    "H": humidity,
    "Z": illuminance,
    "V": battery,
    "BAT": battery,
    "M": motion,
    "G": lambda name: binary("door", name, device_class="door", reader=_open_door),
    "A": lambda name: binary("alarm", name, device_class="problem", category=Category.DIAGNOSTIC),
    "EE": energy,
    "EP": power,
    "CO2": co2,
    "TVOC": tvoc,
    "PM": _pm,
}


def _tenths(io: Io) -> float | None:
    found = values.number(io)
    return None if found is None else found / 10


_ZIGBEE: Mapping[str, _Row] = {
    **_NAMED,
    "V": lambda name: battery_voltage(name, reader=_tenths),
}


def _gas(key: str, unit: str, device_class: str | None = None) -> _Row:
    return lambda name: sensor(key, name, unit=unit, device_class=device_class)


_METERED: Mapping[str, _Row] = {
    "P1": lambda name: sensor("value", name),
    "EE": energy,
    "EP": power,
    "EPF": lambda name: sensor("power_factor", name, device_class="power_factor"),
    "EF": lambda name: sensor("frequency", name, unit="Hz", device_class="frequency"),
    "EI": lambda name: sensor("current", name, unit="A", device_class="current"),
    "EV": lambda name: sensor("voltage", name, unit="V", device_class="voltage"),
    "T": temperature,
    "H": humidity,
    "PM": _pm,
    "COPPM": _gas("co", "ppm", "carbon_monoxide"),
    "CO2PPM": _gas("co2", "ppm", "carbon_dioxide"),
    "CH20PPM": _gas("formaldehyde_ratio", "ppm"),
    "O2VOL": _gas("oxygen", "%"),
    "NH3PPM": _gas("ammonia", "ppm"),
    "H2SPPM": _gas("hydrogen_sulfide", "ppm"),
    "TVOC": tvoc,
    "PHM": lambda name: sensor("noise", name, unit="dB", device_class="sound_pressure"),
    "SMOKE": lambda name: sensor("smoke_level", name),
}


def features(device: Device) -> tuple[Feature, ...]:
    """Return what the names of an unknown device's IOs say; all of it is disabled."""
    return by_names(device, _NAMED, None, enabled=False)


def zigbee_features(device: Device) -> tuple[Feature, ...]:
    """Return what the names of a ZigBee device's IOs say, beside locks and covers."""
    return by_names(device, _ZIGBEE, _ENDPOINT, enabled=True)


def meter_features(device: Device) -> tuple[Feature, ...]:
    """Return what the names of a device on RS-485 say."""
    return by_names(device, _METERED, _COUNTED, enabled=True)


def by_names(
    device: Device,
    named: Mapping[str, _Row],
    numbers: re.Pattern[str] | None,
    *,
    enabled: bool,
) -> tuple[Feature, ...]:
    """Return a feature for each IO, a raw one where its name says nothing."""
    found = [_feature(io, name, named, numbers) for name, io in device.ios.items()]
    return tuple(
        bound
        for row in found
        if (bound := replace(row, enabled=enabled and row.key != RAW).bind(device)) is not None
    )


def _feature(
    io: Io, name: str, named: Mapping[str, _Row], numbers: re.Pattern[str] | None
) -> Feature:
    if name in named:
        return named[name](name)
    base, count = _split(name, numbers)
    if _is_switch(io, base if base == "O" else name):
        digits = count or name.removeprefix("L").removeprefix("O")
        return switch("switch", name, index=int(digits) if digits else None)
    if count and base in named:
        return replace(named[base](name), index=int(count))
    return _raw(name)


def _raw(name: str) -> Feature:
    return replace(sensor(RAW, name, state_class=None, category=Category.DIAGNOSTIC), index=name)


def rows() -> tuple[Feature, ...]:
    """Return all rows that names of IOs may stand for, alone and counted."""
    named = (row for table in (_NAMED, _ZIGBEE, _METERED) for row in table.values())
    alone = (*(row("") for row in named), switch("switch", ""), _raw(""))
    return (*alone, *(replace(row, index=1) for row in alone))


def _is_switch(io: Io, name: str) -> bool:
    return _SWITCH.fullmatch(name) is not None and io.type in _PLAIN_SWITCH


def _split(name: str, numbers: re.Pattern[str] | None) -> tuple[str, str]:
    match = None if numbers is None else numbers.fullmatch(name)
    return (name, "") if match is None else (match[1], match[2])
