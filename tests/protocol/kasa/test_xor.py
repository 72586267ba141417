"""The XOR link against a server that speaks the wire form by its definition."""

import asyncio

import pytest

from custom_components.accord.protocol.errors import (
    ConnectionFailedError,
    DeadlineError,
    ProtocolError,
)
from custom_components.accord.protocol.kasa.xor import XorLink
from tests.protocol.kasa.fakes import sample
from tests.protocol.kasa.wire import frame, request
from tests.protocol.peer import Line, StartPeer

ASK = b'{"system":{"get_sysinfo":{}}}'


async def test_exchange(start_peer: StartPeer) -> None:
    seen = []

    async def serve(line: Line) -> None:
        while True:
            seen.append(await request(line))
            line.send(frame(b'{"answer":%d}' % len(seen)))

    peer = await start_peer(serve)
    link = XorLink(peer.host, peer.port)
    assert await link.exchange(ASK, repeatable=True) == b'{"answer":1}'
    assert await link.exchange(ASK, repeatable=True) == b'{"answer":2}'
    assert seen == [{"system": {"get_sysinfo": {}}}] * 2
    assert peer.connections == 1
    await link.close()
    with pytest.raises(ConnectionFailedError):
        await link.exchange(ASK, repeatable=True)


async def test_long_answers_come_in_segments(start_peer: StartPeer) -> None:
    answer = b'{"text":"%s"}' % (b"x" * 20_000)

    async def serve(line: Line) -> None:
        await request(line)
        whole = frame(answer)
        for start in range(0, len(whole), 1024):
            line.send(whole[start : start + 1024])
            await line.writer.drain()
        await line.gone()

    peer = await start_peer(serve)
    link = XorLink(peer.host, peer.port)
    assert await link.exchange(ASK, repeatable=True) == answer
    await link.close()


async def test_a_header_in_pieces(start_peer: StartPeer) -> None:
    async def serve(line: Line) -> None:
        await request(line)
        for byte in frame(sample("plug"))[:6]:
            line.send(bytes((byte,)))
            await line.writer.drain()
        line.send(frame(sample("plug"))[6:])
        await line.gone()

    peer = await start_peer(serve)
    link = XorLink(peer.host, peer.port)
    assert b"Freezer" in await link.exchange(ASK, repeatable=True)
    await link.close()


@pytest.mark.parametrize(
    "garbage",
    [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\xff\xff\xff\xff", b"\x00\x01\x00\x01" + b"x" * 70_000],
    ids=["web page", "too long", "just too long"],
)
async def test_what_no_device_sends(garbage: bytes, start_peer: StartPeer) -> None:
    async def serve(line: Line) -> None:
        await request(line)
        line.send(garbage)
        await line.gone()

    peer = await start_peer(serve)
    link = XorLink(peer.host, peer.port)
    with pytest.raises(ProtocolError):
        await link.exchange(ASK, repeatable=True)
    await link.close()


async def test_timeouts_are_the_callers(start_peer: StartPeer) -> None:
    async def serve(line: Line) -> None:
        await line.gone()

    peer = await start_peer(serve)
    loop = asyncio.get_running_loop()
    begin = loop.time()
    link = XorLink(peer.host, peer.port, connect_timeout=0.05, response_timeout=0.05)
    with pytest.raises(DeadlineError):
        await link.exchange(ASK, repeatable=True)
    link = XorLink(peer.host, peer.port)
    with pytest.raises(DeadlineError):
        await link.exchange(ASK, repeatable=True, timeout=0.05)
    assert loop.time() - begin < 4
    await link.close()
