"""What decoders return: later values count, impossible ones are problems."""

import math

import pytest

from custom_components.accord.protocol.iotsquare.decoders import quantities
from custom_components.accord.protocol.iotsquare.decoders.measurement import (
    LONGEST_TEXT,
    Findings,
    Kind,
    Position,
    Problem,
    refused,
    scaled,
    shortened,
)


def test_later_values_count() -> None:
    found = Findings()
    found.add("temperature", 1.0, quantities.TEMPERATURE)
    found.add("temperature", 2.0, quantities.TEMPERATURE, channel="3", name="Cellar")
    result = found.result()
    assert len(result.measurements) == 1
    (only,) = result.measurements
    assert (only.value, only.channel, only.name) == (2.0, "3", "Cellar")
    assert (only.kind, only.unit) == (Kind.SENSOR, "°C")
    assert (only.device_class, only.state_class) == ("temperature", "measurement")
    assert result["temperature"] == 2.0
    assert result.problem is None
    with pytest.raises(KeyError):
        _ = result["humidity"]


@pytest.mark.parametrize("value", [math.nan, math.inf, Position(91, 0), Position(0, -180.1), None])
def test_impossible_values(value: float | Position | None) -> None:
    found = Findings()
    found.add("x", value, quantities.READING)
    found.complain(Problem.TRAILING)
    assert found.result().measurements == ()
    assert found.result().problem is Problem.IMPOSSIBLE_VALUE


@pytest.mark.parametrize(
    ("payload", "problem"),
    [(b"", Problem.EMPTY), (bytes(1025), Problem.TOO_LONG), (bytes(1024), None)],
)
def test_refused(payload: bytes, problem: Problem | None) -> None:
    result = refused(payload)
    assert (result.problem if result else None) is problem


@pytest.mark.parametrize(
    ("raw", "factor", "added", "value"),
    [
        (281, 0.1, 0, 28.1),
        (3, 0.1, 0, 0.3),
        (7, 1, 0, 7),
        (2**64 - 1, 1, 0, 2**64 - 1),
        (10, 0.5, -40, -35),
        (1e300, 1e300, 0, math.inf),
        (10**400, 0.5, 0, math.inf),
    ],
)
def test_scaled(raw: float, factor: float, added: float, value: float) -> None:
    assert scaled(raw, factor, added) == value


def test_texts_fit_into_a_state() -> None:
    assert shortened("a" * 255) == "a" * 255
    assert len(shortened("a" * 256)) == LONGEST_TEXT
    assert shortened("a" * 256).endswith("a…")
