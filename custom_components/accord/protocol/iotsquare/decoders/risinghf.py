"""Layouts of RisingHF's own devices, little-endian.

Source: public layouts of RHF1S001 (temperature and humidity) and RHF1S213 (water meter).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from . import quantities as q
from .measurement import Decoded, Findings, Problem, Quantity, refused, scaled


def _unsigned(data: bytes) -> int:
    return int.from_bytes(data, "little")


# --- RHF1S001 --------------------------------------------------------------------------------

_SENSOR_SIZE = 9


@dataclass(frozen=True, slots=True)
class Rhf1s001:
    """Temperature and humidity sensor."""

    def decode(self, payload: bytes, port: int) -> Decoded:
        """Return the nine bytes' values; the first byte, a kind, is not looked at."""
        if (result := refused(payload)) is not None:
            return result
        if len(payload) < _SENSOR_SIZE:
            return Decoded(problem=Problem.TOO_SHORT)
        found = Findings()
        temperature = _unsigned(payload[1:3]) * 175.72 / 65536 - 46.85
        humidity = payload[3] * 125 / 256 - 6
        snr = int.from_bytes(payload[7:8], signed=True)
        found.add("temperature", round(temperature, 2), q.TEMPERATURE)
        found.add("humidity", round(min(max(humidity, 0), 100), 2), q.HUMIDITY)
        found.add("report_period", _unsigned(payload[4:6]) * 2, q.REPORT_PERIOD)
        found.add("device_rssi", payload[6] - 180, q.DEVICE_RSSI)
        found.add("device_snr", scaled(snr, 0.25), q.DEVICE_SNR)
        found.add("battery_voltage", scaled(payload[8] + 150, 0.01), q.BATTERY_VOLTAGE)
        if len(payload) > _SENSOR_SIZE:
            found.complain(Problem.TRAILING)
        return found.result()


# --- RHF1S213 --------------------------------------------------------------------------------

METER_PORT = 8
_LONGEST_FINE_PERIOD = 28800
"""Seconds; beyond, a period counts in steps of five."""


def _add_battery(data: bytes, found: Findings) -> None:
    if 1 <= data[0] <= 0xFE:
        found.add("battery", round((data[0] - 1) / 253 * 100, 1), q.BATTERY)


def _add_period(data: bytes, found: Findings) -> None:
    value = _unsigned(data)
    extra = max(value - _LONGEST_FINE_PERIOD, 0)
    found.add("report_period", value + extra * 4, q.REPORT_PERIOD)


def _add_all(data: bytes, found: Findings) -> None:
    _add_period(data[0:2], found)
    _add_battery(data[2:3], found)
    found.add("water_frozen", scaled(_unsigned(data[5:9]), 0.1), q.WATER_FROZEN)
    found.add("water_total", scaled(_unsigned(data[9:17]), 0.1), q.WATER_TOTAL)


def _volume(quantity: Quantity) -> Callable[[bytes, Findings], None]:
    """Return how to add what the meter tells in millilitres."""
    return lambda data, found: found.add(quantity.key, scaled(_unsigned(data), 0.001), quantity)


def _answer(quantity: Quantity) -> Callable[[bytes, Findings], None]:
    return lambda data, found: found.add(quantity.key, data.hex(), quantity)


_FLAGS = {
    0: q.BURST,
    1: q.LEAK,
    2: q.SENSOR_FAULT,
    3: q.MOUNTED_REVERSED,
    8: q.SOUND_FAULT,
}
_ALARMS = {0x10: q.TEMPERATURE_ALARM, 0x71: q.FLOW_OVERLOAD, 0x91: q.LOW_VOLTAGE}


def _add_alarm(data: bytes, found: Findings) -> None:
    if data[0] & 0xF0 == 0:
        bits = _unsigned(data[:2])
        for bit, quantity in _FLAGS.items():
            found.add(quantity.key, bool(bits >> bit & 1), quantity)
        return
    alarm = _ALARMS.get(data[0])
    if alarm is None or data[1] > 1:
        found.complain(Problem.UNKNOWN_RECORD)
    else:
        found.add(alarm.key, bool(data[1]), alarm)


def _add_report_time(data: bytes, found: Findings) -> None:
    day, hour, minute, second = data[:4]
    if hour > 23 or minute > 59 or second > 59 or not (1 <= day <= 31 or day == 0xFF):
        found.complain(Problem.IMPOSSIBLE_VALUE)
        return
    found.add("report_time", time(hour, minute, second).isoformat(), q.REPORT_TIME)
    found.add("report_day", "*" if day == 0xFF else str(day), q.REPORT_DAY)


def _add_product(data: bytes, found: Findings) -> None:
    year, week, name = data[0], data[1], data[2:7]
    if not (1 <= week <= 53 and year < 100 and name.isascii() and name.decode().isprintable()):
        found.complain(Problem.IMPOSSIBLE_VALUE)
        return
    found.add("manufactured", f"20{year:02}-W{week:02}", q.MANUFACTURED)
    found.add("product", f"{name.decode().strip()} {_unsigned(data[7:])}", q.PRODUCT)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What follows a command's byte: so many bytes, or a few more."""

    size: int
    add: Callable[[bytes, Findings], None]
    spare: int = 0


_ANSWERS = {
    0x00: _Answer(17, _add_all),
    0x0D: _Answer(1, _answer(q.COMMAND_REFUSED)),
    0x0E: _Answer(1, _answer(q.COMMAND_ACCEPTED)),
    0x0F: _Answer(2, _add_alarm),
    0x71: _Answer(8, _volume(q.WATER_QUERIED)),
    0x72: _Answer(4, _volume(q.WATER_FLOW)),
    0x73: _Answer(8, _volume(q.WATER_REVERSE)),
    0x74: _Answer(8, _volume(q.WATER_PREVIOUS_DAY)),
    0x95: _Answer(1, _add_battery),
    0x98: _Answer(4, _add_report_time),
    0x9D: _Answer(2, _add_period),
    0x9F: _Answer(8, _add_product, spare=3),
}


@dataclass(frozen=True, slots=True)
class Rhf1s213:
    """Water meter: the first byte is the command that the rest answers."""

    def decode(self, payload: bytes, port: int) -> Decoded:
        """Return what one answer, report or alarm says."""
        if port != METER_PORT:
            return Decoded(problem=Problem.OTHER_PORT)
        if (result := refused(payload)) is not None:
            return result
        answer = _ANSWERS.get(payload[0])
        if answer is None:
            return Decoded(problem=Problem.UNKNOWN_RECORD)
        data = payload[1:]
        if len(data) < answer.size:
            return Decoded(problem=Problem.TOO_SHORT)
        found = Findings()
        answer.add(data[: answer.size + answer.spare], found)
        if len(data) > answer.size + answer.spare:
            found.complain(Problem.TRAILING)
        return found.result()
