"""Packages, policies, tasks."""

from datetime import UTC, datetime, timedelta

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.huawei.northbound import (
    DeviceUpgrade,
    Execution,
    Package,
    Policy,
    Targets,
    UpgradeStatus,
    UpgradeTask,
)
from custom_components.accord.protocol.huawei.northbound.models.upgrade import upgrade_status
from tests.protocol.huawei.northbound.fakes import samples

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def test_package() -> None:
    """The date is whatever somebody wrote."""
    found = Package.from_wire(samples("answers")["1.10.2"])
    assert (found.version, found.date) == ("V1.1.10", "2015-2-2")
    assert found.uploaded == datetime(2015, 12, 12, 12, 12, 12, tzinfo=UTC)


def test_task() -> None:
    """The total is missing and the status spelt otherwise."""
    found = UpgradeTask.from_wire(samples("answers")["1.10.6"])
    assert found.status is UpgradeStatus.FAILED
    assert found.status.final
    assert (found.counts.total, found.counts.failed) == (1, 1)
    assert found.targets == Targets(
        devices=("*****",), device_type="*****", model="*****", manufacturer_name="****"
    )
    assert (found.policy, found.target_version) == (None, "V1.1.10")


def test_part() -> None:
    found = DeviceUpgrade.from_wire(samples("answers")["1.10.7"]["date"][0])
    assert (found.status, found.current_version) == (UpgradeStatus.FAILED, "V1.1.10")
    assert found.reason.startswith("The task failed to start")


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("wait", UpgradeStatus.WAITING),
        ("PROCESSING", UpgradeStatus.RUNNING),
        ("fail", UpgradeStatus.FAILED),
        ("failed", UpgradeStatus.FAILED),
        ("stop", UpgradeStatus.STOPPED),
        ("success", UpgradeStatus.SUCCESS),
        (None, UpgradeStatus.UNKNOWN),
    ],
)
def test_status(word: object, wanted: UpgradeStatus) -> None:
    assert upgrade_status(word) is wanted


def test_policies() -> None:
    assert Policy().to_wire() == {"executeType": "now"}
    wire = Policy(execution=Execution.WHEN_ONLINE, repeats=5).to_wire()
    assert wire == {"executeType": "device_online", "retryType": True, "retryTimes": 5}
    read = Policy.from_wire({"executeType": "custom", "startTime": "20260101T120000Z"})
    assert read is not None
    assert (read.execution, read.start, read.end) == (Execution.AT_A_TIME, NOON, None)
    assert Policy.from_wire({"executeType": "sometime"}) == Policy()


@pytest.mark.parametrize(
    "wrong",
    [
        Policy(repeats=6),
        Policy(execution=Execution.AT_A_TIME),
        Policy(execution=Execution.AT_A_TIME, start=NOON, end=NOON + timedelta(minutes=4)),
    ],
)
def test_wrong_policies(wrong: Policy) -> None:
    with pytest.raises(InvalidError):
        wrong.to_wire()
