"""What is sent for each operation on subscriptions."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import AlreadyExistsError, InvalidError
from tests.protocol.huawei.northbound.calls import call, sent
from tests.protocol.huawei.northbound.conftest import Connect, StartPlatform
from tests.protocol.huawei.northbound.fakes import Request, error

SUBS = "/iocm/app/sub/v1.2.0/subscriptions"
URL = "https://ha.example.org:443/api/accord/push/8f2c"

SENT: list[tuple[str, dict[str, Any], tuple[str, str, dict[str, str], Any]]] = [
    (
        "1.6.1",
        {"notify_type": "deviceAdded", "callback_url": URL},
        ("POST", SUBS, {}, {"notifyType": "deviceAdded", "callbackUrl": URL}),
    ),
    (
        "1.6.1",
        {
            "notify_type": "deviceEvent",
            "callback_url": URL,
            "channel": "HTTP",
            "owner_flag": True,
            "delegate": "other",
        },
        (
            "POST",
            SUBS,
            {"ownerFlag": "true"},
            {
                "notifyType": "deviceEvent",
                "callbackUrl": URL,
                "channel": "HTTP",
                "appId": "other",
            },
        ),
    ),
    (
        "1.6.2",
        {"notify_type": "fwUpgradeResultNotify", "callback_url": URL},
        (
            "POST",
            "/iodm/app/sub/v1.1.0/subscribe",
            {},
            {"notifyType": "fwUpgradeResultNotify", "callbackUrl": URL},
        ),
    ),
    ("1.6.3", {"subscription_id": "s1"}, ("GET", f"{SUBS}/s1", {}, None)),
    (
        "1.6.4",
        {"notify_type": "deviceAdded", "page": 1},
        ("GET", SUBS, {"notifyType": "deviceAdded", "pageNo": "1", "pageSize": "100"}, None),
    ),
    ("1.6.5", {"subscription_id": "s1"}, ("DELETE", f"{SUBS}/s1", {}, None)),
    (
        "1.6.6",
        {"callback_url": URL, "channel": "HTTP"},
        ("DELETE", SUBS, {"callbackUrl": URL, "channel": "HTTP"}, None),
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


@pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        ("1.6.1", {"notify_type": "swUpgradeResultNotify", "callback_url": URL}),
        ("1.6.1", {"notify_type": "deviceAdded", "callback_url": "ftp://x"}),
        ("1.6.2", {"notify_type": "deviceAdded", "callback_url": URL}),
        ("1.6.6", {"callback_url": ""}),
    ],
)
async def test_nothing_wrong_is_sent(
    operation: str, parameters: dict[str, Any], start_platform: StartPlatform, connect: Connect
) -> None:
    """Above all never a deletion that would hit the subscriptions of others."""
    platform = await start_platform({})
    with pytest.raises(InvalidError):
        await call(connect(platform), operation, parameters)
    assert platform.requests == []


async def test_taken_already(start_platform: StartPlatform, connect: Connect) -> None:
    platform = await start_platform({"1.6.1": lambda _: error(100227, 409)})
    with pytest.raises(AlreadyExistsError):
        await connect(platform).subscriptions.subscribe_data("deviceAdded", URL)
    assert len(platform.sent("1.6.1")) == 1


async def test_answers_without_content(start_platform: StartPlatform, connect: Connect) -> None:
    """Then what was asked for counts."""
    platform = await start_platform({})
    client = connect(platform)
    for found in (
        await client.subscriptions.subscribe_data("deviceAdded", URL),
        await client.subscriptions.subscribe_management("swUpgradeResultNotify", URL),
    ):
        assert (found.subscription_id, found.callback_url) == ("", URL)
        assert URL not in repr(found)


async def test_every(start_platform: StartPlatform, connect: Connect) -> None:
    def page(request: Request) -> dict[str, Any]:
        number = int(request.query["pageNo"])
        rows = [{"subscriptionId": f"{number}-{one}"} for one in range(100 if number == 0 else 3)]
        return {"totalCount": 103, "pageNo": number, "pageSize": 100, "subscriptions": rows}

    platform = await start_platform({"1.6.4": page})
    found = [one async for rows in connect(platform).subscriptions.every() for one in rows]
    assert len(found) == 103
