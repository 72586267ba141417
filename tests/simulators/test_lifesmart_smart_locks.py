"""V3 and SWIFTE locks: their users, their limits, and the list that lags behind."""

from typing import Any

import pytest

from simulators.clock import Clock
from simulators.lifesmart import LifeSmartStation, Quirks
from simulators.lifesmart.lock_swifte import MODE, SwifteLock
from simulators.lifesmart.lock_v3 import ADMIN, NORMAL, V3User
from tests.simulators.conftest import StartStation
from tests.simulators.raw_lifesmart import acting, answer, call, code

type Json = dict[str, Any]

UID = [4, 239, 204, 226, 2, 18, 144]
CARD = [4, 16, *UID, *[0] * 9]


async def v3(station: LifeSmartStation, act: str, **members: object) -> Any:
    """Act on a V3 lock with success."""
    return await call(station, "doorlock", acting("ctldoorlockv3", "2711", act, **members))


async def v3_code(station: LifeSmartStation, act: str, **members: object) -> int:
    """Act on a V3 lock and return the code."""
    return await code(station, "doorlock", acting("ctldoorlockv3", "2711", act, **members))


async def swifte(station: LifeSmartStation, act: str, **members: object) -> Any:
    """Act on a SWIFTE lock with success."""
    return await call(station, "doorlock", acting("ctldoorlockswifte", "2711", act, **members))


async def swifte_code(station: LifeSmartStation, act: str, **members: object) -> int:
    """Act on a SWIFTE lock and return the code."""
    return await code(station, "doorlock", acting("ctldoorlockswifte", "2711", act, **members))


async def v3_lock(start_station: StartStation, **quirks: Any) -> LifeSmartStation:
    """Start a station with a V3 lock that four people use."""
    station = await start_station("SL_LK_LS_V3", quirks=Quirks(**quirks))
    store = station.locks["2711"].v3
    assert store is not None
    store.users |= {
        0x1000: V3User(ADMIN, "284600"),
        0x1001: V3User(NORMAL, "527109"),
        0x2000: V3User(ADMIN),
        0x3000: V3User(NORMAL),
    }
    return station


async def test_v3_counts(start_station: StartStation) -> None:
    station = await v3_lock(start_station)
    assert await v3(station, "Info") == {
        "passwordAdminN": 1,
        "fingerAdminN": 1,
        "nfcAdminN": 0,
        "passwordN": 2,
        "fingerN": 1,
        "nfcN": 1,
    }


@pytest.mark.parametrize(("exclusive", "second"), [(False, 0x1001), (True, 0x2000)])
async def test_v3_pages(start_station: StartStation, second: int, *, exclusive: bool) -> None:
    station = await v3_lock(start_station, v3_from_exclusive=exclusive)
    page = await v3(station, "GetUsers", fromAID=0, maxcnt=2)
    assert page == {"users": [{"userid": 0x1000, "flag": 3}, {"userid": 0x1001, "flag": 1}]}
    page = await v3(station, "GetUsers", fromAID=0x1001)
    assert page["users"][0]["userid"] == second
    for wrong in ({"fromAID": 0, "maxcnt": 11}, {"maxcnt": 2}, {"fromAID": "0"}, {"fromAID": True}):
        assert await v3_code(station, "GetUsers", **wrong) == 1


async def test_v3_users(start_station: StartStation) -> None:
    """32 of them, with passwords of their own; what exists is not changed."""
    station = await v3_lock(start_station)
    assert await v3(station, "AddUser", userid=4127, userpwd="123456") == "SUCCESS"
    station.control("code", {"me": "2711", "code": "123456"})
    assert station.state()["locks"]["2711"]["opened"] == 1
    assert station.devices["2711"].ios["HISLK"].val == 0x101F
    for id_, password in (
        (4127, "654321"),
        (4128, "123456"),
        (4095, "123456"),
        (4100, "12345"),
        (4100, "1" * 25),
        (4100, "12345a"),
        (4100, 123456),
    ):
        assert await v3_code(station, "AddUser", userid=id_, userpwd=password) == 1
    assert await v3(station, "DelUser", userid=4127) == "SUCCESS"
    assert await v3_code(station, "DelUser", userid=4127) == 1
    station.control("code", {"me": "2711", "code": "123456"})
    assert station.state()["locks"]["2711"]["opened"] == 1


async def test_v3_administrators_stay(start_station: StartStation) -> None:
    """Two at least."""
    station = await v3_lock(start_station)
    assert await v3_code(station, "DelUser", userid=0x1000) == 1
    store = station.locks["2711"].v3
    assert store is not None
    store.users[0x1005] = V3User(ADMIN, "111111")
    assert await v3_code(station, "DelUser", userid=0x1000) == 0
    assert await v3_code(station, "DelUser", userid=0x1005) == 1


async def test_each_lock_has_its_own_commands(start_station: StartStation) -> None:
    station = await v3_lock(start_station)
    assert await swifte_code(station, "Info") == 1
    other = await start_station("SL_LK_SWIFTE")
    assert await v3_code(other, "Info") == 1
    assert await swifte_code(other, "Info", more=1) == 1


# --- SWIFTE ---------------------------------------------------------------------------


async def swifte_lock(start_station: StartStation, **quirks: Any) -> LifeSmartStation:
    """Start a station with a SWIFTE lock that has the administrators 0 and 3."""
    station = await start_station("SL_LK_SWIFTE", quirks=Quirks(**quirks))
    lock = station.locks["2711"].swifte
    assert lock is not None
    lock.enroll(0x00A, "4711")
    lock.enroll(0x316, "5271")
    return station


def store(station: LifeSmartStation) -> SwifteLock:
    """Return what the lock keeps."""
    lock = station.locks["2711"].swifte
    assert lock is not None
    return lock


async def listed(station: LifeSmartStation) -> list[int]:
    """Return the ids of the first page."""
    page = await swifte(station, "GetUsers", fromAID=0)
    return [row["userid"] for row in page["users"]]


async def test_the_list_lags_behind(start_station: StartStation, clock: Clock) -> None:
    """Until it was fetched, and two seconds more."""
    station = await swifte_lock(start_station)
    assert await listed(station) == []
    assert await swifte(station, "Sync") == "SUCCESS"
    clock.advance(1.9)
    assert await listed(station) == []
    assert await swifte(station, "Info") == {"userN": 1, "bat": 85}
    clock.advance(0.1)
    assert await listed(station) == [0x00A, 0x316]
    assert await swifte(station, "Info") == {"userN": 4, "bat": 85}
    await swifte(station, "DelUser", userid=0x00A)
    assert await listed(station) == [0x00A, 0x316]
    await swifte(station, "Sync")
    clock.advance(2)
    assert await listed(station) == [0x316]


async def test_swifte_pages(start_station: StartStation, clock: Clock) -> None:
    """Seven at most, after the id given."""
    station = await swifte_lock(start_station)
    for sub in range(20, 28):
        store(station).enroll(sub, "4711")
    await swifte(station, "Sync")
    clock.advance(2)
    first = await listed(station)
    assert len(first) == 7
    page = await swifte(station, "GetUsers", fromAID=first[-1], maxcnt=2)
    assert page == {"users": [{"userid": 26, "flag": 1}, {"userid": 27, "flag": 1}]}
    for wrong in ({"fromAID": 0, "maxcnt": 8}, {}):
        assert await swifte_code(station, "GetUsers", **wrong) == 1


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"userid": 11, "userpwd": "4711"}, 0),
        ({"userid": 99, "userpwd": "12345678"}, 0),
        ({"userid": 9, "userpwd": "4711"}, 1),
        ({"userid": 100, "userpwd": "4711"}, 1),
        ({"userid": 0x300, "userpwd": "4711"}, 0),
        ({"userid": 0x400, "userpwd": "4711"}, 1),
        ({"userid": 0xA00, "userpwd": "4711"}, 1),
        ({"userid": 11, "userpwd": "471"}, 1),
        ({"userid": 11, "userpwd": "123456789"}, 1),
        ({"userid": 11, "userpwd": "47a1"}, 1),
        ({"userid": 11}, 1),
        ({"userid": 10, "userpwd": "4711"}, 1),
        ({"userid": 10, "userpwd": "4711", "update": 0}, 1),
        ({"userid": 10, "userpwd": "4711", "update": 1}, 0),
        ({"userid": 10, "userpwd": "4711", "update": 2}, 1),
        ({"userid": 11, "userpwdRaw": [5, 6, 49, 50, 51, 52, 53, 54]}, 0),
        ({"userid": 11, "userpwdRaw": [5, 6, 49, 50, 51, 52, 53]}, 1),
        ({"userid": 11, "userpwdRaw": [5, 4, 49, 50, 51, 97]}, 1),
        ({"userid": 11, "userpwdRaw": [6, 1, 49]}, 1),
        ({"userid": 11, "userpwdRaw": [5]}, 1),
        ({"userid": 11, "userpwdRaw": []}, 1),
        ({"userid": 11, "userpwdRaw": "4711"}, 1),
        ({"userid": 11, "userpwdRaw": CARD}, 0),
        ({"userid": 11, "userpwdRaw": CARD[:-1]}, 1),
        ({"userid": 11, "userpwdRaw": [*CARD[:-1], 256]}, 1),
        ({"userid": 11, "userpwdRaw": [4, 7, *UID]}, 1),
        ({"userid": 11, "userpwd": "4711", "userTimeLimitRaw": [0] * 10}, 0),
        ({"userid": 11, "userpwd": "4711", "userTimeLimitRaw": [0] * 9}, 1),
        ({"userid": 11, "userpwd": "4711", "more": 1}, 1),
    ],
)
async def test_swifte_users(start_station: StartStation, members: Json, expected: int) -> None:
    station = await swifte_lock(start_station)
    assert await swifte_code(station, "AddUser", **members) == expected
    assert (members["userid"] in store(station).users) is (not expected or members["userid"] == 10)


async def test_short_cards(start_station: StartStation) -> None:
    """The form that the vendor prints has one byte less than it says."""
    station = await swifte_lock(start_station, short_cards=True)
    assert await swifte_code(station, "AddUser", userid=11, userpwdRaw=CARD) == 1
    assert await swifte_code(station, "AddUser", userid=11, userpwdRaw=CARD[:-1]) == 0


async def test_the_lock_chooses_an_id(start_station: StartStation) -> None:
    station = await swifte_lock(start_station)
    await swifte(station, "AddUser", userid=0x0FF, userpwd="1234")
    await swifte(station, "AddUser", userid=0x3FF, userpwd="1234")
    assert sorted(store(station).users) == [10, 11, 0x300, 0x316]
    for sub in range(10, 100):
        store(station).enroll(sub, "4711")
    assert await swifte_code(station, "AddUser", userid=0x0FF, userpwd="1234") == 1


async def test_codes_and_cards_open(start_station: StartStation) -> None:
    station = await swifte_lock(start_station)
    await swifte(station, "AddUser", userid=0x301, userpwdRaw=CARD)
    station.control("card", {"me": "2711", "uid": bytes(UID).hex()})
    assert station.devices["2711"].ios["HISLK"].val == 0x3301
    station.control("code", {"me": "2711", "code": "4711"})
    assert station.devices["2711"].ios["HISLK"].val == 0x100A
    station.control("card", {"me": "2711", "uid": "04"})
    station.control("code", {"me": "2711", "code": ""})
    assert station.locks["2711"].opened == 2


async def test_reading_and_deleting_users(start_station: StartStation) -> None:
    station = await swifte_lock(start_station)
    assert await swifte(station, "GetUser", userid=10) == {
        "password": "4711",
        "authMode": 5,
        "daySetting": 65535,
        "effectiveTs1": 0,
        "effectiveTs2": 0,
        "id": 10,
    }
    for act in ("GetUser", "DelUser"):
        assert await swifte_code(station, act, userid=12) == 1
    store(station).enroll(0x317, "1111")
    await swifte(station, "DelUser", userid=0x3FF)
    assert list(store(station).users) == [10]
    await swifte(station, "DelUser", userid=0x0FF)
    assert not store(station).users


async def test_settings(start_station: StartStation, clock: Clock) -> None:
    """What is left out falls back."""
    station = await swifte_lock(start_station)
    mode = await swifte(station, "GetMode")
    assert mode == {**{name: row[0] for name, row in MODE.items()}, "time": station.time()}
    assert len(mode) == 11
    args = {**mode, "volume": 3, "ocButton": 0x11, "time": mode["time"] + 100}
    assert await swifte(station, "SetMode", **args) == "SUCCESS"
    clock.advance(5)
    assert await swifte(station, "GetMode") == {**args, "time": args["time"] + 5}
    await swifte(station, "SetMode", direction=0)
    told = await swifte(station, "GetMode")
    assert (told["volume"], told["direction"], told["ocButton"]) == (2, 0, 1)
    for wrong in ({"volume": 4}, {"ocButton": 2}, {"magnetic": True}, {"more": 1}):
        assert await swifte_code(station, "SetMode", **wrong) == 1


@pytest.mark.parametrize(
    ("words", "right", "wrong"),
    [
        ("Open, Close, KeepOpen", ("Open", "Close", "KeepOpen"), "unlock"),
        ("unlock, lock, KeepUnlock", ("unlock", "lock", "KeepUnlock"), "Open"),
    ],
)
async def test_moving(
    start_station: StartStation, clock: Clock, words: str, right: tuple[str, ...], wrong: str
) -> None:
    station = await swifte_lock(start_station)
    station.control("quirk", {"oper_words": words})
    assert await swifte_code(station, "Oper", operType=wrong) == 1
    body = station.locks["2711"]
    await swifte(station, "Oper", operType=right[0])
    assert not body.locked
    await swifte(station, "Oper", operType=right[1])
    assert body.locked
    await swifte(station, "Oper", operType=right[2])
    clock.advance(60)
    assert (body.locked, body.kept_open) == (False, True)


async def test_firmware_of_the_lock(start_station: StartStation, clock: Clock) -> None:
    """A file first; a second code is inside the answer."""
    station = await swifte_lock(start_station)
    wanted = {"tag": "IO_INNER", "ver": "0.3.3.22"}
    body = await answer(
        station, "doorlock", acting("ctldoorlockswifte", "2711", "SwifteOta", **wanted)
    )
    assert (body["code"], body["msg"]["code"]) == (0, 1)
    station.ota.publish("http://firmware.example/lock.ota", 40960)
    args = {"cmd": "addfileurl", "url": "http://firmware.example/lock.ota"}
    await call(station, "otamanage", args)
    for wrong in ({"tag": "IO_outer"}, {"ver": "22"}, {"delaysec": 0.6}, {"delaysec": True}):
        assert await swifte_code(station, "SwifteOta", **{**wanted, **wrong}) == 1
    assert await swifte(station, "SwifteOta", **wanted, delaysec=0) == {
        "code": 0,
        "message": "EBGR",
    }
    assert (await swifte(station, "SwifteOta", **wanted))["code"] == 1
    await clock.wait_for_sleepers(2)
    assert (await swifte(station, "HwInfo"))["IO_INNER_Ver"] == "0.3.3.20"
    clock.advance(10)
    tasks = await call(station, "otamanage", {"cmd": "querytask"})
    assert tasks["2711"]["cur"] == tasks["2711"]["size"] == 40960
    assert await swifte(station, "HwInfo") == {
        "IO_INNER_Ver": "0.3.3.22",
        "IO_OUTER_Ver": "0.3.3.18",
        "BLE_Ver": "1.0.6",
    }
