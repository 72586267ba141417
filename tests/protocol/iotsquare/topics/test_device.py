"""Devices and frames to them."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError, NotFoundError
from custom_components.accord.protocol.iotsquare import (
    AuthType,
    DeviceClass,
    IoTSquareClient,
    MacVersion,
    Queued,
)
from tests.protocol.iotsquare.fakes import OK, FakeServer, Raw, sample, samples

EUI = "b0cf5e634ec6d815"


async def test_list(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("device/list", sample("device/list"))
    assert len(await client.device.list(89)) == 3
    assert server.last.query == {"appID": "89", "pageNo": "0", "pageSize": "0"}


def with_defaults(wanted: dict[str, Any]) -> dict[str, Any]:
    return {**wanted, "autoSubnet": False, "productType": "lorawan"}


async def test_create(client: IoTSquareClient, server: FakeServer) -> None:
    """Both ways of the document."""
    otaa, abp = samples("device/create", "request")
    server.tell("device/create", OK)
    same: dict[str, Any] = {
        "subnet": "ch_00-07",
        "device_class": DeviceClass.C,
        "mac_version": MacVersion.V1_0_2,
    }
    await client.device.create(
        89,
        otaa["devName"],
        otaa["devEUI"].upper(),
        "EU868",
        app_eui=otaa["appEUI"],
        app_key=otaa["appKey"],
        **same,
    )
    assert server.last.body == with_defaults(otaa)
    await client.device.create(
        89,
        abp["devName"],
        abp["devEUI"],
        "eu868",
        app_eui=abp["appEUI"],
        auth_type=AuthType.ABP,
        dev_addr=abp["devAddr"],
        app_s_key=abp["appSKey"],
        nwk_s_key=abp["nwkSKey"],
        **same,
    )
    assert server.last.body == with_defaults(abp)


async def test_keys_are_needed(client: IoTSquareClient, server: FakeServer) -> None:
    with pytest.raises(InvalidError, match="app_key"):
        await client.device.create(1, "x", EUI, "eu868")
    with pytest.raises(InvalidError, match="dev_addr"):
        await client.device.create(1, "x", EUI, "eu868", auth_type=AuthType.ABP)
    with pytest.raises(InvalidError, match="dev_eui"):
        await client.device.create(1, "x", EUI[1:], "eu868")
    assert not server.asked


async def test_delete(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("device/delete", OK)
    await client.device.delete([EUI, EUI.upper()])
    assert server.last.body == {"devEUIs": [EUI]}
    with pytest.raises(InvalidError):
        await client.device.delete([])


async def test_update(client: IoTSquareClient, server: FakeServer) -> None:
    """The document's sample names the device wrongly; its table is right."""
    server.tell("device/status", {**OK, "data": {"devEUI": EUI, "devName": "old", "remarks": "r"}})
    server.tell("device/update", OK)
    await client.device.update(EUI, "node_2333")
    assert server.last.body == {"devEUI": EUI, "devName": "node_2333", "remarks": "r"}


async def test_status(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("device/status", sample("device/status"))
    assert (await client.device.status(EUI)).name == "device_01"
    assert server.last.query == {"devEUI": EUI}


async def test_latest_uplink(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("device/latestDeviceUplink", sample("device/latestDeviceUplink"), {**OK})
    found = await client.device.latest_uplink("76325350002f0045")
    assert found is not None
    assert found.f_cnt == 10
    assert server.last.query == {"devEui": "76325350002f0045"}
    assert await client.device.latest_uplink(EUI) is None


async def test_latest_uplink_with_the_other_spelling(
    client: IoTSquareClient, server: FakeServer
) -> None:
    """The one that the server took is remembered."""
    server.tell("device/latestDeviceUplink", {"code": 1006, "msg": "Empty Param"}, OK)
    assert await client.device.latest_uplink(EUI) is None
    assert await client.device.latest_uplink(EUI) is None
    assert [list(one.query) for one in server.asked] == [["devEui"], ["devEUI"], ["devEUI"]]
    server.tell("device/latestDeviceUplink", {"code": 4001, "msg": "Device Not Exist"})
    with pytest.raises(NotFoundError):
        await client.device.latest_uplink(EUI)


@pytest.mark.parametrize("wanted", samples("device/downlink/create", "request"))
async def test_downlink(
    client: IoTSquareClient, server: FakeServer, wanted: dict[str, Any]
) -> None:
    server.tell("device/downlink/create", sample("device/downlink/create"))
    data = {"IzM=": b"\x23\x33", "MjMzMw==": b"2333"}[wanted["data"]]
    assert await client.device.downlink(EUI, 8, data) == Queued(6666)
    assert server.last.body == wanted


async def test_downlink_of_old_servers(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("devicedl/create", sample("device/downlink/create"))
    await client.device.downlink(EUI, 8, b"x", confirmed=True)
    await client.device.downlink(EUI, 8, b"y")
    assert server.paths == ["device/downlink/create", "devicedl/create", "devicedl/create"]
    assert server.asked[1].body["confirmed"] is True


@pytest.mark.parametrize(("port", "data"), [(8, b""), (0, b"x"), (200, b"x"), (224, b"x")])
async def test_downlinks_that_cannot_be(
    client: IoTSquareClient, server: FakeServer, port: int, data: bytes
) -> None:
    with pytest.raises(InvalidError):
        await client.device.downlink(EUI, port, data)
    assert not server.asked


async def test_queue_size(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("device/downlink/queueSize", {**OK, "data": {"queueSize": 2}})
    assert await client.device.queue_size(EUI) == 2
    assert server.last.query == {"devEUI": EUI}
    assert await client.device.queue_size() == 2
    assert server.last.query == {}


async def test_downlink_is_not_repeated(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("device/downlink/create", Raw(b'{"code": 0, "fC'))
    with pytest.raises(Exception, match="not JSON") as raised:
        await client.device.downlink(EUI, 8, b"x")
    assert getattr(raised.value, "outcome_unknown", False)
    assert len(server.asked) == 1
