"""Tasks for many devices."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.huawei.northbound import (
    BatchDetail,
    BatchStatus,
    BatchTarget,
    BatchTask,
    TargetKind,
)
from tests.protocol.huawei.northbound.fakes import samples


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        (
            BatchTarget(kind=TargetKind.DEVICES, devices=["a"]),
            {"type": "DeviceList", "deviceList": ["a"]},
        ),
        (
            BatchTarget(kind=TargetKind.GROUP_NAMES, groups=["G"], group_tag="t"),
            {"type": "GroupList", "groupList": ["G"], "groupTag": "t"},
        ),
        (
            BatchTarget(kind=TargetKind.AREA, area="Cellar"),
            {"type": "DeviceArea", "deviceLocation": "Cellar"},
        ),
        (BatchTarget(kind=TargetKind.ALL), {"type": "Broadcast"}),
    ],
)
def test_targets(target: BatchTarget, wanted: dict[str, Any]) -> None:
    assert target.to_wire() == wanted


@pytest.mark.parametrize("kind", [one for one in TargetKind if one is not TargetKind.ALL])
def test_targets_without_what_they_need(kind: TargetKind) -> None:
    with pytest.raises(InvalidError):
        BatchTarget(kind=kind).to_wire()


def test_task() -> None:
    """Its rates are wrong in the document, so the counters count."""
    task = BatchTask.from_wire(samples("answers")["1.8.2"])
    assert (task.total, task.succeeded, task.progress) == (100, 70, 1.0)
    assert BatchTask.from_wire({"taskID": "t", "totalCnt": 10, "successCnt": 3}).progress == 0.3
    assert BatchTask.from_wire({}).progress == 0.0


@pytest.mark.parametrize(
    ("word", "wanted", "ended"),
    [
        ("Pending", BatchStatus.PENDING, False),
        ("Running", BatchStatus.RUNNING, False),
        ("Complete", BatchStatus.COMPLETE, True),
        ("Timeout", BatchStatus.TIMED_OUT, True),
        ("*****", BatchStatus.UNKNOWN, False),
    ],
)
def test_status(word: str, wanted: BatchStatus, ended: bool) -> None:
    task = BatchTask.from_wire({"taskId": "t", "status": word})
    assert (task.status, task.ended) == (wanted, ended)


def test_detail() -> None:
    """Output and error are JSON inside a text, or are not."""
    found = BatchDetail.from_wire(
        {
            "status": "Fail",
            "output": '{"requestId":"r", "commandResult":{"a":1}}',
            "error": '{"error_code":"100428","error_desc":"offline"}',
            "param": {"deviceId": "d", "commandId": "c"},
        }
    )
    assert (found.status, found.request_id, found.result) == (BatchStatus.FAILED, "r", {"a": 1})
    assert (found.error_code, found.error_text) == ("100428", "offline")
    bare = BatchDetail.from_wire({"status": "WaitResult", "output": "{", "error": None})
    assert (bare.status, bare.request_id, bare.error_code) == (BatchStatus.RUNNING, "", "")
