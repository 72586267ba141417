"""Firmware of devices."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import DeadlineError, DeviceError, InvalidError
from custom_components.accord.protocol.lifesmart import LifeSmartClient, OtaFile
from tests.protocol.lifesmart.fakes import SILENCE, Code, FakeStation

FILE = "FL01_03061000_0000ffff.ota"
FILES = [{"key": FILE, "size": 114614}]


def args(station: FakeStation) -> Any:
    return {key: value for key, value in station.last.args.items() if key != "cmd"}


async def test_files(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("otamanage queryfile", FILES)
    station.on("otamanage addfileurl", "success")
    station.on("otamanage rmfile", "success")
    assert await client.otamanage.query_files() == (OtaFile(key=FILE, size=114614),)
    await client.otamanage.add_file_url(f"http://192.0.2.1/{FILE}")
    assert args(station) == {"url": f"http://192.0.2.1/{FILE}"}
    await client.otamanage.add_file_url("https://192.0.2.1/x", FILE)
    assert args(station) == {"url": "https://192.0.2.1/x", "key": FILE}
    await client.otamanage.remove_files([FILE])
    assert args(station) == {"keys": FILE}
    await client.otamanage.remove_files()
    assert args(station) == {"keys": True}
    with pytest.raises(InvalidError):
        await client.otamanage.add_file_url("ftp://192.0.2.1/x")


async def test_tasks(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("otamanage queryfile", FILES)
    station.on("otamanage addtask", "success")
    station.on("otamanage querytask", {"8cc7": {"id": "8cc7", "cur": 1, "size": 2}})
    station.on("otamanage rmtask", "success")
    await client.otamanage.add_task("8cc7", FILE)
    assert args(station) == {"me": "8cc7", "key": FILE}
    (task,) = await client.otamanage.query_tasks()
    assert task.percent == 50
    await client.otamanage.remove_tasks(["8cc7", "8cc8"])
    assert args(station) == {"ids": ["8cc7", "8cc8"]}
    assert len(station.named("otamanage queryfile")) == 1


@pytest.mark.parametrize("command", ["getavailableeps", "getavailableleaps"])
async def test_candidates(command: str, client: LifeSmartClient, station: FakeStation) -> None:
    station.on("otamanage queryfile", FILES)
    station.on(f"otamanage {command}", {FILE: [{"me": "a0db", "needOta": True}]})
    (one,) = await client.otamanage.get_available_eps()
    assert (one.file, one.me, one.needed) == (FILE, "a0db", True)
    await client.otamanage.get_available_eps([FILE])
    assert args(station) == {"keys": [FILE]}


async def test_the_other_name_of_the_object_is_found_by_reading(
    client: LifeSmartClient, station: FakeStation
) -> None:
    station.on("otamanager queryfile", FILES)
    station.on("otamanager addtask", Code(4))
    with pytest.raises(DeviceError) as caught:
        await client.otamanage.add_task("8cc7", FILE)
    assert caught.value.code == 4
    assert client.dialect.word("otamanage") == "otamanager"
    assert len(station.named("otamanager addtask")) == 1


async def test_a_station_without_a_store(client: LifeSmartClient, station: FakeStation) -> None:
    with pytest.raises(DeviceError):
        await client.otamanage.query_files()
    with pytest.raises(DeviceError):
        await client.otamanage.add_task("8cc7", FILE)
    assert client.dialect.word("otamanage") is None
    assert station.last.name == "otamanage addtask"


async def test_never_twice(hasty: LifeSmartClient, station: FakeStation) -> None:
    station.on("otamanage queryfile", FILES)
    for name, call in (
        ("addfileurl", hasty.otamanage.add_file_url("http://192.0.2.1/x")),
        ("addtask", hasty.otamanage.add_task("8cc7", FILE)),
    ):
        station.on(f"otamanage {name}", SILENCE)
        with pytest.raises(DeadlineError) as caught:
            await call
        assert caught.value.outcome_unknown
        assert len(station.named(f"otamanage {name}")) == 1
