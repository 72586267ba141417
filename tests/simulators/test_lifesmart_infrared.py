"""Remotes, codes that are sent, and codes that are learned in time or not."""

from typing import Any

import pytest

from simulators.clock import Clock
from simulators.lifesmart import LifeSmartStation, Quirks, Remote
from tests.simulators.conftest import StartStation
from tests.simulators.raw_lifesmart import RawStation, call, code

type Json = dict[str, Any]

SAMPLE = (
    "018C500320016E500654014D500A5540016E500654014D500E55546E50014D500A5540016E5004504D50016E500A5540"
    "FF0001AC8C036001506E0754014D500A5540016E500654014D500E55546E50014D500A5540016E5004504D50016E500A"
    "5540FF0001AC8C036001506E0754014D500A5540016E500654014D500E55546E50014D500A5540016E5004504D50016E"
    "500A5540"
)
REMOTE = Remote("AI_IR_5bd1_1", "Television", "TV_A", "changhong", {"POWER": "", "9": ""})


async def spot(start_station: StartStation, **quirks: Any) -> LifeSmartStation:
    """Start a station with a SPOT and a remote."""
    station = await start_station("SL_SPOT", "SL_OL", quirks=Quirks(**quirks))
    station.remotes.add(REMOTE)
    return station


async def test_remotes(start_station: StartStation) -> None:
    station = await spot(start_station)
    assert await call(station, "spotremote", {"cmd": "getlist"}) == [
        {"id": REMOTE.id, "name": "Television", "panel": "TV_A", "brand": "changhong"}
    ]
    keys = await call(station, "spotremote", {"cmd": "getkeys", "id": REMOTE.id})
    assert keys == {"POWER": "", "9": ""}
    args = {"cmd": "sendkey", "id": REMOTE.id, "key": "9"}
    assert (await call(station, "spotremote", args)).startswith("success")
    assert station.state()["ir_sent"] == [{"remote": REMOTE.id, "key": "9"}]
    for wrong in ({"key": "8"}, {"id": "AI_IR_0"}, {"key": 9}, {"more": 1}):
        assert await code(station, "spotremote", {**args, **wrong}) == 1
    assert await code(station, "spotremote", {"cmd": "getkeys", "id": "AI_IR_0"}) == 1


def sending(*codes: object, me: str = "2711") -> Json:
    """Return the arguments that send codes."""
    return {"cmd": "sendcodes", "me": me, "keys": [{"param": one} for one in codes]}


async def test_codes(start_station: StartStation) -> None:
    """More than one needs pauses between them."""
    station = await spot(start_station)
    plain = {"type": 1, "duty": 3, "data": SAMPLE}
    assert await call(station, "spotremote", sending(plain)) == "success"
    assert await call(station, "spotremote", sending({**plain, "delay": 1}, plain)) == "success"
    assert await code(station, "spotremote", sending(plain, plain)) == 1
    assert [one["delay"] for one in station.remotes.sent] == [None, 1, None]
    assert station.remotes.sent[0]["freq"] == 38000


@pytest.mark.parametrize(
    "change",
    [
        {"type": 2},
        {"duty": 0},
        {"freq": "38000"},
        {"delay": "1"},
        {"delay": True},
        {"more": 1},
        {"data": ""},
        {"data": "0000 006D 0022 0002 0157 00AC"},
        {"data": "01"},
        {"data": "018C50"},
        {"data": "018C500020"},
        {"data": "018C501120"},
        {"data": "4F00"},
        {"data": "FF01"},
        {"data": "4FFF"},
        {"data": "4FFF00"},
        {"data": "4F5"},
    ],
)
async def test_what_is_no_code(start_station: StartStation, change: Json) -> None:
    station = await spot(start_station)
    wrong = sending({"type": 1, "duty": 3, "data": "4F50", **change})
    assert await code(station, "spotremote", wrong) == 1
    assert not station.remotes.sent


async def test_who_sends(start_station: StartStation) -> None:
    station = await spot(start_station)
    plain = {"type": 1, "duty": 3, "data": "9F8B014F6F41040051550100545500"}
    assert await code(station, "spotremote", sending(plain, me="2712")) == 1
    assert await code(station, "spotremote", sending(plain, me="2799")) == 1
    assert await code(station, "spotremote", sending()) == 1
    assert await code(station, "spotremote", {**sending(plain), "keys": [plain]}) == 1


LEARN = {"cmd": "learncode", "me": "2711"}


async def test_learning(start_station: StartStation, clock: Clock) -> None:
    """The answer comes when somebody presses a key; nobody else learns meanwhile."""
    station = await spot(start_station)
    with RawStation() as client:
        id_ = client.ask(station, "spotremote", LEARN)
        await clock.wait_for_sleepers()
        assert await code(station, "spotremote", LEARN) == 1
        clock.advance(29)
        station.control("ir", {"me": "2711", "data": SAMPLE})
        learned = await client.answer(id_)
    assert learned["msg"] == {"type": 1, "duty": 3, "data": SAMPLE}
    assert not station.state()["learning"]
    station.control("ir", {"me": "2711", "data": SAMPLE})
    assert await code(station, "spotremote", {**LEARN, "me": "2712"}) == 1


@pytest.mark.parametrize("silent", [False, True])
async def test_nothing_to_learn(start_station: StartStation, clock: Clock, *, silent: bool) -> None:
    """After half a minute: a code, or not a word."""
    station = await spot(start_station, silent_learn_timeout=silent)
    with RawStation() as client:
        id_ = client.ask(station, "spotremote", LEARN)
        await clock.wait_for_sleepers()
        clock.advance(30)
        if not silent:
            assert (await client.answer(id_))["code"] == 1
        assert await code(station, "config", {"cfg": "getver"}) == 0
        assert not station.remotes.learning
        if silent:
            with pytest.raises(BlockingIOError):
                client.socket.recv(1)
