"""Subscriptions, and notifications as they reach those who subscribed, or do not."""

import asyncio
import ssl

import pytest

from simulators.certificates import Authority, server_context
from simulators.huawei import HuaweiPlatform
from simulators.huawei.subscriptions import MANAGEMENT_TYPES, SERVICE_TYPES
from tests.simulators.conftest import Served
from tests.simulators.raw_huawei import MANAGEMENT, SUBSCRIPTIONS, Api, Catcher, advance, catching
from tests.simulators.raw_stream import PATIENCE

NOWHERE = "http://127.79.9.9:9/hook"


def report(platform: HuaweiPlatform, value: int) -> None:
    """Let the lamp report a brightness."""
    services = {"Brightness": {"brightness": value}}
    platform.control("report", {"deviceId": "dev-lamp", "services": services})


def value_of(body: dict[str, object]) -> object:
    """Return the brightness of a notification."""
    service = body["service"]
    assert isinstance(service, dict)
    return service["data"]["brightness"]


async def settled(platform: HuaweiPlatform, failed: int) -> None:
    """Wait until so many pushes have failed."""
    async with asyncio.timeout(PATIENCE):
        await platform.push.wait_for(failed=failed)


# --- subscriptions ----------------------------------------------------------------------------


async def test_subscriptions(api: Api) -> None:
    made = {}
    for type_ in SERVICE_TYPES:
        body = {"notifyType": type_, "callbackUrl": NOWHERE}
        made[type_] = await api.post(SUBSCRIPTIONS, body, 201)
        assert (await api.ask("POST", SUBSCRIPTIONS, body)).refusal == (409, 100227)
    for type_ in MANAGEMENT_TYPES:
        await api.post(MANAGEMENT, {"notifyType": type_, "callbackUrl": NOWHERE})
    page = await api.get(SUBSCRIPTIONS)
    assert (page["totalCount"], len(page["subscriptions"])) == (17, 10)
    page = await api.get(SUBSCRIPTIONS, pageNo=0, pageSize=100, notifyType="fwUpgradeResultNotify")
    id_ = page["subscriptions"][0]["subscriptionId"]
    path = f"{SUBSCRIPTIONS}/{id_}"
    assert (await api.get(path))["callbackUrl"] == NOWHERE
    await api.delete(path)
    assert (await api.ask("GET", path)).refusal == (404, 100225)
    assert (await api.ask("DELETE", path)).refusal == (404, 100225)
    await api.delete(SUBSCRIPTIONS, notifyType="ruleEvent", callbackUrl="http://other/")
    assert (await api.get(SUBSCRIPTIONS))["totalCount"] == 16
    await api.delete(SUBSCRIPTIONS, notifyType="ruleEvent")
    assert (await api.get(SUBSCRIPTIONS))["totalCount"] == 15
    await api.delete(SUBSCRIPTIONS, channel="OTHER")
    await api.delete(SUBSCRIPTIONS)
    assert (await api.get(SUBSCRIPTIONS))["totalCount"] == 0


async def test_mqtt_channel(api: Api, platform: HuaweiPlatform) -> None:
    body = {"notifyType": "deviceDataChanged", "callbackUrl": NOWHERE, "channel": "MQTT"}
    made = await api.post(SUBSCRIPTIONS, body, 201)
    assert made["clientIds"]
    await api.subscribe(NOWHERE, "deviceDataChanged")
    await api.delete(SUBSCRIPTIONS, channel="MQTT")
    assert [one.channel for one in platform.subscriptions.of(api.app_id)] == ["HTTP"]


async def test_urls(api: Api, platform: HuaweiPlatform) -> None:
    async def refusal(url: str | None, type_: str = "deviceAdded") -> tuple[int, int]:
        body = {"notifyType": type_, "callbackUrl": url}
        return (await api.ask("POST", SUBSCRIPTIONS, body)).refusal

    for wrong in (None, "", "ftp://127.0.0.1/", "http:///x", "http://h:99999/", "x" * 1025):
        assert await refusal(wrong) == (400, 100222)
    assert await refusal(NOWHERE, "nothing") == (400, 100222)
    assert await refusal(NOWHERE, "deviceModelAdded") == (400, 100222)
    platform.control("quirk", {"strict_port": True, "https_only": True})
    assert await refusal("https://127.0.0.1/x") == (400, 100222)
    assert await refusal("http://127.0.0.1:80/x") == (400, 100222)
    assert await refusal("https://127.0.0.1:443/x") == (201, 0)
    platform.control("quirk", {"one_callback_host": True})
    assert await refusal("https://127.0.0.1:444/x", "bindDevice") == (400, 100222)
    assert await refusal("https://127.0.0.1:443/y", "bindDevice") == (201, 0)
    platform.control("quirk", {"overwrite_subscriptions": True})
    assert await refusal("https://127.0.0.1:443/z", "bindDevice") == (201, 0)
    assert (await api.get(SUBSCRIPTIONS))["totalCount"] == 2
    body = {"notifyType": "deviceAdded", "callbackUrl": NOWHERE}
    assert (await api.ask("POST", MANAGEMENT, body)).refusal == (400, 100228)


# --- contents ---------------------------------------------------------------------------------


async def test_data(api: Api, platform: HuaweiPlatform, catcher: Catcher, served: Served) -> None:
    await api.subscribe(catcher.base, "deviceDataChanged", "deviceDatasChanged")
    report(platform, 17)
    one = await catcher.next()
    assert one["notifyType"] == "deviceDataChanged"
    assert (one["deviceId"], one["gatewayId"]) == ("dev-lamp", "dev-gateway")
    assert one["service"] == {
        "serviceId": "Brightness",
        "serviceType": "Brightness",
        "data": {"brightness": 17},
        "eventTime": "20261102T090000Z",
    }
    platform.control("report_all", {"deviceId": "dev-lamp"})
    several = await catcher.next()
    assert several["notifyType"] == "deviceDatasChanged"
    assert [one["serviceId"] for one in several["services"]] == ["Switch", "Brightness"]
    platform.control("quirk", {"service_for_services": True})
    platform.control("report_all", {"deviceId": "dev-lamp"})
    assert len((await catcher.next())["service"]) == 2
    async with asyncio.timeout(PATIENCE):
        await platform.push.wait_for(sent=3)
    assert [one for one in served if one[1].startswith("1.6.7.")] == [
        ("huawei", "1.6.7.4", 200),
        ("huawei", "1.6.7.5", 200),
        ("huawei", "1.6.7.5", 200),
    ]


async def test_rule(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    await api.subscribe(catcher.base, "ruleEvent")
    reasons = [{"type": "DEVICE_DATA", "satisfactionTime": "20261102T090000Z"}]
    platform.control("rule", {"ruleName": "Leak", "reasons": reasons})
    told = await catcher.next()
    assert (told["ruleName"], told["author"], told["reasons"]) == ("Leak", api.app_id, reasons)


async def test_old_names(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    platform.control("quirk", {"sdk_names": True})
    body = {"notifyType": "ruleEvent", "callbackUrl": catcher.base}
    assert (await api.ask("POST", SUBSCRIPTIONS, body)).refusal == (400, 100222)
    old = ("deviceModelAdded", "deviceModelDeleted", "serviceInfoChanged", "deviceEvent")
    await api.subscribe(catcher.base, *old)
    platform.control("product", {"productId": "prod-light-1", "remove": True})
    platform.control("product", {"productId": "prod-light-1"})
    muted = {"deviceId": "dev-lamp", "serviceId": "Switch", "commands": ["OFF"]}
    platform.control("mute", muted)
    event = {"deviceId": "dev-gateway", "serviceId": "Gateway", "eventType": "storage"}
    platform.control("event", event | {"body": {"usedPercent": 80}})
    told = await catcher.take_many(4)
    assert [one["notifyType"] for one in told] == [old[1], old[0], old[2], old[3]]
    assert told[2]["serviceInfo"] == {"muteCmds": ["OFF"]}
    assert told[3]["body"] == {"usedPercent": 80}
    assert told[3]["header"]["deviceId"] == "dev-gateway"


# --- faults on the way ------------------------------------------------------------------------


async def test_faults(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    await api.subscribe(catcher.base, "deviceDataChanged")
    platform.control("push", {"duplicate": True})
    report(platform, 1)
    assert [value_of(one) for one in await catcher.take_many(2)] == [1, 1]
    platform.control("push", {"duplicate": False, "reorder": True})
    report(platform, 2)
    report(platform, 3)
    assert [value_of(one) for one in await catcher.take_many(2)] == [3, 2]
    platform.control("push", {"reorder": False, "delay": 5})
    report(platform, 4)
    platform.control("push", {"delay": 0})
    report(platform, 5)
    assert value_of(await catcher.next()) == 5
    await advance(platform, 5)
    assert value_of(await catcher.next()) == 4
    platform.control("push", {"wrong_types": True})
    report(platform, 6)
    assert value_of(await catcher.next()) == "6"
    platform.control("push", {"wrong_types": False, "null_members": True})
    report(platform, 7)
    assert (await catcher.next())["service"] is None
    platform.control("push", {"null_members": False, "blank_names": True})
    report(platform, 8)
    assert "notifyType " in await catcher.next()
    platform.control("push", {"blank_names": False, "pad": 4 * 1024 * 1024})
    report(platform, 8)
    assert len((await catcher.next())["padding"]) == 4 * 1024 * 1024


async def test_half_a_notification(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    await api.subscribe(catcher.base, "deviceDataChanged")
    platform.control("push", {"truncate": True})
    report(platform, 1)
    async with asyncio.timeout(PATIENCE):
        await catcher.broken.wait()


async def test_anything(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    await api.subscribe(catcher.base, "deviceAdded")
    platform.control("notify", {"type": "deviceAdded", "body": {"notifyType": "unheardOf"}})
    platform.control("notify", {"url": f"{catcher.base}/else", "body": {}})
    assert {one.get("notifyType") for one in await catcher.take_many(2)} == {"unheardOf", None}


async def test_repeated_after_failure(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    await api.subscribe(catcher.base, "deviceDataChanged")
    catcher.status = 503
    report(platform, 1)
    await catcher.next()
    await settled(platform, 1)
    catcher.status = 200
    report(platform, 2)
    assert value_of(await catcher.next()) == 2
    await platform.clock.wait_for_sleepers()
    await advance(platform, 30)
    assert value_of(await catcher.next()) == 1
    assert platform.push.pushes[0].attempts == 2


@pytest.mark.parametrize("status", [400, 500])
async def test_lost_by_other_statuses(
    api: Api, platform: HuaweiPlatform, catcher: Catcher, status: int
) -> None:
    await api.subscribe(catcher.base, "deviceDataChanged")
    catcher.status = status
    report(platform, 1)
    await catcher.next()
    catcher.status = 200
    report(platform, 2)
    assert value_of(await catcher.next()) == 2
    assert (platform.push.lost, platform.push.failed) == (1, 0)


async def test_patience(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    await api.subscribe(catcher.base, "deviceDataChanged")
    catcher.waits_for = asyncio.Event()
    report(platform, 1)
    await catcher.next()
    assert platform.push.failed == 0
    await advance(platform, 15)
    await settled(platform, 1)
    assert platform.push.pushes[0].error == "TimeoutError"


@pytest.mark.parametrize(("legacy", "pause"), [(False, 60), (True, 180)])
async def test_black_list(
    api: Api, platform: HuaweiPlatform, *, legacy: bool, pause: float
) -> None:
    platform.control("quirk", {"legacy_retry": legacy})
    async with catching() as catcher:
        url = catcher.base
    await api.subscribe(url, "deviceDataChanged")
    for number in range(12):
        report(platform, number)
    await settled(platform, 10)
    await advance(platform, pause - 1)
    assert platform.state()["pushes"]["blocked"] == 1
    assert platform.push.failed == 10
    await advance(platform, 1)
    await settled(platform, 11)
    assert platform.push.failed == 11


async def test_forgotten_after_ten_minutes(
    api: Api, platform: HuaweiPlatform, catcher: Catcher
) -> None:
    await api.subscribe(catcher.base, "deviceDataChanged")
    catcher.status = 503
    report(platform, 1)
    await settled(platform, 1)
    catcher.status = 200
    await advance(platform, 601)
    report(platform, 2)
    await catcher.next()
    assert value_of(await catcher.next()) == 2
    assert platform.push.pushes[0].lost


async def test_only_loopback_is_called(api: Api, platform: HuaweiPlatform) -> None:
    await api.subscribe("https://192.0.2.1:443/x", "deviceDataChanged")
    report(platform, 1)
    await settled(platform, 1)
    assert platform.push.pushes[0].error == "ValueError"


async def test_certificates_of_callbacks(api: Api, platform: HuaweiPlatform) -> None:
    authority, other = Authority("Receivers"), Authority("Somebody")
    context = server_context(authority.issue("receiver", "127.79.9.3"))
    async with catching("127.79.9.3", context) as catcher:
        await api.subscribe(catcher.base, "deviceDataChanged")
        platform.control("account", {"push_authority": other.pem.decode()})
        report(platform, 1)
        await settled(platform, 1)
        assert platform.push.pushes[0].error == ssl.SSLCertVerificationError.__name__
        platform.push.forget()
        platform.control("account", {"push_authority": authority.pem.decode()})
        report(platform, 2)
        assert value_of(await catcher.next()) == 2


async def test_waits_while_the_platform_is_down(
    api: Api, platform: HuaweiPlatform, catcher: Catcher
) -> None:
    await api.subscribe(catcher.base, "deviceDataChanged")
    platform.control("offline", {})
    report(platform, 3)
    platform.control("online", {})
    assert value_of(await catcher.next()) == 3


async def test_nothing_is_left_after_a_reset(
    api: Api, platform: HuaweiPlatform, catcher: Catcher
) -> None:
    await api.subscribe(catcher.base, "deviceDataChanged")
    catcher.waits_for = asyncio.Event()
    for number in range(3):
        report(platform, number)
    await catcher.next()
    platform.reset_state()
    catcher.waits_for.set()
    catcher.waits_for = None
    await api.login()
    await api.subscribe(catcher.base, "deviceDataChanged")
    report(platform, 9)
    assert value_of(await catcher.next()) == 9
