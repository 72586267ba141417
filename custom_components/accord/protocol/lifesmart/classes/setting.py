"""Rows that many classes share: switches, bits and numbers of set-up words, numbers."""

from collections.abc import Sequence

from ...errors import UnsupportedError
from .. import values
from ..models.command import Command, Off, SetNumber, SwitchOn
from ..models.state import State
from ..values import WriteType
from .feature import (
    Category,
    Feature,
    Kind,
    Trait,
    View,
    When,
    Write,
    check,
    numbered,
    reading,
    wrong_command,
)

_LONGEST_PULSE = 6553.5
"""Seconds."""


# --- Switches --------------------------------------------------------------------------------


def set_switch(_: View, command: Command) -> Sequence[Write]:
    """Write on and off."""
    match command:
        case SwitchOn(seconds=None):
            return (Write("value", WriteType.ON, 1),)
        case Off():
            return (Write("value", WriteType.OFF, 0),)
        case _:
            raise wrong_command(command)


def set_pulse(view: View, command: Command) -> Sequence[Write]:
    """Write on, off, and on for a time."""
    if isinstance(command, SwitchOn) and command.seconds is not None:
        tenths = round(check("seconds", command.seconds, 0.1, _LONGEST_PULSE) * 10)
        return (Write("value", WriteType.PULSE, tenths),)
    return set_switch(view, command)


def switch(
    key: str,
    *names: str,
    index: int | None = None,
    category: Category | None = None,
    pulse: bool = False,
    when: When | None = None,
) -> Feature:
    """Return a row of one switch."""
    return Feature(
        kind=Kind.SWITCH,
        key=key,
        index=index,
        roles={"value": names},
        decode=reading(values.is_on),
        encode=set_pulse if pulse else set_switch,
        category=category,
        traits=frozenset({Trait.PULSE} if pulse else ()),
        when=when,
    )


def switches(
    count: int, *names: str, key: str = "switch", pulse: bool = False, when: When | None = None
) -> tuple[Feature, ...]:
    """Return rows of several switches; ``?`` in a name is their number, from 1."""
    return tuple(
        switch(key, *accepted, index=index, pulse=pulse, when=when)
        for index, accepted in numbered(count, *names)
    )


def word_switch(
    key: str,
    role_names: tuple[str, ...],
    bit: int,
    index: int | None = None,
    when: When | None = None,
) -> Feature:
    """Return a row of one bit of a set-up word, whose other bits stay as they are."""

    def decode(view: View) -> State:
        word = values.raw(view["value"])
        return None if word is None else bool(word >> bit & 1)

    def encode(view: View, command: Command) -> Sequence[Write]:
        match command:
            case SwitchOn(seconds=None):
                return (write_word(view, "value", 1 << bit, 1 << bit),)
            case Off():
                return (write_word(view, "value", 1 << bit, 0),)
            case _:
                raise wrong_command(command)

    return Feature(
        kind=Kind.SWITCH,
        key=key,
        index=index,
        roles={"value": role_names},
        decode=decode,
        encode=encode,
        category=Category.CONFIG,
        when=when,
    )


# --- Set-up words ----------------------------------------------------------------------------


type Words = tuple[WriteType, WriteType]
"""How a word is written while its bit for on is clear, and while it is set."""

LONG: Words = (WriteType.LONG_OFF, WriteType.LONG_ON)


def write_word(view: View, role: str, mask: int, bits: int, words: Words = LONG) -> Write:
    """Write some bits of a word and leave its others, and on or off, as they are.

    Raises UnsupportedError where the word is not known yet.
    """
    word = values.raw(view[role])
    if word is None:
        raise UnsupportedError(f"{role} is not known yet")
    return Write(role, words[bool(values.is_on(view[role]))], word & ~mask & 0xFFFFFFFF | bits)


def write_state(view: View, role: str, on: bool) -> Write:
    """Write on or off to a word, which stays as it is where it is known."""
    word = values.raw(view[role])
    if word is not None:
        return Write(role, LONG[on], word)
    return Write(role, WriteType.ON, 1) if on else Write(role, WriteType.OFF, 0)


def word_number(
    key: str,
    *names: str,
    low_bit: int,
    bits: int,
    factor: int = 1,
    minimum: float = 0,
    largest: int | None = None,
    unit: str | None = None,
    words: Words = LONG,
    enabled: bool = True,
    when: When | None = None,
) -> Feature:
    """Return a row of a number in a set-up word, whose other bits stay as they are."""
    mask = ((1 << bits) - 1) << low_bit
    maximum = factor * ((1 << bits) - 1 if largest is None else largest)

    def decode(view: View) -> State:
        word = values.raw(view["value"])
        return None if word is None else ((word & mask) >> low_bit) * factor

    def encode(view: View, command: Command) -> Sequence[Write]:
        if not isinstance(command, SetNumber):
            raise wrong_command(command)
        wanted = round(check(key, command.value, minimum, maximum) / factor)
        return (write_word(view, "value", mask, wanted << low_bit, words),)

    return Feature(
        kind=Kind.NUMBER,
        key=key,
        roles={"value": names},
        decode=decode,
        encode=encode,
        category=Category.CONFIG,
        unit=unit,
        minimum=minimum,
        maximum=maximum,
        step=factor,
        enabled=enabled,
        when=when,
    )


def number(
    key: str,
    *names: str,
    minimum: float,
    maximum: float,
    unit: str | None = None,
    device_class: str | None = None,
) -> Feature:
    """Return a row of a whole number that is an IO's value; on or off stays as it is."""

    def encode(view: View, command: Command) -> Sequence[Write]:
        if not isinstance(command, SetNumber):
            raise wrong_command(command)
        kind = WriteType.BYTE_ON if values.is_on(view["value"]) else WriteType.BYTE_OFF
        return (Write("value", kind, round(check(key, command.value, minimum, maximum))),)

    return Feature(
        kind=Kind.NUMBER,
        key=key,
        roles={"value": names},
        decode=reading(values.number),
        encode=encode,
        category=Category.CONFIG,
        unit=unit,
        device_class=device_class,
        minimum=minimum,
        maximum=maximum,
        step=1,
    )
