"""`smartlife.iot.dimmer`: fades, thresholds and what the button does."""

from typing import Any

import pytest

from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import call

MODULE = "smartlife.iot.dimmer"
OK = {"err_code": 0}
INVALID = {"err_code": -3, "err_msg": "invalid argument"}
NUMBERS = [
    ("set_fade_on_time", "fadeTime", 0, "fadeOnTime"),
    ("set_fade_off_time", "fadeTime", 3000, "fadeOffTime"),
    ("set_gentle_on_time", "duration", 510000, "gentleOnTime"),
    ("set_gentle_off_time", "duration", 0, "gentleOffTime"),
    ("set_button_ramp_rate", "rampRate", 50, "rampRate"),
    ("calibrate_brightness", "minThreshold", 51, "minThreshold"),
]


@pytest.mark.parametrize("model", ["HS220", "KS220M"])
@pytest.mark.parametrize(("method", "key", "value", "shown"), NUMBERS)
async def test_numbers(
    start: Start, model: str, method: str, key: str, value: int, shown: str
) -> None:
    """Each changes one parameter, which survives a restart."""
    dimmer = await start(model)
    before = await call(dimmer, MODULE, "get_dimmer_parameters")
    assert before[shown] != value
    assert await call(dimmer, MODULE, method, **{key: value}) == OK
    dimmer.restart()
    assert await call(dimmer, MODULE, "get_dimmer_parameters") == {**before, shown: value}


@pytest.mark.parametrize(("method", "key", "value", "shown"), NUMBERS)
async def test_odd_numbers(start: Start, method: str, key: str, value: int, shown: str) -> None:
    """Missing, negative, no integer, or under another method's name."""
    dimmer = await start("HS220")
    before = await call(dimmer, MODULE, "get_dimmer_parameters")
    for params in ({}, {key: -1}, {key: float(value)}, {key: True}, {shown.lower(): value}):
        assert await call(dimmer, MODULE, method, **params) == INVALID
    assert await call(dimmer, MODULE, "get_dimmer_parameters") == before


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("set_button_ramp_rate", {"rampRate": 9}),
        ("set_button_ramp_rate", {"rampRate": 51}),
        ("calibrate_brightness", {"minThreshold": 52}),
        ("set_gentle_on_time", {"fadeTime": 1000}),
        ("set_fade_on_time", {"duration": 1000}),
        ("test_dimmer_calibration", {"delay": 0}),
        ("test_dimmer_calibration", {"delay": -1, "duration": 10}),
    ],
)
async def test_limits(start: Start, method: str, params: dict[str, int]) -> None:
    assert await call(await start("HS220"), MODULE, method, **params) == INVALID


@pytest.mark.parametrize(
    ("method", "shown"),
    [("set_double_click_action", "double_click"), ("set_long_press_action", "long_press")],
)
async def test_button_actions(start: Start, method: str, shown: str) -> None:
    """A mode, and for a preset its number."""
    dimmer = await start("HS220")
    for mode in ("none", "instant_on_off", "gentle_on_off"):
        assert await call(dimmer, MODULE, method, mode=mode) == OK
        assert (await call(dimmer, MODULE, "get_default_behavior"))[shown] == {"mode": mode}
    preset = {"mode": "customize_preset", "index": 3}
    assert await call(dimmer, MODULE, method, **preset) == OK
    odd: list[dict[str, Any]] = [
        {},
        {"mode": "disco"},
        {"mode": "customize_preset"},
        {"mode": "customize_preset", "index": 4},
        {"mode": "last_status"},
    ]
    for params in odd:
        assert await call(dimmer, MODULE, method, **params) == INVALID
    dimmer.restart()
    assert (await call(dimmer, MODULE, "get_default_behavior"))[shown] == preset


@pytest.mark.parametrize("model", ["ES20M", "KS220M"])
async def test_motion_dimmers_have_no_button_actions(start: Start, model: str) -> None:
    dimmer = await start(model)
    for method in ("set_double_click_action", "set_long_press_action"):
        answer = await call(dimmer, MODULE, method, mode="none")
        assert answer == {"err_code": -2, "err_msg": "member not support"}


async def test_a_test_run_of_the_calibration(start: Start) -> None:
    """Nothing stays of it."""
    dimmer = await start("HS220")
    before = dimmer.state()
    assert await call(dimmer, MODULE, "test_dimmer_calibration", delay=0, duration=1000) == OK
    assert dimmer.state() == before
