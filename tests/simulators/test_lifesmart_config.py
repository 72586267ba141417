"""The station itself: zone, LED, versions, network, scenes, resets."""

import json
from typing import Any

import pytest

from simulators.clock import Clock
from simulators.lifesmart import LifeSmartStation, Quirks, Scene
from simulators.lifesmart.network import COMES_UP
from tests.simulators.conftest import StartStation
from tests.simulators.raw_lifesmart import GET, RawStation, call, code

type Json = dict[str, Any]


def config(cfg: str, **members: object) -> Json:
    """Return the arguments of a request to the station."""
    return {"cfg": cfg, **members}


def net(cmd: str, ifname: str, **members: object) -> Json:
    """Return the arguments of a request to its network."""
    return config("net", cmd=cmd, cmdargs={"ifname": ifname, **members})


async def interface(station: LifeSmartStation, name: str, value: object = False) -> Any:
    """Read an interface."""
    return (await call(station, "config", net("getifn", name, value=value)))[name]


async def test_time_zone(start_station: StartStation) -> None:
    station = await start_station()
    assert await call(station, "config", config("timezone")) == {"timezone": 8, "summer": False}
    told = await call(station, "config", config("timezone", timezone=-12, summer=True))
    assert told == {"timezone": -12, "summer": True}
    told = await call(station, "config", config("timezone", timezone=1))
    assert told == {"timezone": 1, "summer": True}
    for wrong in ({"timezone": 13}, {"timezone": 5.5}, {"summer": 1}, {"timezone": "1"}):
        assert await code(station, "config", config("timezone", **wrong)) == 1


async def test_led(start_station: StartStation) -> None:
    """Of alarm gateways only."""
    station = await start_station(defed=True)
    assert await call(station, "config", config("led", on=True, val=2249772032)) == "success"
    assert station.state()["led"] == {"on": True, "val": 2249772032}
    await call(station, "config", config("led", on=False))
    assert station.state()["led"] == {"on": False, "val": 2249772032}
    for wrong in ({}, {"on": 1}, {"on": True, "val": 0x80000000}, {"on": True, "val": 1 << 32}):
        assert await code(station, "config", config("led", **wrong)) == 1
    other = await start_station()
    assert await code(other, "config", config("led", on=True)) == 1
    assert await code(other, "config", net("getifn", "eth0", value=False)) == 1


async def test_upgrade(start_station: StartStation, clock: Clock) -> None:
    """It runs from the next start on."""
    station = await start_station()
    before = (await call(station, "config", config("getver")))["ver"]
    assert await call(station, "config", config("upgrade")) == "success"
    assert (await call(station, "config", config("getver")))["ver"] == before
    assert await call(station, "config", config("upgrade", reboot=True)) == "success"
    await clock.wait_for_sleepers()
    clock.advance(20)
    await station.wait_until_online()
    assert (await call(station, "config", config("getver")))["ver"] == station.latest_version
    url = "http://firmware.example/station.tar.gz"
    assert await code(station, "config", config("upgrade", url=url)) == 1
    station.control("publish", {"url": url, "size": 1})
    assert await code(station, "config", config("upgrade", url=url, info="md5")) == 0
    assert await code(station, "config", config("upgrade", info="md5")) == 1


async def test_factory_reset(start_station: StartStation) -> None:
    """Nothing is left, and OpenDEV is off."""
    station = await start_station("SL_OL")
    assert await call(station, "config", config("reset")) == {}
    assert station.state()["devices"] == {}
    assert not station.state()["opendev"]


async def test_panels_of_a_controller(start_station: StartStation) -> None:
    station = await start_station("SL_TR_XX", "SL_OL")
    args = config("airctrl", me="2711", addr=1, pval=1)
    assert await call(station, "config", args) == {"panel": ["2711:0_1@1"]}
    for wrong in ({"pval": 2}, {"addr": 256}, {"me": "2712"}, {"x": 1}):
        assert await code(station, "config", {**args, **wrong}) == 1
    station.control("change", {"me": "2711", "idx": "P1", "value": 2})
    assert await code(station, "config", {**args, "pval": 2}) == 1
    told = await call(station, "config", {**args, "pval": 2, "x": 3, "y": 6})
    assert told == {"panel": ["2711:3_6@1"]}


# --- network ------------------------------------------------------------------------


WIFI = {
    "enable": True,
    "metric": 50,
    "C_NetworkType": "STA",
    "C_AuthMode": "OPEN",
    "C_EncrypType": "WPA2",
    "C_SSID": "Accord",
    "C_WPAPSK": "wifi-2026",
}


async def test_wifi_comes_up(start_station: StartStation, clock: Clock) -> None:
    """Success means that it was heard; an address shows later, or never with a wrong key."""
    station = await start_station(defed=True)
    assert await call(station, "config", net("setifn", "wlan0", **WIFI)) == "success"
    told = await interface(station, "wlan0")
    assert "ip" not in told["_info"]
    assert told["C_SSID"] == "Accord"
    clock.advance(COMES_UP)
    told = await interface(station, "wlan0")
    assert told["_info"].keys() == {"ip", "gw", "ifstr"}
    assert "route" in (await interface(station, "wlan0", value=True))["_info"]
    assert (await interface(station, "wlan0", 2))["ssid"] == "Accord"
    listed = await interface(station, "wlan0", "WiFiList")
    assert [one["ssid"] for one in listed] == ["Accord", "Neighbour"]
    await call(station, "config", net("setifn", "wlan0", **{**WIFI, "C_WPAPSK": "wrong"}))
    clock.advance(3600)
    assert "ip" not in (await interface(station, "wlan0"))["_info"]
    await call(station, "config", net("setifn", "wlan0", enable=False))
    assert not (await interface(station, "wlan0"))["enable"]
    assert await interface(station, "wlan0", 2) == {}


async def test_a_place_of_its_own(start_station: StartStation, clock: Clock) -> None:
    """A hotspot needs nobody; another access point is in range when it is put up."""
    station = await start_station(defed=True)
    await call(
        station, "config", net("setifn", "wlan0", **{**WIFI, "C_NetworkType": "AP", "C_HWMode": 1})
    )
    clock.advance(COMES_UP)
    assert (await interface(station, "wlan0"))["_info"]["ip"]
    station.control("wifi", {"ssid": "New", "password": "secret"})
    changed = {**WIFI, "C_SSID": "New", "C_WPAPSK": "secret", "C_BSSID": ""}
    await call(station, "config", net("setifn", "wlan0", **changed))
    clock.advance(COMES_UP)
    assert (await interface(station, "wlan0"))["_info"]["ip"]


@pytest.mark.parametrize(
    ("ifname", "members"),
    [
        ("wlan0", {**WIFI, "enable": 1}),
        ("wlan0", {**WIFI, "metric": 60}),
        ("wlan0", {**WIFI, "C_NetworkType": "X"}),
        ("wlan0", {**WIFI, "C_AuthMode": "WPA2"}),
        ("wlan0", {**WIFI, "C_EncrypType": "WPA4"}),
        ("wlan0", {**WIFI, "C_EncrypType": "WPA3", "C_NetworkType": "AP"}),
        ("wlan0", {**WIFI, "C_WPA2PSK": "x"}),
        ("wlan0", {"enable": True, "C_SSID": "Accord"}),
        ("wwan0", {"enable": True, "C_pref": 4}),
        ("wwan0", {"enable": True, "C_operator": "CMCC_GPRS"}),
        ("usb0", {"enable": True, "C_apnname": "x"}),
        ("ppp0", {"enable": True}),
        ("ppp0", {"enable": True, "C_operator": "X"}),
        ("eth0", {"enable": True, "C_RouteIfName": "wlan0"}),
        ("eth0", {"enable": True, "C_IsRouter": True, "C_RouteIfName": "ppp0"}),
        ("eth0", {"enable": True, "C_MTU": 767}),
        ("eth0", {"enable": True, "C_MTU": 1501}),
        ("eth0", {"enable": False, "C_MTU": 1400}),
        ("usb0", {"enable": True, "C_MTU": 1400}),
        ("eth1", {"enable": True}),
        ("eth0", {}),
    ],
)
async def test_wrong_settings(start_station: StartStation, ifname: str, members: Json) -> None:
    station = await start_station(defed=True)
    before = json.dumps(station.network.config)
    assert await code(station, "config", net("setifn", ifname, **members)) == 1
    assert json.dumps(station.network.config) == before


async def test_cable_and_sim(start_station: StartStation, clock: Clock) -> None:
    station = await start_station(defed=True)
    apn = {"C_apnname": "", "C_username": "a@b.c", "C_password": "secret", "C_pref": 3}
    for name, members in (
        ("wwan0", {"metric": 50, **apn}),
        ("usb0", {}),
        ("ppp0", {"C_operator": "CMCC_GPRS"}),
        ("eth0", {"metric": 80, "C_IsRouter": True, "C_RouteIfName": "wwan0", "C_MTU": 1400}),
        ("wlan0", {"C_MTU": 768}),
        ("eth0", {"C_MTU": 0}),
    ):
        await call(station, "config", net("setifn", name, enable=True, **members))
    clock.advance(COMES_UP)
    for name in ("wwan0", "usb0", "ppp0", "eth0"):
        assert (await interface(station, name))["_info"]["ip"]
    assert "mtu 1500" in (await interface(station, "eth0"))["_info"]["ifstr"]
    assert (await interface(station, "wwan0"))["C_username"] == "a@b.c"
    for name, value in (("eth1", False), ("eth0", 2), ("eth0", "WiFiList"), ("wlan0", None)):
        assert await code(station, "config", net("getifn", name, value=value)) == 1


async def test_short_messages(start_station: StartStation, clock: Clock) -> None:
    """Need a SIM that is up."""
    station = await start_station(defed=True)
    message = net("netcmd", "wwan0", netcmd="SMS", tel="+49123", msg="Hello")
    assert await code(station, "config", message) == 1
    await call(station, "config", net("setifn", "wwan0", enable=True))
    clock.advance(COMES_UP)
    assert await call(station, "config", message) == "success"
    assert station.network.messages == [("+49123", "Hello")]
    assert "Hello" not in json.dumps(station.state())
    assert await code(station, "config", net("netcmd", "eth0", netcmd="SMS", tel="1", msg="2")) == 1
    assert await code(station, "config", net("netcmd", "wwan0", netcmd="SMS", tel="1", msg="")) == 1
    assert await code(station, "config", net("netcmd", "wwan0", netcmd="MMS")) == 1
    assert await call(station, "config", net("netcmd", "wlan0", netcmd="CancelTemp")) == "success"
    assert not station.network.temporary_hotspot


# --- scenes ---------------------------------------------------------------------------


async def test_scenes(start_station: StartStation) -> None:
    """Groups want to know what to do; a scene does not."""
    station = await start_station("SL_OL", "SL_SC_RGB")
    for scene in (
        Scene("AI1", "Night", members=(("2711", "O", 0x81, 1), ("2799", "O", 0x81, 1))),
        Scene("AI2", "All", "groupsw", members=(("2711", "O", 0, 0),)),
        Scene("AI3", "Colours", "grouprgbw", members=(("2712", "RGB", 0, 0),)),
    ):
        station.scenes[scene.id] = scene
    assert (await call(station, "scene", {}, GET))[0] == {
        "id": "AI1",
        "name": "Night",
        "desc": "",
        "cls": "scene",
    }
    outlet, lamp = station.devices["2711"].ios["O"], station.devices["2712"].ios["RGB"]
    assert await call(station, "doscene", {"id": "AI1"}) == {}
    assert outlet.type == 0x81
    assert await call(station, "doscene", {"id": "AI1", "args": {"type": 128}}) == {}
    await call(station, "doscene", {"id": "AI2", "args": {"type": 0x80}})
    assert outlet.type == 0x80
    await call(station, "doscene", {"id": "AI3", "args": {"type": 0xFF, "RGBW": 0xFF0000}})
    assert (lamp.type, lamp.val) == (0xFF, 0xFF0000)
    await call(station, "doscene", {"id": "AI3", "args": {"type": 0x80}})
    assert (lamp.type, lamp.val) == (0xFE, 0xFF0000)
    for id_, args in (
        ("AI9", {}),
        ("AI1", {"more": 1}),
        ("AI2", {}),
        ("AI2", {"type": 0xFF}),
        ("AI3", {"type": 0xFF}),
        ("AI3", {"type": 1}),
        ("AI3", {"type": 0xFF, "val": 1}),
    ):
        assert await code(station, "doscene", {"id": id_, "args": args}) == 1
    assert station.state()["scenes_run"] == ["AI1", "AI1", "AI2", "AI3", "AI3"]


async def test_another_name_of_the_colour(start_station: StartStation) -> None:
    station = await start_station("SL_SC_RGB", quirks=Quirks(rgbw_member="val"))
    station.scenes["AI3"] = Scene("AI3", "C", "grouphw", members=(("2711", "RGB", 0, 0),))
    args = {"id": "AI3", "args": {"type": 0xFE, "val": 5}}
    with RawStation() as client:
        await client.subscribe(station)
        await call(station, "doscene", args)
        assert (await client.event())["chg"][0]["RGB"]["val"] == 5


def test_quirks_have_names() -> None:
    with pytest.raises(ValueError, match="no such quirk"):
        LifeSmartStation("S", "127.79.1.250").control("quirk", {"haste": True})
