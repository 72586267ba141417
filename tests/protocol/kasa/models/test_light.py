"""States of bulbs and light strips, on and off."""

from typing import Any

import pytest

from custom_components.accord.protocol.kasa.models.light import LightEffect, LightMode, LightState
from tests.protocol.kasa.fakes import sample

VALUES = {"mode": "normal", "hue": 0, "saturation": 0, "color_temp": 2700, "brightness": 50}
WHITE: dict[str, Any] = VALUES


@pytest.mark.parametrize(
    "data",
    [
        {"on_off": 1, **VALUES},
        {"on_off": 1, **VALUES, "dft_on_state": {"brightness": 3}},
        {
            "on_off": 1,
            "mode": "normal",
            "length": 16,
            "transition": 0,
            "groups": [[0, 15, 0, 0, 50, 2700]],
        },
    ],
    ids=["bulb", "bulb with default", "light strip"],
)
def test_on(data: dict[str, Any]) -> None:
    state = LightState.from_wire(data)
    assert state == LightState(on=True, **WHITE)
    assert state.raw is data


@pytest.mark.parametrize(
    "data",
    [
        {"on_off": 0, "dft_on_state": VALUES},
        {"on_off": 0, **VALUES},
        {
            "on_off": 0,
            "length": 16,
            "dft_on_state": {
                "mode": "normal",
                "groups": [[0, 7, 0, 0, 50, 2700], [8, 15, 1, 2, 3, 0]],
            },
        },
    ],
    ids=["bulb", "flat", "light strip"],
)
def test_off_shows_what_it_comes_back_with(data: dict[str, Any]) -> None:
    assert LightState.from_wire(data) == LightState(on=False, **WHITE)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"on_off": "?"},
        {"dft_on_state": 5},
        {"groups": []},
        {"groups": [5]},
        {"groups": {}},
        {"on_off": 0, "dft_on_state": {"groups": [[]]}},
    ],
)
def test_next_to_nothing(data: dict[str, Any]) -> None:
    assert LightState.from_wire(data) == LightState(on=False)


def test_the_vendors_sample() -> None:
    module = "smartlife.iot.smartbulb.lightingservice"
    answer = sample(f"vendor/{module}.get_light_state")["response"][module]["get_light_state"]
    assert LightState.from_wire(answer) == LightState(on=True, **WHITE)
    assert WHITE["mode"] == LightMode.NORMAL


def test_effect() -> None:
    effect = LightEffect.from_wire({"enable": 1, "name": "Rainbow", "brightness": 80, "id": "x"})
    assert effect == LightEffect(enable=True, name="Rainbow", brightness=80)
    assert LightEffect.from_wire({}) == LightEffect(enable=False, name="")
