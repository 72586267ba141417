"""Thermostats and air conditioners. Source: base document 1.10 chapter 6; specification 2.32."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .. import values
from ..models.command import Command, SetClimate
from ..models.device import Io
from ..models.state import ClimateState, State
from ..values import WriteType
from .feature import (
    Category,
    DeviceClass,
    Feature,
    Kind,
    Roles,
    View,
    When,
    Write,
    check,
    choose,
    wrong_command,
)
from .sensing import battery, binary, bit_of, humidity, raw_sensor, temperature
from .setting import LONG, word_switch, write_state, write_word
from .switches import NATURE_SWITCH, is_thermostat

_MODES: Mapping[str, int] = {"auto": 1, "fan": 2, "cool": 3, "heat": 4, "dry": 5}
_PANEL_MODES: Mapping[str, int] = {**_MODES, "floor": 7, "heat_floor": 8}
_SPEEDS: Mapping[str, int] = {"low": 15, "medium": 45, "high": 75}
_PANEL_SPEEDS: Mapping[str, int] = {"stop": 0, **_SPEEDS, "auto": 105}
_COLDEST, _HOTTEST = 5, 35
_HEAT_AND_COOL = ("fan", "cool", "heat")
_BY_SYSTEM: Mapping[int, tuple[str, ...]] = {
    1: _HEAT_AND_COOL,
    3: (*_HEAT_AND_COOL, "floor", "heat_floor"),
    4: ("auto", *_HEAT_AND_COOL),
    5: ("fan", "floor"),
    6: _HEAT_AND_COOL,
}
"""Modes by what a panel steers; the others have one mode only."""
_VALVE_ALARMS = (
    "over_temperature",
    "under_temperature",
    "internal_sensor",
    "external_sensor",
    "low_battery",
    "offline",
)


@dataclass(frozen=True, slots=True)
class Bits:
    """Some bits of a word, and what their values are called."""

    low: int
    count: int
    values: Mapping[str, int]

    @property
    def mask(self) -> int:
        """Return the bits set."""
        return ((1 << self.count) - 1) << self.low

    def name(self, word: int | None) -> str | None:
        """Return what a word says, None for a value without a name."""
        if word is None:
            return None
        return _named(self.values, (word & self.mask) >> self.low)


_NO_BITS = Bits(0, 0, {})


def _named(names: Mapping[str, int], wanted: int) -> str | None:
    return next((name for name, value in names.items() if value == wanted), None)


def speed(io: Io, *, stops: bool = False) -> str | None:
    """Return a speed of three; with ``stops`` also 0 and what is above all of them."""
    found = values.number(io)
    if found is None:
        return None
    if stops and found <= 0:
        return "stop"
    if stops and found >= 100:
        return "auto"
    return "low" if found < 30 else "medium" if found < 65 else "high"


# --- Air conditioners and panels: an IO for everything ---------------------------------------


def _read_parts(modes: Mapping[str, int], *, stops: bool) -> Callable[[View], State]:
    def decode(view: View) -> State:
        mode, valve = values.raw(view["mode"]), "valve" in view
        return ClimateState(
            on=values.is_on(view["power"]),
            mode=None if mode is None else _named(modes, mode),
            target=values.temperature(view["target"]),
            current=values.temperature(view["current"]),
            fan=speed(view["fan"], stops=stops),
            heating=values.is_on(view["valve"]) if valve else None,
        )

    return decode


def _write_parts(
    modes: Mapping[str, int], speeds: Mapping[str, int]
) -> Callable[[View, Command], Sequence[Write]]:
    def encode(view: View, command: Command) -> Sequence[Write]:
        if not isinstance(command, SetClimate):
            raise wrong_command(command)
        writes = [*_power(command.on)]
        if command.mode is not None:
            wanted = choose("mode", command.mode, modes)
            writes.append(Write("mode", WriteType.BYTE_OFF, wanted))
        if command.target is not None:
            writes.append(_target(command.target))
        if command.fan is not None:
            wanted = choose("fan", command.fan, speeds)
            writes.append(Write("fan", WriteType.BYTE_OFF, wanted))
        if command.preset is not None:
            choose("preset", command.preset, {})
        return writes

    return encode


def _power(on: bool | None) -> Sequence[Write]:
    if on is None:
        return ()
    return (Write("power", WriteType.ON, 1) if on else Write("power", WriteType.OFF, 0),)


def _target(celsius: float) -> Write:
    check("target", celsius, _COLDEST, _HOTTEST)
    return Write("target", WriteType.TENTHS, round(celsius * 10))


def _climate(
    roles: Roles,
    modes: Mapping[str, int],
    speeds: Mapping[str, int],
    *,
    options_by: Callable[[View], tuple[str, ...]] | None = None,
    when: When | None = None,
) -> Feature:
    return Feature(
        kind=Kind.CLIMATE,
        key="climate",
        roles=roles,
        decode=_read_parts(modes, stops="auto" in speeds),
        encode=_write_parts(modes, speeds),
        options=tuple(modes),
        options_by=options_by,
        fan_modes=tuple(speeds),
        minimum=_COLDEST,
        maximum=_HOTTEST,
        step=0.5,
        when=when,
    )


def _modes_of_panel(view: View) -> tuple[str, ...]:
    """Return the modes by the set-up; all of them where it is not known."""
    word = values.raw(view["setup"])
    return tuple(_PANEL_MODES) if word is None else _BY_SYSTEM.get(word >> 6 & 7, ())


def _panel(*power: str, when: When | None = None) -> tuple[Feature, ...]:
    roles = {
        "power": power,
        "mode": ("P7",),
        "target": ("P8",),
        "current": ("T", "P4"),
        "fan": ("P9",),
        "setup": ("P6",),
    }
    return (
        _climate(roles, _PANEL_MODES, _PANEL_SPEEDS, options_by=_modes_of_panel, when=when),
        *(
            binary(
                "valve",
                *names,
                index=index,
                device_class="opening",
                reader=values.is_on,
                category=Category.DIAGNOSTIC,
                when=when,
            )
            for index, names in ((1, ("L2", "VALVE1", "P2")), (2, ("L3", "VALVE2", "P3")))
        ),
        Feature(
            kind=Kind.SENSOR,
            key="fan_speed",
            roles={"fan": ("P10",)},
            decode=lambda view: speed(view["fan"], stops=True),
            options=tuple(_PANEL_SPEEDS),
            device_class="enum",
            category=Category.DIAGNOSTIC,
            when=when,
        ),
        temperature("T", "P4", when=when),
        humidity("H", when=when),
    )


# --- Thermostats with a word for everything --------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Word:
    """Where a thermostat's word says mode, fan and preset."""

    mode: Bits | None = None
    fan: Bits | None = None
    preset: Bits | None = None

    def parts(self, command: SetClimate) -> list[tuple[str, str, Bits]]:
        """Return the parts that a command names, with where they belong."""
        wanted = (
            ("mode", command.mode, self.mode),
            ("fan", command.fan, self.fan),
            ("preset", command.preset, self.preset),
        )
        return [(name, value, place or _NO_BITS) for name, value, place in wanted if value]

    def read(self, view: View) -> State:
        """Read all of it."""
        word = values.raw(view["power"])
        return ClimateState(
            on=values.is_on(view["power"]),
            mode=self.mode.name(word) if self.mode else None,
            target=values.temperature(view["target"]),
            current=values.temperature(view["current"]),
            fan=self.fan.name(word) if self.fan else None,
            preset=self.preset.name(word) if self.preset else None,
            heating=values.is_on(view["valve"]) if "valve" in view else None,
        )

    def write(self, view: View, command: Command) -> Sequence[Write]:
        """Write the word once, whatever changes in it, and the target beside it."""
        if not isinstance(command, SetClimate):
            raise wrong_command(command)
        mask, bits = 0, 0
        for name, value, place in self.parts(command):
            bits |= choose(name, value, place.values) << place.low
            mask |= place.mask
        writes = []
        if mask:
            words = LONG if command.on is None else (LONG[command.on], LONG[command.on])
            writes.append(write_word(view, "power", mask, bits, words))
        elif command.on is not None:
            writes.append(write_state(view, "power", command.on))
        if command.target is not None:
            writes.append(_target(command.target))
        return writes


def _by_word(word: _Word, roles: Roles) -> Feature:
    return Feature(
        kind=Kind.CLIMATE,
        key="climate",
        roles=roles,
        decode=word.read,
        encode=word.write,
        options=tuple(word.mode.values) if word.mode else (),
        fan_modes=tuple(word.fan.values) if word.fan else (),
        presets=tuple(word.preset.values) if word.preset else (),
        minimum=_COLDEST,
        maximum=_HOTTEST,
        step=0.5,
    )


_FLOOR = _Word(mode=Bits(31, 1, {"heat": 0, "auto": 1}))
_COIL = _Word(
    mode=Bits(13, 2, {"cool": 0, "heat": 1, "fan": 2}),
    fan=Bits(15, 2, {"auto": 0, "low": 1, "medium": 2, "high": 3}),
)
_RADIATOR = _Word(preset=Bits(1, 2, {"manual": 0, "eco": 1, "auto": 2}))

_AIR = {
    "power": ("O", "P1"),
    "mode": ("MODE", "P2"),
    "target": ("tT", "P3"),
    "fan": ("F", "P4"),
    "current": ("T", "P6"),
}


def _problem(key: str, *names: str, bit: int | None = None) -> Feature:
    return binary(
        key,
        *names,
        device_class="battery" if key == "low_battery" else "problem",
        reader=values.is_set if bit is None else bit_of(bit),
        category=Category.DIAGNOSTIC,
    )


CLASSES = (
    DeviceClass(
        ("V_AIR_P", "SL_UACCB"),
        (_climate(_AIR, _MODES, _SPEEDS), temperature("T", "P6"), _problem("alarm", "ALM")),
    ),
    DeviceClass(("SL_NATURE",), (*_panel("L1", "P1", when=is_thermostat), *NATURE_SWITCH)),
    DeviceClass(("SL_FCU",), _panel("O", "L1", "P1")),
    DeviceClass(
        ("SL_CP_DN",),
        (
            _by_word(
                _FLOOR,
                {"power": ("P1",), "valve": ("P2",), "target": ("P3",), "current": ("P4",)},
            ),
            temperature("P4"),
            temperature("P5", key="floor_temperature"),
        ),
    ),
    DeviceClass(
        ("SL_CP_AIR",),
        (
            _by_word(
                _COIL,
                {"power": ("P1",), "valve": ("P2",), "target": ("P4",), "current": ("P5",)},
            ),
            temperature("P5"),
            raw_sensor("fan_state", "P3"),
        ),
    ),
    DeviceClass(
        ("SL_CP_VL",),
        (
            _by_word(
                _RADIATOR,
                {
                    "power": ("P1",),
                    "valve": ("P2",),
                    "target": ("tT", "P3"),
                    "current": ("T", "P4"),
                },
            ),
            word_switch("child_lock", ("P1",), 0),
            temperature("T", "P4"),
            *(_problem(name, "ALM", "P5", bit=bit) for bit, name in enumerate(_VALVE_ALARMS)),
            battery("V", "P6"),
        ),
    ),
    DeviceClass(
        ("SL_DN",),
        (
            _climate(
                {"power": ("P1",), "valve": ("P3",), "current": ("P4",), "target": ("P8",)}, {}, {}
            ),
            temperature("P4"),
            temperature("P9", key="floor_temperature"),
            raw_sensor("mode", "P2"),
        ),
    ),
    DeviceClass(("SL_TR_XX",), (raw_sensor("controller", "P1", enabled=True),)),
)
