"""General controllers and sirens. Source: base document 1.10 chapter 6; specification 2.32."""

from collections.abc import Mapping, Sequence

from .. import values
from ..models.command import Command, Off, SirenOn
from ..models.device import Device
from ..models.state import State
from ..values import WriteType
from .covers import contacts
from .feature import (
    DeviceClass,
    Feature,
    Kind,
    Trait,
    View,
    When,
    Write,
    check,
    choose,
    reading,
    wrong_command,
)
from .sensing import battery, binary, bits, low_battery, tamper, temperature
from .setting import switch, word_number, word_switch

_MOTORS = frozenset({2, 4, 6})
_FREE = 0


# --- SL_P and SL_JEMA ------------------------------------------------------------------------


def mode(device: Device) -> int:
    """Return what a controller steers: 0 free, 2/4/6 a motor, 8/10 three switches."""
    return bits(device, "P1") >> 24 & 0xE


def _steers_motor(device: Device) -> bool:
    return mode(device) in _MOTORS


def _steers_switches(device: Device) -> bool:
    return mode(device) not in _MOTORS


def _is_free(device: Device) -> bool:
    return mode(device) == _FREE


def _motor(when: When | None = None) -> Feature:
    return contacts(("P2",), ("P4",), ("P3",), when=when)


_SETUP = (
    word_number("auto_off", "P1", low_bit=0, bits=16, unit="s", when=_steers_switches),
    *(
        word_switch("auto_off", ("P1",), 15 + index, index=index, when=_steers_switches)
        for index in (1, 2, 3)
    ),
)
_CONTROLLER = (
    _motor(_steers_motor),
    *(switch("switch", f"P{index + 1}", index=index, when=_steers_switches) for index in (1, 2, 3)),
    *(
        binary("input", f"P{index + 4}", index=index, reader=values.is_on, when=_is_free)
        for index in (1, 2, 3)
    ),
    *_SETUP,
)


# --- Siren of the alarm system ---------------------------------------------------------------

_SOUNDS: Mapping[str, int] = {"information": 1, "alarm": 2}
_QUIETEST, _LOUDEST = 136, 255
_LONGEST = 6553.5


def _read_alarm(view: View) -> State:
    return values.is_on(view["sounding" if "sounding" in view else "control"])


def _write_alarm(_: View, command: Command) -> Sequence[Write]:
    """Write time in 100 ms, volume and sound as one word."""
    match command:
        case Off():
            return (Write("control", WriteType.OFF, 0),)
        case SirenOn(sound=sound, volume=volume, seconds=seconds):
            tenths = round(check("seconds", 10 if seconds is None else seconds, 0.1, _LONGEST) * 10)
            percent = check("volume", 100 if volume is None else volume, 0, 100)
            strength = round(_QUIETEST + (_LOUDEST - _QUIETEST) * percent / 100) if percent else 0
            number = _sound(sound, _SOUNDS, "alarm")
            return (Write("control", WriteType.LONG_ON, (tenths << 8 | strength) << 8 | number),)
        case _:
            raise wrong_command(command)


def _sound(sound: str | None, sounds: Mapping[str, int], usual: str) -> int:
    return choose("sound", sound or usual, sounds)


_SIREN = Feature(
    kind=Kind.SIREN,
    absolute=False,
    key="siren",
    roles={"control": ("P1",), "sounding": ("SR",)},
    decode=_read_alarm,
    encode=_write_alarm,
    traits=frozenset({Trait.DURATION, Trait.VOLUME, Trait.SOUND}),
    options=tuple(_SOUNDS),
)


# --- Siren of the station itself: silent while 1 ---------------------------------------------

_STATION_SOUNDS: Mapping[str, int] = {str(number): number for number in range(1, 5)}


def _read_station(view: View) -> State:
    """Only ``v`` is the wrong way round; a command's type is on while it plays."""
    silent = view["control"].current_v
    return values.is_on(view["control"]) if silent is None else silent == 0


def _write_station(_: View, command: Command) -> Sequence[Write]:
    match command:
        case Off():
            return (Write("control", WriteType.OFF, 0),)
        case SirenOn(seconds=None, sound=sound, volume=volume):
            extra: dict[str, int | bool] = {}
            if volume is not None:
                extra["vol"] = round(60 + check("volume", volume, 0, 100) * 40 / 100)
            return (Write("control", WriteType.ON, _sound(sound, _STATION_SOUNDS, "1"), extra),)
        case _:
            raise wrong_command(command)


_STATION_SIREN = Feature(
    kind=Kind.SIREN,
    absolute=False,
    key="siren",
    roles={"control": ("P1",)},
    decode=_read_station,
    encode=_write_station,
    traits=frozenset({Trait.VOLUME, Trait.SOUND}),
    options=tuple(_STATION_SOUNDS),
)


# --- CoSS alarm ------------------------------------------------------------------------------


def _write_plain(_: View, command: Command) -> Sequence[Write]:
    match command:
        case Off():
            return (Write("control", WriteType.OFF, 0),)
        case SirenOn(sound=None, volume=None, seconds=None):
            return (Write("control", WriteType.ON, 1),)
        case _:
            raise wrong_command(command)


_PLAIN_SIREN = Feature(
    kind=Kind.SIREN,
    absolute=False,
    key="siren",
    roles={"control": ("P1",)},
    decode=reading(values.is_on, "control"),
    encode=_write_plain,
)
_BYTE = (WriteType.BYTE_OFF, WriteType.BYTE_ON)

CLASSES = (
    DeviceClass(("SL_P",), (*_CONTROLLER, battery("P8"))),
    DeviceClass(("SL_P_V2",), (_motor(), battery("P8"))),
    DeviceClass(
        ("SL_JEMA",),
        (
            *_CONTROLLER,
            *(switch("output", f"P{index + 7}", index=index) for index in (1, 2, 3)),
        ),
    ),
    DeviceClass(
        ("SL_DF_SR",), (_SIREN, temperature("T"), tamper("TR"), battery("V"), low_battery("V"))
    ),
    DeviceClass(("LSSSMINIV1",), (_STATION_SIREN,)),
    DeviceClass(
        ("SL_ALM",), (_PLAIN_SIREN, word_number("volume", "P2", low_bit=4, bits=4, words=_BYTE))
    ),
)
