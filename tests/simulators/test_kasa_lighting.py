"""`lightingservice`: the rules by which bulbs change their light."""

from datetime import UTC, datetime
from typing import Any

import pytest

from simulators.clock import Clock
from simulators.kasa.light import Glow
from simulators.kasa.presets import COLOR_PRESETS
from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import call, read_sysinfo

type Json = dict[str, Any]

MODULE = "smartlife.iot.smartbulb.lightingservice"
BLUE = Glow(hue=240, saturation=90, color_temp=0, brightness=40)
WARM = Glow(color_temp=2700, brightness=60)
INVALID = {"err_code": -10000, "err_msg": "Invalid input argument"}


def lit(glow: Glow, **changes: Any) -> Json:
    """Return the answer of a lit bulb."""
    return {"on_off": 1, **glow.as_json(), **changes, "err_code": 0}


async def test_lit_and_dark(start: Start) -> None:
    """A dark bulb tells how it would shine; sysinfo says the same."""
    bulb = await start("KL135", light_on=True, glow=BLUE)
    assert await call(bulb, MODULE, "get_light_state") == lit(BLUE)
    dark = {"on_off": 0, "dft_on_state": BLUE.as_json()}
    assert await call(bulb, MODULE, "transition_light_state", on_off=0) == {**dark, "err_code": 0}
    assert await call(bulb, MODULE, "get_light_state") == {**dark, "err_code": 0}
    assert (await read_sysinfo(bulb))["light_state"] == dark


async def test_white_has_no_color(start: Start) -> None:
    """A colour temperature selects white."""
    bulb = await start("KL135", light_on=True, glow=BLUE)
    answer = await call(bulb, MODULE, "transition_light_state", color_temp=4000, ignore_default=1)
    assert answer == lit(BLUE, hue=0, saturation=0, color_temp=4000)


async def test_color_needs_a_temperature_of_zero(start: Start) -> None:
    """Hue and saturation count only when the colour temperature is 0."""
    bulb = await start("KL135", light_on=True, glow=WARM)
    color = {"hue": 120, "saturation": 75}
    answer = await call(bulb, MODULE, "transition_light_state", **color)
    assert answer["color_temp"] == 2700
    answer = await call(bulb, MODULE, "transition_light_state", **color, color_temp=0)
    assert answer == lit(WARM, color_temp=0, **color)


@pytest.mark.parametrize("glow", [BLUE, WARM])
async def test_brightness_keeps_the_mode(start: Start, glow: Glow) -> None:
    """White stays white, colour stays colour; 0 is the least light, not off."""
    bulb = await start("KL135", light_on=True, glow=glow)
    for brightness in (100, 1, 0):
        answer = await call(bulb, MODULE, "transition_light_state", brightness=brightness)
        assert answer == lit(glow, brightness=brightness)
    assert bulb.light is not None
    assert bulb.light.power > 0


async def test_a_dark_bulb_stays_dark(start: Start) -> None:
    """What is set without `on_off` is how it will shine."""
    bulb = await start("KL135", glow=WARM)
    answer = await call(bulb, MODULE, "transition_light_state", brightness=10)
    assert answer == {
        "on_off": 0,
        "dft_on_state": {**WARM.as_json(), "brightness": 10},
        "err_code": 0,
    }


async def test_defaults_override_unless_ignored(start: Start) -> None:
    """Switched on from off, a configured preset beats the values of the request."""
    bulb = await start("KL135", glow=WARM, presets=COLOR_PRESETS)
    assert bulb.light is not None
    bulb.light.soft_on = {"mode": "customize_preset", "index": 2}
    wish = {"on_off": 1, "hue": 10, "saturation": 20, "color_temp": 0, "brightness": 30}
    answer = await call(bulb, MODULE, "transition_light_state", **wish)
    assert (answer["hue"], answer["saturation"], answer["brightness"]) == (120, 100, 100)
    answer = await call(bulb, MODULE, "transition_light_state", **wish)
    assert answer["hue"] == 10
    await call(bulb, MODULE, "transition_light_state", on_off=0)
    answer = await call(bulb, MODULE, "transition_light_state", **wish, ignore_default=1)
    assert (answer["hue"], answer["saturation"], answer["brightness"]) == (10, 20, 30)


async def test_the_last_status_is_the_default_default(start: Start) -> None:
    """A bare "on" brings back the light as it was; values of the request count."""
    bulb = await start("KL135", glow=BLUE)
    answer = await call(bulb, MODULE, "transition_light_state", on_off=1, ignore_default=0)
    assert answer == lit(BLUE)
    await call(bulb, MODULE, "transition_light_state", on_off=0)
    answer = await call(bulb, MODULE, "transition_light_state", on_off=1, brightness=5)
    assert answer == lit(BLUE, brightness=5)


async def test_a_default_given_in_values(start: Start) -> None:
    """The preset may stand in the behaviour itself."""
    bulb = await start("KL135", glow=BLUE)
    assert bulb.light is not None
    values = {"hue": 0, "saturation": 0, "color_temp": 5000, "brightness": 33}
    bulb.light.soft_on = {"mode": "customize_preset", **values}
    answer = await call(bulb, MODULE, "transition_light_state", on_off=1)
    assert answer == lit(WARM, **values)


async def test_circadian_light_follows_the_day(start: Start) -> None:
    """Cool at noon, warm at night, until another light is chosen."""
    clock = Clock(frozen=True, wall=datetime(2026, 6, 1, 0, 0, tzinfo=UTC))
    bulb = await start("KL120", clock=clock, light_on=True)
    answer = await call(bulb, MODULE, "transition_light_state", mode="circadian")
    assert (answer["mode"], answer["color_temp"]) == ("circadian", 2700)
    clock.advance(12 * 3600)
    assert (await call(bulb, MODULE, "get_light_state"))["color_temp"] == 5000
    answer = await call(bulb, MODULE, "transition_light_state", brightness=20)
    assert (answer["mode"], answer["brightness"]) == ("circadian", 20)
    answer = await call(bulb, MODULE, "transition_light_state", color_temp=3000)
    assert (answer["mode"], answer["color_temp"]) == ("normal", 3000)


async def test_circadian_as_a_default(start: Start) -> None:
    """The behaviour when switched on may be the daylight mode too."""
    bulb = await start("KL120")
    assert bulb.light is not None
    bulb.light.soft_on = {"mode": "circadian"}
    answer = await call(bulb, MODULE, "transition_light_state", on_off=1)
    assert answer["mode"] == "circadian"


@pytest.mark.parametrize(
    "wrong",
    [
        {"color_temp": 2499},
        {"color_temp": 9001},
        {"color_temp": -1},
        {"hue": 361},
        {"hue": -1},
        {"saturation": 101},
        {"brightness": 101},
        {"brightness": -1},
        {"brightness": 50.0},
        {"brightness": "50"},
        {"brightness": True},
        {"on_off": 2},
        {"on_off": None},
        {"mode": "disco"},
        {"mode": 1},
        {"ignore_default": 2},
        {"transition_period": -1},
        {"transition_period": 0.5},
    ],
)
async def test_what_is_out_of_range_is_refused(start: Start, wrong: Json) -> None:
    """And nothing of the request is carried out."""
    bulb = await start("KL135", glow=WARM)
    request = {"on_off": 1, "ignore_default": 1, "brightness": 10, **wrong}
    assert await call(bulb, MODULE, "transition_light_state", **request) == INVALID
    assert bulb.light is not None
    assert (bulb.light.on, bulb.light.glow) == (False, WARM)


@pytest.mark.parametrize(
    ("model", "color_temp", "allowed"),
    [
        ("KL125", 6500, True),
        ("KL125", 6501, False),
        ("KL120", 2700, True),
        ("KL120", 5001, False),
        ("KL135", 2500, True),
        ("KL135", 9000, True),
    ],
)
async def test_whites_of_models(start: Start, model: str, color_temp: int, allowed: bool) -> None:
    """Each model has its range."""
    bulb = await start(model, light_on=True)
    answer = await call(bulb, MODULE, "transition_light_state", color_temp=color_temp)
    assert answer["err_code"] == (0 if allowed else -10000)


async def test_what_a_bulb_cannot_do_is_refused(start: Start) -> None:
    """Colour on a white bulb, white on a plain one, daylight mode where white is fixed."""
    plain, tunable = await start("KL110", light_on=True), await start("KL120", light_on=True)
    for bulb, wish in (
        (plain, {"hue": 120}),
        (plain, {"saturation": 50}),
        (plain, {"color_temp": 4000}),
        (plain, {"mode": "circadian"}),
        (tunable, {"hue": 120, "saturation": 50, "color_temp": 0}),
    ):
        assert await call(bulb, MODULE, "transition_light_state", **wish) == INVALID
    zeros = {"hue": 0, "saturation": 0, "color_temp": 0, "brightness": 50}
    answer = await call(plain, MODULE, "transition_light_state", **zeros)
    assert (answer["color_temp"], answer["brightness"]) == (2700, 50)


async def test_a_power_cut_lights_a_bulb(start: Start) -> None:
    """It comes back as it was last lit, even if it was switched off by command."""
    bulb = await start("KL135", glow=BLUE)
    bulb.power_cycle()
    assert await call(bulb, MODULE, "get_light_state") == lit(BLUE)


async def test_a_wall_switch_of_a_lamp(start: Start) -> None:
    """The simulated button toggles the light."""
    bulb = await start("KL110")
    bulb.press_button()
    assert (await call(bulb, MODULE, "get_light_state"))["on_off"] == 1
