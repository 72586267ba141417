"""SWIFTE locks."""

import asyncio
from dataclasses import replace
import time
from typing import Any

import pytest

from custom_components.accord.protocol.errors import (
    ConflictError,
    DeadlineError,
    DeviceError,
    InvalidError,
)
from custom_components.accord.protocol.lifesmart import (
    LifeSmartClient,
    NumberedUser,
    SwifteInfo,
    SwifteMode,
    SwifteOper,
    SwiftePart,
    SwifteVersions,
)
from tests.protocol.lifesmart.fakes import SILENCE, Asked, Code, FakeStation
from tests.protocol.lifesmart.models.test_swifte import SAMPLE

LOCK = "2711"
ACT = "doorlock ctldoorlockswifte"


async def test_users_and_battery(client: LifeSmartClient, station: FakeStation) -> None:
    station.on(f"{ACT} Sync", "SUCCESS")
    station.on(f"{ACT} Info", {"userN": 2, "bat": 80})
    station.on(f"{ACT} GetUsers", {"users": [{"userid": 10, "flag": 1}]})
    await client.swifte.sync(LOCK)
    assert await client.swifte.info(LOCK) == SwifteInfo(users=2, battery=80)
    assert await client.swifte.get_users(LOCK) == (NumberedUser(number=10),)
    assert station.last.actargs == {"fromAID": 0, "maxcnt": 7}
    with pytest.raises(InvalidError):
        await client.swifte.get_users(LOCK, most=8)


async def test_addition(client: LifeSmartClient, station: FakeStation) -> None:
    station.on(f"{ACT} AddUser", "SUCCESS")
    await client.swifte.add_user(LOCK, 0xFF, "1234")
    assert station.last.actargs == {"userid": 255, "userpwd": "1234"}
    await client.swifte.add_user(
        LOCK, 790, raw=[5, 4, 49, 50, 51, 52], time_limit_raw=[0] * 10, update=True
    )
    assert station.last.actargs == {
        "userid": 790,
        "userpwdRaw": [5, 4, 49, 50, 51, 52],
        "userTimeLimitRaw": [0] * 10,
        "update": 1,
    }


@pytest.mark.parametrize(
    "arguments",
    [
        {"userid": 10},
        {"userid": 0xA00, "password": "1234"},
        {"userid": 10, "password": "123"},
        {"userid": 10, "raw": [256]},
        {"userid": 10, "password": "1234", "time_limit_raw": [0]},
    ],
)
async def test_what_is_not_sent(arguments: Any, client: LifeSmartClient) -> None:
    with pytest.raises(InvalidError):
        await client.swifte.add_user(LOCK, **arguments)


async def test_deletion(client: LifeSmartClient, station: FakeStation) -> None:
    station.on(f"{ACT} DelUser", "SUCCESS")
    await client.swifte.delete_user(LOCK, 790)
    assert station.last.actargs == {"userid": 790}
    with pytest.raises(ConflictError):
        await client.swifte.delete_user(LOCK, 0x3FF)
    await client.swifte.delete_user(LOCK, 0x3FF, whole_group=True)
    assert station.last.actargs == {"userid": 0x3FF}


async def test_one_user(client: LifeSmartClient, station: FakeStation) -> None:
    station.on(f"{ACT} GetUser", {"password": "123456", "authMode": 5, "id": 10})
    assert (await client.swifte.get_user(LOCK, 10)).password == "123456"
    assert station.last.actargs == {"userid": 10}


async def test_settings(client: LifeSmartClient, station: FakeStation) -> None:
    """All members are written, and the lock's clock is set to the station's."""
    station.ahead = 60
    station.on(f"{ACT} GetMode", SAMPLE)
    station.on(f"{ACT} SetMode", "SUCCESS")
    mode = await client.swifte.get_mode(LOCK)
    assert mode == SwifteMode.from_wire(SAMPLE)
    await client.swifte.set_mode(LOCK, replace(mode, volume=0))
    written = station.last.actargs
    assert written.pop("time") == pytest.approx(time.time() + 60, abs=5)
    assert written == {key: SAMPLE[key] for key in SAMPLE if key != "time"} | {"volume": 0}


async def test_changes_of_settings(client: LifeSmartClient, station: FakeStation) -> None:
    """Those at the same time wait for each other: none is lost."""
    now = dict(SAMPLE)

    def written(asked: Asked) -> Any:
        now.update(asked.actargs)
        return "SUCCESS"

    station.on(f"{ACT} GetMode", lambda _: dict(now))
    station.on(f"{ACT} SetMode", written)
    await asyncio.gather(
        client.swifte.change_mode(LOCK, lambda mode: replace(mode, volume=0)),
        client.swifte.change_mode(LOCK, lambda mode: replace(mode, ble=0)),
    )
    assert (now["volume"], now["bleSetting"]) == (0, 0)
    assert await client.swifte.change_mode(LOCK) == SwifteMode.from_wire(now)


async def test_the_motor(client: LifeSmartClient, station: FakeStation) -> None:
    station.on(f"{ACT} Oper", "SUCCESS")
    for oper in SwifteOper:
        await client.swifte.operate(LOCK, oper)
    assert [one.actargs["operType"] for one in station.named(f"{ACT} Oper")] == [
        "Open",
        "Close",
        "KeepOpen",
    ]


async def test_the_other_words_for_the_motor_are_remembered_by_lock(
    client: LifeSmartClient, station: FakeStation
) -> None:
    words: list[str] = []

    def answer(asked: Asked) -> Any:
        words.append(asked.actargs["operType"])
        return "SUCCESS" if words[-1] in {"unlock", "lock", "KeepUnlock"} else Code(4)

    station.on(f"{ACT} Oper", answer)
    await client.swifte.operate(LOCK, SwifteOper.OPEN)
    await client.swifte.operate(LOCK, SwifteOper.CLOSE)
    await client.swifte.operate("2712", SwifteOper.KEEP_OPEN)
    assert words == ["Open", "unlock", "lock", "KeepOpen", "KeepUnlock"]


async def test_the_other_word_is_not_tried_where_no_answer_came(
    hasty: LifeSmartClient, station: FakeStation
) -> None:
    station.on(f"{ACT} Oper", SILENCE)
    with pytest.raises(DeadlineError) as caught:
        await hasty.swifte.operate(LOCK, SwifteOper.OPEN)
    assert caught.value.outcome_unknown
    assert len(station.named(f"{ACT} Oper")) == 1


@pytest.mark.parametrize("spelling", ["HwInfo", "HwlInfo"])
async def test_versions(spelling: str, client: LifeSmartClient, station: FakeStation) -> None:
    station.on(f"{ACT} {spelling}", {"IO_INNER_Ver": "1", "IO_OUTER_Ver": "2", "BLE_Ver": "3"})
    found = await client.swifte.hw_info(LOCK)
    assert found == SwifteVersions(inner="1", outer="2", ble="3")


async def test_firmware(client: LifeSmartClient, station: FakeStation) -> None:
    station.on(f"{ACT} SwifteOta", {"code": 0, "message": "EBGR"})
    await client.swifte.ota(LOCK, SwiftePart.OUTER, "0.3.3.22", 0.1)
    assert station.last.actargs == {"tag": "IO_OUTER", "ver": "0.3.3.22", "delaysec": 0.1}
    await client.swifte.ota(LOCK, SwiftePart.INNER, "0.3.3.22")
    assert station.last.actargs == {"tag": "IO_INNER", "ver": "0.3.3.22"}
    with pytest.raises(InvalidError):
        await client.swifte.ota(LOCK, SwiftePart.INNER, "0.3.3.22", 0.6)


async def test_firmware_that_is_refused(client: LifeSmartClient, station: FakeStation) -> None:
    station.on(f"{ACT} SwiftOTA", {"code": 6, "message": "no file"})
    with pytest.raises(DeviceError) as caught:
        await client.swifte.ota(LOCK, SwiftePart.INNER, "0.3.3.22")
    assert caught.value.code == 6
