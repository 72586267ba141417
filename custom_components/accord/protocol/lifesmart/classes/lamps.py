"""Classes of lights and SPOTs. Source: base document 1.10 chapter 6, attribute specification 2.32."""

from collections.abc import Sequence

from .. import values
from ..models.command import Command, LightOn, Off
from ..models.state import LightState, State
from ..values import WriteType
from .effects import LAMP_EFFECTS, effect_name
from .feature import (
    Category,
    DeviceClass,
    Feature,
    Kind,
    Trait,
    View,
    Write,
    check,
    choose,
    wrong_command,
)
from .lights import EFFECTS, WHITE, dimmed, dimmer, full, parts, rgb, rgbw, word
from .sensing import battery, binary, illuminance, motion, raw_sensor
from .setting import word_number

_FULL = 255
_PERCENT = 100
_DYNAMIC = 0x80000000

REMOTE = Feature(kind=Kind.REMOTE, key="infrared", roles={})


# --- Garden lamp: white in percent -----------------------------------------------------------


def _read_garden(view: View) -> State:
    on, color = values.is_on(view["color"]), values.raw(view["color"])
    if color is None:
        return LightState(on=on)
    if color >= _DYNAMIC:
        return LightState(on=on, brightness=_FULL, effect=effect_name(color))
    red, green, blue, white = parts(color)
    shown = red, green, blue, round(min(white, _PERCENT) * _FULL / _PERCENT)
    return LightState(on=on, brightness=max(shown) or None, rgbw=full(shown))


def _write_garden(view: View, command: Command) -> Sequence[Write]:
    match command:
        case Off():
            return (Write("color", WriteType.OFF, 0),)
        case LightOn(effect=str() as name):
            return (Write("color", WriteType.LONG_ON, choose("effect", name, LAMP_EFFECTS)),)
        case LightOn(brightness=None, rgbw=None):
            return (Write("color", WriteType.ON, 1),)
        case LightOn():
            shown = _read_garden(view)
            before = shown if isinstance(shown, LightState) else LightState(on=None)
            color = command.rgbw or before.rgbw or (0, 0, 0, _FULL)
            brightness = command.brightness or before.brightness or _FULL
            red, green, blue, white = dimmed(color, brightness)
            percent = round(white * _PERCENT / _FULL)
            return (Write("color", WriteType.LONG_ON, word((red, green, blue, percent))),)
        case _:
            raise wrong_command(command)


_GARDEN = Feature(
    kind=Kind.LIGHT,
    key="light",
    roles={"color": ("P1",)},
    decode=_read_garden,
    encode=_write_garden,
    traits=frozenset({Trait.RGBW, Trait.BRIGHTNESS}),
    options=EFFECTS,
)


# --- Quantum lamp: brightness apart from the colour ------------------------------------------


def _read_quantum(view: View) -> State:
    level_, color = values.raw(view["level"]), values.raw(view["color"])
    effect = effect_name(color) if color is not None and color >= _DYNAMIC else None
    shown = None if color is None or color >= _DYNAMIC else (*parts(color)[:3], 0)
    return LightState(
        on=values.is_on(view["level"]),
        brightness=None if level_ is None else round(min(level_, 100) * _FULL / 100) or None,
        rgb=None if shown is None or not any(shown) else full(shown)[:3],
        effect=effect,
    )


def _write_quantum(_: View, command: Command) -> Sequence[Write]:
    match command:
        case Off():
            return (Write("level", WriteType.OFF, 0),)
        case LightOn(brightness=brightness, rgb=color, effect=effect):
            writes = [Write("level", WriteType.ON, 1)]
            if brightness is not None:
                check("brightness", brightness, 1, _FULL)
                percent = max(round(brightness * _PERCENT / _FULL), 1)
                writes = [Write("level", WriteType.BYTE_ON, percent)]
            if effect is not None:
                wanted = choose("effect", effect, LAMP_EFFECTS)
                writes.append(Write("color", WriteType.LONG_ON, wanted))
            elif color is not None:
                writes.append(Write("color", WriteType.LONG_ON, word((*color, 0))))
            return writes
        case _:
            raise wrong_command(command)


_QUANTUM = Feature(
    kind=Kind.LIGHT,
    key="light",
    roles={"level": ("P1",), "color": ("P2",)},
    decode=_read_quantum,
    encode=_write_quantum,
    traits=frozenset({Trait.RGB, Trait.BRIGHTNESS}),
    options=EFFECTS,
)


# --- Night light -----------------------------------------------------------------------------

NIGHT_LEVELS = (63, 127, 195, 255)


def _write_night(_: View, command: Command) -> Sequence[Write]:
    match command:
        case Off():
            return (Write("level", WriteType.BYTE_OFF, 0),)
        case LightOn(brightness=brightness):
            wanted = _FULL if brightness is None else int(check("brightness", brightness, 1, _FULL))
            nearest = min(NIGHT_LEVELS, key=lambda one: abs(one - wanted))
            return (Write("level", WriteType.BYTE_ON, nearest),)
        case _:
            raise wrong_command(command)


def _read_night(view: View) -> State:
    found = values.raw(view["level"])
    return LightState(on=None if found is None else found > 0, brightness=found or None)


_NIGHT = Feature(
    kind=Kind.LIGHT,
    key="night_light",
    roles={"level": ("P3",)},
    decode=_read_night,
    encode=_write_night,
    traits=frozenset({Trait.BRIGHTNESS}),
)

_WORDS = (WriteType.WORD_OFF, WriteType.WORD_ON)

CLASSES = (
    DeviceClass(("SL_LI_RGBW", "SL_CT_RGBW"), (rgbw(),)),
    DeviceClass(("MSL_IRCTL",), (rgbw(), REMOTE)),
    DeviceClass(("SL_SC_RGB",), (rgb("light", "RGB"),)),
    DeviceClass(("OD_WE_IRCTL", "SL_SPOT"), (rgb("light", "RGB"), REMOTE)),
    DeviceClass(("SL_LI_WW", "SL_SW_WW"), (WHITE,)),
    DeviceClass(("SL_SPWM",), (dimmer("light", "L", "P1"),)),
    DeviceClass(
        ("SL_SW_DM1",),
        (
            dimmer("light", "L", "P1"),
            word_number("indicator_on", "I", "P2", low_bit=8, bits=8, words=_WORDS),
            word_number("indicator_off", "I", "P2", low_bit=0, bits=8, words=_WORDS),
            motion("M", "P3"),
            illuminance("Z", "P4"),
            raw_sensor("dimming_setup", "P5"),
            raw_sensor("dynamic_setup", "P6"),
        ),
    ),
    DeviceClass(
        ("SL_LI_GD1",),
        (dimmer("light", "L", "P1"), motion("M", "P2"), illuminance("Z", "P3")),
    ),
    DeviceClass(
        ("SL_LI_UG1",),
        (
            _GARDEN,
            illuminance("P2"),
            binary(
                "charging",
                "P3",
                device_class="battery_charging",
                reader=values.is_on,
                category=Category.DIAGNOSTIC,
            ),
            battery("P4"),
        ),
    ),
    DeviceClass(("OD_WE_QUAN",), (_QUANTUM,)),
    DeviceClass(("SL_LI_IR",), (_NIGHT, REMOTE)),
    DeviceClass(("SL_P_IR",), (REMOTE,)),
    DeviceClass(
        ("SL_P_IR_V2",),
        (
            REMOTE,
            binary("pairing_button", "P2", reader=values.is_on, category=Category.DIAGNOSTIC),
        ),
    ),
)
