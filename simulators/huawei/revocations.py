"""Tasks that cancel every cached command of a device."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
import uuid

from simulators.huawei.commands import CommandRecord

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]

STATUSES = ("WAITING", "WAITTING", "RUNNING", "SUCCESS", "FAILED", "PART_SUCCESS")


@dataclass(eq=False)
class Revocation:
    """One such task."""

    id: str
    app_id: str
    device_id: str
    created: datetime
    commands: list[CommandRecord] = field(default_factory=list)
    status: str = "WAITING"


class Revocations:
    """All tasks of a platform."""

    step: float = 1.0
    """Seconds until a task runs, and again until it is over."""

    def __init__(self, platform: HuaweiPlatform) -> None:
        """Begin without any."""
        self._platform = platform
        self._all: list[Revocation] = []

    def create(self, app_id: str, device_id: str) -> Revocation:
        """Take a task in."""
        agenda = self._platform.agenda
        made = Revocation(uuid.uuid4().hex, app_id, device_id, agenda.wall())
        made.commands = self._platform.commands.pending(device_id)
        self._all.append(made)
        agenda.after(self.step, lambda: self._run(made))
        return made

    def of(self, app_id: str) -> list[Revocation]:
        """Return those of an application, the newest first."""
        return [one for one in reversed(self._all) if one.app_id == app_id]

    def _run(self, task: Revocation) -> None:
        task.status = "RUNNING"
        self._platform.agenda.after(self.step, lambda: self._finish(task))

    def _finish(self, task: Revocation) -> None:
        for one in task.commands:
            if one.status == "PENDING":
                self._platform.commands.cancel(one)
        done = sum(one.status == "CANCELED" for one in task.commands)
        whole = len(task.commands)
        task.status = "FAILED" if not done else "SUCCESS" if done == whole else "PART_SUCCESS"

    def shown(self, task: Revocation) -> Json:
        """Return one as answers have it."""
        quirks = self._platform.quirks
        status = "WAITTING" if quirks.waitting and task.status == "WAITING" else task.status
        return {
            "taskId": task.id,
            "appId": task.app_id,
            "deviceId": task.device_id,
            "status": status,
            "totalCount": len(task.commands),
            "deviceCommands": [
                one.shown(default_status=quirks.default_status) for one in task.commands
            ],
        }
