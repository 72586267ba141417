"""Applications: what is sent, and that nothing of others is lost."""

import pytest

from custom_components.accord.protocol.errors import InvalidError, LimitError
from custom_components.accord.protocol.iotsquare import IoTSquareClient, ItemsRefusedError
from tests.protocol.iotsquare.fakes import OK, FakeServer, sample, samples


async def test_list(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("app/list", sample("app/list"), {**sample("app/list"), "amount": 2})
    assert [one.name for one in await client.app.list()] == ["app_01", "app_02"]


async def test_create(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("app/create", sample("app/create"))
    wanted = sample("app/create", "request")
    made = await client.app.create(wanted["appName"], wanted["pushURL"], headers=wanted["headers"])
    assert made == 233
    assert server.last.body == wanted
    assert server.last.method == "POST"


async def test_delete(client: IoTSquareClient, server: FakeServer) -> None:
    fine, partly = samples("app/delete")
    server.tell("app/delete", fine, partly)
    ids = sample("app/delete", "request")["appIDs"]
    await client.app.delete(ids)
    assert server.last.body == {"appIDs": ids}
    with pytest.raises(ItemsRefusedError) as raised:
        await client.app.delete(ids)
    assert sorted(raised.value.items) == ["23", "233"]
    assert raised.value.total == 4
    with pytest.raises(InvalidError):
        await client.app.delete([])


async def test_update_sends_everything_back(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("app/status", sample("app/status"))
    server.tell("app/update", OK)
    await client.app.update(89, name="other")
    assert server.last.body == {
        "appID": 89,
        "appName": "other",
        "enableMQTT": False,
        "pushURL": "https://iot.example.com/api/iotsquare",
        "headers": {"userID": "2333", "x-access-token": "6666"},
    }


async def test_update_keeps_names_that_could_not_be_given(
    client: IoTSquareClient, server: FakeServer
) -> None:
    data = {"appID": 7, "appName": "温度", "pushUrls": ["http://a", "http://b"], "enableMQTT": True}
    server.tell("app/status", {**OK, "data": data})
    server.tell("app/update", OK)
    await client.app.update(7, push_urls=["http://c"])
    assert server.last.body == {
        "appID": 7,
        "appName": "温度",
        "enableMQTT": True,
        "pushURL": "http://c",
        "pushUrls": ["http://c"],
        "headers": {},
    }


async def test_what_cannot_be_set(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("app/status", sample("app/status"))
    with pytest.raises(LimitError):
        await client.app.update(89, headers={f"h{number}": "" for number in range(6)})
    for url in ("ftp://x", "x", "http://[", "http://"):
        with pytest.raises(InvalidError):
            await client.app.update(89, push_urls=[url])
    with pytest.raises(InvalidError):
        await client.app.create("a", headers={"bad name": "x"})
    assert "app/update" not in server.paths
