"""Registration, new hardware, changes, removal, and the status that devices have."""

from dataclasses import replace

from simulators.huawei import HuaweiPlatform
from simulators.huawei.products import LIGHT
from tests.simulators.raw_huawei import CODES, DEVICES, HISTORY, PASSWORDS, Api, Catcher, advance

INFO = {
    "manufacturerId": "RaindropWorks",
    "manufacturerName": "Raindrop Works",
    "deviceType": "WaterMeter",
    "model": "WM-NB15",
    "protocolType": "CoAP",
    "name": "Second meter",
}


async def test_by_code(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    await api.subscribe(catcher.base, "deviceAdded", "bindDevice", "deviceInfoChanged")
    body = {"nodeId": "n-1", "timeout": 0, "deviceInfo": INFO, "imsi": "460", "unknown": 1}
    made = await api.post(CODES, body)
    assert made["timeout"] == 0
    assert len(made["psk"]) == 32
    assert made["verifyCode"]
    device_id = made["deviceId"]
    told = await catcher.next()
    assert told["notifyType"] == "deviceAdded"
    assert told["deviceInfo"]["status"] == "INACTIVE"
    path = f"{CODES}/{device_id}"
    assert await api.get(path) == {
        "deviceId": device_id,
        "activated": False,
        "name": "Second meter",
    }
    platform.control("connect", {"deviceId": device_id})
    bound, changed = await catcher.take_many(2)
    assert (bound["notifyType"], bound["resultCode"]) == ("bindDevice", "succeeded")
    assert changed["deviceInfo"] == {"nodeId": "n-1", "status": "ONLINE", "statusDetail": "NONE"}
    assert (await api.get(path))["activated"] is True
    assert platform.fleet[device_id].profile is not None


async def test_refusals(api: Api, platform: HuaweiPlatform) -> None:
    async def refusal(**members: object) -> tuple[int, int]:
        body = {"nodeId": "n-2", "timeout": 0, "deviceInfo": INFO, **members}
        return (await api.ask("POST", CODES, body)).refusal

    assert await refusal(nodeId=None) == (400, 100007)
    assert await refusal(deviceInfo=None) == (400, 100007)
    assert await refusal(timeout=-1) == (400, 100007)
    assert await refusal(psk="xyz") == (400, 100007)
    assert await refusal(productId="none") == (403, 600002)
    assert await refusal(nodeId="gw-77") == (400, 100426)
    platform.add_account("friend", "s")
    platform.registrations.enter("friend", "n-8", None)
    assert await refusal(nodeId="n-8") == (400, 100416)
    agent = {"productId": "prod-gateway-1", "verifyCode": "other"}
    assert await refusal(**agent) == (400, 100003)
    platform.control("account", {"device_quota": 7})
    assert await refusal() == (500, 100412)
    platform.control("account", {"device_quota": None, "license_pool": 7})
    assert await refusal() == (200, 103028)
    platform.control("account", {"license_pool": None, "insecure_quota": 7})
    assert await refusal() == (500, 100441)
    platform.control("account", {"licensed": False})
    assert await refusal() == (500, 103026)
    platform.control("account", {"licensed": True})
    assert await refusal(isSecure=True, psk="0123456789abcdef") == (200, 0)


async def test_registration_ends(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    await api.subscribe(catcher.base, "bindDevice")
    made = await api.post(CODES, {"nodeId": "n-3", "deviceInfo": INFO})
    assert made["timeout"] == 180
    await advance(platform, 179)
    await api.get(f"{CODES}/{made['deviceId']}")
    await advance(platform, 1)
    assert (await catcher.next())["resultCode"] == "expired"
    assert (await api.ask("GET", f"{CODES}/{made['deviceId']}")).refusal == (404, 100403)


async def test_hardware_arrives(api: Api, platform: HuaweiPlatform) -> None:
    platform.registrations.connect_after = 5.0
    made = await api.post(CODES, {"nodeId": "n-4", "productId": "prod-light-1"})
    await advance(platform, 5)
    found = await api.get(f"{DEVICES}/{made['deviceId']}")
    assert found["deviceInfo"]["status"] == "ONLINE"
    assert found["services"][0]["data"] == {"status": "OFF"}


async def test_by_password(api: Api, platform: HuaweiPlatform) -> None:
    info = {"nodeId": "m-1", "manufacturerId": "x", "deviceType": "y", "model": "z"}
    body = {"deviceInfo": info, "mqttConnect": True, "region": "home", "secret": None}
    made = await api.post(PASSWORDS, body)
    assert made["secret"]
    assert len(made["psk"]) == 32
    assert platform.fleet[made["deviceId"]].profile is None
    answer = await api.ask("POST", PASSWORDS, body)
    assert answer.refusal == (400, 100426)
    answer = await api.ask("POST", PASSWORDS, {"deviceInfo": {"model": "z"}})
    assert answer.refusal == (400, 100007)


async def test_new_hardware(api: Api, platform: HuaweiPlatform) -> None:
    platform.registrations.connect_after = 5.0
    path = f"{CODES}/dev-meter"
    body = {"nodeId": "n-9", "verifyCode": "n-9", "timeout": 0}
    assert (await api.ask("PUT", path, body)).refusal == (400, 100611)
    platform.control("disconnect", {"deviceId": "dev-meter"})
    assert (await api.ask("PUT", path, body | {"nodeId": "gw-77"})).refusal == (400, 100003)
    taken = {"nodeId": "gw-77", "verifyCode": "gw-77"}
    assert (await api.ask("PUT", path, taken)).refusal == (400, 100426)
    assert await api.put(path, body) == {"verifyCode": "n-9", "timeout": 0}
    assert (await api.get(f"{DEVICES}/dev-meter"))["deviceInfo"]["nodeId"] == "n-9"
    await advance(platform, 5)
    assert platform.fleet["dev-meter"].status == "ONLINE"
    made = await api.post(CODES, {"nodeId": "n-5", "timeout": 0, "deviceInfo": INFO})
    answer = await api.ask("PUT", f"{CODES}/{made['deviceId']}", body)
    assert answer.refusal == (400, 100610)
    assert (await api.ask("PUT", f"{CODES}/nobody", body)).refusal == (404, 100403)


async def test_changes(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    await api.subscribe(catcher.base, "deviceInfoChanged")
    path = f"{DEVICES}/dev-lamp"
    body = {"name": "Lamp", "location": "hall", "mute": None, "tags": None, "unknown": None}
    await api.put(path, body, 204)
    told = await catcher.next()
    assert told["deviceInfo"] == {"nodeId": "zb-0001", "name": "Lamp", "location": "hall"}
    assert (await api.get(path))["deviceInfo"]["location"] == "hall"
    assert (await api.ask("PUT", path, {"isSecure": "yes"})).refusal == (400, 100440)
    assert (await api.ask("PUT", path, {"name": 5})).refusal == (400, 100022)
    assert (await api.ask("PUT", f"{DEVICES}/x", {})).refusal == (404, 100403)
    platform.quirks = replace(platform.quirks, null_members=True)
    await api.put(path, {"name": "Hall lamp", "isSecure": True}, 204)
    told = await catcher.next()
    assert told["deviceInfo"]["name"] == "Hall lamp"
    assert told["deviceInfo"]["status"] is None


async def test_frozen(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    platform.control("account", {"frozen_quota": 1})
    await api.put(f"{DEVICES}/dev-lamp", {"mute": "TRUE"}, 204)
    answer = await api.ask("PUT", f"{DEVICES}/dev-door", {"mute": "TRUE"})
    assert answer.refusal == (403, 500004)
    await api.subscribe(catcher.base, "deviceDataChanged")
    report = {"deviceId": "dev-lamp", "services": {"Switch": {"status": "ON"}}}
    platform.control("report", report)
    found = await api.get(f"{DEVICES}/dev-lamp")
    assert found["services"][0]["data"] == {"status": "OFF"}
    assert found["deviceInfo"]["mute"] == "TRUE"
    await api.put(f"{DEVICES}/dev-lamp", {"mute": "FALSE"}, 204)
    platform.control("report", report)
    assert (await catcher.next())["service"]["data"] == {"status": "ON"}


async def test_removal(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    await api.subscribe(catcher.base, "deviceDeleted")
    await api.delete(f"{DEVICES}/dev-meter")
    assert (await catcher.next())["deviceId"] == "dev-meter"
    assert (await api.ask("DELETE", f"{DEVICES}/dev-meter")).refusal == (404, 100403)
    await api.delete(f"{DEVICES}/dev-gateway", cascade="false")
    assert (await api.get(f"{DEVICES}/dev-lamp"))["gatewayId"] == "dev-lamp"
    platform.reset_state()
    await api.login()
    await api.subscribe(catcher.base, "deviceDeleted")
    await catcher.next()
    await api.delete(f"{DEVICES}/dev-gateway")
    told = {one["deviceId"] for one in await catcher.take_many(4)}
    assert told == {"dev-gateway", "dev-lamp", "dev-door", "dev-climate"}
    assert (await api.ask("GET", f"{DEVICES}/dev-lamp")).code == 100403


async def test_status_by_the_clock(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    await api.subscribe(catcher.base, "deviceInfoChanged")
    platform.control("report", {"deviceId": "dev-lamp", "services": {}})
    await advance(platform, 3600)
    platform.control("report", {"deviceId": "dev-lamp", "services": {}})

    async def status(device_id: str) -> str:
        found: str = (await api.get(f"{DEVICES}/{device_id}"))["deviceInfo"]["status"]
        return found

    await advance(platform, 24 * 3600)
    await api.login()
    assert await status("dev-gate") == "ABNORMAL"
    assert await status("dev-lamp") == "ONLINE"
    told = [one["deviceInfo"]["status"] for one in await catcher.take_many(6)]
    assert told == ["ABNORMAL"] * 6
    await advance(platform, 24 * 3600)
    await api.login()
    assert await status("dev-gate") == "OFFLINE"
    assert await status("dev-lamp") == "ABNORMAL"
    platform.control("report_all", {"deviceId": "dev-gate"})
    assert await status("dev-gate") == "ONLINE"


async def test_gateway_goes_off_line(api: Api, platform: HuaweiPlatform) -> None:
    platform.control("disconnect", {"deviceId": "dev-gateway"})
    info = (await api.get(f"{DEVICES}/dev-lamp"))["deviceInfo"]
    assert (info["status"], info["statusDetail"]) == ("OFFLINE", "BRIDGE_OFFLINE")


async def test_product_models_come_and_go(
    api: Api, platform: HuaweiPlatform, catcher: Catcher
) -> None:
    names = ("Changed", "Added", "Deleted")
    await api.subscribe(catcher.base, *(f"deviceCapabilities{name}" for name in names))
    platform.control("product", {"productId": "prod-light-1", "remove": True})
    platform.control("product", {"productId": "prod-light-1"})
    platform.fleet["dev-lamp"].profile = LIGHT
    muted = {"deviceId": "dev-lamp", "serviceId": "Switch", "commands": ["OFF"]}
    platform.control("mute", muted)
    deleted, added, changed = await catcher.take_many(3)
    assert deleted["notifyType"] == "deviceCapabilitiesDeleted"
    assert added["notifyType"] == "deviceCapabilitiesAdded"
    assert changed["notifyType"] == "deviceCapabilitiesChanged"
    assert "deviceId" not in added
    assert added["model"] == "LP-9"
    found = await api.get(f"{DEVICES}/dev-lamp")
    assert found["services"][0]["serviceInfo"] == {"muteCmds": ["OFF"]}


async def test_history_of_frozen_devices(api: Api, platform: HuaweiPlatform) -> None:
    await api.put(f"{DEVICES}/dev-climate", {"mute": "TRUE"}, 204)
    ids = {"deviceId": "dev-climate", "gatewayId": "dev-gateway"}
    before = (await api.get(HISTORY, **ids))["totalCount"]
    platform.control("report_all", {"deviceId": "dev-climate"})
    assert (await api.get(HISTORY, **ids))["totalCount"] == before
