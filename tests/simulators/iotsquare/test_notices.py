"""What is told of gateways."""

from simulators.clock import Clock
from simulators.iotsquare import IoTSquareServer, Quirks
from simulators.iotsquare.household import BARN, ROOF
from tests.simulators.raw_iotsquare import Api, Catcher


async def test_connections(home: Api, house: IoTSquareServer, catcher: Catcher) -> None:
    more = {"pushURL": [catcher.base], "headers": {"x-token": "1"}}
    await home.code("gateway/update", gwID=BARN, **more)
    house.control("gateway", {"gwID": BARN, "online": False, "latitude": 52.1})
    push = await catcher.next()
    assert (push.path, push.headers["x-token"]) == ("/hook/gwconnection", "1")
    assert push.body == {
        "gwID": BARN,
        "type": "gwconnection",
        "time": push.body["time"],
        "data": {
            "gatewayOnline": {
                "online": False,
                "mqtt": False,
                "latitude": 52.1,
                "longitude": 0.0,
                "altitude": 0.0,
                "gpsTimeSync": False,
                "statTime": push.body["time"],
            }
        },
    }
    house.control("gateway", {"gwID": BARN, "online": False})
    house.control("gateway", {"gwID": BARN, "online": True})
    push = await catcher.next()
    assert push.body["data"]["gatewayOnline"]["online"] is True


async def test_heartbeats(
    home: Api, house: IoTSquareServer, clock: Clock, catcher: Catcher
) -> None:
    """In the interval that was set; details only of those with the SDK."""
    await clock.wait_for_sleepers()
    for gw_id in (ROOF, BARN):
        await home.code("gateway/update", gwID=gw_id, pushURL=[f"{catcher.base}/{gw_id}"])
    clock.advance(30)
    found = {push.body["gwID"]: push for push in [await catcher.next(), await catcher.next()]}
    assert found[ROOF].path == f"/hook/{ROOF}/gwstat"
    assert found[BARN].body["data"].keys() == {"gatewayOnline"}
    data = found[ROOF].body["data"]
    assert data["gatewayVersionInfo"]["model"] == "rhf2s208"
    assert data["gatewayNetworkInfo"]["networkDelay"] == 8.38
    assert data["gatewaySystemInfo"].keys() == {
        "pfwRunning", "temperature", "cpuUsage", "ramUsage", "rootFree", "logFree",
    }  # fmt: skip
    house.quirks = Quirks(old_gateway_pushes=True)
    house.control("heartbeat", {"gwID": ROOF})
    data = (await catcher.next()).body["data"]
    assert {"memUsage", "rootDiskUsage", "uptime"} < data["gatewaySystemInfo"].keys()
    house.gateways[ROOF].online = False
    house.control("heartbeat", {"gwID": ROOF})
    assert catcher.caught.empty()
