"""`device`: LoRaWAN devices, over real HTTP."""

from typing import Any

import pytest

from simulators.clock import Clock
from simulators.iotsquare import IoTSquareServer, Quirks
from simulators.iotsquare.household import AMBIENCE, BOARD, RELAY, THERMOMETER
from tests.simulators.raw_iotsquare import KEY, OTHER_KEY, Api, b64, otaa

EUI, OTHER = "55e1032590dc5682", "dafc73e93941defa"


async def test_a_life(api: Api) -> None:
    app = await api.new_app()
    await api.new_device(app, EUI, remarks="by the pond", deviceProfileId=3)
    found = await api.get("device/list", appID=app)
    assert found["amount"] == 1
    assert found["data"][0] == {
        "devEUI": EUI,
        "devName": f"d-{EUI}",
        "devAddr": "",
        "region": "eu868",
        "subnet": "ch_00-07",
        "fCnt": 0,
        "fPort": 0,
        "lastSeen": -1,
        "status": 2,
        "username": "accord",
        "remarks": "by the pond",
        "tags": [],
        "productType": "lorawan",
    }
    assert await api.code("device/update", devEUI=EUI.upper(), devName="pond") == 0
    status = await api.data("device/status", devEUI=EUI)
    assert (status["devName"], status["remarks"], status["appKey"]) == ("pond", "by the pond", KEY)
    assert (status["authType"], status["devType"]) == ("otaa", "otaa-type")
    assert (status["deviceProfileId"], status["appSKey"]) == (3, "")
    assert await api.code("device/delete", devEUIs=[EUI]) == 0
    found = await api.post("device/delete", devEUIs=[EUI, OTHER])
    assert found["code"] == 4006
    assert [row["devEUI"] for row in found["data"]] == [EUI, OTHER]


async def test_by_hand(api: Api, server: IoTSquareServer) -> None:
    """ABP: keys are given, the device is on the air at once."""
    app = await api.new_app()
    keys = {"devAddr": "5D71F5CD", "appSKey": OTHER_KEY, "nwkSKey": KEY}
    await api.new_device(app, EUI, authType="abp", **keys)
    status = await api.data("device/status", devEUI=EUI)
    assert (status["devAddr"], status["nwkSKey"]) == ("5d71f5cd", KEY)
    assert server.devices[EUI].joined


async def test_older_servers(api: Api, server: IoTSquareServer) -> None:
    app = await api.new_app()
    await api.new_device(app, EUI)
    server.version = (3, 3, 0)
    row = (await api.data("device/list", appID=app))[0]
    assert not {"username", "tags", "productType"} & row.keys()
    status = await api.data("device/status", devEUI=EUI)
    assert not {"macVersion", "productType", "deviceProfileId"} & status.keys()
    status_of_new, _ = await api.raw("GET", f"device/latestDeviceUplink?devEui={EUI}")
    assert status_of_new == 404


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"appID": 5}, 3001),
        ({"appID": "89"}, 1007),
        ({"devEUI": "55e1032590dc568"}, 1007),
        ({"devEUI": None}, 1006),
        ({"devName": "a.b"}, 1007),
        ({"region": None}, 1006),
        ({"region": "EU868"}, 1011),
        ({"subnet": "ch_01-08"}, 1011),
        ({"subnet": "all"}, 1011),
        ({"subnet": "auto"}, 1007),
        ({"autoSubnet": True}, 1007),
        ({"subnet": "ch_16-23"}, 1017),
        ({"subnet": "ch_00-07_64"}, 1017),
        ({"region": "us915", "subnet": "ch_00-07_65"}, 1011),
        ({"supportClassB": True, "supportClassC": True}, 1007),
        ({"authType": "none"}, 1007),
        ({"appKey": None}, 1006),
        ({"appKey": "00"}, 1007),
        ({"authType": "abp"}, 1006),
        ({"macVersion": "1.1"}, 1007),
        ({"productType": "toaster"}, 1007),
        ({"region": "us915", "subnet": "ch_08-15_65"}, 0),
        ({"autoSubnet": True, "subnet": "auto"}, 0),
        ({"macVersion": "1.0.4"}, 0),
        ({"region": "kr920"}, 0),
    ],
)
async def test_entering(api: Api, members: dict[str, Any], code: int) -> None:
    app = await api.new_app()
    assert await api.code("device/create", **{**otaa(app, EUI), **members}) == code


async def test_changes_that_are_refused(api: Api) -> None:
    app = await api.new_app()
    await api.new_device(app, EUI)
    assert await api.code("device/update", devName="x") == 1006
    assert await api.code("device/update", devEUI=OTHER, devName="x") == 4001
    assert await api.code("device/update", devEUI=EUI, productType="toaster") == 1007
    assert await api.code("device/delete", devEUIs="x") == 1007


# --- what was heard ---------------------------------------------------------------------------


async def test_the_latest_uplink(home: Api) -> None:
    last = await home.data("device/latestDeviceUplink", devEui=AMBIENCE)
    assert last == {
        "devEUI": AMBIENCE,
        "confirmed": False,
        "gwID": "8cf957fffe8002d1",
        "sfbw": "SF12BW125",
        "rssi": -79,
        "snr": "7.5",
        "freq": "867.1",
        "dr": 0,
        "adr": True,
        "class": "A",
        "fCnt": 0,
        "fPort": 85,
        "data": b64(bytes.fromhex("0175640367e400046859")),
        "gws": [
            {"id": "8cf957fffe8002d1", "snr": 7.5, "rssi": -79},
            {"id": "b827ebfffe9aae48", "snr": 2.25, "rssi": -98},
        ],
        "createtime": last["createtime"],
    }
    row = next(one for one in await home.data("device/list", appID=89) if one["devEUI"] == AMBIENCE)
    assert (row["lastSeen"], row["fPort"], row["status"]) == (last["createtime"], 85, 1)
    assert len(row["devAddr"]) == 8
    status = await home.data("device/status", devEUI=AMBIENCE)
    assert (status["gwName"], status["rssi"], status["fCntUp"]) == ("roof", -79, 0)
    assert (await home.data("device/status", devEUI=RELAY))["class"] == "C"


async def test_frames_without_payload_keep_the_port(home: Api, house: IoTSquareServer) -> None:
    house.control("uplink", {"devEUI": BOARD, "port": 0, "data": ""})
    row = next(one for one in await home.data("device/list", appID=89) if one["devEUI"] == BOARD)
    assert (row["fCnt"], row["fPort"]) == (1, 2)


async def test_never_heard(api: Api, server: IoTSquareServer) -> None:
    app = await api.new_app()
    await api.new_device(app, EUI)
    assert "data" not in await api.get("device/latestDeviceUplink", devEui=EUI)
    server.quirks = Quirks(never_heard={}, dev_addr_blanks=True)
    assert await api.data("device/latestDeviceUplink", devEui=EUI) == {}
    assert (await api.data("device/list", appID=app))[0]["devAddr"] == " " * 8


async def test_the_name_of_the_parameter(home: Api, house: IoTSquareServer) -> None:
    assert (await home.get("device/latestDeviceUplink", devEUI=BOARD))["code"] == 1006
    house.quirks = Quirks(uplink_parameter="devEUI")
    assert (await home.get("device/latestDeviceUplink", devEUI=BOARD))["code"] == 0
    assert (await home.get("device/latestDeviceUplink", devEui=BOARD))["code"] == 1006


# --- what is sent -----------------------------------------------------------------------------


async def test_the_queue_of_class_a(home: Api, house: IoTSquareServer) -> None:
    """Numbers are reserved one after another; a frame goes out after an uplink."""
    for number in (0, 1):
        found = await home.post("device/downlink/create", devEUI=BOARD, fPort=8, data="IzM=")
        assert (found["code"], found["fCnt"]) == (0, number)
    assert await home.data("device/downlink/queueSize", devEUI=BOARD) == {"queueSize": 2}
    house.control("uplink", {"devEUI": BOARD})
    assert await home.data("device/downlink/queueSize") == {"queueSize": 1}
    assert house.devices[BOARD].received[0].data == b"\x23\x33"
    house.control("join", {"devEUI": BOARD})
    house.quirks = Quirks(queue_size_beside=True)
    assert (await home.get("device/downlink/queueSize"))["queueSize"] == 0
    found = await home.post("device/downlink/create", devEUI=BOARD, fPort=8, data="IzM=")
    assert found["fCnt"] == 0


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"devEUI": EUI}, 4001),
        ({"fPort": 0}, 1007),
        ({"fPort": 200}, 1007),
        ({"fPort": 224}, 1007),
        ({"fPort": "8"}, 1007),
        ({"data": ""}, 1006),
        ({"data": "IzM"}, 1007),
        ({"data": "I zM="}, 1007),
        ({"data": b64(bytes(243))}, 1007),
        ({"confirmed": 1}, 1007),
        ({"fPort": 223, "data": b64(bytes(242)), "confirmed": True}, 0),
    ],
)
async def test_downlinks(home: Api, members: dict[str, Any], code: int) -> None:
    request = {"devEUI": THERMOMETER, "fPort": 8, "data": "IzM=", **members}
    assert await home.code("device/downlink/create", **request) == code


async def test_port_200_of_newer_servers(home: Api, house: IoTSquareServer) -> None:
    house.quirks = Quirks(port_200=True)
    request = {"devEUI": THERMOMETER, "fPort": 200, "data": "IzM="}
    assert await home.code("device/downlink/create", **request) == 0


async def test_both_paths(home: Api, house: IoTSquareServer) -> None:
    """The path moved at 3.4.21; either server knows one only."""
    members = {"devEUI": BOARD, "fPort": 8, "data": "IzM="}
    new, old = "device/downlink/create", "devicedl/create"
    assert (await home.raw("POST", old, json=members))[0] == 404
    assert await home.code(new, **members) == 0
    house.control("version", {"version": "3.4.20"})
    assert (await home.raw("POST", new, json=members))[0] == 404
    assert await home.code(old, **members) == 0
    house.quirks = Quirks(both_downlink_paths=True)
    assert await home.code(new, **members) == 0
    assert {one.operation for one in house.api.requests} == {"", new}


async def test_forwarders(api: Api) -> None:
    app = await api.new_app()
    await api.new_device(app, EUI, productType="rhf3m485")
    await api.new_device(app, OTHER)
    request = {"fPort": 8, "data": "IzM="}
    assert (await api.post("ladtp/device/downlink", devEUI=EUI, **request))["fCnt"] == 0
    assert await api.code("ladtp/device/downlink", devEUI=OTHER, **request) == 1007


async def test_class_c_is_served_at_once(home: Api, house: IoTSquareServer, clock: Clock) -> None:
    """And the relay tells what it did."""
    await clock.wait_for_sleepers()
    before = await home.data("device/latestDeviceUplink", devEui=RELAY)
    await home.post("device/downlink/create", devEUI=RELAY, fPort=10, data=b64(b"\1"))
    await clock.wait_for_sleepers(2)
    clock.advance(0.5)
    assert await home.data("device/downlink/queueSize", devEUI=RELAY) == {"queueSize": 1}
    clock.advance(0.5)
    assert await home.data("device/downlink/queueSize", devEUI=RELAY) == {"queueSize": 0}
    assert house.devices[RELAY].sensor.values["on"] is True  # type: ignore[union-attr]
    clock.advance(1)
    after = await home.data("device/latestDeviceUplink", devEui=RELAY)
    assert after["fCnt"] > before["fCnt"]
    assert after["data"] == b64(bytes.fromhex("aa0100"))
