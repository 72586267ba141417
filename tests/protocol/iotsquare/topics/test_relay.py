"""Relays."""

from datetime import UTC, datetime

from custom_components.accord.protocol.iotsquare import IoTSquareClient
from tests.protocol.iotsquare.fakes import OK, FakeServer

EUI = "b0cf5e634ec6d815"


async def test_downlink(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("relay/device/downlink", OK)
    await client.relay.downlink(EUI, 8, b"\x23\x33", wake=True)
    assert server.last.body == {
        "devEUI": EUI,
        "fPort": 8,
        "data": "IzM=",
        "confirmed": False,
        "wake": True,
    }


async def test_uplink(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("relay/device/uplink", {**OK, "data": [{"battery": 80}, {"battery": 79}]})
    start = datetime(2026, 1, 1, tzinfo=UTC)
    (found,) = await client.relay.uplink(EUI, start, limit=1)
    assert found.battery == 80
    assert server.last.query["startTime"] == "1767225600000"
    assert "endTime" not in server.last.query


async def test_status(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("relay/device/status", {**OK, "data": {"slaveNum": 3}})
    assert (await client.relay.status(EUI)).slaves == 3
