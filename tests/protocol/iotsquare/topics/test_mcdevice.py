"""Members of groups."""

import pytest

from custom_components.accord.protocol.errors import ConflictError
from custom_components.accord.protocol.iotsquare import IoTSquareClient, ItemsRefusedError
from tests.protocol.iotsquare.fakes import OK, FakeServer, sample, samples

GROUP = "a1cf5e687656d815"


async def test_list(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("mcdevice/list", {**sample("mcdevice/list"), "amount": 3})
    assert len(await client.mcdevice.list(GROUP)) == 3
    assert server.last.query["mcEUI"] == GROUP


async def test_who_is_in_already_is_no_failure(client: IoTSquareClient, server: FakeServer) -> None:
    partly = samples("mcdevice/create")[1]
    server.tell("mcdevice/create", partly)
    euis = sample("mcdevice/create", "request")["devEUIs"]
    with pytest.raises(ItemsRefusedError) as raised:
        await client.mcdevice.create(GROUP, euis)
    assert sorted(raised.value.items) == ["476a2da3004b0039", "55e1032590dc5682"]
    assert isinstance(raised.value.items["476a2da3004b0039"], ConflictError)
    assert raised.value.total == 4
    inside = [item for item in partly["data"] if item["code"] == 14010]
    server.tell("mcdevice/create", {**partly, "data": inside})
    await client.mcdevice.create(GROUP, euis)


async def test_delete(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("mcdevice/delete", OK, samples("mcdevice/delete")[1])
    wanted = sample("mcdevice/delete", "request")
    await client.mcdevice.delete(GROUP, wanted["devEUIs"])
    assert server.last.body == wanted
    with pytest.raises(ItemsRefusedError):
        await client.mcdevice.delete(GROUP, wanted["devEUIs"])
