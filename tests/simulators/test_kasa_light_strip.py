"""`lightStrip`: light of strips, zone by zone, and running effects."""

from typing import Any

import pytest

from simulators.kasa.light import Glow
from tests.simulators.conftest import Served, Start
from tests.simulators.raw_kasa import call, read_sysinfo

type Json = dict[str, Any]

MODULE = "smartlife.iot.lightStrip"
GLOW = Glow(hue=200, saturation=100, color_temp=0, brightness=80)
WHOLE = [0, 15, 200, 100, 80, 0]
EFFECT = {"enable": 1, "name": "Ocean", "custom": 0, "id": "oJjUM", "brightness": 30}
INVALID = {"err_code": -10000, "err_msg": "Invalid input argument"}


async def test_lit_and_dark(start: Start, served: Served) -> None:
    """Zones stand at the top when lit, in the default state when dark."""
    strip = await start("KL430", light_on=True, glow=GLOW)
    facts = {"length": 16, "transition": 0}
    shine = {"mode": "normal", "groups": [WHOLE]}
    assert await call(strip, MODULE, "get_light_state") == {
        "on_off": 1,
        **facts,
        **shine,
        "err_code": 0,
    }
    assert await call(strip, MODULE, "set_light_state", on_off=0) == {
        "on_off": 0,
        "dft_on_state": shine,
        "err_code": 0,
    }
    assert await call(strip, MODULE, "get_light_state") == {
        "on_off": 0,
        **facts,
        "dft_on_state": shine,
        "err_code": 0,
    }
    assert [row[1] for row in served] == [
        f"{MODULE}.get_light_state",
        f"{MODULE}.set_light_state",
        f"{MODULE}.get_light_state",
    ]


async def test_a_change_paints_the_whole_strip(start: Start) -> None:
    """One group; sysinfo has it flat; the fade is called `transition`."""
    strip = await start("KL430", glow=GLOW)
    answer = await call(
        strip,
        MODULE,
        "set_light_state",
        on_off=1,
        ignore_default=1,
        color_temp=5000,
        brightness=20,
        transition=800,
        transition_period=-3,
    )
    assert answer == {
        "on_off": 1,
        "mode": "normal",
        "groups": [[0, 15, 0, 0, 20, 5000]],
        "err_code": 0,
    }
    assert (await read_sysinfo(strip))["light_state"] == {
        "on_off": 1,
        "mode": "normal",
        "hue": 0,
        "saturation": 0,
        "color_temp": 5000,
        "brightness": 20,
    }
    assert (await call(strip, MODULE, "get_light_state"))["transition"] == 800


async def test_zones(start: Start) -> None:
    """Groups shine apart until the whole strip is changed."""
    strip = await start("KL430", light_on=True, glow=GLOW)
    groups = [[0, 7, 0, 100, 50, 0], [8, 15, 0, 0, 100, 4000]]
    answer = await call(strip, MODULE, "set_light_state", groups=groups)
    assert answer["groups"] == groups
    assert (await read_sysinfo(strip))["light_state"]["brightness"] == 50
    answer = await call(strip, MODULE, "set_light_state", hue=30)
    assert len(answer["groups"]) == 1


async def test_an_effect_ends_with_a_color_but_not_with_a_brightness(start: Start) -> None:
    """Brightness alone is the effect's own."""
    strip = await start("KL430", light_on=True, glow=GLOW, effect=EFFECT)
    await call(strip, MODULE, "set_light_state", brightness=55)
    info = await read_sysinfo(strip)
    assert info["lighting_effect_state"] == {**EFFECT, "brightness": 55}
    assert info["light_state"]["brightness"] == 80
    assert strip.light is not None
    assert strip.light.power == 16.0 * 0.55
    await call(strip, MODULE, "set_light_state", color_temp=3000)
    info = await read_sysinfo(strip)
    assert info["lighting_effect_state"]["enable"] == 0
    assert info["light_state"]["color_temp"] == 3000


async def test_zones_end_an_effect(start: Start) -> None:
    """They are colours too."""
    strip = await start("KL430", light_on=True, effect=EFFECT)
    await call(strip, MODULE, "set_light_state", groups=[WHOLE])
    assert (await read_sysinfo(strip))["lighting_effect_state"]["enable"] == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"color_temp": 2499},
        {"brightness": 101},
        {"transition": -1},
        {"on_off": True},
        {"groups": []},
        {"groups": "all"},
        {"groups": [[0, 15]]},
        {"groups": [[0, 16, 0, 0, 0, 0]]},
        {"groups": [[9, 3, 0, 0, 0, 0]]},
        {"groups": [[0, 15, 0, 0, 50, 2000]]},
        {"groups": [[0, 15, 0, 0, 50.5, 0]]},
    ],
)
async def test_what_is_out_of_range_is_refused(start: Start, wrong: Json) -> None:
    """And nothing is changed."""
    strip = await start("KL430", glow=GLOW)
    request = {"on_off": 1, "ignore_default": 1, **wrong}
    assert await call(strip, MODULE, "set_light_state", **request) == INVALID
    assert strip.light is not None
    assert (strip.light.on, strip.light.glow) == (False, GLOW)


async def test_bulbs_and_strips_have_different_modules(start: Start) -> None:
    """Neither knows the other's."""
    strip, bulb = await start("KL430"), await start("KL135")
    service = "smartlife.iot.smartbulb.lightingservice"
    assert "get_light_state" not in strip.methods.get(service, {})
    assert MODULE not in bulb.methods
