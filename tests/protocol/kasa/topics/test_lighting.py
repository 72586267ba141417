"""What bulbs and light strips are told, rule by rule."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError, UnsupportedError
from custom_components.accord.protocol.kasa.models.behavior import Behavior
from custom_components.accord.protocol.kasa.models.light import LightMode, LightState
from custom_components.accord.protocol.kasa.topics.lighting import LightingTopic
from tests.protocol.kasa.fakes import OK, FakeDevice, device, sample, session
from tests.protocol.kasa.vendor import answered, ask, wanted

BULB = "smartlife.iot.smartbulb.lightingservice"
STRIP = "smartlife.iot.lightStrip"
NEW_STATE = {
    "on_off": 1,
    "mode": "normal",
    "hue": 0,
    "saturation": 0,
    "color_temp": 2700,
    "brightness": 50,
    "err_code": 0,
}
WHITE = LightState(on=True, mode="normal", hue=0, saturation=0, color_temp=2700, brightness=50)


def bulb(**changes: Any) -> tuple[FakeDevice, LightingTopic]:
    fake = device("bulb_off", {f"{BULB}.transition_light_state": NEW_STATE}, **changes)
    return fake, LightingTopic(session(fake))


def strip(**changes: Any) -> tuple[FakeDevice, LightingTopic]:
    fake = device("light_strip", {f"{STRIP}.set_light_state": NEW_STATE}, **changes)
    return fake, LightingTopic(session(fake))


CASES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"on": True}, {"on_off": 1, "ignore_default": 0}),
    ({"on": False}, {"on_off": 0}),
    ({"on": False, "hue": 5, "brightness": 50}, {"on_off": 0}),
    ({"brightness": 0}, {"on_off": 0}),
    ({"on": True, "brightness": 0}, {"on_off": 0}),
    ({"brightness": 40}, {"brightness": 40, "on_off": 1, "ignore_default": 1}),
    ({"on": True, "brightness": 40}, {"brightness": 40, "on_off": 1, "ignore_default": 1}),
    ({"color_temp": 3000}, {"color_temp": 3000, "ignore_default": 1}),
    ({"color_temp": 1000}, {"color_temp": 2500, "ignore_default": 1}),
    (
        {"on": True, "color_temp": 99999},
        {"color_temp": 9000, "on_off": 1, "ignore_default": 1},
    ),
    (
        {"hue": 120, "saturation": 80},
        {"hue": 120, "saturation": 80, "color_temp": 0, "ignore_default": 1},
    ),
    ({"saturation": 80}, {"saturation": 80, "color_temp": 0, "ignore_default": 1}),
    (
        {"hue": 0, "saturation": 0, "color_temp": 2700},
        {"hue": 0, "saturation": 0, "color_temp": 2700, "ignore_default": 1},
    ),
    ({"mode": LightMode.CIRCADIAN}, {"mode": "circadian", "ignore_default": 1}),
]


@pytest.mark.parametrize(("arguments", "request_"), CASES)
async def test_bulb(arguments: dict[str, Any], request_: dict[str, Any]) -> None:
    fake, lighting = bulb()
    assert await lighting.transition_light_state(**arguments) == WHITE
    assert fake.sent == [{BULB: {"transition_light_state": request_}}]


@pytest.mark.parametrize(("arguments", "request_"), CASES)
async def test_light_strip(arguments: dict[str, Any], request_: dict[str, Any]) -> None:
    fake, lighting = strip()
    assert await lighting.transition_light_state(**arguments) == WHITE
    assert fake.sent == [{STRIP: {"set_light_state": request_}}]


async def test_fading() -> None:
    fake, lighting = bulb()
    await lighting.transition_light_state(False, transition=1500)
    assert fake.sent[-1][BULB]["transition_light_state"] == {
        "on_off": 0,
        "transition_period": 1500,
    }
    fake, lighting = strip()
    await lighting.transition_light_state(brightness=5, transition=0)
    assert fake.sent[-1][STRIP]["set_light_state"] == {
        "brightness": 5,
        "on_off": 1,
        "ignore_default": 1,
        "transition": 0,
    }


async def test_the_range_is_the_models() -> None:
    fake, lighting = bulb(model="KL120(US)", is_color=0)
    await lighting.transition_light_state(color_temp=6500)
    assert fake.sent[-1][BULB]["transition_light_state"]["color_temp"] == 5000


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "nothing to change"),
        ({"transition": 5}, "nothing to change"),
        ({"hue": 361}, "hue must be from 0 to 360"),
        ({"hue": -1}, "hue"),
        ({"saturation": 101}, "saturation"),
        ({"brightness": 101}, "brightness must be from 0 to 100"),
        ({"brightness": -5}, "brightness"),
        ({"color_temp": -1}, "color_temp must be 0 or more"),
        ({"on": True, "transition": -1}, "transition"),
    ],
)
async def test_out_of_range(arguments: dict[str, Any], message: str) -> None:
    fake, lighting = bulb()
    with pytest.raises(InvalidError, match=message):
        await lighting.transition_light_state(**arguments)
    assert fake.sent == []


@pytest.mark.parametrize(
    ("changes", "arguments"),
    [
        ({"is_color": 0}, {"hue": 1}),
        ({"is_color": 0}, {"saturation": 0}),
        ({"is_variable_color_temp": 0}, {"color_temp": 2700}),
        ({"is_variable_color_temp": 0}, {"mode": LightMode.CIRCADIAN}),
    ],
)
async def test_what_the_light_cannot_do(changes: dict[str, Any], arguments: dict[str, Any]) -> None:
    fake, lighting = bulb(**changes)
    with pytest.raises(UnsupportedError):
        await lighting.transition_light_state(**arguments)
    assert fake.sent == []


@pytest.mark.parametrize("name", ["plug", "strip", "dimmer"])
async def test_no_light(name: str) -> None:
    fake = device(name)
    lighting = LightingTopic(session(fake))
    with pytest.raises(UnsupportedError):
        await lighting.get_light_state()
    with pytest.raises(UnsupportedError):
        await lighting.transition_light_state(True)
    assert fake.sent == []


async def test_get_light_state() -> None:
    fake = device("bulb_off", {f"{BULB}.get_light_state": NEW_STATE})
    assert await LightingTopic(session(fake)).get_light_state() == WHITE
    assert fake.sent == [{BULB: {"get_light_state": {}}}]


async def test_get_light_state_of_a_light_strip() -> None:
    state = {"on_off": 1, "mode": "normal", "groups": [[0, 15, 0, 0, 50, 2700]], "err_code": 0}
    fake = device("light_strip", {f"{STRIP}.get_light_state": state})
    assert await LightingTopic(session(fake)).get_light_state() == WHITE
    assert fake.sent == [{STRIP: {"get_light_state": {}}}]


async def test_an_answer_without_the_state_is_followed_by_a_read() -> None:
    fake = device(
        "bulb_off", {f"{BULB}.transition_light_state": OK, f"{BULB}.get_light_state": NEW_STATE}
    )
    assert await LightingTopic(session(fake)).transition_light_state(True) == WHITE
    assert [list(request[BULB]) for request in fake.sent] == [
        ["transition_light_state"],
        ["get_light_state"],
    ]


async def test_the_vendors_sample() -> None:
    example = sample(f"vendor/{BULB}.transition_light_state")
    wanted = example["request"][BULB]["transition_light_state"]
    fake, lighting = bulb()
    await lighting.transition_light_state(
        bool(wanted["on_off"]),
        mode=LightMode(wanted["mode"]),
        hue=wanted["hue"],
        saturation=wanted["saturation"],
        color_temp=wanted["color_temp"],
        brightness=wanted["brightness"],
        transition=wanted["transition_period"],
    )
    assert fake.sent == [example["request"]]


# --- presets and behaviours --------------------------------------------------------------------

BEHAVIORS: dict[str, Any] = {
    "soft_on": {"mode": "last_status"},
    "hard_on": {"mode": "customize_preset", "index": 0},
}


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("get_default_behavior", {}),
        ("set_default_behavior", BEHAVIORS),
        ("get_light_details", {}),
        ("get_preferred_state", {}),
        ("set_preferred_state", {"index": 0, "color_temp": 2700, "brightness": 50}),
    ],
)
async def test_more_of_the_vendors_samples(method: str, parameters: dict[str, Any]) -> None:
    _, sent = await ask("bulb_off", f"{BULB}.{method}", parameters)
    assert sent == wanted(f"{BULB}.{method}")


async def test_half_a_behavior_is_completed() -> None:
    now = answered(f"{BULB}.get_default_behavior")
    methods = {f"{BULB}.get_default_behavior": now, f"{BULB}.set_default_behavior": OK}
    fake = device("bulb_off", methods)
    lighting = LightingTopic(session(fake))
    await lighting.set_default_behavior(soft_on=Behavior(mode="circadian"))
    assert fake.sent[-1][BULB]["set_default_behavior"] == {
        "soft_on": {"mode": "circadian"},
        "hard_on": {"mode": "customize_preset", "index": 0},
    }
    with pytest.raises(InvalidError):
        await lighting.set_default_behavior()


async def test_presets_of_a_light_strip() -> None:
    states = [{"index": 0, "mode": 2, "id": "X", "custom": 0, "brightness": 70}]
    fake = device("light_strip", {f"{STRIP}.set_preferred_state": OK}, preferred_state=states)
    lighting = LightingTopic(session(fake))
    assert [preset.effect_id for preset in await lighting.get_preferred_state()] == ["X"]
    await lighting.set_preferred_state(4, brightness=5, hue=7, saturation=8)
    assert fake.sent == [
        {
            STRIP: {
                "set_preferred_state": {
                    "index": 4,
                    "hue": 7,
                    "saturation": 8,
                    "color_temp": 0,
                    "brightness": 5,
                }
            }
        }
    ]


async def test_presets_have_limits() -> None:
    fake = device("bulb_off", {f"{BULB}.set_preferred_state": OK})
    lighting = LightingTopic(session(fake))
    for values in ({"index": 4}, {"index": 0, "brightness": 101}, {"index": 0, "hue": 361}):
        with pytest.raises(InvalidError):
            await lighting.set_preferred_state(**{"brightness": 5, **values})
    await lighting.set_preferred_state(0, brightness=5, color_temp=1)
    assert fake.sent[-1][BULB]["set_preferred_state"]["color_temp"] == 2500
