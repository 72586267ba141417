"""What wall dimmers are told."""

import pytest

from custom_components.accord.protocol.errors import InvalidError, UnsupportedError
from custom_components.accord.protocol.kasa import Behavior, DefaultBehavior, DimmerParameters
from custom_components.accord.protocol.kasa.topics.dimmer import DimmerTopic
from custom_components.accord.protocol.operation import marked
from tests.protocol.kasa.fakes import OK, FakeDevice, device, session

MODULE = "smartlife.iot.dimmer"
METHODS = {
    f"{MODULE}.{method}": OK
    for method in (
        *("set_brightness", "set_switch_state", "set_dimmer_transition"),
        *("set_fade_on_time", "set_fade_off_time", "set_gentle_on_time", "set_gentle_off_time"),
        *("set_double_click_action", "set_long_press_action", "set_button_ramp_rate"),
        "calibrate_brightness",
    )
}


def start(name: str = "dimmer") -> tuple[FakeDevice, DimmerTopic]:
    fake = device(name, METHODS)
    return fake, DimmerTopic(session(fake))


async def test_commands() -> None:
    fake, dimmer = start()
    await dimmer.set_brightness(40)
    await dimmer.set_switch_state(True)
    await dimmer.set_dimmer_transition(0, 1)
    await dimmer.set_dimmer_transition(100, 2000)
    assert [request[MODULE] for request in fake.sent] == [
        {"set_brightness": {"brightness": 40}},
        {"set_switch_state": {"state": 1}},
        {"set_dimmer_transition": {"brightness": 0, "duration": 1}},
        {"set_dimmer_transition": {"brightness": 100, "duration": 2000}},
    ]


async def test_out_of_range() -> None:
    fake, dimmer = start()
    for brightness in (0, 101, -1):
        with pytest.raises(InvalidError, match="brightness must be from 1 to 100"):
            await dimmer.set_brightness(brightness)
    with pytest.raises(InvalidError, match="brightness must be from 0 to 100"):
        await dimmer.set_dimmer_transition(101, 5)
    with pytest.raises(InvalidError, match="duration"):
        await dimmer.set_dimmer_transition(50, 0)
    assert fake.requests == []


@pytest.mark.parametrize("name", ["plug", "strip", "bulb_off", "light_strip"])
async def test_no_dimmer(name: str) -> None:
    fake, dimmer = start(name)
    with pytest.raises(UnsupportedError):
        await dimmer.set_brightness(40)
    assert fake.sent == []


def test_the_vendors_list_does_not_have_them() -> None:
    assert not any(marked(getattr(DimmerTopic, name)) for name in dir(DimmerTopic))


async def test_settings() -> None:
    fake, dimmer = start()
    await dimmer.set_fade_on_time(1000)
    await dimmer.set_fade_off_time(0)
    await dimmer.set_gentle_on_time(3000)
    await dimmer.set_gentle_off_time(510_000)
    await dimmer.set_double_click_action(Behavior(mode="gentle_on_off"))
    await dimmer.set_long_press_action(Behavior(mode="customize_preset", index=2))
    await dimmer.set_button_ramp_rate(30)
    await dimmer.calibrate_brightness(11)
    assert [request[MODULE] for request in fake.sent] == [
        {"set_fade_on_time": {"fadeTime": 1000}},
        {"set_fade_off_time": {"fadeTime": 0}},
        {"set_gentle_on_time": {"duration": 3000}},
        {"set_gentle_off_time": {"duration": 510_000}},
        {"set_double_click_action": {"mode": "gentle_on_off"}},
        {"set_long_press_action": {"mode": "customize_preset", "index": 2}},
        {"set_button_ramp_rate": {"rampRate": 30}},
        {"calibrate_brightness": {"minThreshold": 11}},
    ]


async def test_settings_out_of_range() -> None:
    fake, dimmer = start()
    for outcome in (
        dimmer.set_fade_on_time(-1),
        dimmer.set_gentle_off_time(600_001),
        dimmer.set_button_ramp_rate(9),
        dimmer.calibrate_brightness(52),
    ):
        with pytest.raises(InvalidError):
            await outcome
    assert fake.requests == []


async def test_parameters_and_behavior() -> None:
    methods = {
        f"{MODULE}.get_dimmer_parameters": {"minThreshold": 7, **OK},
        f"{MODULE}.get_default_behavior": {"long_press": {"mode": "none"}, **OK},
    }
    dimmer = DimmerTopic(session(device("dimmer", methods)))
    assert await dimmer.get_dimmer_parameters() == DimmerParameters(min_threshold=7)
    assert await dimmer.get_default_behavior() == DefaultBehavior(long_press=Behavior(mode="none"))
