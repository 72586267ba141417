"""The one socket of all stations."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from custom_components.accord.protocol.errors import ConnectionFailedError
from custom_components.accord.protocol.lifesmart import (
    ANSWER_PORT,
    StationPort,
    address_of,
    own_address,
)
from custom_components.accord.protocol.lifesmart.codec import PacketType
from custom_components.accord.protocol.transport.datagram import DatagramEndpoint
from tests.protocol.lifesmart.fakes import framed

type Body = Mapping[str, Any]


async def settled(future: asyncio.Future[Body]) -> Body:
    async with asyncio.timeout(5):
        return await future


@pytest.fixture
async def peer() -> Any:
    opened = await DatagramEndpoint.open(("127.0.0.1", 0))
    yield opened
    opened.close()


async def test_a_taken_port_leaves_us_deaf_to_some() -> None:
    first = await StationPort.open("127.0.0.1")
    second = await StationPort.open("127.0.0.1")
    assert (first.number, first.deaf) == (ANSWER_PORT, False)
    assert second.deaf
    assert second.number not in (0, ANSWER_PORT)
    assert second.address == "127.0.0.1"
    assert second.turn(("127.0.0.1", 1)) is second.turn(("127.0.0.1", 1))
    assert second.turn(("127.0.0.1", 1)) is not second.turn(("127.0.0.1", 2))
    first.close()
    second.close()


async def test_an_address_that_is_not_ours() -> None:
    with pytest.raises(ConnectionFailedError):
        await StationPort.open("192.0.2.1")


async def test_a_socket_that_hears_everywhere() -> None:
    port = await StationPort.open(port=0)
    assert port.address is None
    port.close()


async def test_reply(port: StationPort, peer: DatagramEndpoint) -> None:
    answer = port.expect("127.0.0.1", 7, PacketType.SET)
    assert port.is_expected("127.0.0.1", 7)
    peer.send(framed(4, {"id": 7, "code": 0, "msg": {}}), ("127.0.0.1", port.number))
    assert await settled(answer) == {"id": 7, "code": 0, "msg": {}}
    port.forget("127.0.0.1", 7)
    assert not port.is_expected("127.0.0.1", 7)
    port.forget("127.0.0.1", 7)


async def test_what_is_no_reply(port: StationPort, peer: DatagramEndpoint) -> None:
    """An event with the same id, another id, an echo, and noise before the reply."""
    answer = port.expect("127.0.0.1", 7, PacketType.SET)
    for data in (
        framed(9, {"id": 7, "code": 0, "chg": []}),
        framed(4, {"id": 8, "code": 0, "msg": "other"}),
        framed(4, {"id": True, "code": 0, "msg": "no id"}),
        framed(4, {"id": "7", "code": 0, "msg": "no id"}),
        framed(3, {"id": 7, "obj": "ep", "args": {}}),
        framed(4, {"id": 7, "code": 0, "msg": "cut"})[:-3],
        b"LSID=1\n",
        framed(4, {"id": 7, "code": 0, "msg": "reply"}),
        framed(4, {"id": 7, "code": 0, "msg": "twice"}),
    ):
        peer.send(data, ("127.0.0.1", port.number))
    assert (await settled(answer))["msg"] == "reply"


async def test_a_reply_of_an_unexpected_type_counts_if_it_has_a_code(
    port: StationPort, peer: DatagramEndpoint
) -> None:
    answer = port.expect("127.0.0.1", 7, PacketType.GET)
    peer.send(framed(4, {"id": 7, "code": 0, "msg": 1}), ("127.0.0.1", port.number))
    assert (await settled(answer))["msg"] == 1


async def test_stations_are_told_apart_by_their_address(
    port: StationPort, peer: DatagramEndpoint
) -> None:
    other = await DatagramEndpoint.open(("127.0.0.2", 0))
    answers = [port.expect(host, 7, PacketType.GET) for host in ("127.0.0.1", "127.0.0.2")]
    other.send(framed(2, {"id": 7, "code": 0, "msg": "two"}), ("127.0.0.1", port.number))
    assert (await settled(answers[1]))["msg"] == "two"
    assert not answers[0].done()
    peer.send(framed(2, {"id": 7, "code": 0, "msg": "one"}), ("127.0.0.1", port.number))
    assert (await settled(answers[0]))["msg"] == "one"
    other.close()


async def test_events_of_hosts_that_are_listened_to(
    port: StationPort, peer: DatagramEndpoint
) -> None:
    stranger = await DatagramEndpoint.open(("127.0.0.3", 0))
    heard: asyncio.Queue[Body] = asyncio.Queue()
    stop = port.listen("127.0.0.1", heard.put_nowait)
    also: list[Body] = []
    stop_also = port.listen("127.0.0.1", also.append)
    stranger.send(framed(9, {"id": 1, "chg": "forged"}), ("127.0.0.1", port.number))
    peer.send(framed(9, {"id": 2, "chg": []}), ("127.0.0.1", port.number))
    async with asyncio.timeout(5):
        assert await heard.get() == {"id": 2, "chg": []}
    assert also == [{"id": 2, "chg": []}]
    stop()
    stop()
    peer.send(framed(9, {"id": 3}), ("127.0.0.1", port.number))
    answer = port.expect("127.0.0.1", 4, PacketType.GET)
    peer.send(framed(2, {"id": 4, "code": 0}), ("127.0.0.1", port.number))
    await settled(answer)
    assert heard.empty()
    assert len(also) == 2
    stop_also()
    stranger.close()


async def test_closed(port: StationPort) -> None:
    port.close()
    with pytest.raises(ConnectionFailedError):
        port.send(PacketType.GET, {}, ("127.0.0.1", 9))


def test_own_address() -> None:
    assert own_address("127.0.0.9") == "127.0.0.1"
    assert own_address("no address") is None


async def test_addresses_of_hosts() -> None:
    assert await address_of("127.0.0.5") == "127.0.0.5"
    with pytest.raises(ConnectionFailedError, match="no such host"):
        await address_of("::1")


async def test_copies_of_an_event(port: StationPort, peer: DatagramEndpoint) -> None:
    """The network may deliver a datagram twice, also others between."""
    heard: asyncio.Queue[Body] = asyncio.Queue()
    stop = port.listen("127.0.0.1", heard.put_nowait)
    target = ("127.0.0.1", port.number)
    for number in (1, 1, 2, 1, 2, 3):
        peer.send(framed(9, {"id": number, "chg": []}), target)
    async with asyncio.timeout(5):
        told = [(await heard.get())["id"] for _ in range(3)]
    assert told == [1, 2, 3]
    assert heard.empty()
    stop()


async def test_the_same_of_two_stations(port: StationPort, peer: DatagramEndpoint) -> None:
    """Ids of devices and packets are those of one station only."""
    other = await DatagramEndpoint.open(("127.0.0.4", 0))
    heard: asyncio.Queue[str] = asyncio.Queue()
    port.listen("127.0.0.1", lambda _: heard.put_nowait("127.0.0.1"))
    port.listen("127.0.0.4", lambda _: heard.put_nowait("127.0.0.4"))
    for sender in (peer, other):
        sender.send(framed(9, {"id": 1, "chg": []}), ("127.0.0.1", port.number))
    async with asyncio.timeout(5):
        assert {await heard.get(), await heard.get()} == {"127.0.0.1", "127.0.0.4"}
    other.close()


async def test_the_same_event_later(
    port: StationPort, peer: DatagramEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A button may be pressed again: what comes later is no copy."""
    monkeypatch.setattr("custom_components.accord.protocol.lifesmart.port.COPY_WINDOW", 0.0)
    heard: asyncio.Queue[Body] = asyncio.Queue()
    port.listen("127.0.0.1", heard.put_nowait)
    for _ in range(2):
        peer.send(framed(9, {"id": 1, "chg": []}), ("127.0.0.1", port.number))
        async with asyncio.timeout(5):
            assert (await heard.get())["id"] == 1
