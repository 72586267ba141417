"""Subscriptions in both spellings."""

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.huawei.northbound import (
    Subscription,
    plan_subscriptions,
    with_port,
)


@pytest.mark.parametrize("member", ["callbackUrl", "callbackurl"])
def test_spellings(member: str) -> None:
    found = Subscription.from_wire(
        {"subscriptionId": "s", "notifyType": "deviceAdded", member: "https://x", "clientIds": None}
    )
    assert (found.callback_url, found.client_ids) == ("https://x", ())
    assert "https://x" not in repr(found)


NOW, BEFORE, OTHER = "https://ha:443/s/1", "https://old:443/s/1", "https://erp:443/x"


def row(number: int, notify_type: str, url: str) -> Subscription:
    return Subscription(subscription_id=str(number), notify_type=notify_type, callback_url=url)


def test_plan() -> None:
    """Ours stay or are made again, those of others are never touched."""
    existing = [
        row(1, "deviceAdded", NOW),
        row(2, "deviceAdded", NOW),
        row(3, "deviceDeleted", BEFORE),
        row(4, "bindDevice", OTHER),
        row(5, "ruleEvent", NOW),
        row(6, "messageConfirm", OTHER),
    ]
    wanted = ("deviceAdded", "deviceDeleted", "bindDevice", "commandRsp", "commandRsp")
    plan = plan_subscriptions(wanted, NOW, existing, lambda url: url.endswith("/s/1"))
    assert [one.subscription_id for one in plan.kept] == ["1"]
    assert [one.subscription_id for one in plan.outdated] == ["3"]
    assert [one.subscription_id for one in plan.unwanted] == ["2", "5"]
    assert [one.subscription_id for one in plan.foreign] == ["4"]
    assert plan.missing == ("deviceDeleted", "commandRsp")


def test_nothing_there() -> None:
    plan = plan_subscriptions(["deviceAdded"], NOW, [], lambda _: False)
    assert (plan.missing, plan.kept, plan.foreign) == (("deviceAdded",), (), ())


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://ha.example.org/a/b?c=d", "https://ha.example.org:443/a/b?c=d"),
        ("https://ha.example.org", "https://ha.example.org:443"),
        ("https://ha.example.org:8123/a", "https://ha.example.org:8123/a"),
        ("http://192.0.2.7/a%20b", "http://192.0.2.7:80/a%20b"),
        ("https://[2001:db8::7]/a", "https://[2001:db8::7]:443/a"),
    ],
)
def test_ports(url: str, wanted: str) -> None:
    assert with_port(url) == wanted


@pytest.mark.parametrize("url", ["", "ha.example.org", "ftp://x/y", "https://", "https://x:port/"])
def test_no_address(url: str) -> None:
    with pytest.raises(InvalidError):
        with_port(url)
