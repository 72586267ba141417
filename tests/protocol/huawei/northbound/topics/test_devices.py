"""What is sent for each operation on devices."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError
from tests.protocol.huawei.northbound.calls import PRODUCT, WIRED_PRODUCT, call, sent
from tests.protocol.huawei.northbound.conftest import Connect, StartPlatform

REG = "/iocm/app/reg/v1.1.0/deviceCredentials"
DM = "/iocm/app/dm/v1.4.0/devices"
SHADOW = "/iocm/app/shadow/v1.5.0/devices"
CALLED = "/iocm/app/signaltrans/v1.1.0/devices/gw/services/Remover/sendCommand"

SENT: list[tuple[str, dict[str, Any], tuple[str, str, dict[str, str], Any]]] = [
    (
        "1.4.1",
        {"node_id": "imei-1", "product": PRODUCT, "name": "Water", "secure": True, "imsi": "46"},
        (
            "POST",
            REG,
            {},
            {
                "nodeId": "imei-1",
                "timeout": 0,
                "deviceInfo": {**WIRED_PRODUCT, "name": "Water"},
                "imsi": "46",
                "isSecure": True,
            },
        ),
    ),
    (
        "1.4.1",
        {"node_id": "imei-1", "product": {"product_id": "p1"}, "delegate": "other"},
        (
            "POST",
            REG,
            {"appId": "other"},
            {"nodeId": "imei-1", "timeout": 0, "productId": "p1"},
        ),
    ),
    (
        "1.4.2",
        {"node_id": "gw-1", "product": PRODUCT, "secret": "s3"},
        (
            "POST",
            "/iocm/app/reg/v2.0.0/deviceCredentials",
            {},
            {
                "deviceInfo": {"nodeId": "gw-1", **WIRED_PRODUCT},
                "secret": "s3",
                "mqttConnect": True,
            },
        ),
    ),
    (
        "1.4.3",
        {"device_id": "a/b", "verify_code": "v"},
        ("PUT", f"{REG}/a%2Fb", {}, {"verifyCode": "v", "timeout": 0}),
    ),
    (
        "1.4.4",
        {
            "device_id": "d",
            "change": {"frozen": False, "tags": [{"name": "t", "value": "v"}]},
        },
        (
            "PUT",
            f"{DM}/d",
            {},
            {"mute": "FALSE", "tags": [{"tagName": "t", "tagValue": "v"}]},
        ),
    ),
    ("1.4.5", {"device_id": "d"}, ("DELETE", f"{DM}/d", {"cascade": "true"}, None)),
    (
        "1.4.5",
        {"device_id": "d", "cascade": False, "delegate": "other"},
        ("DELETE", f"{DM}/d", {"cascade": "false", "appId": "other"}, None),
    ),
    ("1.4.7", {"device_id": "d"}, ("GET", f"{REG}/d", {}, None)),
    (
        "1.4.8",
        {"device_id": "d", "desired": [{"service_id": "s", "values": {"a": 1}}]},
        (
            "PUT",
            f"{SHADOW}/d",
            {},
            {"serviceDesireds": [{"serviceId": "s", "desired": {"a": 1}}]},
        ),
    ),
    ("1.4.9", {"device_id": "d"}, ("GET", f"{SHADOW}/d", {}, None)),
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


async def test_child_is_deleted_by_its_gateway(
    start_platform: StartPlatform, connect: Connect
) -> None:
    """With an acknowledgement, and a number by which the outcome is recognised."""
    platform = await start_platform({"1.7.7": {"status": "sent", "requestId": None}})
    found = await connect(platform).devices.delete_child("gw", "child")
    body = platform.requests[-1].body
    assert platform.requests[-1].path == CALLED
    assert body["header"] == {"requestId": found.request_id, "mode": "ACK", "method": "REMOVE"}
    assert body["body"] == {"deviceId": "child"}


async def test_secrets_of_a_registration(start_platform: StartPlatform, connect: Connect) -> None:
    """They are in the answer and in no text about it."""
    answer = {"deviceId": "d", "verifyCode": "code-1", "psk": "abcdef12", "timeout": 0}
    platform = await start_platform({"1.4.1": answer})
    found = await call(connect(platform), "1.4.1", {"node_id": "n", "product": PRODUCT})
    assert (found.verify_code, found.psk, found.timeout) == ("code-1", "abcdef12", 0)
    assert "code-1" not in repr(found)
    assert "abcdef12" not in repr(found)


@pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        ("1.4.1", {"node_id": "", "product": PRODUCT}),
        ("1.4.1", {"node_id": "n", "product": {"model": "W1"}}),
        ("1.4.1", {"node_id": "n", "product": PRODUCT, "psk": "xyz"}),
        ("1.4.1", {"node_id": "n", "product": PRODUCT, "timeout": -1}),
        ("1.4.4", {"device_id": "d", "change": {}}),
        ("1.4.5", {"device_id": ""}),
        ("1.4.6", {"gateway_id": "gw", "child_id": ""}),
        ("1.4.8", {"device_id": "d", "desired": []}),
        ("1.4.9", {"device_id": "d" * 37}),
    ],
)
async def test_nothing_wrong_is_sent(
    operation: str, parameters: dict[str, Any], start_platform: StartPlatform, connect: Connect
) -> None:
    platform = await start_platform({})
    with pytest.raises(InvalidError):
        await call(connect(platform), operation, parameters)
    assert platform.requests == []
