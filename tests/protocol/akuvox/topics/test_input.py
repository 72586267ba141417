"""Inputs."""

import pytest

from custom_components.accord.protocol.akuvox.errors import NotTakenError
from custom_components.accord.protocol.akuvox.models.input import InputChange
from custom_components.accord.protocol.akuvox.topics.input import InputTopic
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.samples import INPUT
from tests.protocol.akuvox.stores import Settings

KEY = "Config.DoorSetting.INPUT."
ACTION = "Config.DoorSetting.Action."


async def test_reads(start_unit: StartUnit) -> None:
    unit = await start_unit({"input/get": INPUT, "input/status": {"InputA": 1, "InputB": 0}})
    topic = InputTopic(unit.session)
    assert (await topic.status()).levels == {"A": 1, "B": 0}
    assert (await topic.get()).inputs["B"].relay == 1


async def test_set(start_unit: StartUnit) -> None:
    store = Settings(INPUT)
    unit = await start_unit(store.answers("input"))
    topic = InputTopic(unit.session)
    await topic.set(InputChange(input="B", delay=5))
    assert store.written == [{f"{KEY}DelayB": "5"}]
    assert store.values[f"{KEY}DelayB"] == "5"


async def test_set_what_is_not_read(start_unit: StartUnit) -> None:
    store = Settings(INPUT, frozen=(f"{ACTION}CallNum", f"{KEY}DelayA"))
    topic = InputTopic((await start_unit(store.answers("input"))).session)
    await topic.set(InputChange(call_number="2001"))
    assert store.written == [{f"{ACTION}CallNum": "2001"}]
    with pytest.raises(NotTakenError):
        await topic.set(InputChange(input="A", delay=3, call_number="2001"))
