"""Answers have the members and types of the vendor's samples."""

import json
from pathlib import Path
from typing import Any

import pytest

from simulators.clock import Clock
from simulators.lifesmart import LifeSmartStation, Remote, SubDevice
from simulators.lifesmart.lock_v3 import NORMAL, V3User
from simulators.lifesmart.network import COMES_UP
from tests.simulators.conftest import Served, StartStation
from tests.simulators.raw_lifesmart import RawStation, acting, call

type Json = dict[str, Any]

SAMPLES = json.loads((Path(__file__).parent / "samples/lifesmart_replies.json").read_text())
LAMP = "FL01_03580000_00000605.ota"
URL = f"http://firmware.example/{LAMP}"
KEYED = {"getuser", "getkeys", "getavailableeps", "querytask"}
"""Whose answers are objects by id or key, not by fixed names."""


def shape(value: object) -> object:
    """Return keys and types; of a list, the shapes that occur in it."""
    if isinstance(value, dict):
        return {key: shape(member) for key, member in value.items()}
    if isinstance(value, list):
        return sorted({json.dumps(shape(member), sort_keys=True) for member in value})
    return type(value).__name__


async def furnished(start_station: StartStation, clock: Clock) -> LifeSmartStation:
    """Start a station with all that the samples are about."""
    station = await start_station("SL_LK_YL", "SL_LK_LS_V3", "SL_LK_SWIFTE", "SL_SPOT", defed=True)
    station.attach(SubDevice("a0db", "SL_LI_WW", fulltype="SL_LI_WW_V3"))
    station.remotes.add(Remote("AI_IR_5bd1_1", "TV", "TV_A", "changhong", {"MENU": "", "4": ""}))
    v3 = station.locks["2712"].v3
    assert v3 is not None
    v3.users[4100] = V3User(NORMAL, "123456")
    wifi = {"C_NetworkType": "STA", "C_AuthMode": "OPEN", "C_EncrypType": "WPA2"}
    network = {"ifname": "wlan0", "enable": True, "metric": 50, **wifi}
    network |= {"C_SSID": "Accord", "C_WPAPSK": "wifi-2026"}
    await call(station, "config", {"cfg": "net", "cmd": "setifn", "cmdargs": network})
    clock.advance(COMES_UP)
    user = {"me": "2711", "cmd": "addtempuser", "id": 1, "name": "Guest", "password": "Njc4OTAx"}
    limits: Json = {"cnt": 1, "sts": 1, "ets": 1 << 31}
    window = {"sprd": "0 0 8 ? * 1,2,6,7 *", "eprd": "0 30 8 ? * 1,2,6,7 *"}
    await call(station, "doorlock", {**user, **limits, **window})
    info = {"me": "2711", "cmd": "setuser", "userid": "P_R_1", "user_info": {}}
    await call(station, "doorlock", info)
    station.ota.publish(URL, 165566)
    await call(station, "otamanage", {"cmd": "addfileurl", "url": URL})
    await call(station, "otamanage", {"cmd": "addtask", "me": "a0db", "key": LAMP})
    return station


REQUESTS: dict[str, tuple[str, Json]] = {
    "doorlock.getuser": ("doorlock", {"me": "2711", "cmd": "getuser"}),
    "doorlock.setuser": ("doorlock", {"me": "2711", "cmd": "setuser", "userid": "P_R_1"}),
    "doorlock.addtempuser": (
        "doorlock",
        {"me": "2711", "cmd": "addtempuser", "id": 3, "name": "test002", "password": "Njc4OTAx"},
    ),
    "doorlock.deltempuser": ("doorlock", {"me": "2711", "cmd": "deltempuser", "userid": "P_R_1"}),
    "doorlock.openlock": ("doorlock", {"me": "2711", "cmd": "openlock"}),
    "doorlock.ctldoorlockv3.DelUser": (
        "doorlock",
        acting("ctldoorlockv3", "2712", "DelUser", userid=4100),
    ),
    "doorlock.ctldoorlockswifte.GetMode": (
        "doorlock",
        acting("ctldoorlockswifte", "2713", "GetMode"),
    ),
    "spotremote.getlist": ("spotremote", {"cmd": "getlist"}),
    "spotremote.getkeys": ("spotremote", {"cmd": "getkeys", "id": "AI_IR_5bd1_1"}),
    "spotremote.sendkey": ("spotremote", {"cmd": "sendkey", "id": "AI_IR_5bd1_1", "key": "4"}),
    "config.timezone": ("config", {"cfg": "timezone", "timezone": 8, "summer": False}),
    "config.led": ("config", {"cfg": "led", "on": True, "val": 2249772032}),
    "config.net.getifn": (
        "config",
        {"cfg": "net", "cmd": "getifn", "cmdargs": {"ifname": "wlan0", "value": False}},
    ),
    "otamanage.queryfile": ("otamanage", {"cmd": "queryfile"}),
    "otamanage.getavailableeps": ("otamanage", {"cmd": "getavailableeps"}),
    "otamanage.querytask": ("otamanage", {"cmd": "querytask"}),
}


@pytest.mark.parametrize("operation", REQUESTS)
async def test_shapes(
    start_station: StartStation, clock: Clock, served: Served, operation: str
) -> None:
    station = await furnished(start_station, clock)
    told, sample = await call(station, *REQUESTS[operation]), SAMPLES[operation]
    assert served[-1][1] == operation
    if operation.rpartition(".")[2] in KEYED:
        told, sample = list(told.values()), list(sample.values())
    if operation == "config.net.getifn":
        told["wlan0"]["_info"].pop("ifstr")
    assert shape(told) == shape(sample)


async def test_shape_of_a_learned_code(start_station: StartStation, clock: Clock) -> None:
    station = await furnished(start_station, clock)
    sleepers = len(clock._sleepers)
    with RawStation() as client:
        id_ = client.ask(station, "spotremote", {"cmd": "learncode", "me": "2714"})
        await clock.wait_for_sleepers(sleepers + 1)
        sample = SAMPLES["spotremote.learncode"]
        station.control("ir", {"me": "2714", "data": sample["data"]})
        assert (await client.answer(id_))["msg"] == sample
