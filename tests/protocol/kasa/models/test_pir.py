"""The motion sensor, and motion worked out from its raw reading."""

from dataclasses import replace
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.kasa.models.pir import PirConfig, deviation, shows_motion
from tests.protocol.kasa.models.garbage import objects
from tests.protocol.kasa.vendor import answered

CONFIG = PirConfig(
    enable=True,
    version="1.0",
    trigger_index=1,
    cold_time=60000,
    max_adc=4095,
    ranges=(80, 50, 20, 0),
)


def test_the_vendors_sample() -> None:
    assert PirConfig.from_wire(answered("smartlife.iot.PIR.get_config")) == CONFIG


@pytest.mark.parametrize(
    ("adc", "percent"), [(2047, 0.0), (0, 99.95), (4095, -100.05), (1000, 51.12), (3000, -46.56)]
)
def test_deviation(adc: int, percent: float) -> None:
    assert deviation(CONFIG, adc) == pytest.approx(percent, abs=0.01)


@pytest.mark.parametrize(
    ("adc", "index", "motion"),
    [
        (2060, 0, False),
        (1500, 0, True),
        (1500, 1, False),
        (1000, 1, True),
        (3100, 1, True),
        (1000, 2, False),
        (100, 2, True),
        (1000, 3, False),
    ],
)
def test_motion(adc: int, index: int, motion: bool) -> None:
    config = replace(CONFIG, trigger_index=index)
    assert shows_motion(config, adc) is motion
    assert not shows_motion(replace(config, enable=False), adc)


def test_no_motion_without_a_range() -> None:
    assert not shows_motion(replace(CONFIG, trigger_index=9), 0)
    assert not shows_motion(replace(CONFIG, trigger_index=-1), 0)
    assert deviation(replace(CONFIG, max_adc=0), 0) == 0.0


def test_the_other_spelling() -> None:
    assert PirConfig.from_wire({"max_adx": 1023}).max_adc == 1023


@given(
    objects("enable", "trigger_index", "min_adc", "max_adc", "array", "cold_time"), st.integers()
)
def test_anything_can_be_read(data: dict[str, Any], adc: int) -> None:
    shows_motion(PirConfig.from_wire(data), adc % 2**31)
