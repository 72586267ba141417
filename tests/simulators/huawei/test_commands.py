"""Commands: cached, immediate, revoked, in batches; and what is desired of devices."""

from typing import Any

import pytest

from simulators.huawei import HuaweiPlatform
from simulators.huawei.registry import WITHOUT_PATH
from tests.simulators.conftest import Served
from tests.simulators.raw_huawei import (
    COMMANDS,
    DEVICES,
    GROUPS,
    REVOCATIONS,
    SHADOWS,
    TASK_DETAILS,
    TASKS,
    Api,
    Catcher,
    advance,
)

type Json = dict[str, Any]


async def statuses(api: Api, device_id: str) -> list[str]:
    """Return the status of each command to a device, the oldest first."""
    found = await api.get(COMMANDS, pageNo=0, pageSize=1000, deviceId=device_id)
    return [one["status"] for one in reversed(found["data"])]


async def asleep(platform: HuaweiPlatform) -> None:
    """Let the meter listen no more."""
    await advance(platform, 60)


# --- cached commands --------------------------------------------------------------------------


async def test_cached(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    await asleep(platform)
    callback = f"{catcher.base}/cmd"
    paras = {"valve": "CLOSED"}
    made = await api.command(
        "dev-meter", "WaterMeter", "SET_VALVE", paras=paras, expireTime=86400, callbackUrl=callback
    )
    assert made["status"] == "PENDING"
    assert made["expireTime"] == 86400
    assert made["issuedTimes"] == 0
    assert made["result"] is None
    await advance(platform, 600)
    assert await statuses(api, "dev-meter") == ["PENDING"]
    platform.control("wake", {"deviceId": "dev-meter"})
    for _ in range(2):
        await advance(platform, 0.5)
    told = await catcher.take_many(3)
    assert [one["result"]["resultCode"] for one in told] == ["SENT", "DELIVERED", "SUCCESS"]
    assert told[2]["result"]["resultDetail"] == {"result": 0}
    assert told[0]["commandId"] == made["commandId"]
    assert "notifyType" not in told[0]
    assert set(catcher.paths) == {"/v1.0.0/messageReceiver/cmd"}
    found = (await api.get(COMMANDS, pageNo=0, pageSize=10))["data"][0]
    assert found["status"] == "SUCCESSFUL"
    assert found["deliveredTime"]
    data = (await api.get(f"{DEVICES}/dev-meter"))["services"][0]["data"]
    assert data["valve"] == "CLOSED"


async def test_in_order(api: Api, platform: HuaweiPlatform) -> None:
    await asleep(platform)
    for valve in ("CLOSED", "OPEN"):
        await api.command("dev-meter", "WaterMeter", "SET_VALVE", paras={"valve": valve})
    platform.control("wake", {"deviceId": "dev-meter"})
    assert await statuses(api, "dev-meter") == ["SENT", "PENDING"]
    await advance(platform, 0.5)
    assert await statuses(api, "dev-meter") == ["DELIVERED", "SENT"]
    await advance(platform, 1)
    assert await statuses(api, "dev-meter") == ["SUCCESSFUL", "SUCCESSFUL"]
    assert platform.fleet["dev-meter"].reports["WaterMeter"].data["valve"] == "OPEN"


async def test_at_once_or_never(api: Api, platform: HuaweiPlatform) -> None:
    await asleep(platform)
    made = {"paras": {"valve": "CLOSED"}, "expireTime": 0}
    await api.command("dev-meter", "WaterMeter", "SET_VALVE", **made)
    await advance(platform, 0.1)
    assert await statuses(api, "dev-meter") == ["SENT"]
    await advance(platform, 105)
    assert await statuses(api, "dev-meter") == ["TIMEOUT"]
    platform.control("wake", {"deviceId": "dev-meter"})
    assert platform.fleet["dev-meter"].reports["WaterMeter"].data["valve"] == "OPEN"
    platform.control("disconnect", {"deviceId": "dev-gate"})
    paras = {"lockState": "UNLOCKED"}
    await api.command("dev-gate", "Lock", "SET_LOCK", paras=paras, expireTime=0)
    await advance(platform, 0.1)
    assert await statuses(api, "dev-gate") == ["TIMEOUT"]
    platform.control("connect", {"deviceId": "dev-gate"})
    await api.command("dev-gate", "Lock", "SET_LOCK", paras=paras, expireTime=0)
    for _ in range(3):
        await advance(platform, 0.5)
    assert await statuses(api, "dev-gate") == ["TIMEOUT", "SUCCESSFUL"]


async def test_expiry(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    await asleep(platform)
    await api.command(
        "dev-meter", "WaterMeter", "READ_NOW", expireTime=60, callbackUrl=catcher.base
    )
    await advance(platform, 60)
    assert await statuses(api, "dev-meter") == ["EXPIRED"]
    assert (await catcher.next())["result"]["resultCode"] == "EXPIRED"
    made = await api.command("dev-meter", "WaterMeter", "READ_NOW")
    assert made["expireTime"] is None
    await advance(platform, 172_800)
    await api.login()
    assert await statuses(api, "dev-meter") == ["EXPIRED", "EXPIRED"]


async def test_cancel(api: Api, platform: HuaweiPlatform) -> None:
    await asleep(platform)
    made = await api.command("dev-meter", "WaterMeter", "READ_NOW")
    path = f"{COMMANDS}/{made['commandId']}"
    assert (await api.ask("PUT", path, {"status": "PENDING"})).refusal == (400, 100022)
    assert (await api.put(path, {"status": "CANCELED"}))["status"] == "CANCELED"
    assert (await api.ask("PUT", path, {"status": "CANCELED"})).refusal == (200, 100435)
    answer = await api.ask("PUT", f"{COMMANDS}/x", {"status": "CANCELED"})
    assert answer.refusal == (200, 100434)


async def test_no_answer_and_failure(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    platform.control("behave", {"deviceId": "dev-gate", "silent": True})
    paras = {"lockState": "UNLOCKED"}
    await api.command("dev-gate", "Lock", "SET_LOCK", paras=paras)
    for _ in range(4):
        await advance(platform, 1)
    assert await statuses(api, "dev-gate") == ["DELIVERED"]
    platform.control("behave", {"deviceId": "dev-gate", "silent": False, "refuses_commands": True})
    platform.control("quirk", {"chapter_result_codes": True})
    await api.command("dev-gate", "Lock", "SET_LOCK", paras=paras, callbackUrl=catcher.base)
    for _ in range(4):
        await advance(platform, 1)
    told = [one["result"]["resultCode"] for one in await catcher.take_many(3)]
    assert told == ["sent", "delivered", "failed"]
    platform.control("quirk", {"none_detail": True})
    await api.command("dev-gate", "Lock", "SET_LOCK", paras=paras, callbackUrl=catcher.base)
    await advance(platform, 0.1)
    assert (await catcher.next())["result"]["resultDetail"] == "None"


async def test_refused(api: Api, platform: HuaweiPlatform) -> None:
    async def refusal(device_id: str, service: str, method: str, **more: Any) -> tuple[int, int]:
        command = {"serviceId": service, "method": method, "paras": more.pop("paras", {})}
        body = {"deviceId": device_id, "command": command, **more}
        return (await api.ask("POST", COMMANDS, body)).refusal

    await asleep(platform)
    assert await refusal("x", "WaterMeter", "READ_NOW") == (200, 100418)
    assert await refusal("dev-meter", "Oven", "READ_NOW") == (200, 100431)
    assert await refusal("dev-meter", "WaterMeter", "EXPLODE") == (400, 100022)
    assert await refusal("dev-meter", "WaterMeter", "SET_VALVE") == (400, 100022)
    assert await refusal("dev-meter", "WaterMeter", "READ_NOW", expireTime=-1) == (400, 100022)
    assert await refusal("dev-meter", "WaterMeter", "READ_NOW", maxRetransmit=4) == (400, 100022)
    for _ in range(20):
        await api.command("dev-meter", "WaterMeter", "READ_NOW")
    assert await refusal("dev-meter", "WaterMeter", "READ_NOW") == (400, 100223)
    await advance(platform, 49 * 3600 + 7 * 86400)
    await api.login()
    assert await refusal("dev-meter", "WaterMeter", "READ_NOW") == (403, 100612)


async def test_pages_of_commands(api: Api, platform: HuaweiPlatform) -> None:
    await asleep(platform)
    ids = [
        (await api.command("dev-meter", "WaterMeter", "READ_NOW"))["commandId"] for _ in range(3)
    ]
    page = await api.get(COMMANDS, pageNo=1, pageSize=2)
    assert page["pagination"] == {"pageNo": 1, "pageSize": 2, "totalSize": 3}
    assert [one["commandId"] for one in page["data"]] == [ids[0]]
    assert (await api.get(COMMANDS, pageNo=0, startTime="20300101T000000Z"))["data"] == []
    assert (await api.ask("GET", COMMANDS, pageSize=1001)).refusal == (400, 100022)
    platform.control("legacy", {})
    assert await statuses(api, "dev-meter") == ["DEFAULT"] * 3


async def test_deleted_device_has_no_commands(api: Api, platform: HuaweiPlatform) -> None:
    await asleep(platform)
    await api.command("dev-meter", "WaterMeter", "READ_NOW")
    await api.delete(f"{DEVICES}/dev-meter")
    assert await statuses(api, "dev-meter") == ["CANCELED"]


# --- tasks that revoke ------------------------------------------------------------------------


async def test_revocation(api: Api, platform: HuaweiPlatform) -> None:
    await asleep(platform)
    for _ in range(3):
        await api.command("dev-meter", "WaterMeter", "READ_NOW")
    made = await api.post(REVOCATIONS, {"deviceId": "dev-meter"}, 201)
    assert (made["status"], made["totalCount"]) == ("WAITING", 3)
    seen = []
    for _ in range(2):
        await advance(platform, 1)
        found = await api.get(REVOCATIONS, pageNo=0, pageSize=10, taskId=made["taskId"])
        seen.append(found["data"][0]["status"])
    assert seen == ["RUNNING", "SUCCESS"]
    assert await statuses(api, "dev-meter") == ["CANCELED"] * 3
    await api.post(REVOCATIONS, {"deviceId": "dev-gate"}, 201)
    await advance(platform, 2)
    failed = await api.get(REVOCATIONS, status="FAILED", deviceId="dev-gate")
    assert failed["data"][0]["totalCount"] == 0
    platform.control("legacy", {})
    made = await api.post(REVOCATIONS, {"deviceId": "dev-gate"}, 201)
    assert made["status"] == "WAITTING"
    assert (await api.ask("POST", REVOCATIONS, {"deviceId": "x"})).refusal == (200, 100418)
    assert (await api.ask("GET", REVOCATIONS, status="X")).refusal == (400, 100022)


async def test_partial_revocation(api: Api, platform: HuaweiPlatform) -> None:
    await asleep(platform)
    for _ in range(2):
        await api.command("dev-meter", "WaterMeter", "READ_NOW")
    await api.post(REVOCATIONS, {"deviceId": "dev-meter"}, 201)
    platform.control("wake", {"deviceId": "dev-meter"})
    await advance(platform, 0.4)
    platform.revocations._finish(platform.revocations.of(api.app_id)[0])
    found = await api.get(REVOCATIONS, deviceId="dev-meter")
    assert found["data"][0]["status"] == "PART_SUCCESS"


# --- immediate commands -----------------------------------------------------------------------


def sending(device_id: str, service: str) -> str:
    """Return the path of 1.7.7."""
    return f"/iocm/app/signaltrans/v1.1.0/devices/{device_id}/services/{service}/sendCommand"


def signal(method: str, body: Json | None = None, **header: Any) -> Json:
    """Return the body of 1.7.7."""
    return {"header": {"mode": "ACK", "method": method, **header}, "body": body}


async def test_immediate(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    await api.subscribe(catcher.base, "messageConfirm", "commandRsp", "deviceDataChanged")
    made = await api.post(
        sending("dev-lamp", "Brightness"),
        signal("SET_BRIGHTNESS", {"brightness": 40}, requestId="ha-42"),
        202,
    )
    assert (made["status"], made["requestId"]) == ("sent", "ha-42")
    for _ in range(2):
        await advance(platform, 0.2)
    told = await catcher.take_many(4)
    kinds = [one["notifyType"] for one in told]
    assert kinds == ["messageConfirm", "deviceDataChanged", "messageConfirm", "commandRsp"]
    assert [told[0]["header"]["status"], told[2]["header"]["status"]] == ["delivered", "executed"]
    assert told[1]["service"]["data"] == {"brightness": 40}
    assert told[3]["header"]["requestId"] == "ha-42"
    assert told[3]["header"]["from"] == "/devices/dev-lamp/services/Brightness"
    assert told[3]["body"] == {"result": 0}


async def test_immediate_with_callback(
    api: Api, platform: HuaweiPlatform, catcher: Catcher
) -> None:
    body = signal("ON", mode="NOACK", callbackURL=catcher.base)
    await api.post(sending("dev-lamp", "Switch"), body, 202)
    await advance(platform, 0.4)
    assert await catcher.types(1) == ["commandRsp"]
    made = await api.post(sending("dev-lamp", "Switch"), signal("ON", toType="CLOUD"), 202)
    assert (made["status"], made["requestId"]) == ("delivered", None)


async def test_immediate_refused(api: Api, platform: HuaweiPlatform) -> None:
    async def refusal(device_id: str, service: str, body: Json) -> tuple[int, int]:
        return (await api.ask("POST", sending(device_id, service), body)).refusal

    assert await refusal("x", "Switch", signal("ON")) == (200, 100418)
    assert await refusal("dev-lamp", "Oven", signal("ON")) == (404, 100444)
    assert await refusal("dev-lamp", "Switch", signal("BLINK")) == (400, 102203)
    assert await refusal("dev-lamp", "Switch", signal("ON", mode="MAYBE")) == (400, 100022)
    assert await refusal("dev-lamp", "Switch", {"header": {"mode": "ACK"}}) == (400, 100022)
    muted = {"deviceId": "dev-lamp", "serviceId": "Switch", "commands": ["ON"]}
    platform.control("mute", muted)
    assert await refusal("dev-lamp", "Switch", signal("ON")) == (200, 100432)
    platform.control("disconnect", {"deviceId": "dev-lamp"})
    assert await refusal("dev-lamp", "Switch", signal("OFF")) == (200, 100428)
    platform.control("disconnect", {"deviceId": "dev-gateway"})
    assert await refusal("dev-lamp", "Switch", signal("OFF")) == (403, 100450)
    assert await refusal("dev-gateway", "Gateway", signal("REBOOT")) == (200, 100428)


async def test_children_come_and_go(
    api: Api, platform: HuaweiPlatform, catcher: Catcher, served: Served
) -> None:
    await api.subscribe(catcher.base, "deviceDeleted", "deviceAdded")
    body = signal("REMOVE", {"deviceId": "dev-lamp"})
    await api.post(sending("dev-gateway", "Remover"), body, 202)
    await advance(platform, 0.4)
    assert (await catcher.next())["deviceId"] == "dev-lamp"
    assert ("huawei", "1.4.6", 0) in served
    await api.post(sending("dev-gateway", "Discovery"), signal("DISCOVERY"), 202)
    for seconds in (0.4, 2):
        await advance(platform, seconds)
    told = await catcher.next()
    assert told["deviceInfo"]["name"] == "Desk lamp"
    assert told["gatewayId"] == "dev-gateway"


# --- what is desired --------------------------------------------------------------------------


async def test_shadow(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    await api.subscribe(catcher.base, "deviceDesiredPropertiesModifyStatusChanged")
    await asleep(platform)
    path = f"{SHADOWS}/dev-smoke"
    await api.put(path, {"serviceDesires": [{"serviceId": "Smoke", "desired": {"threshold": 7}}]})
    found = {one["serviceId"]: one for one in (await api.get(path))["services"]}
    assert found["Smoke"]["desiredProps"] == {"threshold": 7}
    assert found["Smoke"]["reportedProps"]["threshold"] == 4
    platform.control("wake", {"deviceId": "dev-smoke"})
    await advance(platform, 0.5)
    told = await catcher.next()
    assert (told["status"], told["properties"]) == ("DELIVERED", {"threshold": 7})
    found = {one["serviceId"]: one for one in (await api.get(path))["services"]}
    assert found["Smoke"]["reportedProps"]["threshold"] == 7
    platform.control("behave", {"deviceId": "dev-smoke", "refuses_commands": True})
    await api.put(path, {"serviceDesireds": [{"serviceId": "Smoke", "desired": {"threshold": 8}}]})
    await advance(platform, 0.5)
    assert (await catcher.next())["status"] == "FAILED"


async def test_shadow_refused(api: Api, platform: HuaweiPlatform) -> None:
    async def refusal(device_id: str, service: str, desired: Json) -> tuple[int, int]:
        body = {"serviceDesireds": [{"serviceId": service, "desired": desired}]}
        return (await api.ask("PUT", f"{SHADOWS}/{device_id}", body)).refusal

    assert await refusal("dev-smoke", "Oven", {"a": 1}) == (200, 100431)
    assert await refusal("dev-smoke", "Smoke", {"smokeAlarm": "alarm"}) == (403, 100443)
    assert await refusal("dev-smoke", "Smoke", {"none": 1}) == (400, 107002)
    assert await refusal("dev-smoke", "Smoke", {"threshold": 99}) == (400, 107003)
    assert await refusal("dev-lamp", "Switch", {"status": "ON"}) == (400, 107002)
    assert await refusal("nobody", "Smoke", {}) == (404, 100403)
    platform.fleet["dev-smoke"].profile = None
    assert await refusal("dev-smoke", "Smoke", {"threshold": 5}) == (200, 100425)
    path = f"{SHADOWS}/dev-smoke"
    assert (await api.ask("PUT", path, {"serviceDesireds": []})).refusal == (400, 50400)
    assert (await api.ask("GET", f"{SHADOWS}/nobody")).refusal == (404, 100418)


# --- batches ----------------------------------------------------------------------------------


def batch(api: Api, name: str, **param: Any) -> Json:
    """Return the body of 1.8.1."""
    command = {"serviceId": "WaterMeter", "method": "READ_NOW", "paras": {}}
    return {
        "appId": api.app_id,
        "taskName": name,
        "taskType": "DeviceCmd",
        "timeout": 10,
        "param": {"type": "DeviceList", "command": command, **param},
        "tags": [{"tagName": "batch", "tagValue": name}],
    }


async def test_batch(api: Api, platform: HuaweiPlatform, served: Served) -> None:
    await asleep(platform)
    made = await api.post(f"{TASKS}/", batch(api, "b1", deviceList=["dev-meter", "nobody"]))
    path = f"{TASKS}/{made['taskID']}"
    assert ("huawei", WITHOUT_PATH[1], 0) in served
    found = await api.get(path)
    assert (found["status"], found["totalCnt"]) == ("Pending", 2)
    assert "tags" not in found
    await advance(platform, 1)
    found = await api.get(path, select="tag")
    assert (found["status"], found["failCnt"]) == ("Running", 1)
    assert found["tags"] == [{"tagName": "batch", "tagValue": "b1"}]
    rows = (await api.get(TASK_DETAILS, taskId=made["taskID"]))["taskDetails"]
    assert [one["status"] for one in rows] == ["WaitResult", "Fail"]
    assert '"100403"' in rows[1]["error"]
    platform.control("wake", {"deviceId": "dev-meter"})
    await advance(platform, 1)
    found = await api.get(path)
    assert (found["status"], found["progress"], found["successRate"]) == ("Complete", 1000, 500)
    page = await api.get(TASK_DETAILS, taskId=made["taskID"], status="Success")
    assert page["totalCount"] == 1
    assert "commandResult" in page["taskDetails"][0]["output"]


@pytest.mark.parametrize(
    ("param", "count"),
    [
        ({"type": "Broadcast"}, 7),
        (
            {
                "type": "DeviceType",
                "deviceType": "WaterMeter",
                "manufacturerId": "RaindropWorks",
                "model": "WM-NB15",
            },
            1,
        ),
        ({"type": "DeviceArea", "deviceLocation": "cellar"}, 0),
        ({"type": "GroupList", "groupList": ["meters"]}, 2),
    ],
)
async def test_batch_targets(api: Api, param: Json, count: int) -> None:
    devices = ["dev-meter", "dev-smoke"]
    group = await api.post(GROUPS, {"name": "meters", "deviceIds": devices})
    made = await api.post(TASKS, batch(api, "b2", **param))
    assert (await api.get(f"{TASKS}/{made['taskID']}"))["totalCnt"] == count
    by_id = batch(api, "b3", type="GroupIdList", groupList=[group["id"]])
    made = await api.post(TASKS, by_id)
    assert (await api.get(f"{TASKS}/{made['taskID']}"))["totalCnt"] == 2


async def test_batch_refused(api: Api, platform: HuaweiPlatform) -> None:
    async def refusal(body: Json) -> tuple[int, int]:
        return (await api.ask("POST", TASKS, body)).refusal

    good = batch(api, "b4", deviceList=["dev-meter"])
    assert await refusal({**good, "timeout": 9}) == (400, 50400)
    assert await refusal({**good, "taskType": "DeviceReg"}) == (400, 50400)
    assert await refusal(batch(api, "b4")) == (400, 50400)
    unknown = batch(api, "b4", type="GroupList", groupList=["x"])
    assert await refusal(unknown) == (200, 101001)
    assert await refusal(good) == (200, 0)
    assert await refusal(good) == (200, 105002)
    assert await refusal({**good, "taskName": "b5"}) == (400, 105201)
    for number in range(9):
        assert await refusal(batch(api, f"c{number}", deviceList=["dev-meter"])) == (200, 0)
    assert await refusal(batch(api, "d", deviceList=["dev-meter"])) == (200, 105001)
    platform.control("account", {"may_batch": False})
    assert await refusal(batch(api, "d", deviceList=["dev-meter"])) == (401, 100028)
    assert (await api.ask("GET", f"{TASKS}/x")).refusal == (404, 105005)
    assert (await api.ask("GET", TASK_DETAILS, taskId="x")).refusal == (404, 105005)
    assert (await api.ask("GET", TASK_DETAILS)).refusal == (400, 100022)


async def test_batch_times_out(api: Api, platform: HuaweiPlatform) -> None:
    await asleep(platform)
    made = await api.post(TASKS, batch(api, "b6", deviceList=["dev-meter"]))
    await advance(platform, 601)
    found = await api.get(f"{TASKS}/{made['taskID']}")
    assert found["status"] == "Timeout"
    assert found["totalCnt"] == found["completeCnt"] == 1
