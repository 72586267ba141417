"""Fixed layouts as a list of rows: where a value lies, how it is written, what it means."""

from collections.abc import Mapping
from dataclasses import dataclass
import struct
from typing import Any, Self

from . import quantities
from .measurement import (
    Decoded,
    Findings,
    Kind,
    Position,
    Problem,
    Quantity,
    Value,
    refused,
    scaled,
)
from .rows import choice, key_of, named, number, quantity, read_rows, value_map, whole

_LAST = 1023
"""The highest offset."""

SIZES = {
    "u8": 1,
    "i8": 1,
    "u16": 2,
    "i16": 2,
    "u24": 3,
    "i24": 3,
    "u32": 4,
    "i32": 4,
    "u64": 8,
    "f32": 4,
    "f64": 8,
}
"""Bytes of the types that have a size of their own."""
TEXTS = ("ascii", "hex")
TYPES = (*SIZES, "bcd", *TEXTS)
ENDIANNESS = ("big", "little")
_PLACES = ("latitude", "longitude")
ENTITIES = (Kind.SENSOR.value, Kind.BINARY_SENSOR.value, *_PLACES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Which payloads a row is for: all of a port, or those in which a byte has a value."""

    port: int | None = None
    byte: int | None = None
    value: int = 0

    def fits(self, payload: bytes, port: int) -> bool:
        """Tell whether a payload is meant."""
        if self.port is not None and port != self.port:
            return False
        return self.byte is None or payload[self.byte : self.byte + 1] == bytes([self.value])


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One row. ``offset`` counts from 0; below 0 it counts from the end."""

    name: str
    offset: int
    type: str
    size: int
    little: bool
    mask: int
    shift: int
    scale: float
    added: float
    texts: Mapping[int, str]
    condition: Condition
    quantity: Quantity
    place: str | None = None
    """``latitude`` or ``longitude`` for one half of a position."""

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """Return the field of a row.

        Members: ``name``, ``offset``, ``type``; as needed ``length`` (of bcd, ascii, hex),
        ``endianness``, ``mask``, ``shift``, ``scale``, ``add``, ``map``, ``port``, ``if_byte`` with
        ``if_value``, ``entity``, ``unit``, ``device_class``, ``state_class``. Raises InvalidError.
        """
        kind = choice(row, "type", TYPES, "u8")
        entity = choice(row, "entity", ENTITIES, "sensor")
        texts = value_map(row, "map")
        place = entity if entity in _PLACES else None
        plain = {**row, "entity": "sensor"} if place else row
        return cls(
            name=named(row),
            offset=whole(row, "offset", -_LAST - 1, _LAST, None),
            type=kind,
            size=SIZES.get(kind) or whole(row, "length", 1, _LAST, None),
            little=choice(row, "endianness", ENDIANNESS, "big") == "little",
            mask=whole(row, "mask", 0, 2**64 - 1, 0),
            shift=whole(row, "shift", 0, 63, 0),
            scale=number(row, "scale", 1),
            added=number(row, "add", 0),
            texts=texts,
            condition=_condition_of(row),
            quantity=quantity(plain, is_text=kind in TEXTS or bool(texts)),
            place=place,
        )

    def read(self, payload: bytes) -> Value | Problem:
        """Return the value in a payload, or why there is none."""
        start = self.offset + (len(payload) if self.offset < 0 else 0)
        data = payload[max(start, 0) : max(start + self.size, 0)]
        if start < 0 or len(data) < self.size:
            return Problem.TOO_SHORT
        if self.type in TEXTS:
            return data.hex() if self.type == "hex" else _text_of(data)
        raw = self._number(data)
        return Problem.IMPOSSIBLE_VALUE if raw is None else self._meaning(raw)

    def _number(self, data: bytes) -> float | None:
        if self.little:
            data = data[::-1]
        if self.type == "bcd":
            digits = data.hex()
            return int(digits) if digits.isdecimal() else None
        if self.type in ("f32", "f64"):
            found: float = struct.unpack(">f" if self.type == "f32" else ">d", data)[0]
            return float(f"{found:.7g}") if self.type == "f32" else found
        raw = int.from_bytes(data, signed=self.type[0] == "i" and not self.mask)
        if self.mask:
            raw &= self.mask
        return raw >> self.shift

    def _meaning(self, raw: float) -> Value:
        if self.texts:
            return self.texts.get(raw, str(raw)) if isinstance(raw, int) else str(raw)
        if self.quantity.kind is Kind.BINARY_SENSOR:
            return bool(raw)
        return scaled(raw, self.scale, self.added)


def _condition_of(row: Mapping[str, Any]) -> Condition:
    port = whole(row, "port", -1, 255, -1)
    byte = whole(row, "if_byte", -1, _LAST, -1)
    return Condition(
        port=None if port < 0 else port,
        byte=None if byte < 0 else byte,
        value=whole(row, "if_value", 0, 255, 0),
    )


def _text_of(data: bytes) -> Value | Problem:
    """Return printable characters, up to the first zero byte."""
    found = data.split(b"\0", 1)[0]
    if not found.isascii() or not found.decode().isprintable():
        return Problem.IMPOSSIBLE_VALUE
    return found.decode().strip()


@dataclass(frozen=True, slots=True)
class Fields:
    """Reads what each row that fits says; rows do not depend on one another."""

    rows: tuple[Field, ...]

    @classmethod
    def from_options(cls, options: Mapping[str, Any]) -> Self:
        """Return a decoder of the rows in ``rows``: see ``Field.from_row``.

        Raises InvalidError naming row and member.
        """
        return cls(tuple(read_rows(options, Field.from_row)))

    def decode(self, payload: bytes, port: int) -> Decoded:
        """Return all values; keys are ``field_<name>``, two halves of a position are one."""
        if (result := refused(payload)) is not None:
            return result
        found = Findings()
        place: dict[str, float] = {}
        for row in self.rows:
            if not row.condition.fits(payload, port):
                continue
            value = row.read(payload)
            if isinstance(value, Problem):
                found.complain(value)
            elif row.place is None:
                found.add(f"field_{key_of(row.name)}", value, row.quantity, name=row.name)
            elif isinstance(value, float | int):
                place[row.place] = value
        if len(place) == len(_PLACES):
            position = Position(place["latitude"], place["longitude"])
            found.add("field_position", position, quantities.POSITION)
        return found.result()
