"""Devices with their data, filters and pages, histories, capabilities, and 10,000 devices."""

import pytest

from simulators.clock import Clock
from simulators.huawei import HuaweiPlatform, Quirks
from simulators.huawei.household import populate
from tests.simulators.raw_huawei import (
    CAPABILITIES,
    DESIRED_HISTORY,
    DEVICES,
    HISTORY,
    SHADOWS,
    Api,
    advance,
)


async def test_one_device(api: Api, platform: HuaweiPlatform) -> None:
    found = await api.get(f"{DEVICES}/dev-meter", select="IMSI")
    assert found["deviceId"] == found["gatewayId"] == "dev-meter"
    assert found["nodeType"] == "ENDPOINT"
    info = found["deviceInfo"]
    assert info["imsi"] == "460113005123456"
    assert info["protocolType"] == "CoAP"
    assert info["status"] == "ONLINE"
    assert (info["mute"], info["supportedSecurity"]) == ("FALSE", "TRUE")
    services = {one["serviceId"]: one for one in found["services"]}
    assert services["WaterMeter"]["data"]["totalizedFlow"] == 18234
    assert services["WaterMeter"]["eventTime"] == "20261102T090000Z"
    assert (await api.get(f"{DEVICES}/dev-meter"))["deviceInfo"].get("imsi") is None
    assert (await api.ask("GET", f"{DEVICES}/nobody")).refusal == (404, 100403)
    platform.control("alarm", {"deviceId": "dev-meter", "alarm": {"alarmStatus": True}})
    assert (await api.get(f"{DEVICES}/dev-meter"))["alarmInfo"] == {"alarmStatus": True}


async def test_pages(api: Api) -> None:
    page = await api.get(DEVICES, pageNo=0, pageSize=2, sort="ASC")
    assert (page["totalCount"], page["pageNo"], page["pageSize"]) == (7, 0, 2)
    assert [one["deviceId"] for one in page["devices"]] == ["dev-meter", "dev-smoke"]
    page = await api.get(DEVICES, pageNo=3, pageSize=2, sort="ASC")
    assert [one["deviceId"] for one in page["devices"]] == ["dev-gate"]
    assert (await api.get(DEVICES, pageNo=0))["devices"][0]["deviceId"] == "dev-gate"
    assert (await api.get(DEVICES, pageNo=9))["devices"] == []
    assert (await api.ask("GET", DEVICES)).refusal == (400, 100218)
    assert (await api.ask("GET", DEVICES, pageNo=0, pageSize=251)).refusal == (400, 100216)
    assert (await api.ask("GET", DEVICES, pageNo=-1)).refusal == (400, 100216)
    assert (await api.ask("GET", DEVICES, pageNo=0, sort="UP")).refusal == (400, 100405)
    assert (await api.ask("GET", DEVICES, pageNo=0, startTime="now")).refusal == (400, 100405)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"gatewayId": "dev-gateway"}, ["dev-gateway", "dev-lamp", "dev-door", "dev-climate"]),
        ({"deviceType": "Light"}, ["dev-lamp"]),
        ({"name": "Garden gate"}, ["dev-gate"]),
        ({"nodeType": "GATEWAY"}, ["dev-gateway"]),
        ({"status": "OFFLINE"}, []),
        ({"endTime": "20261101T000000Z"}, ["dev-meter"]),
        ({"startTime": "20261102T090001Z"}, []),
    ],
)
async def test_filters(api: Api, query: dict[str, str], found: list[str]) -> None:
    page = await api.get(DEVICES, pageNo=0, sort="ASC", **query)
    assert [one["deviceId"] for one in page["devices"]] == found


async def test_legacy(api: Api, platform: HuaweiPlatform) -> None:
    platform.control("legacy", {})
    parts = {"productId": "prod-water-1", "nodeId": "n-1", "deviceId": "new", "connected": False}
    platform.control("register", parts)
    found = await api.get(f"{DEVICES}/new")
    assert found["nodeType"] == "GATEWAY"
    assert found["services"] is None
    assert found["deviceInfo"]["status"] == "OFFLINE"
    assert found["deviceInfo"]["statusDetail"] == "NOT_ACTIVE"
    assert found["connectionInfo"] == {"protocolType": "CoAP"}
    assert found["devGroupIds"] == []
    platform.quirks = Quirks(inbox=True)
    assert (await api.get(f"{DEVICES}/new"))["deviceInfo"]["status"] == "INBOX"


# --- histories --------------------------------------------------------------------------------


async def test_history(api: Api, platform: HuaweiPlatform) -> None:
    ids = {"deviceId": "dev-meter", "gatewayId": "dev-meter"}
    page = await api.get(HISTORY, **ids)
    assert page["pageSize"] == 1
    assert page["totalCount"] == 14 * 24 + 4
    page = await api.get(HISTORY, **ids, pageNo=0, pageSize=2000, endTime="20261102T080000Z")
    rows = page["deviceDataHistoryDTOs"]
    assert len(rows) == 14 * 24
    assert rows[0]["timestamp"] == "20261102T080000Z"
    totals = [row["data"]["totalizedFlow"] for row in rows]
    assert totals == sorted(totals, reverse=True)
    assert (await api.ask("GET", HISTORY, **ids, pageSize=2001)).refusal == (400, 100216)
    assert (await api.ask("GET", HISTORY)).refusal == (400, 100419)
    assert (await api.ask("GET", HISTORY, deviceId="x")).refusal == (200, 100418)
    answer = await api.ask("GET", HISTORY, deviceId="dev-lamp", gatewayId="dev-meter")
    assert answer.refusal == (200, 100418)
    await api.put(
        f"{DEVICES}/dev-meter", {"deviceConfig": {"dataConfig": {"dataAgingTime": 1}}}, 204
    )
    assert (await api.get(HISTORY, **ids))["totalCount"] == 24 + 4


async def test_huge_history(api: Api, platform: HuaweiPlatform) -> None:
    raw = "x" * 2_000_000
    for _ in range(9):
        platform.network.report(platform.fleet["dev-lamp"], {"Switch": {"raw": raw}})
    query = {"deviceId": "dev-lamp", "gatewayId": "dev-gateway", "pageNo": 0}
    assert (await api.ask("GET", HISTORY, **query, pageSize=9)).refusal == (400, 100216)
    assert len((await api.get(HISTORY, **query, pageSize=8))["deviceDataHistoryDTOs"]) == 8


async def test_shadow_history(api: Api) -> None:
    ids = {"deviceId": "dev-smoke", "gatewayId": "dev-smoke"}
    for value in (5, 6):
        desired = [{"serviceId": "Smoke", "desired": {"threshold": value}}]
        await api.put(f"{SHADOWS}/dev-smoke", {"serviceDesireds": desired})
    page = await api.get(DESIRED_HISTORY, **ids, serviceId="Smoke", property="threshold")
    rows = page["DeviceDesiredHistoryDTO"]
    assert [row["desired"] for row in rows] == [{"threshold": 6}, {"threshold": 5}]
    assert page["pageSize"] == 25
    assert (await api.get(DESIRED_HISTORY, **ids, property="muted"))["totalCount"] == 0
    assert (await api.get(DESIRED_HISTORY, deviceId="x"))["totalCount"] == 0
    assert (await api.ask("GET", DESIRED_HISTORY)).refusal == (400, 100419)


# --- product models ---------------------------------------------------------------------------


async def test_capabilities(api: Api, platform: HuaweiPlatform) -> None:
    found = (await api.get(CAPABILITIES, deviceId="dev-lamp"))["deviceCapabilities"]
    assert [one["deviceId"] for one in found] == ["dev-lamp"]
    switch, light = found[0]["serviceCapabilities"]
    assert switch["commands"][0]["paras"] is None
    assert light["properties"] == [
        {
            "propertyName": "brightness",
            "method": "RE",
            "dataType": "int",
            "required": True,
            "min": "0",
            "max": "100",
            "step": 1.0,
            "maxLength": 0,
            "unit": "%",
            "enumList": None,
        }
    ]
    command = light["commands"][0]
    assert command["commandName"] == "SET_BRIGHTNESS"
    assert command["paras"][0]["paraName"] == "brightness"
    assert command["responses"][0]["responseName"] == "SET_BRIGHTNESS_RSP"
    children = (await api.get(CAPABILITIES, gatewayId="dev-gateway"))["deviceCapabilities"]
    assert len(children) == 4
    assert len((await api.get(CAPABILITIES))["deviceCapabilities"]) == 7
    assert (await api.get(CAPABILITIES, deviceId="x"))["deviceCapabilities"] == []
    platform.control("quirk", {"fractional_limits": True})
    found = (await api.get(CAPABILITIES, deviceId="dev-lamp"))["deviceCapabilities"]
    assert found[0]["serviceCapabilities"][1]["properties"][0]["max"] == "100.0"


async def test_bench(api: Api, platform: HuaweiPlatform) -> None:
    parts = {"productId": "prod-lab-1", "nodeId": "lab", "deviceId": "bench"}
    platform.control("register", parts)
    found = (await api.get(CAPABILITIES, deviceId="bench"))["deviceCapabilities"][0]
    bench = found["serviceCapabilities"][0]
    kinds = {one["dataType"] for one in bench["properties"]}
    assert kinds >= {"boolean", "enum", "string", "DateTime", "decimal", "long", "jsonObject"}
    assert {one["propertyName"]: one["max"] for one in bench["properties"]}["pulses"] == (
        "4294967295"
    )
    data = (await api.get(f"{DEVICES}/bench"))["services"][0]["data"]
    assert data["tags"] == ["a", "b"]
    assert "ledColor" not in data


# --- many -------------------------------------------------------------------------------------


async def test_ten_thousand_devices(api: Api, platform: HuaweiPlatform) -> None:
    populate(platform, 10_000)
    seen: dict[str, None] = {}
    for number in range(41):
        page = await api.get(DEVICES, pageNo=number, pageSize=250, sort="ASC")
        assert page["totalCount"] == 10_007
        seen.update(dict.fromkeys(one["deviceId"] for one in page["devices"]))
    assert len(seen) == 10_007
    page = await api.get(DEVICES, pageNo=0, pageSize=1, name="Meter 9999")
    assert page["devices"][0]["deviceId"] == "meter-09999"
    await advance(platform, 25 * 3600)
    await api.login()
    page = await api.get(DEVICES, pageNo=0, pageSize=1, status="ABNORMAL")
    assert page["totalCount"] == 10_007


async def test_reports_by_themselves(clock: Clock, platform: HuaweiPlatform) -> None:
    meter = platform.fleet["dev-meter"]
    before = meter.reports["WaterMeter"].data["totalizedFlow"]
    platform.reporting.begin(meter)
    await advance(platform, 3 * 3600)
    after = meter.reports["WaterMeter"].data
    assert after["totalizedFlow"] > before
    assert after["valve"] == "OPEN"
    platform.network.disconnect(meter)
    rows = len(meter.history)
    await advance(platform, 3600)
    assert len(meter.history) == rows
