"""What decoders return: values with unit and meaning, and what was wrong with the payload.

Units, device classes and state classes are the words of Home Assistant, as plain texts.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
import math
from typing import Protocol

LONGEST_PAYLOAD = 1024
"""Bytes. LoRaWAN carries 242; the rest is room for what servers put together."""
LONGEST_TEXT = 255
"""Characters that a state may have."""


class Kind(StrEnum):
    """What a measurement is to its user."""

    SENSOR = "sensor"
    BINARY_SENSOR = "binary_sensor"
    TRACKER = "device_tracker"


class Problem(StrEnum):
    """Why a payload was not decoded to its end."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    """A record or a field needs bytes that are not there."""
    TRAILING = "trailing"
    """There are bytes that nothing describes."""
    UNKNOWN_RECORD = "unknown_record"
    OTHER_PORT = "other_port"
    IMPOSSIBLE_VALUE = "impossible_value"
    """A position beyond the poles, a text of other characters, a number that is none."""
    TEMPLATE_FAILED = "template_failed"
    """Of decoders that owners write as templates."""


@dataclass(frozen=True, slots=True)
class Position:
    """Degrees north and east."""

    latitude: float
    longitude: float

    @property
    def possible(self) -> bool:
        """Tell whether it lies on the earth."""
        return abs(self.latitude) <= 90 and abs(self.longitude) <= 180


type Value = bool | float | str | datetime | Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What is measured: how to name and to show it."""

    key: str
    """Also the key of its name in the translations."""
    kind: Kind = Kind.SENSOR
    unit: str | None = None
    device_class: str | None = None
    state_class: str | None = None
    digits: int | None = None
    """Decimal places worth showing."""
    diagnostic: bool = False
    enabled: bool = True
    """False for what most owners never look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One value out of a payload."""

    key: str
    """The same for the same thing in every payload of a device."""
    value: Value
    quantity: Quantity
    channel: str | None = None
    """Where the device has several of the same quantity."""
    name: str | None = None
    """Given by the owner; without one the quantity's name counts."""

    @property
    def kind(self) -> Kind:
        """Return what it is to its user."""
        return self.quantity.kind

    @property
    def unit(self) -> str | None:
        """Return the unit of the value."""
        return self.quantity.unit

    @property
    def device_class(self) -> str | None:
        """Return Home Assistant's word for what is measured."""
        return self.quantity.device_class

    @property
    def state_class(self) -> str | None:
        """Return Home Assistant's word for how the value develops."""
        return self.quantity.state_class


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a payload says, as far as it could be read; keys are unique."""

    measurements: tuple[Measurement, ...] = ()
    problem: Problem | None = None

    def __getitem__(self, key: str) -> Value:
        """Return the value of a measurement. Raises KeyError."""
        for found in self.measurements:
            if found.key == key:
                return found.value
        raise KeyError(key)


class Decoder(Protocol):
    """Turns payloads into measurements; never raises, whatever the bytes."""

    def decode(self, payload: bytes, port: int) -> Decoded:
        """Return what a payload that came on a port says."""
        ...


class Findings:
    """Collects measurements; of two with the same key the later one counts."""

    def __init__(self) -> None:
        """Begin with none."""
        self._found: dict[str, Measurement] = {}
        self._problem: Problem | None = None

    def add(
        self,
        key: str,
        value: Value | None,
        quantity: Quantity,
        *,
        channel: str | None = None,
        name: str | None = None,
    ) -> None:
        """Add a value; one that cannot be is a problem instead."""
        shown = _shown(value)
        if shown is None:
            self.complain(Problem.IMPOSSIBLE_VALUE)
            return
        self._found[key] = Measurement(
            key=key, value=shown, quantity=quantity, channel=channel, name=name
        )

    def complain(self, problem: Problem) -> None:
        """Note what is wrong; the first problem counts."""
        self._problem = self._problem or problem

    def result(self) -> Decoded:
        """Return what was collected."""
        return Decoded(tuple(self._found.values()), self._problem)


def _shown(value: Value | None) -> Value | None:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, str):
        return shortened(value)
    if isinstance(value, Position):
        return value if value.possible else None
    return value


def shortened(text: str) -> str:
    """Return a text that fits into a state."""
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


def refused(payload: bytes) -> Decoded | None:
    """Return the result for a payload that no decoder looks at, None for all others."""
    if not payload:
        return Decoded(problem=Problem.EMPTY)
    if len(payload) > LONGEST_PAYLOAD:
        return Decoded(problem=Problem.TOO_LONG)
    return None


def scaled(raw: float, factor: float, added: float = 0) -> float:
    """Return ``raw * factor + added`` without the digits that binary fractions add.

    Whole numbers stay whole where nothing is done to them.
    """
    if factor == 1 and added == 0:
        return raw
    try:
        return float(f"{raw * factor + added:.12g}")
    except OverflowError:
        return math.inf
