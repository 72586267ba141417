"""`gateway`: gateways, over real HTTP."""

from typing import Any

import pytest

from simulators.iotsquare import IoTSquareServer, Quirks
from simulators.iotsquare.household import BARN, ROOF
from tests.simulators.raw_iotsquare import Api, gateway

ID = "31b977fffe398501"
LINKS = ["http://127.0.0.1:1/a", "http://127.0.0.1:1/b"]


async def test_a_life(api: Api) -> None:
    request = gateway(ID, pushURL=LINKS, headers={"a": "b"}, txPower=14, extendedAttr={})
    assert await api.code("gateway/create", **request, remarks="roof", statInterval=60) == 0
    row = (await api.data("gateway/list"))[0]
    assert (row["gwID"], row["gwName"], row["online"], row["mqtt"]) == (ID, ID, False, False)
    assert (row["lastSeen"], row["username"], row["tags"]) == (-1, "accord", [])
    for operation in ("gateway/info", "gateway/status"):
        status = await api.data(operation, gwID=ID)
        assert (status["txPower"], status["headers"]) == (14, {"a": "b"})
        assert (status["pushURL"], status["remarks"]) == (LINKS, "roof")
        assert "online" not in status
    assert await api.code("gateway/update", gwID=ID, gwName="barn", pushUrls=[LINKS[1]]) == 0
    status = await api.data("gateway/info", gwID=ID)
    assert (status["gwName"], status["pushURL"], status["txPower"]) == ("barn", [LINKS[1]], 14)
    assert await api.code("gateway/delete", gwIDs=[ID]) == 0
    found = await api.post("gateway/delete", gwIDs=[ID])
    assert found["data"] == [{"code": 5001, "msg": "Gateway Not Exist", "gwID": ID}]


async def test_online(home: Api, house: IoTSquareServer) -> None:
    found = await home.get("gateway/status/online", gatewayId=ROOF)
    assert found["msg"] == ""
    assert found["data"] == {
        "gatewayId": ROOF,
        "online": True,
        "mqtt": True,
        "latitude": 52.36551,
        "longitude": 4.88852,
        "altitude": 18.0,
        "statTime": found["data"]["statTime"],
        "gpsTimeSync": True,
    }
    house.control("gateway", {"gwID": ROOF, "online": False, "gps": False})
    found = await home.data("gateway/status/online", gatewayId=ROOF)
    assert (found["online"], found["gpsTimeSync"]) == (False, False)
    assert (await home.get("gateway/status/online", gwID=ROOF))["code"] == 1006
    house.quirks = Quirks(online_parameter="gwID")
    assert (await home.get("gateway/status/online", gwID=ROOF))["code"] == 0


async def test_network_and_system(home: Api, house: IoTSquareServer) -> None:
    house.control("gateway", {"gwID": BARN, "system": {"batteryLevel": "87"},
                              "network": {"lteState": True, "rssi": -71}})  # fmt: skip
    found = await home.data("gateway/status/network", gwID=BARN)
    assert (found["nwkDelay"], found["lteState"], found["rssi"]) == ("8.38ms", True, -71)
    found = await home.data("gateway/status/system", gwID=BARN)
    assert (found["batteryLevel"], found["cpuUsage"]) == ("87", "0.64 0.38 0.18")
    assert found["memUsage"].endswith("23.08%")
    assert found["sbatteryCollectObject"] is None


async def test_older_servers(home: Api, house: IoTSquareServer) -> None:
    house.version = (3, 4, 14)
    status = await home.data("gateway/status", gwID=ROOF)
    assert (status["online"], status["mqtt"], status["enablePFW"]) == (True, True, True)
    assert status["latitude"] == pytest.approx(52.36551)
    for operation in ("gateway/info", "gateway/status/online", "gateway/status/system"):
        assert (await home.raw("GET", f"{operation}?gwID={ROOF}"))[0] == 404
    assert await home.code("gateway/update", gwID=ROOF, region="cn470") == 0
    assert (await home.data("gateway/status", gwID=ROOF))["region"] == "eu868"


async def test_newer_servers_move_them(home: Api) -> None:
    assert await home.code("gateway/update", gwID=ROOF, region="cn470", subnet="ch_88-95") == 0
    assert (await home.data("gateway/info", gwID=ROOF))["subnet"] == "ch_88-95"


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"gwID": "x"}, 1007),
        ({"gwID": None}, 1006),
        ({"gwName": None}, 1006),
        ({"gwType": "toaster"}, 1007),
        ({"region": "mars"}, 1011),
        ({"subnet": "auto"}, 1007),
        ({"txPower": 28}, 1007),
        ({"txPower": "14"}, 1007),
        ({"pushURL": ["x"]}, 1007),
        ({"pushURL": LINKS[0]}, 0),
        ({"pushURL": LINKS[0], "pushUrls": []}, 0),
        ({"headers": {str(number): "" for number in range(5)}}, 1007),
        ({"enableClassB": "yes"}, 1007),
        ({"statInterval": 0}, 1007),
    ],
)
async def test_entering(api: Api, members: dict[str, Any], code: int) -> None:
    assert await api.code("gateway/create", **{**gateway(ID), **members}) == code


async def test_changes_that_are_refused(home: Api) -> None:
    assert await home.code("gateway/update", gwName="x") == 1006
    assert await home.code("gateway/update", gwID=ID, gwName="x") == 5001
    assert await home.code("gateway/update", gwID=ROOF, gwName="barn") == 5004
    assert await home.code("gateway/update", gwID=ROOF, gwName="roof", txPower=-1) == 1007
    assert await home.code("gateway/update", gwID=ROOF, gwName="roof") == 0


async def test_without_its_gateways_nothing_is_heard(home: Api, house: IoTSquareServer) -> None:
    before = (await home.data("device/list", appID=90))[0]["fCnt"]
    assert await home.code("gateway/delete", gwIDs=[ROOF, BARN]) == 0
    house.control("report_all", {})
    row = (await home.data("device/list", appID=90))[0]
    assert row["fCnt"] == before
    status = await home.data("device/status", devEUI=row["devEUI"])
    assert (status["gwID"], status["gwName"]) == (ROOF, "")
