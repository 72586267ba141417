"""Every operation by its id, over real sockets, against a simulated server of any version."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from custom_components.accord.protocol.errors import (
    AccordError,
    AlreadyExistsError,
    AuthenticationError,
    BusyError,
    ConflictError,
    ConnectionFailedError,
    NotFoundError,
    PermissionDeniedError,
    UnsupportedError,
)
from custom_components.accord.protocol.iotsquare import (
    AppLinks,
    GatewayLinks,
    IoTSquareClient,
    ItemsRefusedError,
    LinkMode,
    LinkNotTakenError,
    apply_plan,
    plan_link,
    remove_link,
)
from custom_components.accord.protocol.operation import OperationRegistry
from simulators.base import Outcome
from simulators.clock import Clock
from simulators.iotsquare import CONTRADICTIONS, EndDevice, IoTSquareServer
from simulators.iotsquare.household import (
    BOARD,
    GROUP,
    HOUSE_APP,
    METERS_APP,
    RELAY,
    ROOF,
    SECOND_RELAY,
    THERMOMETER,
    WATER_METER,
    build_server,
)
from tests.protocol.iotsquare.doings import APP, DEVICE, GATEWAY, LINK, STEPS
from tests.protocol.iotsquare.fakes import AT_ONCE

OLD, MIDDLE, NEW = "3.3.0", "3.4.15", "4.3.2"
OTHERS = "http://127.0.0.1:9/others"


@pytest.fixture
async def house() -> AsyncIterator[IoTSquareServer]:
    async with build_server(clock=Clock(), address="127.79.30.10", port=0, period=None) as server:
        yield server


@pytest.fixture
async def met(house: IoTSquareServer) -> AsyncIterator[IoTSquareClient]:
    async with aiohttp.ClientSession() as session:
        yield client_of(session, house)


def client_of(
    session: aiohttp.ClientSession, house: IoTSquareServer, **settings: Any
) -> IoTSquareClient:
    return IoTSquareClient(session, house.base_url, house.token, pace=AT_ONCE, **settings)


async def do_everything(
    client: IoTSquareClient, steps: tuple[tuple[str, dict[str, Any]], ...]
) -> dict[str, Any]:
    """Carry out all steps and return what each gave."""
    registry = OperationRegistry(IoTSquareClient)
    return {
        operation: await registry[operation].call(client, parameters)
        for operation, parameters in steps
    }


# --- Everything --------------------------------------------------------------------------------


def test_every_operation_has_a_step() -> None:
    assert {operation for operation, _ in STEPS} == {
        one.id for one in OperationRegistry(IoTSquareClient)
    }
    assert len(STEPS) == 32


@pytest.mark.parametrize("version", [MIDDLE, NEW])
async def test_every_operation(house: IoTSquareServer, met: IoTSquareClient, version: str) -> None:
    """Each is answered with success; nothing is left behind."""
    house.control("version", {"version": "3.4.23" if version == MIDDLE else version})
    served: list[tuple[str, Outcome]] = []
    house.observe(lambda _system, operation, outcome: served.append((operation, outcome)))
    given = await do_everything(met, STEPS)
    assert {operation for operation, _ in STEPS} <= {name for name, one in served if one.ok}
    assert given["app/create"] == APP
    assert given["app/status"].headers == {"userID": "2333"}
    assert (given["app/status"].name, given["app/status"].push_urls) == ("app_07", (LINK,))
    assert given["device/status"].remarks == "北门"
    assert given["device/latestDeviceUplink"].data
    assert given["gateway/status"].tx_power == 14
    assert given["mcgroup/status"].time_slot_length == 4
    assert given["mcgroup/status"].push_urls == (LINK,)
    assert given["fuota/status"].fragments
    assert APP not in house.applications
    assert DEVICE not in house.devices
    assert GATEWAY not in house.gateways


SINCE_OLD = {"device/latestDeviceUplink", "gateway/status/online"}
"""What the oldest servers do not have."""


@pytest.mark.parametrize("error_status", [False, True])
async def test_every_operation_on_an_old_server(
    house: IoTSquareServer, met: IoTSquareClient, error_status: bool
) -> None:
    """Frames go by the old path there, links of groups are text, and the newest uplink is missing."""
    house.control("version", {"version": OLD})
    house.control("quirk", {"error_status": error_status, "empty_msg": True})
    steps = tuple(step for step in STEPS if step[0] not in SINCE_OLD)
    await do_everything(met, steps)
    for operation in sorted(SINCE_OLD):
        with pytest.raises(UnsupportedError):
            await do_everything(met, tuple(step for step in STEPS if step[0] == operation))


@pytest.mark.parametrize("row", sorted(CONTRADICTIONS))
async def test_every_operation_whatever_the_document_says(
    house: IoTSquareServer, met: IoTSquareClient, row: int
) -> None:
    """Where its tables and its samples differ, either is understood the same way."""
    usual = await met.device.latest_uplink(THERMOMETER), await met.mcgroup.status(GROUP)
    house.control("quirk", {"contradictions": [row]})
    await do_everything(met, STEPS)
    found, group = await met.device.latest_uplink(THERMOMETER), await met.mcgroup.status(GROUP)
    assert (found, group.group_id) == (usual[0], usual[1].group_id)


@pytest.mark.parametrize(
    "quirk",
    [
        {"uplink_parameter": "devEUI", "online_parameter": "gwID"},
        {"group_links_as_text": True},
        {"null_lists": True, "dev_addr_blanks": True},
        {"largest_page": 5},
        {"both_downlink_paths": True},
        {"update_resets_omitted": True},
    ],
)
async def test_every_operation_on_servers_of_other_habits(
    house: IoTSquareServer, met: IoTSquareClient, quirk: dict[str, Any]
) -> None:
    house.control("quirk", quirk)
    given = await do_everything(met, STEPS)
    assert given["app/status"].headers == {"userID": "2333"}
    assert given["app/status"].mqtt


async def test_the_newer_operations(house: IoTSquareServer, met: IoTSquareClient) -> None:
    assert (await met.gateway.info(ROOF)).class_b is True
    assert (await met.gateway.network(ROOF)).delay is not None
    assert (await met.gateway.system(ROOF)).load
    for beside in (False, True):
        house.control("quirk", {"queue_size_beside": beside})
        queued = await met.device.queue_size(THERMOMETER)
        await met.device.downlink(THERMOMETER, 8, b"x")
        assert await met.device.queue_size(THERMOMETER) == queued + 1
        assert await met.device.queue_size() >= queued + 1
    waiting = await met.mcgroup.queue_size(GROUP)
    await met.mcgroup.downlink(GROUP, 8, b"x")
    assert await met.mcgroup.queue_size(GROUP) == waiting + 1
    await met.device.update(BOARD, product_type="rhf3mr01")
    await met.relay.downlink(BOARD, 8, b"x", wake=True)
    (told,) = await met.relay.uplink(BOARD, start=datetime(2020, 1, 1, tzinfo=UTC))
    assert told.voltage == 3.6
    assert (await met.relay.status(BOARD)).slaves == 2
    await met.device.update(BOARD, product_type="rhf3m485")
    assert (await met.ladtp.downlink(BOARD, 8, b"x")).f_cnt is not None


async def test_the_newer_operations_are_missing_on_old_servers(
    house: IoTSquareServer, met: IoTSquareClient
) -> None:
    house.control("version", {"version": OLD})
    house.control("quirk", {"error_status": True})
    for asked in (
        met.gateway.info(ROOF),
        met.gateway.network(ROOF),
        met.gateway.system(ROOF),
        met.device.queue_size(),
        met.mcgroup.queue_size(GROUP),
        met.relay.status(BOARD),
        met.ladtp.downlink(BOARD, 8, b"x"),
    ):
        with pytest.raises(UnsupportedError):
            await asked


# --- What things are ---------------------------------------------------------------------------


async def test_what_the_house_has(met: IoTSquareClient) -> None:
    assert [(one.app_id, one.devices) for one in await met.app.list()] == [
        (HOUSE_APP, 5),
        (METERS_APP, 1),
    ]
    devices = {one.dev_eui: one for one in await met.device.list(HOUSE_APP)}
    assert devices[THERMOMETER].name == "pantry"
    assert devices[THERMOMETER].last_seen is not None
    assert (await met.device.status(RELAY)).device_class == "C"
    found = await met.device.latest_uplink(WATER_METER)
    assert found is not None
    assert found.gateway_id == ROOF
    assert len(found.gateways) == 2
    live = await met.gateway.status_online(ROOF)
    assert (live.latitude, live.longitude, live.altitude) == (52.36551, 4.88852, 18.0)
    group = await met.mcgroup.status(GROUP)
    assert (group.automatic, group.ready, group.devices) == (False, True, 2)
    members = await met.mcdevice.list(GROUP)
    assert [one.dev_eui for one in members] == [RELAY, SECOND_RELAY]


async def test_two_thousand_devices(house: IoTSquareServer, met: IoTSquareClient) -> None:
    """All pages, each device once."""
    for number in range(2000):
        house.add_device(
            EndDevice(METERS_APP, f"{number:016x}", f"meter-{number}", "eu868", "ch_00-07")
        )
    found = await met.device.list(METERS_APP)
    assert len({one.dev_eui for one in found}) == len(found) == 2001


# --- What is refused ---------------------------------------------------------------------------


async def test_batches_that_fail_in_part(house: IoTSquareServer, met: IoTSquareClient) -> None:
    """Who did not fail is done with."""
    missing = "0f475d71f5cd2f20"
    with pytest.raises(ItemsRefusedError) as raised:
        await met.device.delete([BOARD, missing])
    assert (list(raised.value.items), raised.value.total) == ([missing], 2)
    assert BOARD not in house.devices
    with pytest.raises(ItemsRefusedError) as raised:
        await met.mcdevice.create(GROUP, [THERMOMETER, RELAY, missing])
    kinds = {name: type(error) for name, error in raised.value.items.items()}
    assert kinds == {THERMOMETER: ConflictError, missing: NotFoundError}
    with pytest.raises(ItemsRefusedError):
        await met.app.delete([HOUSE_APP, 4711])
    assert HOUSE_APP not in house.applications


@pytest.mark.parametrize("error_status", [False, True])
@pytest.mark.parametrize(
    ("standing", "kind"),
    [
        ("invalid", AuthenticationError),
        ("gone", AuthenticationError),
        ("password", AuthenticationError),
        ("read only", PermissionDeniedError),
    ],
)
async def test_accounts(
    house: IoTSquareServer,
    met: IoTSquareClient,
    standing: str,
    kind: type[AccordError],
    error_status: bool,
) -> None:
    house.control("quirk", {"error_status": error_status})
    house.control("token", {"standing": standing})
    with pytest.raises(kind) as raised:
        await met.app.create("x")
    assert not raised.value.outcome_unknown
    assert house.token not in str(raised.value)


async def test_tokens(house: IoTSquareServer) -> None:
    """None, a wrong one, and one in another header."""
    async with aiohttp.ClientSession() as session:
        for token, header, code in (("", "X-Access-Token", 1003), ("x", "X-Access-Token", 1004),
                                    (house.token, "Token", 1003)):  # fmt: skip
            client = IoTSquareClient(session, house.base_url, token, header=header, pace=AT_ONCE)
            with pytest.raises(AuthenticationError) as raised:
                await client.app.list()
            assert raised.value.code == code


async def test_what_is_there_already(met: IoTSquareClient) -> None:
    with pytest.raises(AlreadyExistsError):
        await met.device.create(
            HOUSE_APP, "x", THERMOMETER, "eu868", subnet="ch_00-07", app_key="0" * 32
        )
    with pytest.raises(NotFoundError):
        await met.device.status("0000000000000001")


# --- Faults ------------------------------------------------------------------------------------


async def test_a_busy_server(house: IoTSquareServer, met: IoTSquareClient) -> None:
    """Reading waits for it; changing does not repeat itself."""
    house.control("answer", {"code": 1001, "times": 2})
    assert len(await met.app.list()) == 2
    house.control("answer", {"code": 1009})
    with pytest.raises(BusyError) as raised:
        await met.device.downlink(THERMOMETER, 8, b"x")
    assert not raised.value.outcome_unknown
    assert not house.devices[THERMOMETER].queue


@pytest.mark.parametrize("path", ["device/downlink/create", "mcdownlink/create"])
async def test_an_answer_that_breaks_off(
    house: IoTSquareServer, met: IoTSquareClient, path: str
) -> None:
    """The frame stands in the queue, once, and nobody knows."""
    house.control("answer", {"truncate": True, "operations": [path]})
    to_group = path == "mcdownlink/create"
    send = met.mcgroup.downlink if to_group else met.device.downlink
    with pytest.raises(AccordError) as raised:
        await send(GROUP if to_group else THERMOMETER, 8, b"x")
    assert raised.value.outcome_unknown
    queue = house.groups[GROUP].queue if to_group else house.devices[THERMOMETER].queue
    assert len(queue) == 1


async def test_a_proxy_that_speaks_for_the_server(
    house: IoTSquareServer, met: IoTSquareClient
) -> None:
    house.control("answer", {"status": 502, "body": "<html>Bad Gateway</html>", "times": 3})
    with pytest.raises(BusyError):
        await met.app.list()
    house.control("answer", {"clear": True})
    house.control("answer", {"status": 502, "body": "<html>Bad Gateway</html>"})
    with pytest.raises(BusyError) as raised:
        await met.device.downlink(THERMOMETER, 8, b"x")
    assert raised.value.outcome_unknown


async def test_a_server_that_restarts(house: IoTSquareServer, met: IoTSquareClient) -> None:
    await met.app.list()
    house.go_offline()
    with pytest.raises(ConnectionFailedError):
        await met.app.list()
    house.go_online()
    await house.wait_until_online()
    assert len(await met.app.list()) == 2


async def test_many_requests_at_once(house: IoTSquareServer, met: IoTSquareClient) -> None:
    """No more than two are on their way."""
    house.control("quirk", {"most_at_once": 2})
    euis = [one.dev_eui for one in await met.device.list(HOUSE_APP)]
    found = await asyncio.gather(*(met.device.latest_uplink(eui) for eui in euis * 4))
    assert len([one for one in found if one]) == 20


# --- Links of pushes ---------------------------------------------------------------------------


async def test_our_link_beside_others(house: IoTSquareServer, met: IoTSquareClient) -> None:
    await met.app.update(HOUSE_APP, push_urls=[OTHERS], headers={"k": "v"})
    holder = AppLinks(met, HOUSE_APP)
    await apply_plan(holder, plan_link(await holder.read(), LINK, LinkMode.ADD, "secret"))
    found = await met.app.status(HOUSE_APP)
    assert (found.push_urls, found.headers, found.name) == ((OTHERS, LINK), {"k": "v"}, "house")
    assert await remove_link(holder, LINK)
    assert (await met.app.status(HOUSE_APP)).push_urls == (OTHERS,)


async def test_our_link_where_there_is_room_for_one(
    house: IoTSquareServer, met: IoTSquareClient
) -> None:
    """The others' stays."""
    house.control("quirk", {"push_urls_writable": False})
    await met.app.update(HOUSE_APP, push_urls=[OTHERS])
    holder = AppLinks(met, HOUSE_APP)
    with pytest.raises(LinkNotTakenError):
        await apply_plan(holder, plan_link(await holder.read(), LINK, LinkMode.ADD))
    assert (await met.app.status(HOUSE_APP)).push_urls == (OTHERS,)
    await apply_plan(holder, plan_link(await holder.read(), LINK, LinkMode.REPLACE, "secret"))
    assert (await holder.read()).urls == (LINK,)
    assert await remove_link(holder, LINK, (OTHERS,))
    assert (await met.app.status(HOUSE_APP)).push_urls == (OTHERS,)


@pytest.mark.parametrize("version", [OLD, NEW])
async def test_our_link_at_a_gateway(
    house: IoTSquareServer, met: IoTSquareClient, version: str
) -> None:
    house.control("version", {"version": version})
    holder = GatewayLinks(met, ROOF)
    await apply_plan(holder, plan_link(await holder.read(), LINK, LinkMode.ADD, "secret"))
    found = await met.gateway.status(ROOF)
    assert found.push_urls == (LINK,)
    assert list(found.headers or {}) == ["X-HA-Push-Secret"]
    assert (found.name, found.class_b, found.gw_type) == ("roof", True, "rhf2s208")
    assert await remove_link(holder, LINK)
    assert (await holder.read()).headers == {}
