"""What setting one IO does to others: covers move, sirens sound, fans follow."""

from typing import TYPE_CHECKING

from simulators.lifesmart.request import Refusal

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation
    from simulators.lifesmart.subdevice import SubDevice

_POSITION = {"SL_DOOYA": "P2", "SL_ETDOOR": "P3"}
_FAN = {"SL_NATURE": ("P9", "P10"), "SL_FCU": ("P9", "P10")}
_MODES = {
    ("V_AIR_P", "MODE"): frozenset({1, 2, 3, 4, 5}),
    ("SL_UACCB", "MODE"): frozenset({1, 2, 3, 4, 5}),
    ("OD_MFRESH_M8088", "RM"): frozenset({0, 1, 2, 3, 4, 5}),
    ("SL_TR_ACIPM", "P2"): frozenset({0, 1, 2, 3}),
}
_FAN_COIL = frozenset({2, 3, 4})
_MODES_OF_SYSTEM = {
    1: _FAN_COIL,
    3: _FAN_COIL | {7, 8},
    4: _FAN_COIL | {1, 7},
    5: frozenset({2, 7}),
    6: _FAN_COIL,
}
"""Modes of a thermostat by the system that bits 6-8 of its set-up name."""


def check_mode(device: SubDevice, idx: str, val: int) -> None:
    """Refuse a mode that the device does not offer."""
    allowed = _MODES.get((device.devtype, idx))
    if device.devtype in _FAN and idx == "P7":
        allowed = _MODES_OF_SYSTEM.get(device.ios["P6"].val >> 6 & 7, frozenset())
    if allowed is not None and val not in allowed:
        raise Refusal("no such mode")


def after_write(
    station: LifeSmartStation, device: SubDevice, idx: str, type_: int, val: int
) -> None:
    """Do what follows."""
    if _POSITION.get(device.devtype) == idx:
        station.movements[device.me].command(type_, val)
    elif device.ios[idx].kind.name == "pulse" and type_ == 0x81:
        _release_others(station, device, idx)
    elif device.devtype == "SL_DF_SR" and idx == "P1":
        _sound(station, device, type_, val)
    elif device.devtype in _FAN and idx == _FAN[device.devtype][0]:
        station.change(device, _FAN[device.devtype][1], 0xCE, val)


def _release_others(station: LifeSmartStation, device: SubDevice, idx: str) -> None:
    """Open, stop and close are never on at the same time."""
    for name, io in device.ios.items():
        if name != idx and io.kind.name == "pulse" and io.type & 1:
            station.change(device, name, 0x80, 0)


def _sound(station: LifeSmartStation, device: SubDevice, type_: int, val: int) -> None:
    """Sound for the seconds of the value: `(seconds * 10) << 16 | volume << 8 | sound`."""
    on = type_ in {0x81, 0xFF} and val & 0xFF != 0
    station.change(device, "SR", int(on), int(on))
    if on:
        station.spawn(_end(station, device, station.clock.now() + (val >> 16) / 10))


async def _end(station: LifeSmartStation, device: SubDevice, moment: float) -> None:
    await station.clock.sleep_until(moment)
    if device.ios["SR"].type & 1:
        station.change(device, "SR", 0, 0)
