"""Lights: how they come on by default, their presets and their data sheet."""

from dataclasses import replace
from typing import Any

import pytest

from simulators.kasa import MODELS
from simulators.kasa.light import Glow
from simulators.kasa.presets import COLOR_PRESETS, WHITE_PRESETS
from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import RawTcp, call, read_sysinfo

type Json = dict[str, Any]

BULB = "smartlife.iot.smartbulb.lightingservice"
STRIP = "smartlife.iot.lightStrip"
OK = {"err_code": 0}
INVALID = {"err_code": -10000, "err_msg": "Invalid input argument"}
MISSING = {"err_code": -10002, "err_msg": "Missing neccesary argument"}
LAST: Json = {"mode": "last_status"}
BLUE = {"hue": 240, "saturation": 90, "color_temp": 0, "brightness": 40}


@pytest.mark.parametrize(("model", "module"), [("KL130", BULB), ("KL430", STRIP)])
async def test_behavior_as_sold(start: Start, model: str, module: str) -> None:
    """The last light, both ways."""
    device = await start(model)
    answer = await call(device, module, "get_default_behavior")
    assert answer == {"soft_on": LAST, "hard_on": LAST, **OK}


async def test_newer_bulbs_know_one_thing_more(start: Start) -> None:
    answer = await call(await start("KL135"), BULB, "get_default_behavior")
    assert answer == {"soft_on": LAST, "hard_on": LAST, "re_power_type": "always_on", **OK}


async def test_a_preset_as_behavior(start: Start) -> None:
    """It is set by its number, shown with its values, and follows the preset."""
    bulb = await start("KL130")
    preset = {"mode": "customize_preset", "index": 2}
    assert await call(bulb, BULB, "set_default_behavior", soft_on=preset, hard_on=LAST) == OK
    answer = await call(bulb, BULB, "get_default_behavior")
    values = {"hue": 120, "saturation": 100, "color_temp": 0, "brightness": 100}
    assert answer == {"soft_on": {**preset, **values}, "hard_on": LAST, **OK}
    assert await call(bulb, BULB, "set_preferred_state", index=2, **BLUE) == OK
    lit = await call(bulb, BULB, "transition_light_state", on_off=1)
    assert lit == {"on_off": 1, "mode": "normal", **BLUE, **OK}
    bulb.restart()
    again = await call(bulb, BULB, "get_default_behavior")
    assert again["soft_on"] == {**preset, **BLUE}


async def test_one_behavior_alone(start: Start) -> None:
    """The other stays; values may stand for a preset."""
    strip = await start("KL430")
    own = {"mode": "customize_preset", **BLUE}
    assert await call(strip, STRIP, "set_default_behavior", hard_on=own) == OK
    assert await call(strip, STRIP, "set_default_behavior", soft_on={"mode": "circadian"}) == OK
    answer = await call(strip, STRIP, "get_default_behavior")
    assert answer == {"soft_on": {"mode": "circadian"}, "hard_on": own, **OK}


@pytest.mark.parametrize(
    ("hard_on", "mode", "color_temp"),
    [
        ({"mode": "customize_preset", "index": 0}, "normal", 2700),
        ({"mode": "circadian"}, "circadian", 7375),
        (LAST, "normal", 6000),
    ],
)
async def test_after_a_power_cut(start: Start, hard_on: Json, mode: str, color_temp: int) -> None:
    """The light is on, in the way set for that."""
    bulb = await start("KL135", glow=Glow(color_temp=6000))
    assert await call(bulb, BULB, "set_default_behavior", hard_on=hard_on, soft_on=LAST) == OK
    bulb.power_cycle()
    state = await call(bulb, BULB, "get_light_state")
    assert (state["on_off"], state["mode"], state["color_temp"]) == (1, mode, color_temp)


@pytest.mark.parametrize(
    ("model", "behavior"),
    [
        ("KL135", {}),
        ("KL135", {"soft_on": LAST, "hard_on": {"mode": "customize_preset"}}),
        ("KL135", {"soft_on": {}, "hard_on": LAST}),
        ("KL135", {"soft_on": {"mode": "customize_preset", "hue": 1}}),
    ],
)
async def test_missing_members(start: Start, model: str, behavior: Json) -> None:
    """Nothing is changed."""
    bulb = await start(model)
    assert await call(bulb, BULB, "set_default_behavior", **behavior) == MISSING
    assert (await call(bulb, BULB, "get_default_behavior"))["soft_on"] == LAST


@pytest.mark.parametrize(
    ("model", "behavior"),
    [
        ("KL135", "last_status"),
        ("KL135", {"mode": "disco"}),
        ("KL135", {"mode": 1}),
        ("KL135", {"mode": "customize_preset", "index": 4}),
        ("KL135", {"mode": "customize_preset", "index": -1}),
        ("KL135", {"mode": "customize_preset", "index": True}),
        ("KL135", {"mode": "customize_preset", **BLUE, "hue": 361}),
        ("KL120", {"mode": "customize_preset", **BLUE}),
        ("KL110", {"mode": "circadian"}),
    ],
)
async def test_odd_behaviors(start: Start, model: str, behavior: object) -> None:
    """Neither of the two is changed."""
    bulb = await start(model)
    request = {"hard_on": {"mode": "customize_preset", "index": 0}, "soft_on": behavior}
    assert await call(bulb, BULB, "set_default_behavior", **request) == INVALID
    answer = await call(bulb, BULB, "get_default_behavior")
    assert (answer["soft_on"], answer["hard_on"]) == (LAST, LAST)


@pytest.mark.parametrize(
    ("model", "presets"),
    [("KL135", COLOR_PRESETS), ("KL120", WHITE_PRESETS), ("KL110", WHITE_PRESETS)],
)
async def test_presets_of_bulbs(start: Start, model: str, presets: tuple[Json, ...]) -> None:
    """Four, the same in sysinfo."""
    bulb = await start(model)
    answer = await call(bulb, BULB, "get_preferred_state")
    assert answer == {"states": list(presets), **OK}
    values = {"hue": 0, "saturation": 0, "color_temp": 2700, "brightness": 7}
    assert await call(bulb, BULB, "set_preferred_state", index=3, **values) == OK
    expected = [*presets[:3], {"index": 3, **values}]
    assert (await call(bulb, BULB, "get_preferred_state"))["states"] == expected
    assert (await read_sysinfo(bulb))["preferred_state"] == expected


async def test_presets_of_light_strips(start: Start) -> None:
    """None at first, up to five, one after the other; only sysinfo shows them."""
    strip = await start("KL430")
    assert (await call(strip, STRIP, "get_preferred_state"))["err_code"] == -2
    for index in range(5):
        assert await call(strip, STRIP, "set_preferred_state", index=index + 1, **BLUE) == INVALID
        assert await call(strip, STRIP, "set_preferred_state", index=index, **BLUE) == OK
    white = {"hue": 0, "saturation": 0, "color_temp": 9000, "brightness": 100}
    assert await call(strip, STRIP, "set_preferred_state", index=1, **white) == OK
    presets = (await read_sysinfo(strip))["preferred_state"]
    assert [preset["index"] for preset in presets] == [0, 1, 2, 3, 4]
    assert presets[1] == {"index": 1, "mode": 1, **white}


async def test_an_effect_among_the_presets(start: Start) -> None:
    """It has no colour, so nothing can come on with it."""
    effect = {"index": 0, "mode": 2, "id": "izRhLCQNcDzIKdpMPqSTtBMuAIoreAuT", "brightness": 50}
    strip = await start("KL430", presets=[effect])
    preset = {"mode": "customize_preset", "index": 0}
    assert await call(strip, STRIP, "set_default_behavior", soft_on=preset) == INVALID
    assert (await read_sysinfo(strip))["preferred_state"] == [effect]


@pytest.mark.parametrize(
    ("model", "change", "answer"),
    [
        ("KL135", {"index": 4}, INVALID),
        ("KL135", {"index": "0"}, INVALID),
        ("KL135", {"color_temp": 2499}, INVALID),
        ("KL135", {"color_temp": 9001}, INVALID),
        ("KL135", {"brightness": 101}, INVALID),
        ("KL135", {"brightness": 50.5}, INVALID),
        ("KL135", {"brightness": None}, MISSING),
        ("KL135", {"hue": None}, MISSING),
        ("KL135", {"index": None}, MISSING),
        ("KL120", {"hue": 1}, INVALID),
        ("KL120", {"color_temp": 5001}, INVALID),
    ],
)
async def test_odd_presets(start: Start, model: str, change: Json, answer: Json) -> None:
    """None stands for a member left out; the preset stays as it was."""
    bulb = await start(model)
    before = await call(bulb, BULB, "get_preferred_state")
    request = {"index": 0, "hue": 0, "saturation": 0, "color_temp": 3000, "brightness": 9}
    given = {key: value for key, value in {**request, **change}.items() if value is not None}
    assert await call(bulb, BULB, "set_preferred_state", **given) == answer
    assert await call(bulb, BULB, "get_preferred_state") == before


@pytest.mark.parametrize(
    ("model", "module", "wattage", "lumens", "volts"),
    [
        ("KL135", BULB, 10, 800, 120),
        ("KL50", BULB, 5, 450, 120),
        ("KL130", BULB, 10, 800, 240),
        ("KL430", STRIP, 16, 800, 120),
    ],
)
async def test_data_sheets(
    start: Start, model: str, module: str, wattage: int, lumens: int, volts: int
) -> None:
    details = await call(await start(model), module, "get_light_details")
    assert (details["wattage"], details["max_lumens"]) == (wattage, lumens)
    assert details["min_voltage"] < details["max_voltage"] == volts


async def test_a_data_sheet_that_never_comes(start: Start) -> None:
    """Some bulbs keep silent, and answer the next request."""
    quirks = replace(MODELS["KL130"].quirks, light_details_time_out=True)
    bulb = await start("KL130", quirks=quirks)
    async with RawTcp(bulb) as client:
        client.send({BULB: {"get_light_details": {}}})
        answer = await client.ask({BULB: {"get_light_state": {}}})
    assert answer[BULB]["get_light_state"]["err_code"] == 0


async def test_fades_of_light_strips(start: Start) -> None:
    """Bulbs do not know the method."""
    answer = await call(await start("KL430"), STRIP, "get_fade_on_off")
    assert answer == {"fadeOnTime": 500, "fadeOffTime": 500, **OK}
    assert (await call(await start("KL135"), BULB, "get_fade_on_off"))["err_code"] == -2000
