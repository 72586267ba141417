"""All settings by their keys, backup, factory settings."""

from typing import Any

import pytest

from custom_components.accord.protocol.akuvox.errors import NotTakenError
from custom_components.accord.protocol.akuvox.topics.config import ConfigTopic, flattened
from custom_components.accord.protocol.errors import ConnectionFailedError, InvalidError
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.fakes import file
from tests.protocol.akuvox.machines import Machine
from tests.protocol.akuvox.stores import Settings

ALL = {"Config.A.X": "1", "Config.A.Y": "2", "Config.B.Z": "3"}


async def test_get(start_unit: StartUnit) -> None:
    unit = await start_unit(Settings(ALL).answers("config"))
    topic = ConfigTopic(unit.session)
    assert await topic.get() == ALL
    assert await topic.get(filter=["Config.A"]) == {"Config.A.X": "1", "Config.A.Y": "2"}
    assert await topic.get(item=["Config.B.Z", "Config.C"]) == {"Config.B.Z": "3"}
    assert [one.method for one in unit.requests] == ["GET", "POST", "POST"]
    assert unit.requests[1].data == {"filter": ["Config.A"]}


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ({"Config.A": "1", "Config.B": 2}, {"Config.A": "1", "Config.B": "2"}),
        ({"data": [{"Config.A": "1"}, None]}, {"Config.A": "1"}),
        ({"item": {"Config.A": "1"}}, {"Config.A": "1"}),
        ({}, {}),
    ],
)
def test_shapes(data: dict[str, Any], found: dict[str, str]) -> None:
    assert flattened(data) == found


async def test_set_and_change(start_unit: StartUnit) -> None:
    store = Settings(ALL, frozen=("Config.B.Z",))
    unit = await start_unit(store.answers("config"))
    topic = ConfigTopic(unit.session)
    await topic.set({"Config.A.X": "5", "Config.B.Z": "6"})
    assert await topic.change({"Config.A.Y": "7"}) == {"Config.A.Y": "7"}
    with pytest.raises(NotTakenError):
        await topic.change({"Config.A.Y": "8", "Config.B.Z": "6"})
    assert store.values == {"Config.A.X": "5", "Config.A.Y": "8", "Config.B.Z": "3"}


@pytest.mark.parametrize("values", [{}, {"": "1"}, {"Config A": "1"}, {"Config.A\n": "1"}])
async def test_wrong_keys(start_unit: StartUnit, values: dict[str, str]) -> None:
    unit = await start_unit({})
    topic = ConfigTopic(unit.session)
    with pytest.raises(InvalidError):
        await topic.set(values)
    if values:
        with pytest.raises(InvalidError):
            await topic.get(item=tuple(values))
    assert unit.requests == []


async def test_way_to_ask_is_never_written(start_unit: StartUnit) -> None:
    unit = await start_unit({"config/set": None})
    with pytest.raises(InvalidError):
        await ConfigTopic(unit.session).set({"Config.DoorSetting.APIFCGI.AuthMode": "0"})
    assert unit.requests == []


@pytest.mark.parametrize("dropped", [False, True])
async def test_restore(start_unit: StartUnit, dropped: bool) -> None:
    machine = Machine(after="1")
    unit = await start_unit({**machine.answers, "config/import": machine.restart})
    unit.drops |= {"config/import"} if dropped else set()
    found = await ConfigTopic(machine.session(unit)).restore(b"backup")
    assert found.mac == "0c:11:05:aa:bb:01"
    assert machine.now == 60


async def test_restore_of_nothing(start_unit: StartUnit, free_port: int) -> None:
    machine = Machine()
    unit = await start_unit(machine.answers)
    topic = ConfigTopic(machine.session(unit))
    with pytest.raises(InvalidError):
        await topic.restore(b"")
    unit.port = free_port
    with pytest.raises(ConnectionFailedError):
        await ConfigTopic(machine.session(unit)).restore(b"backup")


async def test_backup(start_unit: StartUnit) -> None:
    unit = await start_unit(
        {
            "config/export": file(b"secret", "Config.tgz"),
            "config/import": None,
            "config/reset_factory": None,
            "system/info": {},
        }
    )
    topic = ConfigTopic(unit.session)
    found = await topic.export()
    assert (found.name, found.content) == ("Config.tgz", b"secret")
    await topic.import_(found.content)
    asked = unit.requests[-1]
    assert asked.data == {"field": "config", "filename": "Config.tgz"}
    assert asked.content == b"secret"
    await topic.reset_factory()
    assert unit.lines[-1] == "POST config/reset_factory"
    for content, name in ((b"", "Config.tgz"), (b"x", "Config.zip")):
        with pytest.raises(InvalidError):
            await topic.import_(content, name)
