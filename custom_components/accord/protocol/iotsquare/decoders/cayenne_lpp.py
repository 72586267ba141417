"""Cayenne Low Power Payload: records of channel, type and value, big-endian.

Source: myDevices' Cayenne LPP 2.0 and the widely used extension of its types.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from . import quantities as q
from .measurement import Decoded, Findings, Position, Problem, Quantity, refused, scaled

type Add = Callable[[str, float | datetime | Position, Quantity], None]
"""Takes an axis, or nothing, with value and quantity."""


@dataclass(frozen=True, slots=True)
class Record:
    """How the value of a type is written."""

    size: int
    read: Callable[[bytes, Add], None]


def _number(size: int, quantity: Quantity, scale: float = 1, *, signed: bool = False) -> Record:
    def read(data: bytes, add: Add) -> None:
        add("", scaled(int.from_bytes(data, "big", signed=signed), scale), quantity)

    return Record(size, read)


def _flag(quantity: Quantity, otherwise: Quantity) -> Record:
    """Return how to read what is on or off in most devices and a number in some."""

    def read(data: bytes, add: Add) -> None:
        value = data[0]
        add("", bool(value) if value <= 1 else value, quantity if value <= 1 else otherwise)

    return Record(1, read)


def _axes(quantities: dict[str, Quantity], size: int, scale: float, *, signed: bool) -> Record:
    def read(data: bytes, add: Add) -> None:
        for index, (axis, quantity) in enumerate(quantities.items()):
            part = data[index * size : (index + 1) * size]
            add(axis, scaled(int.from_bytes(part, "big", signed=signed), scale), quantity)

    return Record(size * len(quantities), read)


def _read_time(data: bytes, add: Add) -> None:
    add("", datetime.fromtimestamp(int.from_bytes(data, "big"), UTC), q.TIME)


def _read_position(data: bytes, add: Add) -> None:
    north, east, height = (
        int.from_bytes(data[index : index + 3], "big", signed=True) for index in (0, 3, 6)
    )
    position = Position(scaled(north, 0.0001), scaled(east, 0.0001))
    add("", position, q.POSITION)
    if position.possible:
        add("altitude", scaled(height, 0.01), q.ALTITUDE)


_POLYLINE = 240
RECORDS: dict[int, Record] = {
    0: _flag(q.DIGITAL_INPUT, q.DIGITAL_INPUT_VALUE),
    1: _flag(q.DIGITAL_OUTPUT, q.DIGITAL_OUTPUT_VALUE),
    2: _number(2, q.ANALOG_INPUT, 0.01, signed=True),
    3: _number(2, q.ANALOG_OUTPUT, 0.01, signed=True),
    100: _number(4, q.GENERIC),
    101: _number(2, q.ILLUMINANCE),
    102: _flag(q.PRESENCE, q.PRESENCE_VALUE),
    103: _number(2, q.TEMPERATURE, 0.1, signed=True),
    104: _number(1, q.HUMIDITY, 0.5),
    113: _axes(q.ACCELERATION, 2, 0.001, signed=True),
    115: _number(2, q.PRESSURE, 0.1),
    116: _number(2, q.VOLTAGE, 0.01),
    117: _number(2, q.CURRENT, 0.001),
    118: _number(4, q.FREQUENCY),
    120: _number(1, q.PERCENTAGE),
    121: _number(2, q.ALTITUDE, signed=True),
    122: _number(3, q.LOAD, 0.001, signed=True),
    125: _number(2, q.CONCENTRATION),
    128: _number(2, q.POWER),
    130: _number(4, q.DISTANCE, 0.001),
    131: _number(4, q.ENERGY, 0.001),
    132: _number(2, q.DIRECTION),
    133: Record(4, _read_time),
    134: _axes(q.ROTATION, 2, 0.01, signed=True),
    135: _axes(q.COLOUR, 1, 1, signed=False),
    136: Record(9, _read_position),
    142: _flag(q.SWITCH, q.SWITCH_VALUE),
}
"""The first bytes of a record are its channel and its type; polylines, whose first byte
is their size with it, are skipped."""


@dataclass(frozen=True, slots=True)
class CayenneLpp:
    """Reads record after record up to the first that is unknown or too short."""

    def decode(self, payload: bytes, port: int) -> Decoded:
        """Return all records; keys are ``lpp_<type>_<channel>`` with ``_<axis>`` if there are."""
        if (result := refused(payload)) is not None:
            return result
        found = Findings()
        at = 0
        while at < len(payload):
            size = _read_record(payload[at:], found)
            if size is None:
                break
            at += size
        return found.result()


def _read_record(data: bytes, found: Findings) -> int | None:
    """Add the first record and return its size; None where that cannot be known."""
    if len(data) < 3:
        found.complain(Problem.TOO_SHORT)
        return None
    channel, kind = data[0], data[1]
    record = RECORDS.get(kind)
    if record is None and (kind != _POLYLINE or data[2] == 0):
        found.complain(Problem.UNKNOWN_RECORD)
        return None
    end = 2 + (record.size if record is not None else data[2])
    if len(data) < end:
        found.complain(Problem.TOO_SHORT)
        return None
    if record is not None:
        record.read(data[2:end], _adder(found, channel, kind))
    return end


def _adder(found: Findings, channel: int, kind: int) -> Add:
    def add(axis: str, value: float | datetime | Position, quantity: Quantity) -> None:
        key = f"lpp_{kind}_{channel}" + (f"_{axis}" if axis else "")
        found.add(key, value, quantity, channel=str(channel))

    return add
