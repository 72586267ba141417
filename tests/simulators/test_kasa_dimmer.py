"""`smartlife.iot.dimmer`: wall dimmers."""

from typing import Any

import pytest

from simulators.kasa import OutletSetup
from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import ask, call, read_sysinfo

MODULE = "smartlife.iot.dimmer"
OK = {"err_code": 0}
INVALID = {"err_code": -3, "err_msg": "invalid argument"}


async def test_brightness_does_not_switch_on(start: Start) -> None:
    """It is only how bright the lamp will be."""
    dimmer = await start("HS220")
    assert await call(dimmer, MODULE, "set_brightness", brightness=30) == OK
    info = await read_sysinfo(dimmer)
    assert (info["relay_state"], info["brightness"]) == (0, 30)


async def test_switch_and_brightness_in_one_request(start: Start) -> None:
    """As the vendor's app does it."""
    dimmer = await start("HS220")
    request = {MODULE: {"set_switch_state": {"state": 1}, "set_brightness": {"brightness": 44}}}
    answer = {MODULE: {"set_switch_state": OK, "set_brightness": OK}}
    assert await ask(dimmer, request) == answer
    info = await read_sysinfo(dimmer)
    assert (info["relay_state"], info["brightness"]) == (1, 44)
    assert await call(dimmer, "system", "set_relay_state", state=0) == OK
    assert (await read_sysinfo(dimmer))["relay_state"] == 0


async def test_a_transition_switches(start: Start) -> None:
    """On at any brightness but 0, which is off and forgets no brightness."""
    dimmer = await start("ES20M", outlets=[OutletSetup(load=50)], brightness=70)
    change: dict[str, Any] = {"brightness": 20, "duration": 1}
    assert await call(dimmer, MODULE, "set_dimmer_transition", **change) == OK
    assert dimmer.outlets[0].power == 10
    change = {"brightness": 0, "duration": 3000, "mode": "gentle_on_off"}
    assert await call(dimmer, MODULE, "set_dimmer_transition", **change) == OK
    info = await read_sysinfo(dimmer)
    assert (info["relay_state"], info["brightness"]) == (0, 20)


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("set_brightness", {"brightness": 0}),
        ("set_brightness", {"brightness": 101}),
        ("set_brightness", {"brightness": 50.0}),
        ("set_brightness", {"brightness": True}),
        ("set_brightness", {}),
        ("set_switch_state", {"state": 2}),
        ("set_switch_state", {"state": True}),
        ("set_switch_state", {}),
        ("set_dimmer_transition", {"brightness": 101, "duration": 1}),
        ("set_dimmer_transition", {"brightness": 50, "duration": 0}),
        ("set_dimmer_transition", {"brightness": 50}),
        ("set_dimmer_transition", {"duration": 1}),
        ("set_dimmer_transition", {"brightness": 50, "duration": 1, "mode": "fast"}),
    ],
)
async def test_what_is_out_of_range_is_refused(
    start: Start, method: str, params: dict[str, Any]
) -> None:
    """And nothing is changed."""
    dimmer = await start("HS220", brightness=65)
    assert await call(dimmer, MODULE, method, **params) == INVALID
    info = await read_sysinfo(dimmer)
    assert (info["relay_state"], info["brightness"]) == (0, 65)


async def test_parameters_and_behavior(start: Start) -> None:
    """Motion dimmers know nothing of how they are switched on."""
    dimmer, motion = await start("HS220"), await start("ES20M")
    parameters = await call(dimmer, MODULE, "get_dimmer_parameters")
    assert parameters.keys() == {
        "minThreshold",
        "fadeOnTime",
        "fadeOffTime",
        "gentleOnTime",
        "gentleOffTime",
        "rampRate",
        "bulb_type",
        "err_code",
    }
    assert 0 <= parameters["minThreshold"] <= 51
    assert 10 <= parameters["rampRate"] <= 50
    behavior = await call(dimmer, MODULE, "get_default_behavior")
    assert behavior.keys() == {"soft_on", "hard_on", "double_click", "long_press", "err_code"}
    assert await call(motion, MODULE, "get_default_behavior") == {
        "double_click": {"mode": "unknown"},
        "long_press": {"mode": "unknown"},
        "err_code": 0,
    }


async def test_only_dimmers_dim(start: Start) -> None:
    """The module is missing elsewhere."""
    request = {MODULE: {"set_brightness": {"brightness": 50}}}
    answer = await ask(await start("HS200"), request)
    assert answer == {MODULE: {"err_code": -1, "err_msg": "module not support"}}
