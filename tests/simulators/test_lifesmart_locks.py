"""Ordinary locks: users with limits that really end, opening from afar, and what locks tell."""

from datetime import UTC, datetime
from typing import Any

import pytest

from simulators.clock import Clock
from simulators.lifesmart import LifeSmartStation, Quirks
from simulators.lifesmart.lock_users import read_moment
from simulators.lifesmart.request import Refusal
from tests.simulators.conftest import StartStation
from tests.simulators.raw_lifesmart import GET, RawStation, call, code

type Json = dict[str, Any]

DIGITS = "Njc4OTAx"  # 678901
WINDOW = {"sprd": "0 30 8 ? * 1,3,5 *", "eprd": "0 30 18 ? * 1,3,5 *"}


def doing(cmd: str, **members: object) -> Json:
    """Return the arguments of something done with the lock."""
    return {"me": "2711", "cmd": cmd, **members}


def adding(**members: object) -> Json:
    """Return the arguments of a new temporary user."""
    return doing("addtempuser", **{"id": 3, "name": "Guest", "password": DIGITS, **members})


async def users(station: LifeSmartStation) -> Json:
    """Return all users of the lock."""
    found: Json = await call(station, "doorlock", doing("getuser"))
    return found


def opens(station: LifeSmartStation, entered: str = "678901") -> bool:
    """Enter a code and tell whether the lock opened."""
    before = station.locks["2711"].opened
    station.control("code", {"me": "2711", "code": entered})
    return station.locks["2711"].opened > before


async def test_a_temporary_user(start_station: StartStation) -> None:
    """Comes, opens, is told without the password, and goes; no id is used twice."""
    station = await start_station("SL_LK_LS")
    assert not opens(station)
    assert await call(station, "doorlock", adding()) == {"userid": "P_R_3"}
    assert opens(station)
    assert await users(station) == {
        "P_R_3": {"id": "P_R_3", "user_type": "tempuser", "name": "Guest"}
    }
    assert await code(station, "doorlock", adding(password="MTIzNDU2")) == 1
    assert await call(station, "doorlock", doing("deltempuser", userid="P_R_3")) == "success"
    assert not opens(station)
    assert await users(station) == {}
    assert await code(station, "doorlock", doing("deltempuser", userid="P_R_3")) == 1


@pytest.mark.parametrize(
    "members",
    [
        {"id": 0},
        {"id": 256},
        {"id": "3"},
        {"id": True},
        {"password": "678901"},
        {"password": "Njc4OTA="},
        {"password": "MTIzNDU2Nzg5MDEyMw=="},
        {"password": "YWJjZGVm"},
        {"password": "Njc4OTAx\n"},
        {"name": 1},
        {"cnt": -1},
        {"sts": 5},
        {"ets": 5},
        {"sts": 5, "ets": 5},
        {"sprd": WINDOW["sprd"]},
        {**WINDOW, "eprd": "0 30 18 ? * 1,3 *"},
        {**WINDOW, "eprd": "0 30 24 ? * 1,3,5 *"},
        {**WINDOW, "sprd": "0, 30, 8? * *"},
        {"more": 1},
    ],
)
async def test_what_no_temporary_user_is(start_station: StartStation, members: Json) -> None:
    station = await start_station("SL_LK_LS")
    assert await code(station, "doorlock", adding(**members)) == 1
    assert await users(station) == {}


async def test_one_time(start_station: StartStation) -> None:
    station = await start_station("SL_LK_LS")
    await call(station, "doorlock", adding(cnt=1))
    assert (await users(station))["P_R_3"]["cnt"] == 1
    assert opens(station)
    assert not opens(station)
    assert await users(station) == {}
    await call(station, "doorlock", adding(cnt=2))
    assert [opens(station) for _ in range(3)] == [True, True, False]


async def test_from_and_until(start_station: StartStation, clock: Clock) -> None:
    """By the station's clock; who is too late is still listed."""
    station = await start_station("SL_LK_LS")
    now = station.time()
    await call(station, "doorlock", adding(sts=now + 60, ets=now + 3660))
    found = []
    for seconds in (0, 60, 3599, 1):
        clock.advance(seconds)
        found.append(opens(station))
    assert found == [False, True, True, False]
    assert (await users(station))["P_R_3"]["ets"] == now + 3660


@pytest.mark.parametrize(
    ("day", "hour", "minute", "expected"),
    [(1, 8, 30, True), (1, 8, 29, False), (1, 18, 30, False), (2, 9, 0, False), (3, 18, 29, True)],
)
async def test_days_and_hours(
    start_station: StartStation, day: int, hour: int, minute: int, *, expected: bool
) -> None:
    """In the station's zone, 1 for Sunday; the first of November 2026 is one."""
    moment = datetime(2026, 11, day, hour, minute, tzinfo=UTC)
    station = await start_station("SL_LK_LS", clock=Clock(frozen=True, wall=moment))
    await call(station, "config", {"cfg": "timezone", "timezone": 0})
    await call(station, "doorlock", adding(**WINDOW))
    assert opens(station) is expected


async def test_the_zone_moves_the_hours(start_station: StartStation) -> None:
    moment = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
    station = await start_station("SL_LK_LS", clock=Clock(frozen=True, wall=moment))
    await call(station, "config", {"cfg": "timezone", "timezone": 0})
    await call(station, "doorlock", adding(**WINDOW))
    assert not opens(station)
    await call(station, "config", {"cfg": "timezone", "summer": True})
    assert opens(station)


def test_moments() -> None:
    moment, days = read_moment("59 30 8 ? * 1,2,3,4,5,6,7 *")
    assert (str(moment), days) == ("08:30:59", frozenset(range(1, 8)))
    for wrong in (0, None, "", "0 30 8 ? * 8 *", "0 61 8 ? * 1 *", "0 30 8 * * 1 *"):
        with pytest.raises(Refusal):
            read_moment(wrong)


async def test_changing_a_user(start_station: StartStation) -> None:
    """A new password needs the old one; zeros clear limits."""
    station = await start_station("SL_LK_LS")
    await call(station, "doorlock", adding(cnt=5, sts=1, ets=2, **WINDOW))
    changes: Json = {"cnt": 0, "sts": 0, "ets": 0, "sprd": 0, "eprd": 0}
    await call(station, "doorlock", doing("setuser", userid="P_R_3", **changes, name="Noor"))
    assert (await users(station))["P_R_3"] == {
        "id": "P_R_3",
        "user_type": "tempuser",
        "name": "Noor",
    }
    new = {"newpw": "MTIzNDU2"}
    for old in ({}, {"oldpw": "MTIzNDU2"}):
        assert await code(station, "doorlock", doing("setuser", userid="P_R_3", **new, **old)) == 1
    assert opens(station)
    args = doing("setuser", userid="P_R_3", **new, oldpw=DIGITS)
    assert await call(station, "doorlock", args) == "success"
    assert not opens(station)
    assert opens(station, "123456")


async def test_lasting_users(start_station: StartStation) -> None:
    """Are made at the lock; from outside they only get a name and notes."""
    station = await start_station("SL_LK_LS")
    station.locks["2711"].users.enroll("P_P_1", "password", 1, "Mira", "471100")
    assert opens(station, "471100")
    args = doing("setuser", userid="P_P_1", name="Mira B.", user_info={"floor": [1, 2]})
    await call(station, "doorlock", args)
    assert await call(station, "doorlock", doing("getuser", userid="P_P_1")) == {
        "P_P_1": {
            "id": "P_P_1",
            "user_type": "password",
            "name": "Mira B.",
            "user_info": {"floor": [1, 2]},
        }
    }
    for args in (
        doing("setuser", userid="P_P_1", cnt=1),
        doing("setuser", userid="P_P_9", name="Nobody"),
        doing("setuser", name="Nobody"),
        doing("deltempuser", userid="P_P_1"),
        doing("getuser", userid="P_P_9"),
    ):
        assert await code(station, "doorlock", args) == 1


@pytest.mark.parametrize(
    ("devtype", "expected"),
    [
        ("SL_P_BDLK", 0),
        ("SL_LK_SG", 0),
        ("SL_LK_YL", 0),
        ("SL_LK_LS_V3", 0),
        ("SL_LK_DJ", 0),
        ("SL_LK_TY", 1),
        ("SL_LK_LS", 1),
        ("SL_LK_SWIFTE", 1),
        ("SL_OL", 1),
    ],
)
async def test_open_lock(start_station: StartStation, devtype: str, expected: int) -> None:
    station = await start_station(devtype)
    assert await code(station, "doorlock", doing("openlock")) == expected


async def test_a_lock_that_sleeps(start_station: StartStation, clock: Clock) -> None:
    """Only who has just been touched is awake."""
    station = await start_station("SL_LK_TY")
    station.control("touch", {"me": "2711"})
    assert await call(station, "doorlock", doing("openlock")) == "success"
    clock.advance(10)
    assert await code(station, "doorlock", doing("openlock")) == 1
    station.control("reach", {"me": "2711", "online": False})
    assert await code(station, "doorlock", doing("getuser")) == 1


@pytest.mark.parametrize(("odd_is_locked", "parities"), [(False, [1, 0]), (True, [0, 1])])
async def test_what_a_lock_tells(
    start_station: StartStation, clock: Clock, parities: list[int], *, odd_is_locked: bool
) -> None:
    """Method and user; then it locks again."""
    quirks = Quirks(odd_is_locked=odd_is_locked)
    station = await start_station("SL_LK_LS", "ZG#DLOCK", quirks=quirks)
    with RawStation() as client:
        await client.subscribe(station)
        station.control("unlock", {"me": "2711", "method": 1, "user": 2})
        opened = (await client.event())["chg"][0]["EVTLO"]
        assert (opened["val"], opened["type"] & 0x7E) == (0x1002, 0x7E)
        assert (await client.event())["chg"][0]["HISLK"]["val"] == 0x1002
        await clock.wait_for_sleepers()
        clock.advance(5)
        closed = (await client.event())["chg"][0]["EVTLO"]
        assert [opened["type"] & 1, closed["type"] & 1] == parities
        station.control("unlock", {"me": "2712"})
        assert (await client.event())["chg"][0]["EVTLO1"]["val"] == 0x9000
        assert "HISLK1" in (await client.event())["chg"][0]
        station.control("lock", {"me": "2712"})
        assert (await client.event())["chg"][0]["EVTLO1"]["type"] & 1 == parities[1]
    assert station.state()["locks"]["2712"]["locked"]


async def test_locks_that_never_tell_of_closing(start_station: StartStation, clock: Clock) -> None:
    station = await start_station("SL_LK_LS", quirks=Quirks(locks_report_closing=False))
    station.control("unlock", {"me": "2711"})
    await clock.wait_for_sleepers()
    clock.advance(5)
    told = (await call(station, "ep", {"me": "2711"}, GET))["data"]["EVTLO"]
    assert told["type"] & 1
    assert station.locks["2711"].locked


async def test_alarms_and_the_bell(start_station: StartStation) -> None:
    station = await start_station("SL_LK_LS")
    for _ in range(10):
        assert not opens(station, "000000")
    assert station.devices["2711"].ios["ALM"].val == 0
    opens(station, "000000")
    assert station.devices["2711"].ios["ALM"].val == 1
    station.control("alarm", {"me": "2711", "bit": 4})
    station.control("alarm", {"me": "2711", "bit": 0, "on": False})
    assert station.devices["2711"].ios["ALM"].val == 16
    with RawStation() as client:
        await client.subscribe(station)
        station.control("ring", {"me": "2711"})
        rung = [(await client.event())["chg"][0]["EVTBEL"]["type"] & 1 for _ in range(2)]
    assert rung == [1, 0]


async def test_users_of_other_stores(start_station: StartStation) -> None:
    station = await start_station("SL_LK_SWIFTE")
    assert await code(station, "doorlock", doing("getuser")) == 1
    assert await code(station, "doorlock", adding()) == 1


async def test_temporary_users_of_a_v3_lock(start_station: StartStation) -> None:
    """Its own users are in another store, and both open; cards are for SWIFTE locks."""
    station = await start_station("SL_LK_LS_V3")
    await call(station, "doorlock", adding(cnt=1))
    args = {"me": "2711", "cmd": "ctldoorlockv3", "act": "AddUser"}
    new = '{"userid":4097,"userpwd":"123456"}'
    await call(station, "doorlock", {**args, "actargs": new})
    assert [opens(station, digits) for digits in ("678901", "678901", "123456")] == [
        True,
        False,
        True,
    ]
    station.control("card", {"me": "2711", "uid": "04"})
    assert station.locks["2711"].opened == 2
