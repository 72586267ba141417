"""What is sent for each question about data, and scans of everything."""

from datetime import UTC, datetime
from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError, NotFoundError
from custom_components.accord.protocol.huawei.northbound import Priority, calls_as
from tests.protocol.huawei.northbound.calls import call, sent
from tests.protocol.huawei.northbound.conftest import Connect, StartPlatform, Time
from tests.protocol.huawei.northbound.fakes import Request, error

PAGE = {"pageNo": "0", "pageSize": "250", "sort": "ASC"}
DEVICES = "/iocm/app/dm/v1.4.0/devices"

SENT: list[tuple[str, dict[str, Any], tuple[str, str, dict[str, str], Any]]] = [
    (
        "1.5.1",
        {"device_id": "d", "select": "imsi", "delegate": "other"},
        ("GET", f"{DEVICES}/d", {"select": "imsi", "appId": "other"}, None),
    ),
    ("1.5.2", {}, ("GET", DEVICES, PAGE, None)),
    (
        "1.5.2",
        {
            "page": 3,
            "page_size": 10,
            "gateway_id": "gw",
            "device_type": "Light",
            "status": "ONLINE",
            "name": "a b&c",
            "sort": "DESC",
        },
        (
            "GET",
            DEVICES,
            {
                "pageNo": "3",
                "pageSize": "10",
                "gatewayId": "gw",
                "deviceType": "Light",
                "status": "ONLINE",
                "name": "a b&c",
                "sort": "DESC",
            },
            None,
        ),
    ),
    (
        "1.5.3",
        {"device_id": "d", "start": "2024-03-01T01:00:00+01:00", "page_size": 2000},
        (
            "GET",
            "/iocm/app/data/v1.2.0/deviceDataHistory",
            {
                "pageNo": "0",
                "pageSize": "2000",
                "deviceId": "d",
                "gatewayId": "d",
                "startTime": "20240301T000000Z",
            },
            None,
        ),
    ),
    (
        "1.5.4",
        {"device_id": "d", "gateway_id": "gw", "service_id": "s", "property_name": "p"},
        (
            "GET",
            "/iocm/app/shadow/v1.5.0/deviceDesiredHistory",
            {
                "pageNo": "0",
                "pageSize": "250",
                "deviceId": "d",
                "gatewayId": "gw",
                "serviceId": "s",
                "property": "p",
            },
            None,
        ),
    ),
    (
        "1.5.5",
        {"gateway_id": "gw"},
        ("GET", "/iocm/app/data/v1.1.0/deviceCapabilities", {"gatewayId": "gw"}, None),
    ),
]


@pytest.mark.parametrize(("operation", "parameters", "wanted"), SENT)
async def test_what_is_sent(
    operation: str,
    parameters: dict[str, Any],
    wanted: tuple[str, str, dict[str, str], Any],
    start_platform: StartPlatform,
    connect: Connect,
) -> None:
    platform = await start_platform({})
    assert await sent(platform, connect(platform), operation, parameters) == wanted


@pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        ("1.5.2", {"page_size": 251}),
        ("1.5.2", {"page": -1}),
        ("1.5.2", {"sort": "UP"}),
        ("1.5.3", {"device_id": "d", "page_size": 2001}),
        (
            "1.5.3",
            {"device_id": "d", "start": "2024-03-02T00:00:00Z", "end": "2024-03-01T00:00:00Z"},
        ),
    ],
)
async def test_nothing_wrong_is_sent(
    operation: str, parameters: dict[str, Any], start_platform: StartPlatform, connect: Connect
) -> None:
    platform = await start_platform({})
    with pytest.raises(InvalidError):
        await call(connect(platform), operation, parameters)
    assert platform.requests == []


async def test_scan(start_platform: StartPlatform, connect: Connect) -> None:
    """All pages, each device once although one moved to the next page meanwhile."""
    ids = [f"dev-{number}" for number in range(7)]

    def page(request: Request) -> dict[str, Any]:
        number, size = int(request.query["pageNo"]), int(request.query["pageSize"])
        first = max(0, number * size - 1)
        return {
            "totalCount": 99,
            "pageNo": number,
            "pageSize": size,
            "devices": [{"deviceId": one} for one in ids[first : first + size]],
        }

    platform = await start_platform({"1.5.2": page})
    found = [one async for rows in connect(platform).data.scan(page_size=3) for one in rows]
    assert [one.device_id for one in found] == ids
    assert [one.query["pageNo"] for one in platform.sent("1.5.2")] == ["0", "1", "2"]


async def test_scan_of_ten_thousand(
    start_platform: StartPlatform, connect: Connect, time: Time
) -> None:
    """Forty pages; as polling they take the time that its share of the calls allows."""

    def page(request: Request) -> dict[str, Any]:
        first = int(request.query["pageNo"]) * 250
        rows = [{"deviceId": f"d{one}", "services": []} for one in range(first, first + 250)]
        return {"totalCount": 10_000, "pageSize": 250, "devices": rows}

    platform = await start_platform({"1.5.2": page})
    client = connect(platform)
    with calls_as(Priority.POLLING):
        found = {one.device_id async for rows in client.data.scan() for one in rows}
    assert len(found) == 10_000
    assert len(platform.sent("1.5.2")) == 40
    assert sum(time.slept) == pytest.approx(60)


async def test_history(start_platform: StartPlatform, connect: Connect) -> None:
    answer = {
        "totalCount": "1",
        "pageNo": 0,
        "pageSize": 500,
        "deviceDataHistoryDTOs": [
            {"serviceId": "Meter", "data": {"flow": 12}, "timestamp": "20240301T060000Z"}
        ],
    }
    platform = await start_platform({"1.5.3": answer})
    page = await connect(platform).data.history("d")
    (entry,) = page.items
    assert (page.total, entry.values) == (1, {"flow": 12})
    assert entry.moment == datetime(2024, 3, 1, 6, tzinfo=UTC)


async def test_nothing_in_the_history(start_platform: StartPlatform, connect: Connect) -> None:
    """The platform says so with a status that means success."""
    platform = await start_platform({"1.5.3": lambda _: error(100418, 200)})
    with pytest.raises(NotFoundError) as caught:
        await connect(platform).data.history("d")
    assert caught.value.code == 100418
