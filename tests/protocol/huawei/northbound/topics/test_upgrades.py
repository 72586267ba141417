"""Software and firmware."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError, ProtocolError
from custom_components.accord.protocol.huawei.northbound import Targets
from tests.protocol.huawei.northbound.calls import call, sent
from tests.protocol.huawei.northbound.conftest import Connect, StartPlatform

PACKAGES = "/iodm/northbound/v1.5.0/category"
TASKS = "/iodm/northbound/v1.5.0/operations"
PAGE = {"pageNo": "0", "pageSize": "100"}

SENT: list[tuple[str, dict[str, Any], tuple[str, str, dict[str, str], Any]]] = [
    (
        "1.10.1",
        {"file_type": "firmwarePackage", "manufacturer_name": "Maker"},
        (
            "GET",
            PACKAGES,
            {**PAGE, "fileType": "firmwarePackage", "manufacturerName": "Maker"},
            None,
        ),
    ),
    ("1.10.2", {"file_id": "f"}, ("GET", f"{PACKAGES}/f", {}, None)),
    ("1.10.3", {"file_id": "f"}, ("DELETE", f"{PACKAGES}/f", {}, None)),
    (
        "1.10.4",
        {"file_id": "f", "targets": {"devices": ["d"]}},
        ("POST", f"{TASKS}/softwareUpgrade", {}, {"fileId": "f", "targets": {"devices": ["d"]}}),
    ),
    (
        "1.10.5",
        {
            "file_id": "f",
            "targets": {
                "groups": ["G"],
                "device_type": "WaterMeter",
                "model": "W1",
                "manufacturer_name": "Maker",
            },
            "policy": {
                "execution": "custom",
                "start": "2026-01-01T00:00:00Z",
                "end": "2026-01-01T01:00:00Z",
                "repeats": 2,
            },
        },
        (
            "POST",
            f"{TASKS}/firmwareUpgrade",
            {},
            {
                "fileId": "f",
                "targets": {
                    "deviceGroups": ["G"],
                    "deviceType": "WaterMeter",
                    "model": "W1",
                    "manufacturerName": "Maker",
                },
                "policy": {
                    "executeType": "custom",
                    "startTime": "20260101T000000Z",
                    "endTime": "20260101T010000Z",
                    "retryType": True,
                    "retryTimes": 2,
                },
            },
        ),
    ),
    ("1.10.6", {"task_id": "t"}, ("GET", f"{TASKS}/t", {}, None)),
    (
        "1.10.7",
        {"task_id": "t", "status": "fail"},
        ("GET", f"{TASKS}/t/subOperations", {**PAGE, "subOperationStatus": "fail"}, None),
    ),
    (
        "1.10.8",
        {"kind": "software_upgrade", "device_id": "d"},
        ("GET", TASKS, {**PAGE, "operationType": "software_upgrade", "deviceId": "d"}, None),
    ),
]
STARTED = {"1.10.4": {"operationId": "o1"}, "1.10.5": {"operationId": "o1"}}


@pytest.mark.parametrize(("operation", "parameters", "wanted"), SENT)
async def test_what_is_sent(
    operation: str,
    parameters: dict[str, Any],
    wanted: tuple[str, str, dict[str, str], Any],
    start_platform: StartPlatform,
    connect: Connect,
) -> None:
    platform = await start_platform(STARTED)
    assert await sent(platform, connect(platform), operation, parameters) == wanted


async def test_packages_of_others_are_left_out(
    start_platform: StartPlatform, connect: Connect
) -> None:
    """Some platforms spell the parameter otherwise and do not filter."""
    rows = [{"fileId": "1", "manufacturerName": "A"}, {"fileId": "2", "manufacturerName": "B"}]
    platform = await start_platform({"1.10.1": {"data": rows, "totalCount": 2}})
    client = connect(platform)
    assert [one.file_id for one in (await client.upgrades.packages()).items] == ["1", "2"]
    found = await client.upgrades.packages(manufacturer_name="B")
    assert [one.file_id for one in found.items] == ["2"]


async def test_rows_under_their_other_name(start_platform: StartPlatform, connect: Connect) -> None:
    platform = await start_platform(
        {"1.10.7": {"date": [{"subOperationId": "p", "extendPara": '{"curVersion": "2"}'}]}}
    )
    (part,) = (await connect(platform).upgrades.subtasks("t")).items
    assert (part.part_id, part.current_version) == ("p", "2")


async def test_answer_without_a_task(start_platform: StartPlatform, connect: Connect) -> None:
    platform = await start_platform({})
    with pytest.raises(ProtocolError) as caught:
        await connect(platform).upgrades.upgrade_software("f", Targets(devices=("d",)))
    assert caught.value.outcome_unknown
    assert len(platform.sent("1.10.4")) == 1


@pytest.mark.parametrize(
    "targets",
    [{}, {"devices": ["d"], "groups": ["g"]}, {"groups": ["g"]}, {"devices": ["d"] * 257}],
)
async def test_nothing_wrong_is_sent(
    targets: dict[str, Any], start_platform: StartPlatform, connect: Connect
) -> None:
    platform = await start_platform({})
    with pytest.raises(InvalidError):
        await call(connect(platform), "1.10.4", {"file_id": "f", "targets": targets})
    assert platform.requests == []
