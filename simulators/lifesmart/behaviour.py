"""What setting one IO does to others: covers move, sirens sound, fans follow."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation
    from simulators.lifesmart.subdevice import SubDevice

_POSITION = {"SL_DOOYA": "P2", "SL_ETDOOR": "P3"}
_FAN = {"SL_NATURE": ("P9", "P10"), "SL_FCU": ("P9", "P10")}


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
