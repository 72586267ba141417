"""Gateways, on old and on newer servers."""

import pytest

from custom_components.accord.protocol.errors import InvalidError, LimitError, UnsupportedError
from custom_components.accord.protocol.iotsquare import IoTSquareClient
from tests.protocol.iotsquare.fakes import OK, FakeServer, sample, samples

GW = "31b977fffe398501"


async def test_list(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("gateway/list", sample("gateway/list"))
    assert [one.gw_id for one in await client.gateway.list()] == ["f04cd5fffe04490c"]


async def test_create(client: IoTSquareClient, server: FakeServer) -> None:
    wanted = sample("gateway/create", "request")
    server.tell("gateway/create", OK)
    await client.gateway.create(
        wanted["gwID"],
        wanted["gwName"],
        wanted["gwType"],
        wanted["region"],
        wanted["subnet"],
        class_b=True,
        class_c=True,
        push_urls=wanted["pushURL"],
        tx_power=27,
        remarks="test",
    )
    sent = server.last.body
    assert sent.pop("enablePFW") is True
    assert sent.pop("pushUrls") == wanted["pushURL"]
    assert sent == {name: value for name, value in wanted.items() if name != "extendedAttr"}


async def test_headers_have_limits(client: IoTSquareClient, server: FakeServer) -> None:
    """One less than those of applications."""
    with pytest.raises(LimitError):
        await client.gateway.update(GW, headers={f"h{number}": "" for number in range(5)})
    assert not server.asked


async def test_power_has_limits(client: IoTSquareClient, server: FakeServer) -> None:
    for power in (-1, 28):
        with pytest.raises(InvalidError):
            await client.gateway.update(GW, tx_power=power)
    assert not server.asked


async def test_delete(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("gateway/delete", *samples("gateway/delete"))
    wanted = sample("gateway/delete", "request")
    await client.gateway.delete(wanted["gwIDs"])
    assert server.last.body == wanted


async def test_update_on_old_servers(client: IoTSquareClient, server: FakeServer) -> None:
    """They do not know the newer way to read; that is not asked twice."""
    server.tell("gateway/status", sample("gateway/status"))
    server.tell("gateway/update", OK)
    await client.gateway.update(GW, name="gateway_02")
    assert server.last.body == {
        "gwID": GW,
        "gwName": "gateway_02",
        "gwType": "rhf2s208",
        "enableClassB": True,
        "enablePFW": True,
        "pushURL": [],
        "pushUrls": [],
        "headers": {},
    }
    await client.gateway.update(GW, remarks="x")
    assert server.paths.count("gateway/info") == 1


async def test_update_on_newer_servers(client: IoTSquareClient, server: FakeServer) -> None:
    data = {
        "gwID": GW,
        "gwName": "网关",
        "gwType": "rhf2s208",
        "region": "eu868",
        "subnet": "ch_00-07",
        "txPower": 14,
        "pushUrls": ["http://a"],
        "headers": {"k": "v"},
        "remarks": "",
    }
    server.tell("gateway/info", {**OK, "data": data})
    server.tell("gateway/update", OK)
    await client.gateway.update(GW, class_b=True, push_urls=["http://a", "http://b"])
    sent = server.last.body
    assert sent["pushURL"] == sent["pushUrls"] == ["http://a", "http://b"]
    assert (sent["enableClassB"], sent["txPower"], sent["headers"]) == (True, 14, {"k": "v"})
    assert "region" not in sent
    await client.gateway.update(GW, region="AS923", subnet="ch_08-15")
    assert (server.last.body["region"], server.last.body["subnet"]) == ("as923", "ch_08-15")


async def test_live_values(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("gateway/status/online", sample("gateway/status/online"))
    assert (await client.gateway.status_online("f04cd5fffe04490c")).online is True
    assert server.last.query == {"gatewayId": "f04cd5fffe04490c"}


async def test_live_values_with_the_other_spelling(
    client: IoTSquareClient, server: FakeServer
) -> None:
    refused = {"code": 1007, "msg": "Param Error"}
    server.tell("gateway/status/online", refused, sample("gateway/status/online"))
    await client.gateway.status_online(GW)
    await client.gateway.status_online(GW)
    assert [list(one.query) for one in server.asked] == [["gatewayId"], ["gwID"], ["gwID"]]


async def test_health(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("gateway/status/network", {**OK, "data": {"nwkDelay": "8.38ms"}})
    server.tell("gateway/status/system", {**OK, "data": {"uptime": 7}})
    assert (await client.gateway.network(GW)).delay == 8.38
    assert (await client.gateway.system(GW)).uptime == 7


async def test_health_of_old_servers(client: IoTSquareClient) -> None:
    for read in (client.gateway.info, client.gateway.network, client.gateway.system):
        with pytest.raises(UnsupportedError):
            await read(GW)
