"""Covers. Source: base document 1.10 chapter 6, attribute specification 2.32, curtains."""

from collections.abc import Sequence

from .. import values
from ..models.command import Command, Move, Stop
from ..models.state import CoverState, State
from ..values import WriteType
from .feature import (
    Category,
    DeviceClass,
    Feature,
    Kind,
    Trait,
    View,
    When,
    Write,
    check,
    wrong_command,
)
from .lights import LEVEL_INDICATORS, onoff, rgb

_STOP = 0x80
_MOVING_UP = 0x80
_HALFWAY = 50

CURTAIN, GARAGE = "curtain", "garage"


# --- Motors with three contacts --------------------------------------------------------------


def _write_pulse(_: View, command: Command) -> Sequence[Write]:
    match command:
        case Stop():
            role = "stop"
        case Move(position):
            role = "open" if check("position", position, 0, 100) >= _HALFWAY else "close"
        case _:
            raise wrong_command(command)
    return (Write(role, WriteType.ON, 1),)


def contacts(
    opens: tuple[str, ...],
    stops: tuple[str, ...],
    closes: tuple[str, ...],
    *,
    when: When | None = None,
) -> Feature:
    """Return the row of a motor that is told directions and tells nothing."""
    return Feature(
        kind=Kind.COVER,
        key="cover",
        roles={"open": opens, "stop": stops, "close": closes},
        decode=lambda _: CoverState(),
        encode=_write_pulse,
        device_class=CURTAIN,
        when=when,
        assumed=True,
        absolute=False,
    )


# --- Motors that know where they are ---------------------------------------------------------


def _read_position(view: View) -> State:
    io = view["state"]
    found = values.raw(io)
    if found is None:
        return CoverState()
    moving = bool(io.current_type & 1) if io.current_type is not None else None
    position = found & 0x7F
    up = bool(found & _MOVING_UP)
    return CoverState(
        position=position if position <= 100 else None,
        opening=moving and up,
        closing=moving and not up,
    )


def _read_target(view: View) -> State:
    found = values.raw(view["state"])
    return CoverState(position=found if found is not None and found <= 100 else None)


def _write_position(_: View, command: Command) -> Sequence[Write]:
    match command:
        case Stop():
            return (Write("control", WriteType.BYTE_OFF, _STOP),)
        case Move(position):
            return (Write("control", WriteType.BYTE_ON, int(check("position", position, 0, 100))),)
        case _:
            raise wrong_command(command)


def positioned(key: str, state: str, control: str, device_class: str) -> Feature:
    """Return the row of a motor with a state and a control."""
    return Feature(
        kind=Kind.COVER,
        key=key,
        roles={"state": (state,), "control": (control,)},
        decode=_read_position,
        encode=_write_position,
        device_class=device_class,
        traits=frozenset({Trait.POSITION}),
        assumed=True,
    )


ZIGBEE_COVER = Feature(
    kind=Kind.COVER,
    key="cover",
    roles={"state": ("tD", "tD1"), "control": ("tD", "tD1")},
    decode=_read_target,
    encode=_write_position,
    device_class=CURTAIN,
    traits=frozenset({Trait.POSITION}),
)
"""Tells the target only."""


def _panel_lights() -> tuple[Feature, ...]:
    return tuple(
        rgb(key, io, category=Category.CONFIG, enabled=False)
        for key, io in (("open_light", "P4"), ("stop_light", "P5"), ("close_light", "P6"))
    )


CLASSES = (
    DeviceClass(
        ("SL_SW_WIN",),
        (contacts(("OP", "P1"), ("ST", "P2"), ("CL", "P3")), *LEVEL_INDICATORS),
    ),
    DeviceClass(
        ("SL_CN_IF", "SL_CN_FE"),
        (contacts(("OP", "P1"), ("ST", "P2"), ("CL", "P3")), *_panel_lights()),
    ),
    DeviceClass(("SL_DOOYA",), (positioned("cover", "P1", "P2", CURTAIN),)),
    DeviceClass(
        ("SL_ETDOOR",), (positioned("garage_door", "P2", "P3", GARAGE), onoff("light", "P1"))
    ),
)
