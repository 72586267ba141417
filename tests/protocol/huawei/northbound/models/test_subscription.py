"""Subscriptions in both spellings."""

import pytest

from custom_components.accord.protocol.huawei.northbound import Subscription


@pytest.mark.parametrize("member", ["callbackUrl", "callbackurl"])
def test_spellings(member: str) -> None:
    found = Subscription.from_wire(
        {"subscriptionId": "s", "notifyType": "deviceAdded", member: "https://x", "clientIds": None}
    )
    assert (found.callback_url, found.client_ids) == ("https://x", ())
    assert "https://x" not in repr(found)
