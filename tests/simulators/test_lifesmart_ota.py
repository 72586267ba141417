"""Firmware of sub-devices: the store and its room, who needs what, tasks that progress."""

from typing import Any

import pytest

from simulators.clock import Clock
from simulators.lifesmart import LifeSmartStation, SubDevice
from tests.simulators.conftest import StartStation
from tests.simulators.raw_lifesmart import call, code

type Json = dict[str, Any]

SITE = "http://firmware.example/coss"
LAMP = "FL01_03580000_00000605.ota"
KIB = 1024


def ota(cmd: str, **members: object) -> Json:
    """Return the arguments of a request."""
    return {"cmd": cmd, **members}


async def fetch(station: LifeSmartStation, name: str, size: int, **members: object) -> int:
    """Publish a file and have it fetched; returns the code."""
    station.control("publish", {"url": f"{SITE}/{name}", "size": size})
    return await code(station, "otamanage", ota("addfileurl", url=f"{SITE}/{name}", **members))


async def files(station: LifeSmartStation) -> Json:
    """Return the files in the store."""
    rows = await call(station, "otamanage", ota("queryfile"))
    return {row["key"]: row["size"] for row in rows}


async def lamp(start_station: StartStation) -> LifeSmartStation:
    """Start a station with a lamp and an outlet."""
    station = await start_station()
    station.attach(SubDevice("a0db", "SL_LI_WW", "Lamp", fulltype="SL_LI_WW_V3"))
    station.attach(SubDevice("a0dc", "SL_OL", ota_class="03061000"))
    return station


async def test_the_store(start_station: StartStation) -> None:
    """A large file makes all others go."""
    station = await lamp(start_station)
    for n in range(3):
        assert await fetch(station, f"{n}.ota", 384 * KIB if n else 100) == 0
    assert await files(station) == {"0.ota": 100, "1.ota": 384 * KIB, "2.ota": 384 * KIB}
    assert await fetch(station, "3.ota", 256 * KIB) == 1
    assert await fetch(station, "4.ota", 384 * KIB + 1) == 0
    assert await files(station) == {"4.ota": 384 * KIB + 1}
    assert await fetch(station, "5.ota", 1024 * KIB + 1) == 1
    assert await fetch(station, "6.ota", 10, key="named.ota") == 0
    assert set(await files(station)) == {"4.ota", "named.ota"}


@pytest.mark.parametrize(
    "members", [{}, {"url": 1}, {"url": f"{SITE}/missing.ota"}, {"url": "ftp://x/y.ota"}]
)
async def test_what_cannot_be_fetched(start_station: StartStation, members: Json) -> None:
    station = await start_station()
    assert await code(station, "otamanage", ota("addfileurl", **members)) == 1


async def test_removing_files(start_station: StartStation) -> None:
    station = await start_station()
    for n in range(5):
        await fetch(station, f"{n}.ota", 10)
    assert await call(station, "otamanage", ota("rmfile", keys="0.ota")) == "success"
    assert await call(station, "otamanage", ota("rmfile", keys=["1.ota", "2.ota"])) == "success"
    assert set(await files(station)) == {"3.ota", "4.ota"}
    for wrong in ("0.ota", False, 1, [1]):
        assert await code(station, "otamanage", ota("rmfile", keys=wrong)) == 1
    await call(station, "otamanage", ota("rmfile", keys=True))
    assert await files(station) == {}


async def test_who_needs_what(start_station: StartStation) -> None:
    station = await lamp(start_station)
    await fetch(station, LAMP, 100)
    await fetch(station, "other.ota", 100)
    told = await call(station, "otamanage", ota("getavailableeps"))
    assert told == {
        LAMP: [
            {
                "me": "a0db",
                "ver": "0.1.6.4",
                "devtype": "SL_LI_WW",
                "fullCls": "SL_LI_WW_V3",
                "name": "Lamp",
                "otaVer": "6.5",
                "supportOta": True,
                "needOta": True,
                "lsid": f"{station.lsid}_a0db",
                "rfic": 3,
            }
        ],
        "other.ota": [],
    }
    assert await call(station, "otamanage", ota("getavailableeps", keys=["x"])) == {"x": []}
    for wrong in (True, "x", [1]):
        assert await code(station, "otamanage", ota("getavailableeps", keys=wrong)) == 1


async def test_a_task(start_station: StartStation, clock: Clock) -> None:
    """It takes as long as the file is large, and stays in the list until it is removed."""
    station = await lamp(start_station)
    await fetch(station, LAMP, 40960)
    start = station.time()
    assert await call(station, "otamanage", ota("addtask", me="a0db", key=LAMP)) == "success"
    assert await code(station, "otamanage", ota("addtask", me="a0db", key=LAMP)) == 1
    assert await code(station, "otamanage", ota("addtask", me="a0dc", key=LAMP)) == 1
    assert await code(station, "otamanage", ota("addtask", me="a0db", key="x")) == 1
    clock.advance(4)
    assert await call(station, "otamanage", ota("querytask")) == {
        "a0db": {
            "id": "a0db",
            "cur": 16384,
            "size": 40960,
            "file": LAMP,
            "tover": "\0\0\6\5",
            "sts": start,
            "ts": start + 4,
        }
    }
    for ids in ("a0db", ["a0db"], "x", False):
        assert await code(station, "otamanage", ota("rmtask", ids=ids)) == 1
    await call(station, "otamanage", ota("rmtask", ids=True))
    assert station.ota.tasks
    clock.advance(6)
    task = (await call(station, "otamanage", ota("querytask")))["a0db"]
    assert task["cur"] == task["size"]
    told = await call(station, "otamanage", ota("getavailableeps"))
    assert (told[LAMP][0]["ver"], told[LAMP][0]["needOta"]) == ("0.1.6.5", False)
    assert await call(station, "otamanage", ota("rmtask", ids="a0db")) == "success"
    assert await call(station, "otamanage", ota("querytask")) == {}
