"""Rows of lights: colours, effects, brightness, warmth.

Source: base document 1.10 chapter 6, lights; attribute specification 2.32, lights and SPOTs.
"""

from collections.abc import Callable, Sequence
from typing import Any

from .. import values
from ..models.command import Command, LightOn, Off
from ..models.state import LightState, Rgbw, State
from ..values import WriteType
from .effects import LAMP_EFFECTS, effect_name
from .feature import (
    Category,
    Decode,
    Encode,
    Feature,
    Kind,
    Trait,
    View,
    Write,
    check,
    choose,
    wrong_command,
)

_DYNAMIC = 0x80000000
"""From here on a colour is an effect."""
_FULL = 255

EFFECTS = tuple(LAMP_EFFECTS)


# --- Colours ---------------------------------------------------------------------------------


def parts(word: int) -> Rgbw:
    """Return red, green, blue, white of ``WRGB``."""
    return word >> 16 & 0xFF, word >> 8 & 0xFF, word & 0xFF, word >> 24 & 0xFF


def word(rgbw: Rgbw) -> int:
    """Return ``WRGB`` of red, green, blue, white. Raises InvalidError."""
    red, green, blue, white = (int(check("color", part, 0, _FULL)) for part in rgbw)
    return white << 24 | red << 16 | green << 8 | blue


def full(rgbw: Rgbw) -> Rgbw:
    """Return the same colour as bright as can be; white where nothing shines."""
    brightest = max(rgbw)
    if not brightest:
        return 0, 0, 0, _FULL
    red, green, blue, white = (round(part * _FULL / brightest) for part in rgbw)
    return red, green, blue, white


def dimmed(rgbw: Rgbw, brightness: int) -> Rgbw:
    """Return a colour at a brightness. Raises InvalidError."""
    check("brightness", brightness, 0, _FULL)
    red, green, blue, white = (round(part * brightness / _FULL) for part in rgbw)
    return red, green, blue, white


def _colored(view: View, command: LightOn, *, white: bool, role: str = "color") -> int:
    """Return the word for a command, which keeps what it does not name."""
    before = values.raw(view[role]) or 0
    if not white:
        before = 0 if before >= _DYNAMIC else before & 0xFFFFFF
    shown = parts(before)
    wanted = _wanted(command)
    brightness = command.brightness
    if brightness is None:
        brightness = max(shown) or _FULL
    if wanted is None:
        wanted = full(shown) if any(shown) or white else (_FULL, _FULL, _FULL, 0)
    if not white:
        wanted = (*wanted[:3], 0)
    return word(dimmed(wanted, brightness))


def _wanted(command: LightOn) -> Rgbw | None:
    if command.rgbw is not None:
        return command.rgbw
    return None if command.rgb is None else (*command.rgb, 0)


def _is_plain(command: LightOn) -> bool:
    return command == LightOn()


# --- RGBW with DYN ---------------------------------------------------------------------------


def _read_rgbw(view: View) -> State:
    color = values.raw(view["color"])
    effect = values.raw(view["effect"]) if values.is_on(view["effect"]) else None
    on = values.is_on(view["color"])
    if effect is not None:
        return LightState(on=True, effect=effect_name(effect), brightness=_FULL)
    if color is None:
        return LightState(on=on)
    shown = parts(color)
    return LightState(on=on, brightness=max(shown) or None, rgbw=full(shown))


def _write_rgbw(view: View, command: Command) -> Sequence[Write]:
    """The colour and the effect always go together where both are there."""
    match command:
        case Off():
            writes = [Write("color", WriteType.OFF, 0)]
            stopped = Write("effect", WriteType.OFF, 0)
        case LightOn(effect=str() as name):
            wanted = choose("effect", name, LAMP_EFFECTS)
            color = _colored(view, LightOn(), white=True)
            return (
                Write("color", WriteType.LONG_ON, color),
                Write("effect", WriteType.LONG_ON, wanted),
            )
        case LightOn():
            color = _colored(view, command, white=True)
            writes = [Write("color", WriteType.LONG_ON, color)]
            stopped = Write("effect", WriteType.OFF, 0)
            if _is_plain(command) and values.is_on(view["effect"]) is False:
                return writes
        case _:
            raise wrong_command(command)
    return [*writes, stopped] if "effect" in view else writes


def rgbw(key: str = "light") -> Feature:
    """Return the row of a lamp with white, and effects where the device has ``DYN``."""
    return Feature(
        kind=Kind.LIGHT,
        key=key,
        roles={"color": ("RGBW",), "effect": ("DYN",)},
        decode=_read_rgbw,
        encode=_write_rgbw,
        traits=frozenset({Trait.RGBW, Trait.BRIGHTNESS}),
        options_by=lambda view: EFFECTS if "effect" in view else (),
    )


# --- RGB: effects in the same word -----------------------------------------------------------


def _read_rgb(view: View) -> State:
    on, color = values.is_on(view["color"]), values.raw(view["color"])
    if color is None:
        return LightState(on=on)
    if color >= _DYNAMIC:
        return LightState(on=on, brightness=_FULL, effect=effect_name(color))
    shown = (*parts(color)[:3], 0)
    return LightState(
        on=on, brightness=max(shown) or None, rgb=full(shown)[:3] if any(shown) else None
    )


def _write_rgb(view: View, command: Command) -> Sequence[Write]:
    match command:
        case Off():
            return (Write("color", WriteType.OFF, 0),)
        case LightOn(effect=str() as name):
            wanted = choose("effect", name, LAMP_EFFECTS)
            return (Write("color", WriteType.LONG_ON, wanted),)
        case LightOn():
            color = values.raw(view["color"]) or 0
            if not _is_plain(command) or color < _DYNAMIC:
                color = _colored(view, command, white=False)
            return (Write("color", WriteType.LONG_ON, color),)
        case _:
            raise wrong_command(command)


def rgb(
    key: str,
    *names: str,
    index: int | None = None,
    category: Category | None = None,
    enabled: bool = True,
) -> Feature:
    """Return the row of a lamp without white."""
    return Feature(
        kind=Kind.LIGHT,
        key=key,
        index=index,
        roles={"color": names},
        decode=_read_rgb,
        encode=_write_rgb,
        traits=frozenset({Trait.RGB, Trait.BRIGHTNESS}),
        options=EFFECTS,
        category=category,
        enabled=enabled,
    )


# --- Brightness ------------------------------------------------------------------------------


def _level(
    largest: int, on: WriteType, off: WriteType, *, dark_is_off: bool = False
) -> tuple[Decode, Encode]:
    """Return reader and writer of a light whose value is its brightness."""

    def decode(view: View) -> State:
        found = values.raw(view["level"])
        state = values.is_on(view["level"])
        if found is None:
            return LightState(on=state)
        if dark_is_off:
            state = found > 0
        return LightState(on=state, brightness=round(min(found, largest) * _FULL / largest) or None)

    def encode(_: View, command: Command) -> Sequence[Write]:
        match command:
            case Off():
                return (
                    (Write("level", off, 0),)
                    if dark_is_off
                    else (Write("level", WriteType.OFF, 0),)
                )
            case LightOn(brightness=None):
                return (
                    (Write("level", on, largest),)
                    if dark_is_off
                    else (Write("level", WriteType.ON, 1),)
                )
            case LightOn(brightness=int() as wanted):
                check("brightness", wanted, 1, _FULL)
                return (Write("level", on, max(round(wanted * largest / _FULL), 1)),)
            case _:
                raise wrong_command(command)

    return decode, encode


def dimmer(key: str, *names: str) -> Feature:
    """Return the row of a light with a brightness from 0 to 255."""
    decode, encode = _level(255, WriteType.BYTE_ON, WriteType.BYTE_OFF)
    return Feature(
        kind=Kind.LIGHT,
        key=key,
        roles={"level": names},
        decode=decode,
        encode=encode,
        traits=frozenset({Trait.BRIGHTNESS}),
    )


def onoff(key: str, *names: str) -> Feature:
    """Return the row of a light that is only on or off."""
    return Feature(
        kind=Kind.LIGHT,
        key=key,
        roles={"level": names},
        decode=lambda view: LightState(on=values.is_on(view["level"])),
        encode=_write_onoff,
    )


def _write_onoff(_: View, command: Command) -> Sequence[Write]:
    match command:
        case LightOn():
            return (Write("level", WriteType.ON, 1),)
        case Off():
            return (Write("level", WriteType.OFF, 0),)
        case _:
            raise wrong_command(command)


def indicator_level(key: str, *names: str, index: int | None = None) -> Feature:
    """Return the row of an indicator with a brightness from 0 to 1023."""
    decode, encode = _level(1023, WriteType.LONG_ON, WriteType.LONG_OFF)
    return Feature(
        kind=Kind.LIGHT,
        key=key,
        index=index,
        roles={"level": names},
        decode=decode,
        encode=encode,
        traits=frozenset({Trait.BRIGHTNESS}),
        category=Category.CONFIG,
        enabled=False,
    )


def indicators(row: Callable[..., Feature], **more: Any) -> tuple[Feature, ...]:
    """Return rows of the indicators of switches: dark and bright, one or per switch."""
    found = [row(key, key, **more) for key in ("dark", "bright")]
    found += [
        row(key, f"{key}{index}", index=index, **more)
        for index in (1, 2, 3)
        for key in ("dark", "bright")
    ]
    return tuple(found)


LEVEL_INDICATORS = indicators(indicator_level)
COLOR_INDICATORS = indicators(rgb, category=Category.CONFIG, enabled=False)


# --- White lamps -----------------------------------------------------------------------------


def _read_white(view: View) -> State:
    brightness, warmth = values.raw(view["level"]), values.raw(view["warmth"])
    return LightState(
        on=values.is_on(view["level"]),
        brightness=None if brightness is None else min(brightness, _FULL) or None,
        color_temp=None if warmth is None else min(warmth, _FULL),
    )


def _write_white(_: View, command: Command) -> Sequence[Write]:
    match command:
        case Off():
            return (Write("level", WriteType.OFF, 0),)
        case LightOn(brightness=brightness, color_temp=warmth):
            writes = [Write("level", WriteType.ON, 1)]
            if brightness is not None:
                check("brightness", brightness, 1, _FULL)
                writes = [Write("level", WriteType.BYTE_ON, brightness)]
            if warmth is not None:
                check("color_temp", warmth, 0, _FULL)
                writes.append(Write("warmth", WriteType.BYTE_ON, warmth))
            return writes
        case _:
            raise wrong_command(command)


WHITE = Feature(
    kind=Kind.LIGHT,
    key="light",
    roles={"level": ("P1",), "warmth": ("P2",)},
    decode=_read_white,
    encode=_write_white,
    traits=frozenset({Trait.BRIGHTNESS, Trait.COLOR_TEMP}),
)
