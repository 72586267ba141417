"""Upgrades, as the platform and the vendor's own code tell of them."""

from typing import Any

import pytest

from custom_components.accord.protocol.huawei.northbound import (
    UpgradeResult,
    UpgradeStep,
    parse_notification,
)
from tests.protocol.huawei.northbound.fakes import samples

TOLD = samples("notifications")


def parsed[T](kind: type[T], body: Any) -> T:
    found = parse_notification(body)
    assert isinstance(found, kind)
    return found


@pytest.mark.parametrize(
    ("body", "step"),
    [
        ({"notifyType": "swUpgradeStateChangeNotify", "swUpgradeState": "Updating"}, "updating"),
        ({"notifyType": "fwUpgradeStateChangeNotify", "step": "2"}, "downloaded"),
        ({"notifyType": "fwUpgradeStateChangeNotify", "step": 0}, "idle"),
        (
            {"notifyType": "fwUpgradeStateChangeNotify", "step": "9", "stepDesc": "Burning"},
            "burning",
        ),
    ],
)
def test_steps(body: dict[str, Any], step: str) -> None:
    assert parsed(UpgradeStep, body).step == step


@pytest.mark.parametrize(
    ("name", "member", "word", "wanted"),
    [
        ("swUpgradeResultNotify", "swUpgradeResult", "SUCCESS", True),
        ("swUpgradeResultNotify", "swUpgradeResult", "FAIL", False),
        ("fwUpgradeResultNotify", "status", "SUCCESS", True),
        ("fwUpgradeResultNotify", "Status", "success", True),
        ("fwUpgradeResultNotify", "status", None, False),
    ],
)
def test_results(name: str, member: str, word: Any, wanted: bool) -> None:
    """One class of the vendor's own code writes the member with a capital."""
    body = {"notifyType": name, "subOperationId": "p", "curVersion": 2, member: word}
    found = parsed(UpgradeResult, body)
    assert (found.succeeded, found.current_version, found.part_id) == (wanted, "2", "p")


def test_code_of_the_device() -> None:
    found = parsed(UpgradeResult, TOLD["1.6.7.16"])
    assert (found.device_code, found.reason) == ("****", "****")
