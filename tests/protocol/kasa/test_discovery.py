"""Broadcasts, their answers, and what else arrives at the socket."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
import json
import socket

import pytest

from custom_components.accord.protocol.errors import (
    ConnectionFailedError,
    DeadlineError,
    ProtocolError,
)
from custom_components.accord.protocol.kasa import (
    DISCOVERY_PORT,
    Discovered,
    Family,
    discover,
    discover_host,
    find_klap,
    parse_answer,
    probe,
)
from custom_components.accord.protocol.transport.datagram import Address, DatagramEndpoint
from tests.protocol.kasa.fakes import Json, sample
from tests.protocol.kasa.wire import frame, request, scramble, unscramble
from tests.protocol.peer import Line, StartPeer

FROM: Address = ("192.0.2.10", 9999)
CAMERA: Json = {"system": {"get_sysinfo": {"err_code": 0, "system": {"model": "EC60(US)"}}}}

type Answer = Callable[[bytes], list[bytes]]
type StartDevice = Callable[[str, Answer], Awaitable[int]]


def cipher(answer: Json) -> bytes:
    return scramble(json.dumps(answer, separators=(",", ":")).encode())


@pytest.fixture
async def start_device() -> AsyncIterator[StartDevice]:
    """Return a function that answers datagrams at an address; it returns the common port."""
    opened: list[DatagramEndpoint] = []

    async def start(address: str, answer: Answer) -> int:
        port = opened[0].local[1] if opened else 0
        endpoint = await DatagramEndpoint.open((address, port))
        opened.append(endpoint)

        def receive(data: bytes, sender: Address) -> None:
            for datagram in answer(data):
                endpoint.send(datagram, sender)

        endpoint.listen(receive)
        return endpoint.local[1]

    yield start
    for endpoint in opened:
        endpoint.close()


def test_the_probe() -> None:
    assert probe().hex() == "d0f281f88bff9af7d5ef94b6d1b4c09fec95e68fe187e8caf08bf68bf6"
    assert DISCOVERY_PORT == 9999


@pytest.mark.parametrize("name", ["plug", "plug_first_generation", "bulb_off", "strip"])
def test_answers(name: str) -> None:
    found = parse_answer(cipher(sample(name)), FROM)
    assert found is not None
    assert found.sysinfo is not None
    assert (found.host, found.supported) == ("192.0.2.10", True)
    assert found.model == found.sysinfo.model


def test_outlets_have_short_ids_over_udp() -> None:
    answer = sample("strip")
    info = answer["system"]["get_sysinfo"]
    for child in info["children"]:
        child["id"] = child["id"][-2:]
    found = parse_answer(cipher(answer), FROM)
    assert found is not None
    assert found.sysinfo is not None
    assert [one.id for one in found.sysinfo.outlets] == [
        info["deviceId"] + digits for digits in ("00", "01")
    ]


def test_a_camera_is_named_but_not_supported() -> None:
    assert parse_answer(cipher(CAMERA), FROM) == Discovered(
        host="192.0.2.10", sysinfo=None, supported=False, model="EC60(US)"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"M-SEARCH * HTTP/1.1",
        b"\x02\x00\x00\x01" + b"{}",
        probe(),
        scramble(b"{}"),
        scramble(b"[]"),
        scramble(b'{"system":{"get_sysinfo":{"err_code":-1}}}'),
        scramble(b'{"system":{"get_sysinfo":{"mac":"02005E100001"}}}'),
        cipher(sample("plug"))[:-10],
    ],
)
def test_noise(data: bytes) -> None:
    assert parse_answer(data, FROM) is None


async def test_each_device_once(start_device: StartDevice) -> None:
    asked: list[bytes] = []

    def plug(data: bytes) -> list[bytes]:
        asked.append(unscramble(data))
        return [b"noise", cipher(sample("plug"))]

    port = await start_device("127.9.9.1", plug)
    await start_device("127.9.9.2", lambda _: [cipher(sample("strip"))])
    await start_device("127.9.9.3", lambda _: [cipher(sample("plug"))])
    await start_device("127.9.9.4", lambda _: [cipher(CAMERA)])
    await start_device("127.9.9.5", lambda _: [b"noise"])
    targets = [f"127.9.9.{number}" for number in range(1, 6)]
    found = await discover(targets, port=port, window=0.4, at=(0.0, 0.05, 0.1))
    assert sorted((one.model, one.supported) for one in found) == [
        ("EC60(US)", False),
        ("KP115(US)", True),
        ("KP400(US)", True),
    ]
    assert asked == [b'{"system":{"get_sysinfo":{}}}'] * 3


ANNOUNCED: Json = {
    "result": {
        "mac": "02-00-5E-10-00-01",
        "device_type": "IOT.SMARTPLUGSWITCH",
        "device_model": "KP115(US)",
        "mgt_encrypt_schm": {"encrypt_type": "KLAP", "http_port": 80},
    }
}
ANNOUNCEMENT = b"\x02" + bytes(15) + json.dumps(ANNOUNCED).encode()


@pytest.mark.parametrize("klap_first", [True, False])
async def test_who_answers_both_ways_needs_no_account(
    start_device: StartDevice, klap_first: bool
) -> None:
    answers = [ANNOUNCEMENT, cipher(sample("plug"))]
    port = await start_device("127.9.9.7", lambda _: answers if klap_first else answers[::-1])
    (found,) = await discover(["127.9.9.7"], port=port, klap_ports=(), window=0.3, at=(0.0,))
    assert (found.klap_port, found.sysinfo is not None) == (None, True)


async def test_a_host_by_name(start_device: StartDevice) -> None:
    port = await start_device("127.0.0.1", lambda _: [ANNOUNCEMENT])
    found = await find_klap("localhost", ports=(port,), window=1.0)
    assert found is not None
    assert (found.host, found.klap_port) == ("localhost", 80)


async def test_a_host_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", fail)
    assert await find_klap("nobody.invalid", window=0.1) is None


async def test_a_cut_answer_is_asked_for_again_over_tcp(
    start_device: StartDevice, start_peer: StartPeer
) -> None:
    async def serve(line: Line) -> None:
        assert await request(line) == {"system": {"get_sysinfo": {}}}
        line.send(frame(sample("strip")))
        await line.gone()

    peer = await start_peer(serve)
    endpoint = await DatagramEndpoint.open((peer.host, peer.port))
    endpoint.listen(lambda _, sender: endpoint.send(cipher(sample("strip"))[:500], sender))
    (found,) = await discover([peer.host], port=peer.port, window=0.3, at=(0.0, 0.02))
    endpoint.close()
    assert found.sysinfo is not None
    assert found.sysinfo.family is Family.STRIP
    assert peer.connections == 1


async def test_a_cut_answer_nobody_completes_is_dropped(start_device: StartDevice) -> None:
    port = await start_device("127.9.9.6", lambda _: [cipher(sample("strip"))[:500]])
    assert await discover(["127.9.9.6"], port=port, window=0.3, at=(0.0,)) == []


async def test_nobody_there(free_port: int) -> None:
    assert await discover(["127.0.0.1"], port=free_port, window=0.05, at=(0.0,)) == []


async def test_discover_host(start_peer: StartPeer) -> None:
    async def serve(line: Line) -> None:
        await request(line)
        line.send(frame(sample("dimmer")))
        await line.gone()

    peer = await start_peer(serve)
    found = await discover_host(peer.host, port=peer.port)
    assert found.sysinfo is not None
    assert (found.host, found.model, found.supported) == (peer.host, "KS220(US)", True)


async def test_discover_host_meets_a_camera(start_peer: StartPeer) -> None:
    async def serve(line: Line) -> None:
        await request(line)
        line.send(frame(CAMERA))
        await line.gone()

    peer = await start_peer(serve)
    assert await discover_host(peer.host, port=peer.port) == Discovered(
        host=peer.host, sysinfo=None, supported=False, model="EC60(US)"
    )


@pytest.mark.parametrize("drip", [False, True])
async def test_discover_host_has_one_deadline(drip: bool, start_peer: StartPeer) -> None:
    async def serve(line: Line) -> None:
        for byte in frame(sample("plug")) if drip else b"":
            line.send(bytes((byte,)))
            await asyncio.sleep(0.02)
        await line.gone()

    peer = await start_peer(serve)
    async with asyncio.timeout(5):
        with pytest.raises(DeadlineError):
            await discover_host(peer.host, port=peer.port, timeout=0.1)


async def test_discover_host_meets_something_else(start_peer: StartPeer, free_port: int) -> None:
    async def serve(line: Line) -> None:
        await line.reader.read(1)
        line.send(b"SSH-2.0-OpenSSH_9.9\r\n")
        await line.gone()

    peer = await start_peer(serve)
    with pytest.raises(ProtocolError):
        await discover_host(peer.host, port=peer.port)
    with pytest.raises(ConnectionFailedError):
        await discover_host(peer.host, port=free_port)
