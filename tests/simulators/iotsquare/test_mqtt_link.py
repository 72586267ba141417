"""Uplinks and downlinks through a real broker."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack
import json
from pathlib import Path
from typing import Any

import pytest

from simulators.certificates import self_signed
from simulators.clock import Clock
from simulators.iotsquare import IoTSquareServer, Quirks
from simulators.iotsquare.household import AMBIENCE, BOARD, RELAY, build_server
from simulators.iotsquare.mqtt import Broker, MqttConnection, MqttError
from tests.broker import Broker as RealBroker, BrokerTls, StartBroker
from tests.simulators.raw_iotsquare import b64, until
from tests.simulators.raw_stream import PATIENCE

type Build = Callable[[Broker], Coroutine[Any, Any, IoTSquareServer]]


@pytest.fixture
async def build(clock: Clock) -> AsyncIterator[Build]:
    """Return a function that starts the household's server with a link to a broker."""
    async with AsyncExitStack() as stack:

        async def start(broker: Broker) -> IoTSquareServer:
            server = build_server(
                clock=clock, address="127.79.5.2", port=0, broker=broker, period=None
            )
            await stack.enter_async_context(server)
            for app in server.applications.values():
                app.enable_mqtt = True
            async with asyncio.timeout(PATIENCE):
                await server.mqtt.connected.wait()
            return server

        yield start


async def listen(broker: Broker) -> MqttConnection:
    """Take what the server publishes."""
    client = await MqttConnection.open(broker, "listener")
    await client.subscribe("user/26/device/+/uplink")
    return client


async def test_protobuf(broker: RealBroker, build: Build) -> None:
    link = Broker(broker.host, broker.port)
    client = await listen(link)
    server = await build(link)
    server.control("uplink", {"devEUI": AMBIENCE, "port": 8, "data": "0011223344"})
    async with asyncio.timeout(PATIENCE):
        topic, payload = await client.receive()
    assert topic == f"user/26/device/{AMBIENCE}/uplink"
    assert payload.startswith(b"\x0a\x10" + AMBIENCE.encode())
    assert b"\x7a\x05\x00\x11\x22\x33\x44" in payload
    assert not server.notices.sender.pushes
    client.close()


async def test_json(broker: RealBroker, build: Build) -> None:
    link = Broker(broker.host, broker.port, json=True)
    client = await listen(link)
    server = await build(link)
    server.quirks = Quirks(mqtt_all_kinds=True)
    server.control("join", {"devEUI": BOARD})
    server.control("uplink", {"devEUI": BOARD})
    async with asyncio.timeout(PATIENCE):
        found = [json.loads((await client.receive())[1]) for _ in range(2)]
    assert [one["msgType"] for one in found] == ["join", "uplink"]
    assert (found[1]["devEUI"], found[1]["applicationID"]) == (BOARD, "89")
    assert "fCnt" not in found[1]
    client.close()


async def test_downlinks(start_broker: StartBroker, build: Build, clock: Clock) -> None:
    """Of either kind, without an answer; wrong ones change nothing."""
    real = await start_broker(users={"accord": "secret"})
    link = Broker(real.host, real.port, "accord", "secret")
    server = await build(link)
    client = await listen(link)
    topic = f"user/26/device/{RELAY}/downlink"
    request = {"devEUI": RELAY, "fport": 10, "data": b64(b"\1")}
    await client.publish(topic, json.dumps(request).encode())
    await until(lambda: server.devices[RELAY].queue)
    eui, token = RELAY.encode(), server.token.encode()
    inner = b"\x0a\x10" + eui + b"\x10\x0a\x1a\x01\x00\x20\x01"
    message = b"\x0a" + bytes([len(token)]) + token + b"\x12" + bytes([len(inner)]) + inner
    await client.publish(topic, message)
    await until(lambda: len(server.devices[RELAY].queue) == 2)
    assert server.devices[RELAY].queue[1].confirmed
    for wrong in (
        b"{",
        message.replace(token, b"x" * len(token)),
        json.dumps(request | {"fport": 224}).encode(),
        json.dumps(request | {"devEUI": BOARD}).encode(),
    ):
        await client.publish(topic, wrong)
    await until(lambda: server.mqtt.refused == 4)
    assert (server.mqtt.received, len(server.devices[RELAY].queue)) == (2, 2)
    client.close()


async def test_who_may_not_come_in(start_broker: StartBroker) -> None:
    real = await start_broker(users={"accord": "secret"})
    with pytest.raises(MqttError, match="refused"):
        await MqttConnection.open(Broker(real.host, real.port, "accord", "wrong"), "x")


async def test_tls(start_broker: StartBroker, build: Build, tmp_path: Path) -> None:
    certificate = self_signed("127.0.0.1", "broker")
    tls = BrokerTls(certificate=tmp_path / "chain.pem", key=tmp_path / "key.pem")
    tls.certificate.write_bytes(certificate.chain)
    tls.key.write_bytes(certificate.key)
    real = await start_broker(tls=tls)
    link = Broker(real.host, real.port, tls=True)
    server = await build(link)
    client = await listen(link)
    server.control("uplink", {"devEUI": BOARD})
    async with asyncio.timeout(PATIENCE):
        assert (await client.receive())[0].endswith(f"{BOARD}/uplink")
    client.close()


async def test_a_broker_that_comes_back(broker: RealBroker, build: Build) -> None:
    link = Broker(broker.host, broker.port)
    server = await build(link)
    await broker.stop()
    await until(lambda: not server.mqtt.connected.is_set())
    await broker.start()
    async with asyncio.timeout(PATIENCE):
        await server.mqtt.connected.wait()
    client = await listen(link)
    server.control("uplink", {"devEUI": BOARD})
    async with asyncio.timeout(PATIENCE):
        assert (await client.receive())[0].endswith(f"{BOARD}/uplink")
    assert server.state()["mqtt"] == {"connected": True, "published": 1}
    client.close()
