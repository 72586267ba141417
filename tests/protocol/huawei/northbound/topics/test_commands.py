"""What is sent for commands; none is ever sent twice."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import (
    AccordError,
    ConflictError,
    ConnectionFailedError,
    InvalidError,
    NotFoundError,
)
from custom_components.accord.protocol.huawei.northbound import (
    Command,
    CommandStatus,
    DeviceOfflineError,
    MutedError,
    QueueFullError,
    ThrottledError,
)
from tests.protocol.huawei.northbound.calls import COMMAND, WIRED, call, sent
from tests.protocol.huawei.northbound.conftest import Connect, StartPlatform
from tests.protocol.huawei.northbound.fakes import HANG_UP, error

CMD = "/iocm/app/cmd/v1.4.0/deviceCommands"
TASKS = "/iocm/app/cmd/v1.4.0/deviceCommandCancelTasks"
LIGHT = "/iocm/app/signaltrans/v1.1.0/devices/dev/services/Light/sendCommand"
PAGE = {"pageNo": "0", "pageSize": "1000"}

SENT: list[tuple[str, dict[str, Any], tuple[str, str, dict[str, str], Any]]] = [
    (
        "1.7.1",
        {"device_id": "d", "command": COMMAND},
        ("POST", CMD, {}, {"deviceId": "d", "command": WIRED, "expireTime": 0}),
    ),
    (
        "1.7.1",
        {
            "device_id": "d",
            "command": {"service_id": "s", "method": "m"},
            "expire_time": 3600,
            "callback_url": "https://x:443/c",
            "most_repeats": 3,
            "delegate": "other",
        },
        (
            "POST",
            CMD,
            {"appId": "other"},
            {
                "deviceId": "d",
                "command": {"serviceId": "s", "method": "m", "paras": {}},
                "callbackUrl": "https://x:443/c",
                "expireTime": 3600,
                "maxRetransmit": 3,
            },
        ),
    ),
    (
        "1.7.2",
        {"device_id": "d", "end": "2024-03-01T00:00:00Z"},
        ("GET", CMD, {**PAGE, "deviceId": "d", "endTime": "20240301T000000Z"}, None),
    ),
    ("1.7.3", {"command_id": "c1"}, ("PUT", f"{CMD}/c1", {}, {"status": "CANCELED"})),
    ("1.7.5", {"device_id": "d"}, ("POST", TASKS, {}, {"deviceId": "d"})),
    (
        "1.7.6",
        {"task_id": "t", "status": "SUCCESS"},
        ("GET", TASKS, {**PAGE, "taskId": "t", "status": "SUCCESS"}, None),
    ),
    (
        "1.7.7",
        {
            "device_id": "dev",
            "service_id": "Light",
            "method": "SET",
            "parameters": {"level": 4},
            "mode": "NOACK",
            "request_id": "ha-1",
            "recipient": "/devices/dev",
            "recipient_type": "GATEWAY",
        },
        (
            "POST",
            LIGHT,
            {},
            {
                "header": {
                    "requestId": "ha-1",
                    "mode": "NOACK",
                    "method": "SET",
                    "to": "/devices/dev",
                    "toType": "GATEWAY",
                },
                "body": {"level": 4},
            },
        ),
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


async def test_batch(start_platform: StartPlatform, connect: Connect) -> None:
    """1.7.4 has no address of its own: it is a task."""
    platform = await start_platform({"1.8.1": {"taskID": "t1"}})
    parameters = {
        "name": "all off",
        "target": {"kind": "GroupIdList", "groups": ["g"]},
        "command": COMMAND,
    }
    assert await call(connect(platform), "1.7.4", parameters) == "t1"
    body = platform.sent("1.8.1")[0].body
    assert (body["taskType"], body["appId"], body["timeout"]) == ("DeviceCmd", "homeApp01", 10)


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        (100223, 400, QueueFullError),
        (100428, 200, DeviceOfflineError),
        (100612, 403, DeviceOfflineError),
        (100431, 200, NotFoundError),
        (1010009, 403, ThrottledError),
        (100501, 503, ThrottledError),
    ],
)
async def test_refused_commands(
    start_platform: StartPlatform,
    connect: Connect,
    code: int,
    status: int,
    kind: type[AccordError],
) -> None:
    """They had no effect, and are sent once."""
    platform = await start_platform({"1.7.1": lambda _: error(code, status)})
    with pytest.raises(kind) as caught:
        await connect(platform).commands.create("d", Command(service_id="s", method="m"))
    assert len(platform.sent("1.7.1")) == 1
    assert not caught.value.outcome_unknown


async def test_lost_answers(start_platform: StartPlatform, connect: Connect) -> None:
    """Nobody knows whether the device obeyed, so nothing is repeated."""
    platform = await start_platform({"1.7.7": HANG_UP})
    client = connect(platform)
    with pytest.raises(ConnectionFailedError) as caught:
        await client.commands.call_service("dev", "Lock", "UNLOCK")
    assert caught.value.outcome_unknown
    assert len(platform.sent("1.7.7")) == 1


async def test_failures_of_the_platform(start_platform: StartPlatform, connect: Connect) -> None:
    platform = await start_platform({"1.7.7": lambda _: error(50252, 500)})
    with pytest.raises(AccordError) as caught:
        await connect(platform).commands.call_service("dev", "Lock", "UNLOCK")
    assert caught.value.outcome_unknown
    assert len(platform.sent("1.7.7")) == 1


async def test_muted(start_platform: StartPlatform, connect: Connect) -> None:
    platform = await start_platform({"1.7.7": lambda _: error(100432, 200)})
    with pytest.raises(MutedError):
        await connect(platform).commands.call_service("dev", "Light", "SET")


async def test_cancel(start_platform: StartPlatform, connect: Connect) -> None:
    answers: list[Any] = [{"commandId": "c1", "status": "CANCELED"}, error(100435, 200)]
    platform = await start_platform({"1.7.3": answers})
    client = connect(platform)
    assert (await client.commands.cancel("c1")).status is CommandStatus.CANCELLED
    with pytest.raises(ConflictError):
        await client.commands.cancel("c1")


@pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        ("1.7.1", {"device_id": "d", "command": {"service_id": "", "method": "m"}}),
        ("1.7.1", {"device_id": "d", "command": COMMAND, "expire_time": -1}),
        ("1.7.1", {"device_id": "d", "command": COMMAND, "most_repeats": 4}),
        ("1.7.7", {"device_id": "d", "service_id": "s", "method": "m" * 33}),
        ("1.7.7", {"device_id": "d", "service_id": "s", "method": "m", "mode": "MAYBE"}),
    ],
)
async def test_nothing_wrong_is_sent(
    operation: str, parameters: dict[str, Any], start_platform: StartPlatform, connect: Connect
) -> None:
    platform = await start_platform({})
    with pytest.raises(InvalidError):
        await call(connect(platform), operation, parameters)
    assert platform.requests == []
