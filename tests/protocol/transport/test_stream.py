"""Request and answer over one kept connection: order, deadlines, repetition, clean ends."""

import asyncio
import errno
import socket
from typing import Any

import pytest

from custom_components.accord.protocol.errors import (
    ConnectionFailedError,
    DeadlineError,
    ProtocolError,
    RequestRefusedError,
)
from custom_components.accord.protocol.transport.stream import CLOSES_AFTER, StreamConnection
from tests.protocol.peer import Line, Peer, StartPeer, framed

GARBAGE = 0xFF


def framing(buffer: bytearray) -> int | None:
    """Frames are one byte of length and that many bytes."""
    if not buffer:
        return None
    if buffer[0] == GARBAGE:
        raise ProtocolError("garbage")
    return 1 + buffer[0]


def connect(peer: Peer, *, timeout: float = 5.0) -> StreamConnection:
    return StreamConnection(peer.host, peer.port, framing=framing, response_timeout=timeout)


async def echo(line: Line) -> None:
    while True:
        line.send(framed(await line.frame()))


async def echo_once(line: Line) -> None:
    line.send(framed(await line.frame()))


async def ask(connection: StreamConnection, body: bytes, *, repeatable: bool = True) -> bytes:
    return await connection.exchange(framed(body), repeatable=repeatable)


async def test_answers_come_over_one_kept_connection(start_peer: StartPeer) -> None:
    peer = await start_peer(echo)
    connection = connect(peer)
    connected = [connection.connected]
    assert await ask(connection, b"one") == framed(b"one")
    assert await ask(connection, b"two") == framed(b"two")
    connected.append(connection.connected)
    assert peer.connections == 1
    await connection.close()
    connected.append(connection.connected)
    assert connected == [False, True, False]


async def test_an_answer_in_pieces_is_put_together(start_peer: StartPeer) -> None:
    async def serve(line: Line) -> None:
        for byte in framed(await line.frame()):
            line.send(bytes((byte,)))
            await line.writer.drain()

    connection = connect(await start_peer(serve))
    assert await ask(connection, b"piece by piece") == framed(b"piece by piece")
    await connection.close()


async def test_one_request_at_a_time_in_order(start_peer: StartPeer) -> None:
    seen: list[bytes] = []
    waiting: list[int] = []

    async def serve(line: Line) -> None:
        while True:
            seen.append(await line.frame())
            waiting.append(len(line.reader._buffer))  # type: ignore[attr-defined]
            line.send(framed(seen[-1]))

    connection = connect(await start_peer(serve))
    bodies = [b"%d" % number for number in range(20)]
    answers = await asyncio.gather(*(ask(connection, body) for body in bodies))
    assert answers == [framed(body) for body in bodies]
    assert seen == bodies
    assert not any(waiting)
    await connection.close()


async def test_a_peer_that_closes_after_each_answer_is_noticed(start_peer: StartPeer) -> None:
    peer = await start_peer(echo_once)
    connection = connect(peer)
    for number in range(CLOSES_AFTER + 2):
        body = b"%d" % number
        assert await ask(connection, body) == framed(body)
    assert connection.closes_after_answer
    assert not connection.connected
    assert peer.connections == CLOSES_AFTER + 2
    await connection.close()


async def test_a_peer_that_keeps_open_is_no_closer(start_peer: StartPeer) -> None:
    async def serve(line: Line) -> None:
        for _ in range(2):
            line.send(framed(await line.frame()))

    connection = connect(await start_peer(serve))
    for _ in range(CLOSES_AFTER * 4):
        await ask(connection, b"x")
    assert not connection.closes_after_answer
    await connection.close()


async def test_a_dead_kept_connection_is_replaced_silently(start_peer: StartPeer) -> None:
    seen: list[bytes] = []

    async def serve(line: Line) -> None:
        while True:
            seen.append(await line.frame())
            if line.number == 0 and len(seen) == 2:
                return
            line.send(framed(seen[-1]))

    peer = await start_peer(serve)
    connection = connect(peer)
    await ask(connection, b"one")
    assert await ask(connection, b"two") == framed(b"two")
    assert seen == [b"one", b"two", b"two"]
    assert peer.connections == 2
    await connection.close()


async def test_what_must_not_be_repeated_goes_out_once_on_a_fresh_connection(
    start_peer: StartPeer,
) -> None:
    seen: list[tuple[int, bytes]] = []

    async def serve(line: Line) -> None:
        seen.append((line.number, await line.frame()))
        if line.number == 0:
            line.send(framed(b"ok"))
            await line.gone()

    connection = connect(await start_peer(serve))
    await ask(connection, b"read")
    with pytest.raises(ConnectionFailedError) as caught:
        await ask(connection, b"reboot", repeatable=False)
    assert caught.value.outcome_unknown
    assert seen == [(0, b"read"), (1, b"reboot")]
    await connection.close()


async def test_a_fresh_connection_closed_without_answer_is_an_error(start_peer: StartPeer) -> None:
    async def serve(line: Line) -> None:
        await line.frame()

    peer = await start_peer(serve)
    connection = connect(peer)
    with pytest.raises(ConnectionFailedError, match="closed by the device") as caught:
        await ask(connection, b"x")
    assert caught.value.outcome_unknown
    assert peer.connections == 1
    await connection.close()


async def test_closed_twice_in_a_row_is_an_error(start_peer: StartPeer) -> None:
    async def serve(line: Line) -> None:
        line_answers = line.number == 0
        await line.frame()
        if line_answers:
            line.send(framed(b"ok"))
            await line.frame()

    peer = await start_peer(serve)
    connection = connect(peer)
    await ask(connection, b"one")
    with pytest.raises(ConnectionFailedError) as caught:
        await ask(connection, b"two")
    assert caught.value.outcome_unknown
    assert peer.connections == 2
    await connection.close()


async def test_the_outcome_stays_unknown_when_the_repetition_finds_nobody(
    start_peer: StartPeer,
) -> None:
    async def serve(line: Line) -> None:
        line.send(framed(await line.frame()))
        await line.frame()
        peer.stop_listening()

    peer = await start_peer(serve)
    connection = connect(peer)
    await ask(connection, b"one")
    with pytest.raises(RequestRefusedError) as caught:
        await ask(connection, b"two")
    assert caught.value.outcome_unknown
    await connection.close()


async def test_an_answer_cut_off_is_an_error(start_peer: StartPeer) -> None:
    async def serve(line: Line) -> None:
        await line.frame()
        line.send(framed(b"whole")[:-2])

    connection = connect(await start_peer(serve))
    with pytest.raises(ConnectionFailedError, match="middle of an answer") as caught:
        await ask(connection, b"x")
    assert caught.value.outcome_unknown
    assert not connection.connected
    await connection.close()


async def test_garbage_ends_the_connection(start_peer: StartPeer) -> None:
    async def serve(line: Line) -> None:
        await line.frame()
        line.send(bytes((GARBAGE,)) if line.number == 0 else framed(b"ok"))
        await line.gone()

    peer = await start_peer(serve)
    connection = connect(peer)
    with pytest.raises(ProtocolError) as caught:
        await ask(connection, b"x")
    assert caught.value.outcome_unknown
    assert not connection.connected
    assert await ask(connection, b"x") == framed(b"ok")
    assert peer.connections == 2
    await connection.close()


async def test_silence_runs_into_the_deadline(start_peer: StartPeer) -> None:
    ended = asyncio.Event()

    async def serve(line: Line) -> None:
        await line.gone()
        ended.set()

    connection = connect(await start_peer(serve), timeout=0.05)
    with pytest.raises(DeadlineError) as caught:
        await ask(connection, b"x")
    assert caught.value.outcome_unknown
    async with asyncio.timeout(5):
        await ended.wait()
    await connection.close()


async def test_dripping_runs_into_the_same_deadline(start_peer: StartPeer) -> None:
    async def serve(line: Line) -> None:
        await line.frame()
        line.send(b"\xc8")
        while True:
            line.send(b".")
            await asyncio.sleep(0.01)

    connection = connect(await start_peer(serve), timeout=0.1)
    with pytest.raises(DeadlineError):
        await ask(connection, b"x")
    assert not connection.connected
    await connection.close()


async def test_a_late_answer_is_not_taken_for_the_next(start_peer: StartPeer) -> None:
    late = asyncio.Event()

    async def serve(line: Line) -> None:
        body = await line.frame()
        if line.number == 0:
            await late.wait()
        line.send(framed(body))
        await line.gone()

    peer = await start_peer(serve)
    connection = connect(peer)
    with pytest.raises(DeadlineError):
        await connection.exchange(framed(b"first"), repeatable=True, timeout=0.05)
    late.set()
    assert await ask(connection, b"second") == framed(b"second")
    assert peer.connections == 2
    await connection.close()


async def test_a_cancelled_request_takes_its_connection_along(start_peer: StartPeer) -> None:
    asked = asyncio.Event()
    ended = asyncio.Event()

    async def serve(line: Line) -> None:
        body = await line.frame()
        if line.number == 0:
            asked.set()
            await line.gone()
            ended.set()
        line.send(framed(body))

    connection = connect(await start_peer(serve))
    request = asyncio.ensure_future(ask(connection, b"first"))
    await asked.wait()
    request.cancel()
    with pytest.raises(asyncio.CancelledError):
        await request
    assert not connection.connected
    async with asyncio.timeout(5):
        await ended.wait()
    assert await ask(connection, b"second") == framed(b"second")
    await connection.close()


async def test_bytes_behind_an_answer_are_not_taken_for_the_next(start_peer: StartPeer) -> None:
    async def serve(line: Line) -> None:
        line.send(framed(await line.frame()) + framed(b"stray"))
        await line.gone()

    peer = await start_peer(serve)
    connection = connect(peer)
    assert await ask(connection, b"one") == framed(b"one")
    assert await ask(connection, b"two") == framed(b"two")
    assert peer.connections == 2
    await connection.close()


async def test_bytes_nobody_asked_for_end_the_connection(start_peer: StartPeer) -> None:
    answered = asyncio.Event()
    ended = asyncio.Event()

    async def serve(line: Line) -> None:
        line.send(framed(await line.frame()))
        await answered.wait()
        line.send(b"." * 100_000)
        await line.gone()
        ended.set()

    connection = connect(await start_peer(serve))
    await ask(connection, b"one")
    answered.set()
    async with asyncio.timeout(5):
        await ended.wait()
    assert not connection.connected
    await connection.close()


async def test_a_long_request_fails_nobody(start_peer: StartPeer) -> None:
    """Those behind it wait for as long as it may take, whatever their own patience."""
    asked, answer = asyncio.Event(), asyncio.Event()

    async def serve(line: Line) -> None:
        body = await line.frame()
        asked.set()
        await answer.wait()
        line.send(framed(body))
        line.send(framed(await line.frame()))

    peer = await start_peer(serve)
    connection = StreamConnection(peer.host, peer.port, framing=framing, connect_timeout=0.5)
    first = asyncio.ensure_future(connection.exchange(framed(b"1"), repeatable=True, timeout=60))
    await asked.wait()
    second = asyncio.ensure_future(connection.exchange(framed(b"2"), repeatable=True, timeout=0.5))
    await asyncio.wait([second], timeout=1.1)
    assert not second.done()
    answer.set()
    assert [await first, await second] == [framed(b"1"), framed(b"2")]
    await connection.close()


async def test_closing_ends_the_request_under_way(start_peer: StartPeer) -> None:
    asked = asyncio.Event()

    async def serve(line: Line) -> None:
        await line.frame()
        asked.set()
        await line.gone()

    connection = connect(await start_peer(serve))
    request = asyncio.ensure_future(ask(connection, b"x"))
    await asked.wait()
    await connection.close()
    with pytest.raises(ConnectionFailedError):
        await request
    with pytest.raises(ConnectionFailedError, match="was closed"):
        await ask(connection, b"y")


async def test_closing_while_connecting_leaves_nothing_open(
    start_peer: StartPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = asyncio.Event()

    async def serve(line: Line) -> None:
        await line.gone()
        ended.set()

    connection = connect(await start_peer(serve))
    real = asyncio.get_running_loop().create_connection

    async def slow(*args: Any, **kwargs: Any) -> Any:
        result = await real(*args, **kwargs)
        await connection.close()
        return result

    monkeypatch.setattr(asyncio.get_running_loop(), "create_connection", slow)
    with pytest.raises(ConnectionFailedError, match="was closed") as caught:
        await ask(connection, b"x")
    assert not caught.value.outcome_unknown
    async with asyncio.timeout(5):
        await ended.wait()
    assert not connection.connected


async def test_nobody_listens(free_port: int) -> None:
    connection = StreamConnection("127.0.0.1", free_port, framing=framing)
    with pytest.raises(RequestRefusedError) as caught:
        await ask(connection, b"x")
    assert not caught.value.outcome_unknown


async def test_nobody_accepts(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(*_: Any, **__: Any) -> None:
        await asyncio.get_running_loop().create_future()

    monkeypatch.setattr(asyncio.get_running_loop(), "create_connection", hang)
    connection = StreamConnection("127.0.0.1", 9, framing=framing, connect_timeout=0.02)
    with pytest.raises(DeadlineError, match="no connection") as caught:
        await ask(connection, b"x")
    assert not caught.value.outcome_unknown


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        (OSError(errno.EHOSTUNREACH, "unreachable"), "EHOSTUNREACH"),
        (OSError(99999, "strange"), "connection failed"),
        (OSError("Multiple exceptions"), "connection failed"),
        (socket.gaierror(-2, "Name or service not known"), "host name not found"),
        (UnicodeError("label too long"), "host name not found"),
        (TimeoutError(errno.ETIMEDOUT, "timed out"), "no connection in time"),
    ],
)
async def test_what_keeps_from_connecting(
    problem: Exception, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: Any, **__: Any) -> None:
        raise problem

    monkeypatch.setattr(asyncio.get_running_loop(), "create_connection", fail)
    connection = StreamConnection("device.example", 9, framing=framing)
    with pytest.raises(ConnectionFailedError, match=message):
        await ask(connection, b"x")
