"""Packages and upgrade tasks, step by step."""

from typing import Any

import pytest

from simulators.huawei import HuaweiPlatform
from tests.simulators.raw_huawei import (
    DEVICES,
    GROUPS,
    MANAGEMENT,
    PACKAGES,
    UPGRADES,
    Api,
    Catcher,
    advance,
)

type Json = dict[str, Any]

SOFTWARE = f"{UPGRADES}/softwareUpgrade"
FIRMWARE = f"{UPGRADES}/firmwareUpgrade"
TYPES = ("swUpgradeStateChangeNotify", "swUpgradeResultNotify",
         "fwUpgradeStateChangeNotify", "fwUpgradeResultNotify")  # fmt: skip


async def package(api: Api, file_type: str, device_type: str = "WaterMeter") -> str:
    """Return the id of a package for meters."""
    found = await api.get(PACKAGES, fileType=file_type, deviceType=device_type, pageNo=0)
    file_id: str = found["data"][0]["fileId"]
    return file_id


async def subscribe(api: Api, url: str, name: str = "callbackUrl") -> None:
    """Subscribe to all of management."""
    for type_ in TYPES:
        assert await api.post(MANAGEMENT, {"notifyType": type_, name: url}) is None


async def test_packages(api: Api) -> None:
    page = await api.get(PACKAGES)
    assert (page["totalCount"], page["pageSize"]) == (4, 10)
    found = await api.get(
        PACKAGES, manufactureName="Raindrop Works", model="SD-NB2", version="1.1.0"
    )
    assert found["totalCount"] == 2
    assert (await api.get(PACKAGES, manufacturerName="x"))["data"] == []
    path = f"{PACKAGES}/{page['data'][0]['fileId']}"
    one = await api.get(path)
    assert (one["fileType"], one["version"]) == ("softwarePackage", "1.1.0")
    await api.delete(path, 200)
    assert (await api.ask("GET", path)).refusal == (404, 123002)
    assert (await api.ask("DELETE", path)).refusal == (404, 123002)
    assert (await api.ask("GET", PACKAGES, pageSize=101)).refusal == (400, 123029)
    assert (await api.ask("GET", PACKAGES, fileType="x")).refusal == (400, 120015)


async def test_software(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    await subscribe(api, catcher.base, "callbackurl")
    body = {
        "fileId": await package(api, "softwarePackage"),
        "targets": {"devices": ["dev-meter"]},
        "policy": {"executeType": "now"},
    }
    id_ = (await api.post(SOFTWARE, body))["operationId"]
    path = f"{UPGRADES}/{id_}"
    assert (await api.get(path))["status"] == "wait"
    await advance(platform, 0.1)
    found = await api.get(path)
    assert (found["status"], found["staResult"]["processing"]) == ("processing", 1)
    for _ in range(3):
        await advance(platform, 2)
    found = await api.get(path)
    assert (found["status"], found["extendPara"]) == ("success", {"fileVersion": "1.1.0"})
    told = await catcher.take_many(5)
    states = [one.get("swUpgradeState") for one in told]
    assert states == ["downloading", "downloaded", "updating", "idle", None]
    assert told[4]["swUpgradeResult"] == "SUCCESS"
    assert (told[4]["sourceVersion"], told[4]["curVersion"]) == ("1.0.0", "1.1.0")
    assert told[4]["operationId"] == id_
    assert (await api.get(f"{DEVICES}/dev-meter"))["deviceInfo"]["swVersion"] == "1.1.0"
    page = await api.get(f"{path}/subOperations", pageNo=0, subOperationStatus="success")
    row = page["data"][0]
    assert row["subOperationId"] == told[4]["subOperationId"]
    assert row["extendInfo"]["curVersion"] == "1.1.0"
    page = await api.get(UPGRADES, operationType="software_upgrade", deviceId="dev-meter")
    assert page["data"][0]["operationId"] == id_
    assert (await api.get(UPGRADES, operationStatus="wait"))["totalCount"] == 0
    platform.control("quirk", {"data_as_date": True, "extend_para": True})
    page = await api.get(f"{path}/subOperations")
    assert page["date"][0]["extendPara"]["targetVersion"] == "1.1.0"


async def test_firmware_of_sleepers(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    await subscribe(api, catcher.base)
    await advance(platform, 60)
    await api.post(GROUPS, {"name": "g", "deviceIds": ["dev-meter", "dev-smoke"]})
    targets = {
        "deviceGroups": ["g"],
        "deviceType": "WaterMeter",
        "model": "WM-NB15",
        "manufacturerName": "Raindrop Works",
    }
    body = {"fileId": await package(api, "firmwarePackage"), "targets": targets}
    id_ = (await api.post(FIRMWARE, body))["operationId"]
    await advance(platform, 60)
    found = await api.get(f"{UPGRADES}/{id_}")
    assert (found["status"], found["staResult"]["total"]) == ("wait", 1)
    platform.control("wake", {"deviceId": "dev-meter"})
    for _ in range(3):
        await advance(platform, 2)
    told = await catcher.take_many(5)
    assert [one.get("step") for one in told] == ["1", "2", "3", "0", None]
    assert (told[4]["status"], told[4]["targetVersion"]) == ("SUCCESS", "1.1.0")
    assert (await api.get(f"{DEVICES}/dev-meter"))["deviceInfo"]["fwVersion"] == "1.1.0"


async def test_failure_and_retry(api: Api, platform: HuaweiPlatform, catcher: Catcher) -> None:
    await subscribe(api, catcher.base)
    platform.control("quirk", {"capital_status": True})
    platform.control("behave", {"deviceId": "dev-meter", "fails_upgrades": True, "nap": 900})
    platform.control("wake", {"deviceId": "dev-meter"})
    policy = {"executeType": "device_online", "retryType": True, "retryTimes": 1}
    targets = {"devices": ["dev-meter"]}
    file_id = await package(api, "firmwarePackage")
    body = {"fileId": file_id, "targets": targets, "policy": policy}
    id_ = (await api.post(FIRMWARE, body))["operationId"]
    for _ in range(10):
        await advance(platform, 2)
    found = await api.get(f"{UPGRADES}/{id_}")
    assert (found["status"], found["staResult"]["fail"]) == ("failed", 1)
    told = await catcher.take_many(9)
    assert [one.get("step") for one in told] == ["1", "2", "3", "0"] * 2 + [None]
    assert told[8]["Status"] == "FAIL"


async def test_window(api: Api, platform: HuaweiPlatform) -> None:
    await advance(platform, 60)
    window = {"startTime": "20261102T100000Z", "endTime": "20261102T110000Z"}
    body = {
        "fileId": await package(api, "softwarePackage"),
        "targets": {"devices": ["dev-meter"]},
        "policy": {"executeType": "custom", **window},
    }
    id_ = (await api.post(SOFTWARE, body))["operationId"]
    platform.control("wake", {"deviceId": "dev-meter"})
    await advance(platform, 10)
    assert (await api.get(f"{UPGRADES}/{id_}"))["status"] == "wait"
    await advance(platform, 2 * 3600)
    await api.login()
    found = await api.get(f"{UPGRADES}/{id_}")
    assert (found["status"], found["staResult"]["stop"]) == ("stop", 1)
    assert found["stopTime"] == "20261102T110000Z"
    assert found["policy"]["startTime"] == "20261102T100000Z"


NAMES = {"deviceType": "WaterMeter", "model": "WM-NB15", "manufacturerName": "Raindrop Works"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"fileId": None}, 120015),
        ({"targets": {}}, 123022),
        ({"targets": {"devices": ["a"], "deviceGroups": ["b"]}}, 123023),
        ({"targets": {"devices": [str(number) for number in range(257)]}}, 123024),
        ({"targets": {"deviceGroups": ["b"], **NAMES, "deviceType": None}}, 123020),
        ({"targets": {"deviceGroups": ["b"], **NAMES, "model": None}}, 123021),
        ({"targets": {"deviceGroups": ["b"], **NAMES, "manufacturerName": None}}, 123019),
        ({"targets": {"devices": ["dev-smoke"]}}, 123016),
        ({"targets": {"devices": ["dev-lamp"]}}, 123016),
        ({"policy": {"executeType": "soon"}}, 123025),
        ({"policy": {"executeType": "custom"}}, 123026),
        ({"policy": {"executeType": "now", "retryType": True}}, 123028),
        ({"policy": {"executeType": "now", "retryType": True, "retryTimes": 6}}, 123028),
        (
            {
                "policy": {
                    "executeType": "custom",
                    "startTime": "20261103T000000Z",
                    "endTime": "20261102T230000Z",
                }
            },
            123032,
        ),
        (
            {
                "policy": {
                    "executeType": "custom",
                    "startTime": "20261101T000000Z",
                    "endTime": "20261103T000000Z",
                }
            },
            123033,
        ),
        (
            {
                "policy": {
                    "executeType": "custom",
                    "startTime": "20261103T000000Z",
                    "endTime": "20261103T000459Z",
                }
            },
            123034,
        ),
    ],
)
async def test_refusals(api: Api, change: Json, code: int) -> None:
    file_id = await package(api, "softwarePackage")
    body = {"fileId": file_id, "targets": {"devices": ["dev-meter"]}, **change}
    assert (await api.ask("POST", SOFTWARE, body)).refusal == (400, code)


async def test_unknown(api: Api) -> None:
    body = {"fileId": "x", "targets": {"devices": ["dev-meter"]}}
    assert (await api.ask("POST", FIRMWARE, body)).refusal == (404, 123002)
    body = {"fileId": await package(api, "firmwarePackage"), "targets": {"devices": ["nobody"]}}
    assert (await api.ask("POST", FIRMWARE, body)).refusal == (404, 123002)
    assert (await api.ask("POST", SOFTWARE, body)).refusal == (400, 123016)
    assert (await api.ask("GET", f"{UPGRADES}/x")).refusal == (404, 123009)
    assert (await api.ask("GET", f"{UPGRADES}/x/subOperations")).refusal == (404, 123009)
    assert (await api.ask("GET", UPGRADES, pageSize=0)).refusal == (400, 123029)
