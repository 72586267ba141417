"""What devices measure and do: payloads of real ones."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

type Json = dict[str, Any]


class Sensor(ABC):
    """The application of a device: what it reports and what it does when it is told to."""

    port: ClassVar[int] = 8
    usual: ClassVar[Json] = {}
    """Members with their first values; a control sets them."""

    def __init__(self, **values: Any) -> None:
        """Begin with some values other than usual."""
        self.values: Json = dict(self.usual)
        for name, value in values.items():
            self.set(name, value)

    def set(self, name: str, value: Any) -> None:
        """Let something be measured."""
        if name not in self.values:
            raise ValueError(f"{type(self).__name__} has no {name}")
        self.values[name] = type(self.usual[name])(value)

    def scaled(self, name: str, factor: float = 1.0) -> int:
        """Return a value as a whole number of its smallest unit."""
        return round(float(self.values[name]) * factor)

    @abstractmethod
    def report(self) -> bytes:
        """Return the payload of a report."""

    def receive(self, port: int, data: bytes) -> bool:
        """Take a downlink; tell whether the device reports at once."""
        return False


class Thermometer(Sensor):
    """RHF1S001: temperature and humidity, 9 bytes."""

    usual: ClassVar[Json] = {
        "temperature": 21.5,
        "humidity": 48.0,
        "period": 600,
        "rssi": -85,
        "snr": 8.0,
        "voltage": 3.5,
    }

    def report(self) -> bytes:
        """Return kind 1, raw values as the chip has them, and how the device hears."""
        temperature = round((float(self.values["temperature"]) + 46.85) * 65536 / 175.72)
        humidity = round((float(self.values["humidity"]) + 6) * 256 / 125)
        return (
            b"\x01"
            + max(0, min(0xFFFF, temperature)).to_bytes(2, "little")
            + bytes([max(0, min(255, humidity))])
            + self.scaled("period", 0.5).to_bytes(2, "little")
            + bytes([self.scaled("rssi") + 180])
            + self.scaled("snr", 4).to_bytes(1, signed=True)
            + bytes([self.scaled("voltage", 100) - 150])
        )


class Cayenne(Sensor):
    """A board that speaks Cayenne LPP: temperature, humidity, light, presence, analog, position."""

    port: ClassVar[int] = 2
    usual: ClassVar[Json] = {
        "temperature": 19.2,
        "humidity": 55.0,
        "illuminance": 320,
        "presence": 0,
        "analog": 3.3,
        "latitude": 52.3655,
        "longitude": 4.8885,
        "altitude": 12.0,
    }

    def report(self) -> bytes:
        """Return records of channel, type and value."""
        position = (("latitude", 10_000), ("longitude", 10_000), ("altitude", 100))
        return (
            b"\x01\x67"
            + self.scaled("temperature", 10).to_bytes(2, signed=True)
            + b"\x01\x68"
            + bytes([self.scaled("humidity", 2)])
            + b"\x02\x65"
            + self.scaled("illuminance").to_bytes(2)
            + b"\x03\x66"
            + bytes([self.scaled("presence")])
            + b"\x04\x02"
            + self.scaled("analog", 100).to_bytes(2, signed=True)
            + b"\x05\x88"
            + b"".join(self.scaled(name, by).to_bytes(3, signed=True) for name, by in position)
        )


class Am102(Sensor):
    """A Milesight AM102: battery, temperature, humidity."""

    port: ClassVar[int] = 85
    usual: ClassVar[Json] = {"battery": 100, "temperature": 22.8, "humidity": 44.5}

    def report(self) -> bytes:
        """Return records of channel, type and value."""
        return (
            b"\x01\x75"
            + bytes([self.scaled("battery")])
            + b"\x03\x67"
            + self.scaled("temperature", 10).to_bytes(2, "little", signed=True)
            + b"\x04\x68"
            + bytes([self.scaled("humidity", 2)])
        )


class Relay(Sensor):
    """A class-C relay: one byte 01 or 00 switches, its report is AA, state, button count."""

    port: ClassVar[int] = 10
    usual: ClassVar[Json] = {"on": False, "presses": 0}

    def report(self) -> bytes:
        """Return the state."""
        return bytes([0xAA, int(self.values["on"]), self.values["presses"] & 0xFF])

    def receive(self, port: int, data: bytes) -> bool:
        """Switch, and report."""
        if port != self.port or data not in {b"\x00", b"\x01"}:
            return False
        self.values["on"] = data == b"\x01"
        return True

    def press(self) -> None:
        """Push the button at the relay."""
        self.values["on"] = not self.values["on"]
        self.values["presses"] += 1


class WaterMeter(Sensor):
    """RHF1S213: litres, battery, alarms; port 8, the first byte is a command."""

    usual: ClassVar[Json] = {
        "total": 128_450,
        "frozen": 128_000,
        "flow": 0,
        "period": 3600,
        "battery": 201,
    }
    """`total` and `frozen` in tenths of a litre, `flow` in mL/h, battery 1 to 254."""

    def __init__(self, **values: Any) -> None:
        """Begin without answers to give."""
        super().__init__(**values)
        self._answers: list[bytes] = []

    def report(self) -> bytes:
        """Return an answer that is due, else everything."""
        return self._answers.pop(0) if self._answers else self._everything()

    def alarm(self, bits: int) -> bytes:
        """Return an alarm: bit 0 burst, 1 leak, 2 sensor fault, 3 mounted reversed, 8 sound channel."""
        return b"\x0f" + bits.to_bytes(2, "little")

    def receive(self, port: int, data: bytes) -> bool:
        """Answer a query, or take a new period."""
        if port != self.port:
            return False
        command, rest = data[0], data[1:]
        if command == 0 and not rest:
            self._answers.append(self._everything())
        elif command == 4 and len(rest) == 1:
            self._answers.append(self._one(rest[0]))
        elif command == 0x9D and len(rest) == 2:
            self.values["period"] = _seconds(int.from_bytes(rest, "little"))
            self._answers.append(bytes([0x0E, command]))
        else:
            self._answers.append(bytes([0x0D, command]))
        return True

    def _everything(self) -> bytes:
        values = self.values
        return (
            b"\x00"
            + _period(values["period"]).to_bytes(2, "little")
            + bytes([values["battery"], 0, 0])
            + int(values["frozen"]).to_bytes(4, "little")
            + int(values["total"]).to_bytes(8, "little")
        )

    def _one(self, command: int) -> bytes:
        values = self.values
        known = {
            0x71: (values["total"] * 100, 8),
            0x72: (values["flow"], 4),
            0x73: (0, 8),
            0x74: (values["frozen"] * 100, 8),
            0x95: (values["battery"], 1),
            0x9D: (_period(values["period"]), 2),
        }
        if command not in known:
            return bytes([0x0D, command])
        value, size = known[command]
        return bytes([command]) + int(value).to_bytes(size, "little")


def _seconds(period: int) -> int:
    return period if period <= 28_800 else 28_800 + (period - 28_800) * 5


def _period(seconds: int) -> int:
    return seconds if seconds <= 28_800 else 28_800 + (seconds - 28_800) // 5


KINDS: dict[str, type[Sensor]] = {
    "thermometer": Thermometer,
    "cayenne": Cayenne,
    "am102": Am102,
    "relay": Relay,
    "water_meter": WaterMeter,
}
