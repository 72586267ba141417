"""File transfers."""

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.iotsquare import IoTSquareClient
from tests.protocol.iotsquare.fakes import OK, FakeServer, Raw, sample, samples

GROUP = "cc3e92cea33ac62a"


async def test_create_on_newer_servers(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("fuota/create", {**OK, "data": {"fdID": 17}})
    assert await client.fuota.create(GROUP, "test", b"\x23\x33") == 17
    assert server.last.body == samples("fuota/create", "request")[0]


async def test_create_on_older_servers(client: IoTSquareClient, server: FakeServer) -> None:
    """The number has to be looked up; where that fails the transfer has begun all the same."""
    server.tell("fuota/create", sample("fuota/create"))
    server.tell("fuota/list", sample("fuota/list"), Raw(b"", 404))
    assert await client.fuota.create(GROUP, "test_2", b"2333") == 16
    assert await client.fuota.create(GROUP, "test_2", b"2333") is None


@pytest.mark.parametrize(
    ("name", "payload", "redundancy"),
    [("", b"x", 0.3), ("a", b"", 0.3), ("a", bytes(65537), 0.3), ("a", b"x", 0.05), ("a", b"x", 2)],
)
async def test_transfers_that_cannot_be(
    client: IoTSquareClient, server: FakeServer, name: str, payload: bytes, redundancy: float
) -> None:
    with pytest.raises(InvalidError):
        await client.fuota.create(GROUP, name, payload, redundancy)
    assert not server.asked


async def test_reading(client: IoTSquareClient, server: FakeServer) -> None:
    for path in ("fuota/list", "fuota/status", "fuota/device/list"):
        server.tell(path, sample(path))
    assert len(await client.fuota.list(GROUP)) == 2
    assert (await client.fuota.status(GROUP, 16)).fragments == 287
    assert server.last.query == {"mcEUI": GROUP, "fdID": "16"}
    assert len(await client.fuota.device_list(GROUP, 16)) == 1


async def test_abort(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("fuota/abort", OK)
    await client.fuota.abort(GROUP, 16)
    assert server.last.body == {"mcEUI": GROUP, "fdID": 16}
