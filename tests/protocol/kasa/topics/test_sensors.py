"""Lights are never asked for sensors: they might restart."""

import pytest

from custom_components.accord.protocol.errors import UnsupportedError
from custom_components.accord.protocol.kasa.topics.las import LasTopic
from custom_components.accord.protocol.kasa.topics.pir import PirTopic
from custom_components.accord.protocol.kasa.topics.sensors import SensorTopic
from tests.protocol.kasa.fakes import device, session


@pytest.mark.parametrize("kind", [PirTopic, LasTopic])
@pytest.mark.parametrize("name", ["bulb_off", "light_strip"])
async def test_lights(kind: type[SensorTopic], name: str) -> None:
    fake = device(name)
    topic = kind(session(fake))
    with pytest.raises(UnsupportedError):
        await topic._read("get_config")
    with pytest.raises(UnsupportedError):
        await topic._write("set_enable", {"enable": 1})
    assert fake.sent == []
