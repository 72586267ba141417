"""Every example of the document is understood, and what we send looks like its requests."""

from typing import Any

import pytest

from custom_components.accord.protocol.huawei.northbound import (
    NOTIFICATIONS,
    UnknownNotification,
    parse_notification,
)
from custom_components.accord.protocol.operation import notification_id
from tests.protocol.huawei.northbound.calls import REGISTRY, call
from tests.protocol.huawei.northbound.conftest import Connect, StartPlatform
from tests.protocol.huawei.northbound.fakes import samples

ANSWERS = samples("answers")
REQUESTS = samples("requests")
TOLD = samples("notifications")

STARS = "*****"
PRODUCT = dict.fromkeys(
    ("manufacturer_id", "manufacturer_name", "device_type", "model", "protocol_type"), STARS
)
COMMAND = {
    "service_id": STARS,
    "method": STARS,
    "parameters": {"paraName1": "paraValue1", "paraName2": "paraValue2"},
}
THREE = [STARS, STARS, STARS]
PARAMETERS: dict[str, dict[str, Any]] = {
    "1.3.1": {},
    "1.3.2": {},
    "1.4.1": {
        "node_id": STARS,
        "product": PRODUCT,
        "name": STARS,
        "verify_code": STARS,
        "end_user_id": STARS,
        "psk": "0123abcd",
    },
    "1.4.2": {
        "node_id": STARS,
        "product": {**PRODUCT, "product_id": STARS},
        "name": STARS,
        "secret": STARS,
        "end_user_id": STARS,
        "organization": STARS,
        "region": STARS,
        "time_zone": STARS,
    },
    "1.4.3": {"device_id": "d", "node_id": STARS, "verify_code": STARS, "timeout": 300},
    "1.4.4": {
        "device_id": "d",
        "change": {"name": STARS, "end_user": STARS, "frozen": True, "keep_data_days": 30},
    },
    "1.4.7": {"device_id": "d"},
    "1.4.8": {
        "device_id": "d",
        "desired": [{"service_id": "Temperature", "values": {"targetTemperature": 35}}],
    },
    "1.4.9": {"device_id": "d"},
    "1.5.1": {"device_id": "d"},
    "1.5.2": {},
    "1.5.3": {"device_id": "d"},
    "1.5.4": {"device_id": "d"},
    "1.5.5": {"device_id": "d"},
    "1.6.1": {
        "notify_type": "deviceInfoChanged",
        "callback_url": "https://*****",
        "delegate": STARS,
    },
    "1.6.2": {"notify_type": "swUpgradeStateChangeNotify", "callback_url": "http://*****"},
    "1.6.3": {"subscription_id": "s"},
    "1.6.4": {},
    "1.7.1": {
        "device_id": STARS,
        "command": COMMAND,
        "callback_url": "http://127.0.0.1:9999/cmd/callbackUrl",
        "most_repeats": 3,
    },
    "1.7.2": {},
    "1.7.3": {"command_id": "c"},
    "1.7.5": {"device_id": STARS},
    "1.7.6": {},
    "1.7.7": {
        "device_id": "d",
        "service_id": "s",
        "method": "INVITE-INIT",
        "sender": "/users/23212121",
        "callback_url": "http://10.10.10.10:8043/na/iocm/message/confirm",
        "parameters": {"from": STARS, "sessionId": STARS, "sdp": STARS},
    },
    "1.8.1": {
        "name": STARS,
        "target": {"kind": "DeviceList", "devices": THREE},
        "command": COMMAND,
        "timeout": 1000,
        "delegate": STARS,
    },
    "1.8.2": {"task_id": "t"},
    "1.8.3": {"task_id": "t"},
    "1.9.1": {
        "name": "Group1",
        "description": STARS,
        "most": 5,
        "device_ids": THREE,
        "delegate": STARS,
    },
    "1.9.3": {"group_id": "g", "name": "Group1", "description": STARS, "most": 5},
    "1.9.4": {},
    "1.9.5": {"group_id": "g"},
    "1.9.6": {"group_id": "g"},
    "1.9.7": {"group_id": STARS, "device_ids": THREE},
    "1.9.8": {"group_id": STARS, "device_ids": THREE},
    "1.10.1": {},
    "1.10.2": {"file_id": "f"},
    "1.10.4": {"file_id": STARS, "targets": {"devices": [STARS]}},
    "1.10.5": {"file_id": STARS, "targets": {"devices": [STARS]}},
    "1.10.6": {"task_id": "t"},
    "1.10.7": {"task_id": "t"},
    "1.10.8": {},
}
OURS: dict[str, dict[str, Any]] = {
    "1.3.2": {"appId": "homeApp01", "secret": "demo-secret", "refreshToken": "*****"},
    "1.4.1": {"psk": "0123abcd"},
    "1.4.4": {"mute": "TRUE"},
    "1.7.1": {"expireTime": 0},
    "1.9.1": {"name": "Group1", "maxDevNum": 5},
    "1.9.3": {"name": "Group1", "maxDevNum": 5},
}
"""Where what we send differs from the example: real values, and what the example leaves out."""


def test_samples_are_whole() -> None:
    assert (len(ANSWERS), len(REQUESTS), len(TOLD)) == (37, 19, 22)


@pytest.mark.parametrize("operation", ANSWERS)
async def test_answers(operation: str, start_platform: StartPlatform, connect: Connect) -> None:
    """Each is understood, masked and misspelt as it is."""
    login = samples("answers")["1.3.1"]
    platform = await start_platform({operation: ANSWERS[operation]})
    client = connect(platform)
    if operation == "1.3.2":
        platform.answers["1.3.1"] = [login]
        await client.access.login()
    answer = await call(client, operation, PARAMETERS[operation])
    assert answer is not None or operation == "1.9.7"


@pytest.mark.parametrize("operation", [one for one in REQUESTS if one != "1.3.2"])
async def test_requests(operation: str, start_platform: StartPlatform, connect: Connect) -> None:
    """What is sent is the example, but for masked values."""
    answers = {operation: ANSWERS[operation]} if operation in ANSWERS else {}
    platform = await start_platform(answers)
    await call(connect(platform), operation, PARAMETERS[operation])
    body = platform.sent(operation)[-1].body
    wanted = {**REQUESTS[operation], **OURS.get(operation, {})}
    if operation == "1.7.7":
        assert len(body["header"].pop("requestId")) == 32
    if operation == "1.8.1":
        wanted["param"]["type"] = "DeviceList"
    assert body == wanted


async def test_request_of_the_next_token(start_platform: StartPlatform, connect: Connect) -> None:
    platform = await start_platform({})
    client = connect(platform)
    await client.access.login()
    await client.access.refresh()
    body = platform.sent("1.3.2")[0].body
    assert body == {**OURS["1.3.2"], "refreshToken": "r-t1.0"}
    assert set(body) == set(REQUESTS["1.3.2"])


@pytest.mark.parametrize("name", TOLD)
def test_notifications(name: str) -> None:
    """Each becomes an object of its class."""
    found = parse_notification(TOLD[name])
    assert not isinstance(found, UnknownNotification)
    if name.startswith("1."):
        assert notification_id(type(found)) == name


def test_all_notifications_have_a_class() -> None:
    ids = [notification_id(kind) for kind in NOTIFICATIONS]
    assert ids == [f"1.6.7.{number}" for number in range(1, 19)]


def test_all_requests_have_a_method() -> None:
    chapters = {3: 2, 4: 9, 5: 5, 6: 6, 7: 7, 8: 3, 9: 8, 10: 8}
    wanted = {f"1.{part}.{one}" for part, last in chapters.items() for one in range(1, last + 1)}
    assert {one.id for one in REGISTRY} == wanted
    assert len(REGISTRY) == 48
