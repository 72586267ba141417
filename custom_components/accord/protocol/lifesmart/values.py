"""From ``type``, ``val`` and ``v`` to values, and the types of what is set.

Source: LifeSmart's attribute specification 2.32, types of IOs; base document 1.10, SET ``ep``.
"""

from enum import IntEnum
import math
import struct

from .models.device import Io


class WriteType(IntEnum):
    """What ``type`` says about ``val`` in a command; bit 0 is on."""

    OFF = 0x80
    ON = 0x81
    TENTHS = 0x88
    """Temperatures: ``val`` is °C times ten."""
    PULSE = 0x89
    """On for ``val`` times 100 ms."""
    BYTE_OFF = 0xCE
    BYTE_ON = 0xCF
    WORD_OFF = 0xDE
    WORD_ON = 0xDF
    LONG_OFF = 0xFE
    """32 bits: colours and set-up words."""
    LONG_ON = 0xFF


_INVALID = 0x1E
_FLOAT = 0x02
_COMMON_VALUES = 0x7E
"""Without bit 0 (on) and bit 7."""
_HOTTEST = 80
"""°C; a panel that tells more forgot to divide by ten."""


def number(io: Io) -> float | None:
    """Return the value of an IO: by its type and ``val``, otherwise ``v``."""
    kind, val = io.current_type, io.current_val
    if kind is not None and kind & _COMMON_VALUES == _INVALID:
        return io.current_v
    found = None if kind is None or val is None else _by_type(kind, val)
    if found is not None:
        return found
    return io.current_v if io.current_v is not None else val


def scaled(io: Io) -> float | None:
    """Return a value whose ``val`` may be raw in a unit of its own: ``v`` unless the type tells."""
    kind, val = io.current_type, io.current_val
    if kind is not None and val is not None and tells_scale(kind):
        found = _by_type(kind, val)
        if found is not None:
            return found
    return io.current_v if io.current_v is not None else number(io)


def temperature(io: Io) -> float | None:
    """Return °C. Some panels tell ten times as much, in ``v`` as well."""
    found = scaled(io)
    if found is None or abs(found) <= _HOTTEST or _is_scaled(io):
        return found
    return found / 10


def humidity(io: Io) -> float | None:
    """Return percent."""
    found = scaled(io)
    return found / 10 if found is not None and found > 100 else found


def battery(io: Io) -> float | None:
    """Return percent: always ``v``, however old, because ``val`` is a voltage."""
    return None if io.v is None else min(max(io.v, 0), 100)


def raw(io: Io) -> int | None:
    """Return the bits of ``val``, otherwise of ``v``."""
    found = io.current_val if io.current_val is not None else io.current_v
    return None if found is None else int(found) & 0xFFFFFFFF


def is_on(io: Io) -> bool | None:
    """Return the state of what can be switched: bit 0 of the type, otherwise ``v``."""
    if io.current_type is not None:
        return bool(io.current_type & 1)
    return is_set(io)


def is_set(io: Io) -> bool | None:
    """Return whether the value of an IO is anything but 0, whatever its type."""
    for found in (io.current_v, io.current_val):
        if found is not None:
            return found != 0
    return None if io.current_type is None else bool(io.current_type & 1)


def tells_scale(kind: int) -> bool:
    """Tell whether a type itself says where the decimal point of ``val`` is."""
    return kind & _COMMON_VALUES == _FLOAT or kind & 0x78 == 0x08


def width(kind: int) -> int | None:
    """Return how many bits a type has, None where it is no unsigned whole number."""
    base = kind & _COMMON_VALUES
    return (base - 0x40) // 2 + 1 if base >= 0x40 else None


def _is_scaled(io: Io) -> bool:
    kind = io.current_type
    return kind is not None and io.current_val is not None and tells_scale(kind)


def _by_type(kind: int, val: float) -> float | None:
    """Return what a value means; those of single precision without digits that they cannot hold."""
    base = kind & _COMMON_VALUES
    if base == _FLOAT:
        found: float = struct.unpack(">f", struct.pack(">I", int(val) & 0xFFFFFFFF))[0]
        return float(f"{found:.7g}") if math.isfinite(found) else None
    if kind & 0x78 == 0x08:
        digits = (kind & 6) // 2 + 1
        return _signed_word(int(val)) / float(10**digits)
    bits = width(kind)
    if bits is None:
        return None
    # Some values are wider than their type says: only a sign is taken off.
    return val if val >= 0 else int(val) & ((1 << bits) - 1)


def _signed_word(val: int) -> int:
    word = val & 0xFFFF
    return word - 0x10000 if word & 0x8000 else word
