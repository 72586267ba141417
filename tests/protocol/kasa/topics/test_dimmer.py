"""What wall dimmers are told."""

import pytest

from custom_components.accord.protocol.errors import InvalidError, UnsupportedError
from custom_components.accord.protocol.kasa.topics.dimmer import DimmerTopic
from custom_components.accord.protocol.operation import marked
from tests.protocol.kasa.fakes import OK, FakeDevice, device, session

MODULE = "smartlife.iot.dimmer"
METHODS = {
    f"{MODULE}.{method}": OK
    for method in ("set_brightness", "set_switch_state", "set_dimmer_transition")
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
