"""Forwarders of RS-485."""

from custom_components.accord.protocol.iotsquare import IoTSquareClient, Queued
from tests.protocol.iotsquare.fakes import OK, FakeServer


async def test_downlink(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("ladtp/device/downlink", {**OK, "fCnt": 4})
    assert await client.ladtp.downlink("b0cf5e634ec6d815", 8, b"\x23\x33") == Queued(4)
    assert server.last.body["data"] == "IzM="
