"""Tasks for many devices."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import AlreadyExistsError, InvalidError, ProtocolError
from custom_components.accord.protocol.huawei.northbound import (
    BatchTarget,
    Command,
    QueueFullError,
    TargetKind,
)
from tests.protocol.huawei.northbound.calls import COMMAND, WIRED, call, sent
from tests.protocol.huawei.northbound.conftest import Connect, StartPlatform
from tests.protocol.huawei.northbound.fakes import error

TARGET = BatchTarget(kind=TargetKind.DEVICES, devices=("d",))
SWITCH = Command(service_id="Light", method="OFF")


async def test_create(start_platform: StartPlatform, connect: Connect) -> None:
    platform = await start_platform({"1.8.1": {"taskID": "t1"}})
    parameters = {
        "name": "evening",
        "target": {
            "kind": "DeviceType",
            "device_type": "Light",
            "manufacturer_id": "m",
            "model": "L",
        },
        "command": COMMAND,
        "timeout": 30,
        "callback_url": "https://x:443/c",
        "most_repeats": 1,
        "tags": [{"name": "a", "value": "b"}],
    }
    method, path, query, body = await sent(platform, connect(platform), "1.8.1", parameters)
    assert (method, path, query) == ("POST", "/iocm/app/batchtask/v1.1.0/tasks", {})
    assert body == {
        "appId": "homeApp01",
        "taskName": "evening",
        "taskType": "DeviceCmd",
        "timeout": 30,
        "param": {
            "type": "DeviceType",
            "deviceType": "Light",
            "manufacturerId": "m",
            "model": "L",
            "command": WIRED,
            "callbackUrl": "https://x:443/c",
            "maxRetransmit": 1,
        },
        "tags": [{"tagName": "a", "tagValue": "b"}],
    }


async def test_questions(start_platform: StartPlatform, connect: Connect) -> None:
    platform = await start_platform({})
    client = connect(platform)
    assert await sent(platform, client, "1.8.2", {"task_id": "t1"}) == (
        "GET",
        "/iocm/app/batchtask/v1.1.0/tasks/t1",
        {"select": "tags"},
        None,
    )
    assert await sent(platform, client, "1.8.3", {"task_id": "t1", "status": "Fail"}) == (
        "GET",
        "/iocm/app/batchtask/v1.1.0/taskDetails",
        {"pageNo": "0", "pageSize": "250", "taskId": "t1", "status": "Fail"},
        None,
    )


@pytest.mark.parametrize(("code", "kind"), [(105001, QueueFullError), (105002, AlreadyExistsError)])
async def test_refusals(
    start_platform: StartPlatform, connect: Connect, code: int, kind: type[Exception]
) -> None:
    platform = await start_platform({"1.8.1": lambda _: error(code)})
    with pytest.raises(kind):
        await connect(platform).batches.create("a", TARGET, SWITCH)
    assert len(platform.sent("1.8.1")) == 1


async def test_answer_without_a_task(start_platform: StartPlatform, connect: Connect) -> None:
    """The task may run, so nobody must repeat it."""
    platform = await start_platform({"1.8.1": {}})
    with pytest.raises(ProtocolError) as caught:
        await connect(platform).batches.create("a", TARGET, SWITCH)
    assert caught.value.outcome_unknown


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"timeout": 9}, {"timeout": 2881}, {"target": {"kind": "DeviceList"}}]
)
async def test_nothing_wrong_is_sent(
    wrong: dict[str, Any], start_platform: StartPlatform, connect: Connect
) -> None:
    platform = await start_platform({})
    right = {"name": "a", "target": {"kind": "Broadcast"}, "command": COMMAND}
    with pytest.raises(InvalidError):
        await call(connect(platform), "1.8.1", {**right, **wrong})
    assert platform.requests == []
