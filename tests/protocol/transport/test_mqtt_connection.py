"""Single connections against peers that break them off."""

import asyncio
from pathlib import Path

import pytest

from custom_components.accord.protocol.errors import (
    AccordError,
    AuthenticationError,
    BusyError,
    ConnectionFailedError,
    DeadlineError,
    PermissionDeniedError,
)
from custom_components.accord.protocol.transport.mqtt_connection import (
    MqttBroker,
    MqttConnection,
    MqttLogin,
    MqttTimes,
)
from custom_components.accord.protocol.transport.tls import TlsPolicy, make_context
from tests.protocol.peer import Line, Serve, StartPeer
from tests.protocol.transport.certificates import Certificate

CONNECT, PUBLISH, SUBSCRIBE, PINGREQ, DISCONNECT = 1, 3, 8, 12, 14
TIMES = MqttTimes(connect=5, acknowledge=0.3, keepalive=1)


async def packet(line: Line) -> tuple[int, bytes]:
    """Return kind and content of the next packet, of at most 127 bytes."""
    head, size = await line.reader.readexactly(2)
    return head >> 4, await line.reader.readexactly(size)


def welcome(code: int = 0) -> Serve:
    """Answer a CONNECT, and then nothing."""

    async def serve(line: Line) -> None:
        assert (await packet(line))[0] == CONNECT
        line.send(bytes((0x20, 2, 0, code)))
        await line.gone()

    return serve


async def connected(start_peer: StartPeer, serve: Serve) -> MqttConnection:
    peer = await start_peer(serve)
    broker = MqttBroker(host=peer.host, port=peer.port, login=lambda: MqttLogin("me", "u", "w"))
    return await MqttConnection.open(broker, TIMES, lambda _topic, _payload: None)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (1, ConnectionFailedError),
        (2, AuthenticationError),
        (3, BusyError),
        (4, AuthenticationError),
        (5, AuthenticationError),
    ],
)
async def test_refusals(start_peer: StartPeer, code: int, kind: type[AccordError]) -> None:
    with pytest.raises(kind) as raised:
        await connected(start_peer, welcome(code))
    assert type(raised.value) is kind


async def test_who_connects(start_peer: StartPeer) -> None:
    seen: list[bytes] = []

    async def serve(line: Line) -> None:
        seen.append((await packet(line))[1])
        line.send(bytes((0x20, 2, 0, 0)))
        await line.gone()

    (await connected(start_peer, serve)).close()
    assert seen == [b"\x00\x04MQTT\x04\xc2\x00\x01\x00\x02me\x00\x01u\x00\x01w"]


async def test_no_acknowledgement(start_peer: StartPeer) -> None:
    """It may have arrived: nobody knows."""
    connection = await connected(start_peer, welcome())
    with pytest.raises(DeadlineError) as raised:
        await connection.publish("out", b"x", 1)
    assert raised.value.outcome_unknown
    with pytest.raises(DeadlineError):
        await connection.subscribe({"in": 0})
    connection.close()


async def test_a_connection_that_breaks_before_the_acknowledgement(start_peer: StartPeer) -> None:
    async def serve(line: Line) -> None:
        await packet(line)
        line.send(bytes((0x20, 2, 0, 0)))
        assert (await packet(line))[0] == PUBLISH

    connection = await connected(start_peer, serve)
    with pytest.raises(ConnectionFailedError) as raised:
        await connection.publish("out", b"x", 1)
    assert raised.value.outcome_unknown
    assert isinstance(await connection.lost(), ConnectionFailedError)
    with pytest.raises(ConnectionFailedError) as raised:
        await connection.publish("out", b"x", 1)
    assert not raised.value.outcome_unknown
    connection.close()


async def test_a_refused_subscription(start_peer: StartPeer) -> None:
    async def serve(line: Line) -> None:
        await packet(line)
        line.send(bytes((0x20, 2, 0, 0)))
        kind, content = await packet(line)
        assert kind == SUBSCRIBE
        line.send(bytes((0x90, 3, *content[:2], 0x80)))
        await line.gone()

    connection = await connected(start_peer, serve)
    with pytest.raises(PermissionDeniedError):
        await connection.subscribe({"in": 1})
    connection.close()


async def test_a_peer_that_falls_silent(start_peer: StartPeer) -> None:
    """A sign of life is asked for; without an answer the connection is given up."""
    asked: list[int] = []

    async def serve(line: Line) -> None:
        await packet(line)
        line.send(bytes((0x20, 2, 0, 0)))
        while True:
            asked.append((await packet(line))[0])

    connection = await connected(start_peer, serve)
    async with asyncio.timeout(20):
        assert isinstance(await connection.lost(), ConnectionFailedError)
    assert asked == [PINGREQ]
    connection.close()


async def test_many_messages_in_one_record(tmp_path: Path) -> None:
    """TLS takes them from the network all at once: nothing more shows that they are there."""
    certificate = Certificate(tmp_path)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(2)
        message = bytes((0x30, 5, 0, 2)) + b"in" + b"x"
        writer.write(bytes((0x20, 2, 0, 0)) + message * 500)
        await writer.drain()
        await reader.read(1024)
        await reader.read()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=certificate.server)
    port = server.sockets[0].getsockname()[1]
    policy = TlsPolicy(insecure=True)
    heard: asyncio.Queue[bytes] = asyncio.Queue()
    broker = MqttBroker(
        host="127.0.0.1", port=port, login=MqttLogin, context=lambda: make_context(policy)
    )
    calm = MqttTimes(connect=5, keepalive=600)
    connection = await MqttConnection.open(broker, calm, lambda _topic, one: heard.put_nowait(one))
    async with asyncio.timeout(10):
        for _ in range(500):
            await heard.get()
    connection.close()
    server.close()


async def test_a_goodbye(start_peer: StartPeer) -> None:
    said: asyncio.Queue[int] = asyncio.Queue()

    async def serve(line: Line) -> None:
        await packet(line)
        line.send(bytes((0x20, 2, 0, 0)))
        said.put_nowait((await packet(line))[0])

    connection = await connected(start_peer, serve)
    connection.close()
    connection.close()
    async with asyncio.timeout(5):
        assert await said.get() == DISCONNECT


async def test_someone_who_does_not_wait(start_peer: StartPeer) -> None:
    """The thread that still tries to agree on TLS ends by itself, and the connection with it."""
    began, ended = asyncio.Event(), asyncio.Event()

    async def serve(line: Line) -> None:
        began.set()
        await line.gone()
        ended.set()

    peer = await start_peer(serve)
    policy = TlsPolicy(insecure=True)
    broker = MqttBroker(
        host=peer.host, port=peer.port, login=MqttLogin, context=lambda: make_context(policy)
    )
    task = asyncio.create_task(MqttConnection.open(broker, TIMES, lambda _topic, _payload: None))
    async with asyncio.timeout(10):
        await began.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await ended.wait()


async def test_names_that_lead_nowhere() -> None:
    broker = MqttBroker(host="", port=1, login=MqttLogin)
    with pytest.raises(ConnectionFailedError):
        await MqttConnection.open(broker, TIMES, lambda _topic, _payload: None)
