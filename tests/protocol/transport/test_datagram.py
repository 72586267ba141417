"""One UDP socket: requests, repetition, broadcasts, listeners."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from custom_components.accord.protocol.errors import (
    ConnectionFailedError,
    DeadlineError,
    ProtocolError,
)
from custom_components.accord.protocol.transport import datagram
from custom_components.accord.protocol.transport.datagram import Address, DatagramEndpoint

LOOPBACK: Address = ("127.0.0.1", 0)


@pytest.fixture
async def endpoint() -> AsyncIterator[DatagramEndpoint]:
    opened = await DatagramEndpoint.open(LOOPBACK)
    yield opened
    opened.close()


@pytest.fixture
async def peer() -> AsyncIterator[DatagramEndpoint]:
    opened = await DatagramEndpoint.open(LOOPBACK)
    yield opened
    opened.close()


def anything(data: bytes, _: Address) -> bytes | None:
    return data


async def test_request_and_answer(endpoint: DatagramEndpoint, peer: DatagramEndpoint) -> None:
    peer.listen(lambda data, sender: peer.send(data.upper(), sender))
    answer = await endpoint.request(lambda: b"ping", peer.local, match=anything, timeout=5)
    assert answer == b"PING"


async def test_only_the_fitting_answer_counts(
    endpoint: DatagramEndpoint, peer: DatagramEndpoint
) -> None:
    def answer(_: bytes, sender: Address) -> None:
        for data in (b"noise", b"yes", b"too late"):
            peer.send(data, sender)

    peer.listen(answer)
    found = await endpoint.request(
        lambda: b"?",
        peer.local,
        match=lambda data, sender: data if sender == peer.local and data == b"yes" else None,
        timeout=5,
    )
    assert found == b"yes"


async def test_asks_again_with_a_newly_built_datagram(
    endpoint: DatagramEndpoint, peer: DatagramEndpoint
) -> None:
    built = iter((b"first", b"second"))
    seen: list[bytes] = []

    def answer(data: bytes, sender: Address) -> None:
        seen.append(data)
        if data == b"second":
            peer.send(data, sender)

    peer.listen(answer)
    found = await endpoint.request(
        lambda: next(built), peer.local, match=anything, timeout=0.3, attempts=2
    )
    assert found == b"second"
    assert seen == [b"first", b"second"]


async def test_silence_runs_into_the_deadline(
    endpoint: DatagramEndpoint, peer: DatagramEndpoint
) -> None:
    seen: list[bytes] = []
    peer.listen(lambda data, _: seen.append(data))
    with pytest.raises(DeadlineError) as caught:
        await endpoint.request(lambda: b"?", peer.local, match=anything, timeout=0.02, attempts=3)
    assert caught.value.outcome_unknown
    assert seen == [b"?"] * 3
    assert endpoint._handlers == []


async def test_an_error_of_the_matcher_ends_the_request(
    endpoint: DatagramEndpoint, peer: DatagramEndpoint
) -> None:
    def refuse(_: bytes, __: Address) -> None:
        raise ProtocolError("strange")

    peer.listen(peer.send)
    with pytest.raises(ProtocolError):
        await endpoint.request(lambda: b"?", peer.local, match=refuse, timeout=5)


async def test_closed(endpoint: DatagramEndpoint, peer: DatagramEndpoint) -> None:
    target = peer.local
    endpoint.close()
    endpoint.close()
    with pytest.raises(ConnectionFailedError, match="closed"):
        endpoint.send(b"x", target)
    with pytest.raises(ConnectionFailedError, match="closed"):
        _ = endpoint.local


async def test_a_foreign_address_cannot_be_bound() -> None:
    with pytest.raises(ConnectionFailedError, match="cannot open UDP socket"):
        await DatagramEndpoint.open(("192.0.2.1", 0))


async def test_collect_asks_all_at_each_time_and_yields_all(
    endpoint: DatagramEndpoint, peer: DatagramEndpoint
) -> None:
    peer.listen(peer.send)
    found = [
        data
        async for data, sender in endpoint.collect(
            [(b"a", peer.local), (b"b", peer.local)], window=0.5, at=(0.0, 0.02)
        )
        if sender == peer.local
    ]
    assert sorted(found) == [b"a", b"a", b"b", b"b"]
    assert endpoint._handlers == []


async def test_collect_goes_on_where_one_probe_cannot_be_sent(
    endpoint: DatagramEndpoint, peer: DatagramEndpoint
) -> None:
    """Broadcasting is not allowed on this socket."""
    peer.listen(peer.send)
    probes = [(b"bad", ("255.255.255.255", 9)), (b"good", peer.local)]
    assert [data async for data, _ in endpoint.collect(probes, window=0.3)] == [b"good"]


async def test_the_end_of_the_window_does_not_strike_in_the_callers_code(
    endpoint: DatagramEndpoint, peer: DatagramEndpoint
) -> None:
    peer.listen(peer.send)
    steps: list[str] = []
    async for _ in endpoint.collect([(b"x", peer.local)], window=0.2):
        steps.append("begun")
        await asyncio.sleep(0.3)
        steps.append("done")
    assert steps == ["begun", "done"]


async def test_a_slow_caller_keeps_a_bounded_number(
    endpoint: DatagramEndpoint, peer: DatagramEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datagram, "QUEUE_LIMIT", 2)

    def flood(_: bytes, sender: Address) -> None:
        for _number in range(10):
            peer.send(b"x", sender)

    peer.listen(flood)
    count = 0
    async for _ in endpoint.collect([(b"?", peer.local)], window=0.2):
        count += 1
        await asyncio.sleep(0.3)
    assert 1 <= count <= 3


async def test_leaving_early_stops_the_probes(
    endpoint: DatagramEndpoint, peer: DatagramEndpoint
) -> None:
    peer.listen(peer.send)
    stream = endpoint.collect([(b"x", peer.local)], window=60, at=(0.0, 30.0))
    assert (await anext(stream))[0] == b"x"
    await stream.aclose()
    assert endpoint._handlers == []
