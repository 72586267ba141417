"""Commands and how far they are."""

import pytest

from custom_components.accord.protocol.huawei.northbound import (
    Command,
    CommandStatus,
    IssuedCommand,
    RevocationTask,
    ServiceCall,
    TaskStatus,
)
from custom_components.accord.protocol.huawei.northbound.models.command import command_status
from tests.protocol.huawei.northbound.fakes import samples


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("DEFAULT", CommandStatus.PENDING),
        ("PENDDING", CommandStatus.PENDING),
        ("sent", CommandStatus.SENT),
        ("Delivered", CommandStatus.DELIVERED),
        ("executed", CommandStatus.SUCCESSFUL),
        ("SUCCESS", CommandStatus.SUCCESSFUL),
        ("SUCCESSFUL", CommandStatus.SUCCESSFUL),
        ("FAIL", CommandStatus.FAILED),
        ("failed ", CommandStatus.FAILED),
        ("TIMEOUT", CommandStatus.TIMED_OUT),
        ("EXPIRED", CommandStatus.EXPIRED),
        ("CANCELED", CommandStatus.CANCELLED),
        ("Cancelled", CommandStatus.CANCELLED),
        ("LOST", CommandStatus.UNKNOWN),
        (None, CommandStatus.UNKNOWN),
    ],
)
def test_spellings(word: object, wanted: CommandStatus) -> None:
    assert command_status(word) is wanted


def test_order() -> None:
    """Nothing goes back, and an end is an end."""
    before, sent, got = CommandStatus.PENDING, CommandStatus.SENT, CommandStatus.DELIVERED
    assert sent.supersedes(before)
    assert not sent.supersedes(got)
    assert not got.supersedes(got)
    assert CommandStatus.EXPIRED.supersedes(before)
    assert not got.supersedes(CommandStatus.SUCCESSFUL)
    assert not CommandStatus.FAILED.supersedes(CommandStatus.SUCCESSFUL)
    assert before.supersedes(CommandStatus.UNKNOWN)
    assert not CommandStatus.UNKNOWN.supersedes(before)


def test_samples() -> None:
    """The second sample of a task has the members of a command split over two rows."""
    issued = IssuedCommand.from_wire(samples("answers")["1.7.1"])
    assert issued.status is CommandStatus.PENDING
    assert issued.command == Command(
        service_id="*****",
        method="*****",
        parameters={"paraName1": "paraValue1", "paraName2": "paraValue2"},
    )
    assert issued.expire_time is None
    assert issued.created is not None
    assert "9999" not in repr(issued)
    task = RevocationTask.from_wire(samples("answers")["1.7.5"])
    assert (task.status, task.total, len(task.commands)) == (TaskStatus.WAITING, 1, 2)


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("WAITING", TaskStatus.WAITING),
        ("PART_SUCCESS", TaskStatus.PARTLY),
        ("FAILED", TaskStatus.FAILED),
        ("?", TaskStatus.UNKNOWN),
    ],
)
def test_tasks(word: str, wanted: TaskStatus) -> None:
    assert RevocationTask.from_wire({"status": word}).status is wanted


def test_calls() -> None:
    """An answer may lack the number that was given."""
    found = ServiceCall.from_wire({"status": "SENT", "requestId": None}, "ha-1")
    assert (found.request_id, found.status, found.moment) == ("ha-1", "sent", None)
