"""Broadcasts, their answers, and what else arrives."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from custom_components.accord.protocol.lifesmart import (
    DISCOVERY_PORT,
    Discovered,
    discover,
    parse_answer,
    probe,
)
from custom_components.accord.protocol.transport.datagram import DatagramEndpoint

FROM = ("192.0.2.31", 12345)
ANSWER = "LSID=A3EAAABtAEwQ\nMGAMOD=LSJZX1K\nWLAN=1\nNAME=智慧中心\n".encode()

type StartStation = Callable[[str, bytes], Awaitable[int]]


@pytest.fixture
async def start_station() -> AsyncIterator[StartStation]:
    """Return a function that answers probes at an address; it returns the common port."""
    opened: list[DatagramEndpoint] = []

    async def start(address: str, answer: bytes) -> int:
        port = opened[0].local[1] if opened else 0
        endpoint = await DatagramEndpoint.open((address, port))
        opened.append(endpoint)

        def receive(data: bytes, sender: tuple[str, int]) -> None:
            if data == b"Z-SEARCH * \r\n":
                endpoint.send(answer, sender)

        endpoint.listen(receive)
        return endpoint.local[1]

    yield start
    for endpoint in opened:
        endpoint.close()


def test_the_probe() -> None:
    assert probe().hex() == "5a2d534541524348202a200d0a"
    assert DISCOVERY_PORT == 12345


def test_a_station() -> None:
    assert parse_answer(ANSWER, FROM) == Discovered(
        host="192.0.2.31", lsid="A3EAAABtAEwQ", model="LSJZX1K", name="智慧中心"
    )


def test_loosely_written() -> None:
    found = parse_answer(b"lsid = A3=\r\nno pair\r\nLSID=B4\r\n\0", FROM)
    assert found == Discovered(host="192.0.2.31", lsid="A3=")


@pytest.mark.parametrize(
    "data",
    [b"", probe(), b"MOD=cololight\nSN=1\n", b"LSID=\n", b"\xff" * 100, b"LSID=1\n" + b"x" * 5000],
)
def test_noise(data: bytes) -> None:
    assert parse_answer(data, FROM) is None


async def test_each_station_once(start_station: StartStation) -> None:
    port = await start_station("127.9.8.1", ANSWER)
    await start_station("127.9.8.2", ANSWER)
    await start_station("127.9.8.3", b"LSID=B4\n")
    await start_station("127.9.8.4", b"MOD=lamp\nSN=2\n")
    targets = [f"127.9.8.{number}" for number in range(1, 5)]
    found = await discover(targets, port=port, window=0.4, at=(0.0, 0.05))
    assert sorted(one.lsid for one in found) == ["A3EAAABtAEwQ", "B4"]
    assert next(one for one in found if one.lsid == "B4").host == "127.9.8.3"
