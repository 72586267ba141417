"""Groups of both kinds."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.iotsquare import DeviceClass, IoTSquareClient, Queued
from tests.protocol.iotsquare.fakes import OK, FakeServer, sample, samples

AUTOMATIC, MANUAL = samples("mcgroup/create", "request")
REFUSED = {"code": 1007, "msg": "Param Error"}


def automatic() -> dict[str, Any]:
    return {
        "group_id": 0,
        "gen_app_key": AUTOMATIC["genAppKey"],
        "time_slot_length": 3,
        "push_urls": [AUTOMATIC["pushURL"]],
        "headers": AUTOMATIC["headers"],
    }


async def make(client: IoTSquareClient, like: dict[str, Any], **more: Any) -> None:
    await client.mcgroup.create(
        like["mcEUI"], like["mcName"], like["region"], like["subnet"], **more
    )


async def test_list(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("mcgroup/list", sample("mcgroup/list"))
    assert len(await client.mcgroup.list()) == 2


async def test_create(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("mcgroup/create", OK)
    await make(client, AUTOMATIC, **automatic())
    assert server.last.body == {
        **AUTOMATIC,
        "autoSubnet": False,
        "pushURL": [AUTOMATIC["pushURL"]],
    }
    await make(
        client,
        MANUAL,
        mc_addr=MANUAL["mcAddr"],
        mc_app_s_key=MANUAL["mcAppSKey"],
        mc_nwk_s_key=MANUAL["mcNwkSKey"],
    )
    more = {"autoSubnet": False, "pushURL": [], "enableMQTT": False, "headers": {}}
    assert server.last.body == {**MANUAL, **more}


async def test_create_where_links_are_text(client: IoTSquareClient, server: FakeServer) -> None:
    """As in the document's samples; that is remembered."""
    server.tell("mcgroup/create", REFUSED, OK)
    await make(client, AUTOMATIC, **automatic())
    await make(client, AUTOMATIC, **automatic())
    links = [one.body["pushURL"] for one in server.asked]
    assert links == [[AUTOMATIC["pushURL"]], AUTOMATIC["pushURL"], AUTOMATIC["pushURL"]]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"group_id": 1},
        {"gen_app_key": AUTOMATIC["genAppKey"]},
        {**automatic(), "group_id": 4},
        {**automatic(), "push_urls": []},
        {**automatic(), "time_slot_length": 16},
        {**automatic(), "device_class": DeviceClass.B},
        {**automatic(), "device_class": DeviceClass.B, "ping_slot_period": 3},
        {"mc_addr": "1", "mc_app_s_key": "2", "mc_nwk_s_key": "3"},
    ],
)
async def test_groups_that_cannot_be(
    client: IoTSquareClient, server: FakeServer, wrong: dict[str, Any]
) -> None:
    with pytest.raises(InvalidError):
        await make(client, AUTOMATIC, **wrong)
    assert not server.asked


async def test_delete(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("mcgroup/delete", OK)
    wanted = sample("mcgroup/delete", "request")
    await client.mcgroup.delete(wanted["mcEUIs"])
    assert server.last.body == wanted


async def test_update_of_an_automatic_group(client: IoTSquareClient, server: FakeServer) -> None:
    status = samples("mcgroup/status")[0]
    extended = {**status, "data": {**status["data"], "enableMCExt": True, "class": "B"}}
    server.tell("mcgroup/status", {**extended})
    server.tell("mcgroup/update", OK)
    await client.mcgroup.update("6f655b6ffe9c25ca", name="new", ping_slot_period=8)
    assert server.last.body == {
        "mcEUI": "6f655b6ffe9c25ca",
        "mcName": "new",
        "enableMQTT": False,
        "headers": {"userID": "2333", "x-access-token": "6666"},
        "timeSlotLength": 3,
        "pingSlotPeriod": 8,
        "pushURL": ["https://test.example.com/api/iotsquare"],
    }


async def test_update_of_a_manual_group(client: IoTSquareClient, server: FakeServer) -> None:
    wanted = samples("mcgroup/update", "request")[1]
    server.tell("mcgroup/status", samples("mcgroup/status")[1])
    server.tell("mcgroup/update", OK)
    await client.mcgroup.update(wanted["mcEUI"], mc_addr="01020304", push_urls=["http://a"])
    assert server.last.body == {
        **wanted,
        "mcAddr": "01020304",
        "enableMQTT": False,
        "headers": {},
        "pushURL": ["http://a"],
    }


async def test_downlink(client: IoTSquareClient, server: FakeServer) -> None:
    wanted = sample("mcdownlink/create", "request")
    server.tell("mcdownlink/create", sample("mcdownlink/create"))
    assert await client.mcgroup.downlink(wanted["mcEUI"], 8, b"\x23\x33") == Queued(6666)
    assert server.last.body == wanted


async def test_queue_size(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("mcdownlink/queueSize", {**OK, "queueSize": 5})
    assert await client.mcgroup.queue_size(MANUAL["mcEUI"]) == 5
