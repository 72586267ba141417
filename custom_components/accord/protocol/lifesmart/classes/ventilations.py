"""Ventilation and air cleaners. Source: attribute specification 2.32, fresh air and purifiers."""

from collections.abc import Mapping, Sequence

from .. import values
from ..models.command import Command, FanOn, Off
from ..models.device import Device
from ..models.state import FanState, State
from ..values import WriteType
from .climates import speed
from .feature import DeviceClass, Feature, Kind, View, When, Write, choose, wrong_command
from .sensing import humidity, raw_sensor, sensor, temperature
from .setting import number, switch, write_state

_SPEEDS: Mapping[str, int] = {"low": 15, "medium": 45, "high": 75}
_LEVELS: Mapping[str, int] = {"low": 1, "medium": 2, "high": 3}
_CLEANER_LEVELS: Mapping[str, int] = {**_LEVELS, "max": 4}
_CLEANER_PRESETS: Mapping[str, int] = {"auto": 0, "sleep": 5}
_PRESETS_BY_VERSION: Mapping[int, Mapping[str, int]] = {
    8: {"auto": 1, "fan": 2, "sleep": 9, "timed": 10},
    16: {"auto": 1, "purify": 6, "inner": 12, "outer": 13},
}
"""What ``MODE`` means; other versions have none, or bits that nobody describes."""


def _version(device: Device) -> int | None:
    digits = device.version.rpartition(".")[2]
    return int(digits) if digits.isascii() and digits.isdigit() else None


def _presets(device: Device) -> Mapping[str, int]:
    return _PRESETS_BY_VERSION.get(_version(device) or 0, {})


def _named(names: Mapping[str, int], wanted: int | None) -> str | None:
    return next((name for name, value in names.items() if value == wanted), None)


# --- Speeds in steps of a byte ---------------------------------------------------------------


def _read_fresh(view: View) -> State:
    level = values.number(view["speed"])
    on = values.is_on(view["power"]) if "power" in view else None
    if on is None and level is not None:
        on = level > 0
    mode = values.raw(view["mode"])
    return FanState(
        on=on,
        speed=speed(view["speed"]) if level else None,
        preset=_named(_presets(view.device), mode),
    )


def _write_fresh(view: View, command: Command) -> Sequence[Write]:
    if isinstance(command, Off):
        if "power" in view:
            return (Write("power", WriteType.OFF, 0),)
        return (Write("speed", WriteType.BYTE_OFF, 0),)
    if not isinstance(command, FanOn):
        raise wrong_command(command)
    writes = [Write("power", WriteType.ON, 1)] if "power" in view else []
    if command.speed is not None:
        wanted = choose("speed", command.speed, _SPEEDS)
        writes.append(Write("speed", WriteType.BYTE_OFF, wanted))
    if command.preset is not None:
        wanted = choose("preset", command.preset, _presets(view.device))
        writes.append(Write("mode", WriteType.BYTE_OFF, wanted))
    return writes or (Write("speed", WriteType.BYTE_OFF, _SPEEDS["low"]),)


def _fresh(
    key: str,
    power: tuple[str, ...],
    speeds: tuple[str, ...],
    *,
    main: bool,
    when: When | None = None,
) -> Feature:
    roles = {"power": power, "speed": speeds} if main else {"speed": speeds, "power": power}
    return Feature(
        kind=Kind.FAN,
        key=key,
        roles=roles | ({"mode": ("MODE",)} if main else {}),
        decode=_read_fresh,
        encode=_write_fresh,
        options=tuple(_SPEEDS),
        presets_by=(lambda view: tuple(_presets(view.device))) if main else None,
        when=when,
    )


def _has_no_second_speed(device: Device) -> bool:
    return "F2" not in device.ios


def _has_speeds_of_both(device: Device) -> bool:
    return "F" in device.ios


# --- Levels that count -----------------------------------------------------------------------


def _levels(
    speeds: Mapping[str, int], presets: Mapping[str, int], power: str, level: str, *, word: bool
) -> Feature:
    """Return the row of a fan whose power is a switch, or bit 0 of the type of a word."""

    def decode(view: View) -> State:
        found = values.raw(view["level"])
        return FanState(
            on=values.is_on(view["power"]),
            speed=_named(speeds, found),
            preset=_named(presets, found),
        )

    def switched(view: View, on: bool) -> Write:
        if word:
            return write_state(view, "power", on)
        return Write("power", WriteType.ON, 1) if on else Write("power", WriteType.OFF, 0)

    def encode(view: View, command: Command) -> Sequence[Write]:
        if isinstance(command, Off):
            return (switched(view, on=False),)
        if not isinstance(command, FanOn):
            raise wrong_command(command)
        writes = [switched(view, on=True)]
        if command.preset is not None:
            wanted = choose("preset", command.preset, presets)
            writes.append(Write("level", WriteType.BYTE_OFF, wanted))
        elif command.speed is not None:
            wanted = choose("speed", command.speed, speeds)
            writes.append(Write("level", WriteType.BYTE_OFF, wanted))
        return writes

    return Feature(
        kind=Kind.FAN,
        key="fan",
        roles={"power": (power,), "level": (level,)},
        decode=decode,
        encode=encode,
        options=tuple(speeds),
        presets=tuple(presets),
    )


def _pm25(*names: str) -> Feature:
    return sensor("pm25", *names, unit="µg/m³", device_class="pm25")


CLASSES = (
    DeviceClass(
        ("V_FRESH_P",),
        (
            _fresh("fan", ("O",), ("F", "F1"), main=True),
            _fresh("supply_fan", (), ("F1",), main=False, when=_has_speeds_of_both),
            _fresh("exhaust_fan", ("O1",), ("F2",), main=False),
            switch("second_fan", "O1", when=_has_no_second_speed),
            temperature("T"),
            temperature("T2", key="second_temperature"),
            humidity("H"),
            raw_sensor("mode", "MODE"),
        ),
    ),
    DeviceClass(
        ("SL_TR_ACIPM",),
        (
            _levels(_LEVELS, {}, "P1", "P2", word=True),
            number("voc_limit", "P3", minimum=0, maximum=65535),
            sensor("voc", "P4", reader=values.scaled),
            _pm25("P5"),
            temperature("P6"),
        ),
    ),
    DeviceClass(
        ("OD_MFRESH_M8088",),
        (
            _levels(_CLEANER_LEVELS, _CLEANER_PRESETS, "O", "RM", word=False),
            temperature("T"),
            humidity("H"),
            _pm25("PM"),
            raw_sensor("filter", "FL"),
            raw_sensor("uv", "UV"),
        ),
    ),
)
