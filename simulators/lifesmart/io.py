"""One input or output of a sub-device: what may be written, and what is told of it."""

from dataclasses import dataclass, field
import struct
from typing import Any

from simulators.lifesmart.request import Refusal

type Json = dict[str, Any]

_SWITCH = frozenset({0x80, 0x81})
_INDICATOR = frozenset({0xDE, 0xDF, 0xFE, 0xFF})


@dataclass(frozen=True)
class Kind:
    """What sort of IO it is: the type it rests at, and the types of what is written to it."""

    name: str
    rest: int = 0
    writes: frozenset[int] = frozenset()
    largest: int = 1
    """The largest value that fits."""

    @property
    def binary(self) -> bool:
        """Whether its value is bit 0 of its type."""
        return self.name in {"sw", "pulse", "timed", "bit"}


KINDS = {
    kind.name: kind
    for kind in (
        Kind("sw", 0x80, _SWITCH),
        Kind("pulse", 0x80, _SWITCH),
        Kind("timed", 0x80, _SWITCH | {0x89}, 0xFFFF),
        Kind("lvl", 0xCE, _SWITCH | {0xCE, 0xCF}, 255),
        Kind("pos", 0xCE, frozenset({0xCE, 0xCF}), 255),
        Kind("word", 0xDE, frozenset({0xDE, 0xDF}), 0xFFFF),
        Kind("rgb", 0xFE, _SWITCH | {0xFE, 0xFF}, 0xFFFFFFFF),
        Kind("dyn", 0xFE, _SWITCH | {0xFE, 0xFF}, 0xFFFFFFFF),
        Kind("ind", 0xFE, _SWITCH | _INDICATOR, 0xFFFFFFFF),
        Kind("mode", 0xCE, frozenset({0xCE, 0xCF}), 255),
        Kind("temp", 0x88, frozenset({0x88}), 0xFFFF),
        Kind("raw", 0xFE, frozenset({0xFE, 0xFF}), 0xFFFFFFFF),
        Kind("siren", 0x80, _SWITCH | {0xFF}, 0xFFFFFFFF),
        Kind("chime", 0x80, _SWITCH, 4),
        Kind("bit", 0x00),
        Kind("num", 0x7E),
        Kind("tenth", 0x08),
        Kind("float", 0x02),
        Kind("bat", 0x00),
    )
}


@dataclass
class Io:
    """An IO as it is now."""

    kind: Kind
    type: int = 0
    val: int = 0
    v: float | None = None
    """Told in place of what follows from type and value, as batteries do."""

    changed: int = 0
    """When, in milliseconds UTC."""

    more: Json = field(default_factory=dict)
    """What else was written with it, and what else is told."""

    def value(self) -> float:
        """Return the converted value."""
        if self.v is not None:
            return self.v
        if self.kind.name == "chime":
            return 1 - (self.type & 1)
        return converted(self.kind, self.type, self.val)

    def wire(self) -> Json:
        """Return how it is told."""
        value = self.value()
        plain = int(value) if value == int(value) else value
        return {"type": self.type, "val": self.val, "v": plain, "valts": self.changed, **self.more}

    def check(self, type_: int, val: int) -> None:
        """Refuse what cannot be written."""
        if type_ not in self.kind.writes:
            raise Refusal(f"type {type_:#x} cannot be written here")
        lowest = -0x8000 if self.kind.name == "temp" else 0
        if not lowest <= val <= self.kind.largest:
            raise Refusal(f"value {val} is out of range")

    def write(self, type_: int, val: int) -> None:
        """Take a value over; on and off alone leave the level as it is."""
        name = self.kind.name
        if name in {"sw", "pulse"}:
            self.type, self.val = type_, type_ & 1
        elif name == "timed":
            self.type, self.val = 0x80 | type_ & 1, val if type_ == 0x89 else type_ & 1
        elif name == "temp":
            self.type, self.val = type_, val
        else:
            base = type_ & ~1 if name == "ind" and type_ not in _SWITCH else self.kind.rest
            self.type = base | type_ & 1
            keeps = type_ in _SWITCH and name not in {"siren", "chime"}
            self.val = self.val if keeps else val
        self.v = None

    def measure(self, value: float) -> None:
        """Show a measured value, in the way this kind of IO does."""
        name = self.kind.name
        self.v = None
        if self.kind.binary:
            self.type, self.val = self.type & ~1 | (value != 0), int(value != 0)
        elif name in {"tenth", "temp"}:
            self.val = round(value * 10)
        elif name == "float":
            (self.val,) = struct.unpack(">I", struct.pack(">f", value))
        elif name == "bat":
            self.val, self.v = round(2500 + value * 7), value
        else:
            self.val = int(value)


def converted(kind: Kind, type_: int, val: int) -> float:
    """Return what a type and a value mean (attribute specification, value types)."""
    if kind.binary:
        return type_ & 1
    if type_ & 0x7E == 0x02:
        found: float = struct.unpack(">f", struct.pack(">I", val & 0xFFFFFFFF))[0]
        return round(found, 6)
    if type_ & 0x78 == 0x08:
        signed = (val & 0xFFFF) - (0x10000 if val & 0x8000 else 0)
        return float(signed / 10 ** ((type_ & 6) // 2 + 1))
    return val
