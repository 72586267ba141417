"""Milesight's records of channel, type and value, little-endian.

Source: the records that most models share; what a type means beyond them depends on the model,
so owners add rows of their own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from . import quantities as q
from .measurement import Decoded, Findings, Kind, Problem, Quantity, Value, refused, scaled
from .rows import choice, flag, key_of, named, number, quantity, read_rows, whole

ANY = -1
"""Stands for every channel."""
_SPECIAL = (0x20, 0xFF)
"""Channels whose types have a meaning of their own."""
_HISTORY = (0x20, 0xCE)
LARGEST = 16
"""Bytes of a value in a row of one's own."""

type Reader = Callable[[bytes], Value | None]


@dataclass(frozen=True, slots=True)
class Record:
    """How the value of a channel and type is written."""

    size: int
    read: Reader
    quantity: Quantity | None
    """None for what says nothing about the device."""
    key: str | None = None
    name: str | None = None


def _number(scale: float = 1, *, signed: bool = False) -> Reader:
    return lambda data: scaled(int.from_bytes(data, "little", signed=signed), scale)


def _version(data: bytes) -> str:
    return f"{data[0]}.{data[1]}"


def _hardware(data: bytes) -> str:
    return f"{data[0]}.{data[1] >> 4}"


def _lorawan_class(data: bytes) -> str | None:
    return "ABC"[data[0]] if data[0] < 3 else None


RECORDS: dict[tuple[int, int], Record] = {
    (0x01, 0x75): Record(1, _number(), q.BATTERY, "battery"),
    (0x07, 0x7D): Record(2, _number(), q.CARBON_DIOXIDE),
    (0xFF, 0x01): Record(1, lambda data: str(data[0]), q.PROTOCOL_VERSION, "protocol_version"),
    (0xFF, 0x09): Record(2, _hardware, q.HARDWARE_VERSION, "hardware_version"),
    (0xFF, 0x0A): Record(2, _version, q.FIRMWARE_VERSION, "firmware_version"),
    (0xFF, 0x0B): Record(1, _number(), None),
    (0xFF, 0x0F): Record(1, _lorawan_class, q.LORAWAN_CLASS, "lorawan_class"),
    (0xFF, 0x16): Record(8, bytes.hex, q.SERIAL_NUMBER, "serial_number"),
    (0xFF, 0xFF): Record(2, _version, q.TSL_VERSION, "tsl_version"),
    (ANY, 0x00): Record(1, _number(), q.STATE),
    (ANY, 0x01): Record(1, _number(), q.STATE),
    (ANY, 0x67): Record(2, _number(0.1, signed=True), q.TEMPERATURE),
    (ANY, 0x68): Record(1, _number(0.5), q.HUMIDITY),
    (ANY, 0x73): Record(2, _number(0.1), q.PRESSURE),
    (ANY, 0x74): Record(2, _number(0.1), q.VOLTAGE),
    (ANY, 0x7D): Record(2, _number(), q.READING),
    (ANY, 0x80): Record(4, _number(), q.POWER),
    (ANY, 0x81): Record(1, _number(), q.POWER_FACTOR),
    (ANY, 0x82): Record(2, _number(), q.DISTANCE_MM),
    (ANY, 0x83): Record(4, _number(), q.ENERGY_WH),
    (ANY, 0xC8): Record(4, _number(), q.COUNTER),
    (ANY, 0xC9): Record(2, _number(), q.CURRENT_MA),
}
"""By channel and type; rows of a certain channel count before those of any."""


@dataclass(frozen=True, slots=True)
class Milesight:
    """Reads record after record up to history, or to the first that no row describes."""

    own: Mapping[tuple[int, int], Record]

    @classmethod
    def from_options(cls, options: Mapping[str, Any]) -> Self:
        """Return a decoder with the rows of ``rows``, which count before the table's.

        A row has ``name``, ``channel`` (empty: any), ``type``, ``size``, and as it needs
        ``signed``, ``scale``, ``unit``, ``device_class``, ``state_class``, ``entity``.
        Raises InvalidError naming row and member.
        """
        return cls(dict(read_rows(options, lambda row: (_place_of(row), _record_of(row)))))

    def decode(self, payload: bytes, port: int) -> Decoded:
        """Return all records; keys are ``milesight_<type>_<channel>``, or the name of a row."""
        if (result := refused(payload)) is not None:
            return result
        found = Findings()
        at = 0
        while at < len(payload):
            size = self._read_record(payload[at:], found)
            if size is None:
                break
            at += size
        return found.result()

    def _read_record(self, data: bytes, found: Findings) -> int | None:
        """Add the first record and return its size; None where reading ends."""
        if len(data) < 2:
            found.complain(Problem.TOO_SHORT)
            return None
        channel, kind = data[0], data[1]
        record = self._record(channel, kind)
        if record is None:
            if (channel, kind) != _HISTORY:
                found.complain(Problem.UNKNOWN_RECORD)
            return None
        end = 2 + record.size
        if len(data) < end:
            found.complain(Problem.TOO_SHORT)
            return None
        if record.quantity is not None:
            key = record.key or f"{kind:02x}_{channel}"
            found.add(
                f"milesight_{key}",
                record.read(data[2:end]),
                record.quantity,
                channel=None if record.key else str(channel),
                name=record.name,
            )
        return end

    def _record(self, channel: int, kind: int) -> Record | None:
        places = [(channel, kind)]
        if channel not in _SPECIAL:
            places.append((ANY, kind))
        tables = (self.own, RECORDS)
        return next((table[place] for table in tables for place in places if place in table), None)


def _place_of(row: Mapping[str, Any]) -> tuple[int, int]:
    return whole(row, "channel", 0, 255, ANY), whole(row, "type", 0, 255, None)


def _record_of(row: Mapping[str, Any]) -> Record:
    name = named(row)
    size = whole(row, "size", 1, LARGEST, None)
    form = choice(row, "form", ("number", "hex"), "number")
    what = quantity(row, is_text=form == "hex")
    read: Reader = _number(number(row, "scale", 1), signed=flag(row, "signed"))
    if what.kind is Kind.BINARY_SENSOR:
        read = any
    elif form == "hex":
        read = bytes.hex
    return Record(size, read, what, f"own_{key_of(name)}", name)
