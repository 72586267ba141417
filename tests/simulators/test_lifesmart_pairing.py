"""New devices: who is found, by whom, and for how long somebody looks."""

import json
from typing import Any

import pytest

from simulators.clock import Clock
from simulators.lifesmart import LifeSmartStation, Quirks
from tests.simulators.conftest import Served, StartStation
from tests.simulators.raw_lifesmart import NOTIFY, RawStation, call, code

type Json = dict[str, Any]

SLOW = {"chn": 1, "bps": 115}
YALE = {"period": 60, **SLOW, "devtype": "SL_LK_YL", "isopen": 1}


def optarg(cls: str, **exarg: object) -> Json:
    """Return the arguments that look for a class with options."""
    return {"period": 60, "optarg": {"cls": cls, **({"exarg": exarg} if exarg else {})}}


async def finds(station: LifeSmartStation, clock: Clock, args: Json, devtype: str) -> bool:
    """Look for devices while one offers itself; tell whether they met."""
    fulltype, name = devtype, devtype.removesuffix("_V1").removesuffix("_V2")
    with RawStation() as client:
        id_ = client.ask(station, "dopair", args)
        await clock.wait_for_sleepers()
        offer = {"me": "3001", "devtype": name, "fulltype": fulltype, "name": "New"}
        try:
            station.control("offer", offer)
        except ValueError:
            clock.advance(args.get("period", 20))
        found: bool = (await client.answer(id_))["code"] == 0
    assert found is ("3001" in station.devices)
    return found


@pytest.mark.parametrize(
    ("args", "devtype", "expected"),
    [
        ({}, "SL_OL", True),
        ({}, "SL_DF_GG", False),
        (SLOW, "SL_DF_GG", True),
        (SLOW, "SL_OL", False),
        ({"chn": [False, 1], "bps": [False, 115]}, "SL_OL", True),
        ({"chn": [False, 1], "bps": [False, 115]}, "SL_DF_GG", True),
        ({"exargs": {"value": 255}}, "SL_LK_SWIFTE", True),
        (SLOW, "SL_P_IR", False),
        ({**optarg("SL_P_IR"), **SLOW}, "SL_P_IR", True),
        (SLOW, "SL_SW_ND1_V1", False),
        ({**optarg("SL_SW_ND1_V1", mode_selection="power"), **SLOW}, "SL_SW_ND1_V1", True),
        ({**optarg("SL_SW_ND1_V2"), **SLOW}, "SL_SW_ND1_V1", False),
        (optarg("SL_SC_BE", humidity_display=3, temperature_display=2), "SL_SC_BE", True),
        (optarg("SL_SC_BE"), "SL_SC_BM", False),
        (optarg("PSM"), "SL_S", True),
        (YALE, "SL_LK_YL", True),
        (YALE, "SL_LK_LS_V3", False),
    ],
)
async def test_who_is_found(
    start_station: StartStation, clock: Clock, args: Json, devtype: str, *, expected: bool
) -> None:
    station = await start_station()
    assert await finds(station, clock, args, devtype) is expected


async def test_operations(start_station: StartStation, clock: Clock, served: Served) -> None:
    for args, devtype in ((YALE, "SL_LK_YL"), (optarg("PSM"), "SL_S"), ({}, "SL_OL")):
        assert await finds(await start_station(), clock, args, devtype)
    assert [row[1] for row in served] == ["dopair.yale", "dopair.optarg", "dopair"]


@pytest.mark.parametrize(
    "args",
    [
        {"period": 0},
        {"period": "60"},
        {"chn": 1},
        {"bps": 115},
        {"chn": 2, "bps": 115},
        {"chn": 1, "bps": 3},
        {"devtype": "SL_LK_YL"},
        {"devtype": "SL_OL", "isopen": 1},
        {"isopen": 1},
        {"exargs": {"value": 256}},
        {"exargs": {"value": 0, "more": 1}},
        {"more": 1},
        optarg("SL_SW_ND1"),
        optarg("SL_OL"),
        optarg("SL_SC_BE", humidity_display=4),
        optarg("SL_SC_BE", humidity_display=True),
        optarg("SL_SC_BE", more=1),
        optarg("SL_SC_BM", warning_duration=7),
        optarg("SL_SC_BM", warning_duration=818),
        optarg("SL_LK_YL", enable_remote_unlock=2),
        optarg("SL_MC_ND3_V2", mode_selection="haste"),
        {"optarg": {"exarg": {}}},
        {"optarg": '{"cls": "PSM"}'},
    ],
)
async def test_what_cannot_be_looked_for(start_station: StartStation, args: Json) -> None:
    station = await start_station()
    assert await code(station, "dopair", args) == 1
    assert not station.pairing.running


async def test_options_as_text(start_station: StartStation, clock: Clock) -> None:
    station = await start_station()
    station.control("quirk", {"nested": "text"})
    args = optarg("SL_SC_BM", warning_duration=10)
    assert await code(station, "dopair", args) == 101
    args["optarg"] = json.dumps(args["optarg"])
    assert await finds(station, clock, args, "SL_SC_BM")
    assert station.pairing.latest is not None
    assert station.pairing.latest.options == {"warning_duration": 10}


async def test_one_at_a_time(start_station: StartStation, clock: Clock) -> None:
    """And an event names who has come; the answer does not."""
    station = await start_station("SL_OL")
    with RawStation() as client:
        await client.subscribe(station)
        id_ = client.ask(station, "dopair", {})
        await clock.wait_for_sleepers()
        assert await code(station, "dopair", {}) == 1
        for wrong in ({"me": "2711", "devtype": "SL_OL"}, {"me": "2712", "more": 1}):
            with pytest.raises(ValueError, match="offer"):
                station.control("offer", wrong)
        station.control("offer", {"me": "2712", "devtype": "SL_OL"})
        heard = dict([await client.receive() for _ in range(2)])
    assert heard[NOTIFY]["add"][0]["me"] == "2712"
    assert (heard[4]["id"], heard[4]["msg"]) == (id_, {})


async def test_nobody_came(start_station: StartStation, clock: Clock) -> None:
    """Some firmware says so."""
    station = await start_station(quirks=Quirks(pairing_timeout_code=0))
    with RawStation() as client:
        id_ = client.ask(station, "dopair", {})
        await clock.wait_for_sleepers()
        clock.advance(20)
        assert await client.answer(id_) == {
            "code": 0,
            "id": id_,
            "agtid": station.lsid,
            "msg": {},
        }
    with pytest.raises(ValueError, match="nobody looks"):
        station.control("offer", {"me": "2712", "devtype": "SL_OL"})


async def test_a_restart_ends_it(start_station: StartStation, clock: Clock) -> None:
    station = await start_station()
    with RawStation() as client:
        client.ask(station, "dopair", {"period": 600})
        await clock.wait_for_sleepers()
        station.restart()
        assert (await call(station, "config", {"cfg": "getver"}))["ver"]
        with pytest.raises(BlockingIOError):
            client.socket.recv(1)
    assert not station.pairing.running
