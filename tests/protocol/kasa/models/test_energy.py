"""Both generations of meters, and bulbs that measure power only."""

from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.kasa.models.energy import Energy
from tests.protocol.kasa.fakes import sample


def test_the_vendors_sample() -> None:
    answer = sample("vendor/emeter.get_realtime")["response"]["emeter"]["get_realtime"]
    assert Energy.from_wire(answer) == Energy(power=0.0, voltage=120.0, current=0.0, total=0.0)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            {"voltage_mv": 230_512, "current_ma": 371, "power_mw": 84_250, "total_wh": 20_480},
            Energy(power=84.25, voltage=230.512, current=0.371, total=20.48),
        ),
        (
            {"voltage": 230.5, "current": 0.37, "power": 84.2, "total": 20.4},
            Energy(power=84.2, voltage=230.5, current=0.37, total=20.4),
        ),
        ({"power_mw": 9800}, Energy(power=9.8)),
        ({"power_mw": 9800, "total_wh": 12}, Energy(power=9.8, total=0.012)),
        (
            {"voltage_mv": 0, "current_ma": 0, "power_mw": 1200, "total_wh": 5},
            Energy(power=1.2, total=0.005),
        ),
        (
            {"slot_id": 1, "power_mw": "1000", "voltage_mv": 120_000.0, "current_ma": 0},
            Energy(power=1.0, voltage=120.0, current=0.0),
        ),
        ({}, Energy()),
        ({"power_mw": None, "power": [], "total": "NaN"}, Energy()),
    ],
)
def test_readings(data: dict[str, Any], expected: Energy) -> None:
    read = Energy.from_wire(data)
    assert read == expected
    assert read.raw is data


KEYS = ("power_mw", "power", "voltage_mv", "voltage", "current_ma", "current", "total_wh", "total")


@given(st.dictionaries(st.sampled_from(KEYS), st.none() | st.integers() | st.floats() | st.text()))
def test_nothing_raises(data: dict[str, Any]) -> None:
    read = Energy.from_wire(data)
    for value in (read.power, read.voltage, read.current, read.total):
        assert isinstance(value, float | None)
