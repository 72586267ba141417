"""`smartlife.iot.lighting_effect`: built-in and own effects of light strips."""

from typing import Any

import pytest

from simulators.kasa.effects import BUILT_IN
from simulators.kasa.light import Glow
from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import ask, call, read_sysinfo

type Json = dict[str, Any]

MODULE = "smartlife.iot.lighting_effect"
OK = {"err_code": 0}
INVALID = {"err_code": -10000, "err_msg": "Invalid input argument"}
MISSING = {"err_code": -10002, "err_msg": "Missing neccesary argument"}
OWN: Json = {
    "custom": 1,
    "id": "yMwcNpLxijmoKamskHCvvravpbnIqAIN",
    "name": "Custom",
    "enable": 1,
    "brightness": 55,
    "segments": [0, 5, 80],
    "expansion_strategy": 2,
    "duration": 100,
    "transition": 0,
}
SEQUENCE: Json = {
    **OWN,
    "type": "sequence",
    "sequence": [[340, 20, 50], [20, 50, 50]],
    "repeat_times": 3,
    "spread": 1,
    "direction": 2,
}
RANDOM: Json = {
    **OWN,
    "type": "random",
    "init_states": [[340, 20, 50]],
    "backgrounds": [[20, 50, 50]],
    "hue_range": [340, 360],
    "saturation_range": [40, 95],
    "brightness_range": [0, 100],
    "transition_range": [50, 2000],
    "fadeoff": 100,
    "random_seed": 600,
}


@pytest.mark.parametrize("effect", BUILT_IN.values(), ids=lambda effect: effect["name"])
async def test_built_in_effects(start: Start, effect: Json) -> None:
    """Each is taken as it is documented, and is what sysinfo shows."""
    strip = await start("KL430", light_on=True)
    running = {**effect, "enable": 1}
    assert await call(strip, MODULE, "set_lighting_effect", **running) == OK
    assert await call(strip, MODULE, "get_lighting_effect") == {**running, **OK}
    assert (await read_sysinfo(strip))["lighting_effect_state"] == {
        "enable": 1,
        "name": effect["name"],
        "custom": 0,
        "id": effect["id"],
        "brightness": effect["brightness"],
    }


def test_the_built_in_effects_are_fourteen() -> None:
    assert len(BUILT_IN) == 14
    assert len({effect["name"] for effect in BUILT_IN.values()}) == 14


@pytest.mark.parametrize("effect", [SEQUENCE, RANDOM])
async def test_own_effects(start: Start, effect: Json) -> None:
    """Kept complete, to the last unknown member, even over a restart; the strip lights up."""
    strip = await start("KL430", glow=Glow(hue=10, saturation=20, color_temp=0))
    effect = {**effect, "author": "me"}
    assert await call(strip, MODULE, "set_lighting_effect", **effect) == OK
    info = await read_sysinfo(strip)
    assert (info["light_state"]["on_off"], info["light_state"]["hue"]) == (1, 10)
    assert info["lighting_effect_state"]["brightness"] == 55
    assert strip.light is not None
    assert strip.light.power == pytest.approx(16.0 * 0.55)
    strip.restart()
    assert await call(strip, MODULE, "get_lighting_effect") == {**effect, **OK}


@pytest.mark.parametrize("stop", [{"enable": 0}, {**SEQUENCE, "enable": 0}])
async def test_the_end_of_an_effect(start: Start, stop: Json) -> None:
    """The light is what it was, and the effect can be had again."""
    strip = await start("KL430", light_on=True)
    await call(strip, MODULE, "set_lighting_effect", **SEQUENCE)
    assert await call(strip, MODULE, "set_lighting_effect", **stop) == OK
    info = await read_sysinfo(strip)
    assert info["light_state"]["on_off"] == 1
    assert info["lighting_effect_state"]["enable"] == 0
    kept = await call(strip, MODULE, "get_lighting_effect")
    assert kept == {**SEQUENCE, "enable": 0, **OK}


async def test_an_effect_known_by_its_id(start: Start) -> None:
    """A strip that runs a built-in effect knows all of it."""
    identifier = "izRhLCQNcDzIKdpMPqSTtBMuAIoreAuT"
    state = {"enable": 1, "name": "Rainbow", "custom": 0, "id": identifier, "brightness": 80}
    strip = await start("KL430", light_on=True, effect=state)
    complete = await call(strip, MODULE, "get_lighting_effect")
    assert complete == {**BUILT_IN[identifier], **state, **OK}


async def test_a_strip_that_never_ran_an_effect(start: Start) -> None:
    """It has nothing to replay."""
    answer = await call(await start("KL430"), MODULE, "get_lighting_effect")
    assert (answer["enable"], answer["id"]) == (0, "")


@pytest.mark.parametrize(
    ("effect", "change"),
    [
        (SEQUENCE, {"enable": 2}),
        (SEQUENCE, {"enable": True}),
        (SEQUENCE, {"custom": 2}),
        (SEQUENCE, {"id": "short"}),
        (SEQUENCE, {"name": 7}),
        (SEQUENCE, {"type": "disco"}),
        (SEQUENCE, {"brightness": 101}),
        (SEQUENCE, {"segments": []}),
        (SEQUENCE, {"segments": [81]}),
        (SEQUENCE, {"segments": [0] * 81}),
        (SEQUENCE, {"segments": 0}),
        (SEQUENCE, {"expansion_strategy": 3}),
        (SEQUENCE, {"duration": 5001}),
        (SEQUENCE, {"transition": 6001}),
        (SEQUENCE, {"sequence": []}),
        (SEQUENCE, {"sequence": [[0, 0, 0]] * 17}),
        (SEQUENCE, {"sequence": [[0, 0]]}),
        (SEQUENCE, {"sequence": [[361, 0, 0]]}),
        (SEQUENCE, {"sequence": [[0, 0.5, 0]]}),
        (SEQUENCE, {"repeat_times": 11}),
        (SEQUENCE, {"spread": 0}),
        (SEQUENCE, {"direction": 5}),
        (RANDOM, {"init_states": [0, 0, 0]}),
        (RANDOM, {"backgrounds": []}),
        (RANDOM, {"hue_range": [20, 10]}),
        (RANDOM, {"hue_range": [0, 361]}),
        (RANDOM, {"saturation_range": [0]}),
        (RANDOM, {"brightness_range": 50}),
        (RANDOM, {"transition_range": [0, 6001]}),
        (RANDOM, {"transition": 10}),
        (RANDOM, {"fadeoff": 3001}),
        (RANDOM, {"random_seed": 0}),
    ],
)
async def test_odd_effects(start: Start, effect: Json, change: Json) -> None:
    """Refused; what ran goes on."""
    strip = await start("KL430", light_on=True)
    assert await call(strip, MODULE, "set_lighting_effect", **SEQUENCE) == OK
    assert await call(strip, MODULE, "set_lighting_effect", **{**effect, **change}) == INVALID
    assert await call(strip, MODULE, "get_lighting_effect") == {**SEQUENCE, **OK}


@pytest.mark.parametrize(
    ("effect", "member"),
    [
        *((SEQUENCE, member) for member in SEQUENCE),
        *((RANDOM, member) for member in ("init_states", "hue_range", "brightness_range")),
    ],
)
async def test_incomplete_effects(start: Start, effect: Json, member: str) -> None:
    strip = await start("KL430")
    rest = {key: value for key, value in effect.items() if key != member}
    assert await call(strip, MODULE, "set_lighting_effect", **rest) == MISSING


@pytest.mark.parametrize("member", ["backgrounds", "transition_range", "fadeoff", "random_seed"])
async def test_what_random_effects_may_lack(start: Start, member: str) -> None:
    strip = await start("KL430")
    rest = {key: value for key, value in RANDOM.items() if key != member}
    assert await call(strip, MODULE, "set_lighting_effect", **rest) == OK


async def test_bulbs_have_no_effects(start: Start) -> None:
    answer = await ask(await start("KL130"), {MODULE: {"get_lighting_effect": {}}})
    assert answer == {MODULE: {"err_code": -2001, "err_msg": "Module not support"}}
