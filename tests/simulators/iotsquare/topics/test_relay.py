"""`relay/device`: the vendor's LoRaWAN relays."""

from simulators.clock import Clock
from simulators.iotsquare import IoTSquareServer
from simulators.iotsquare.household import BOARD
from tests.simulators.raw_iotsquare import Api


async def test_relays(home: Api, house: IoTSquareServer, clock: Clock) -> None:
    request = {"devEUI": BOARD, "fPort": 200, "data": "IzM="}
    assert await home.code("relay/device/downlink", **request) == 1007
    assert await home.code("device/update", devEUI=BOARD, productType="rhf3mr01") == 0
    status = await home.data("relay/device/status", devEUI=BOARD)
    assert (status["battery"], status["slaveNum"], status["deviceWorkMode"]) == (78, 2, 1)
    rows = await home.data("relay/device/uplink", devEUI=BOARD)
    assert (rows[0]["battery"], rows[0]["createtime"]) == (78, status["lastSeen"])
    later = status["lastSeen"] + 1
    assert (await home.get("relay/device/uplink", devEUI=BOARD, startTime=later))["amount"] == 0
    await clock.wait_for_sleepers()
    assert await home.code("relay/device/downlink", **request) == 0
    assert len(house.devices[BOARD].queue) == 1
    assert await home.code("relay/device/downlink", **request, wake=True) == 0
    for _ in range(2):
        await clock.wait_for_sleepers(2)
        clock.advance(1)
        await home.get("device/downlink/queueSize")
    assert not house.devices[BOARD].queue
    house.version = (4, 2, 0)
    assert (await home.raw("GET", f"relay/device/status?devEUI={BOARD}"))[0] == 404
