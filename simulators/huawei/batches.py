"""Tasks that send one command to many devices."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
import json
from typing import TYPE_CHECKING, Any
import uuid

from simulators.huawei import times
from simulators.huawei.codes import NO_DEVICE, TEXTS, Refusal
from simulators.huawei.commands import CommandRecord
from simulators.huawei.thing import Thing

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]

MOST_UNFINISHED = 10
TOO_MANY = 105001
NAME_TAKEN = 105002
UNKNOWN = 105005
TAG_TAKEN = 105201
NO_RESOURCE = 101001

_RESULTS = {"SUCCESSFUL": "Success", "TIMEOUT": "Timeout", "EXPIRED": "Timeout"}


@dataclass(eq=False)
class Subtask:
    """The command to one device."""

    device_id: str
    status: str = "Pending"
    command: CommandRecord | None = None
    error: int | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more happens."""
        return self.status in {"Success", "Fail", "Timeout"}

    @property
    def command_id(self) -> str | None:
        """The id of the command, once there is one."""
        return self.command.id if self.command else None

    def shown(self) -> Json:
        """Return it as answers have it."""
        output, error = None, None
        if self.command is not None and self.over:
            answer = {"requestId": self.command.id, "commandResult": self.command.result}
            output = json.dumps(answer)
        if self.error is not None:
            text = TEXTS[self.error]
            error = json.dumps({"error_code": str(self.error), "error_desc": text})
        return {
            "status": self.status,
            "output": output,
            "error": error,
            "param": {"deviceId": self.device_id, "commandId": self.command_id},
        }


@dataclass(eq=False)
class Batch:
    """One task."""

    id: str
    app_id: str
    name: str
    timeout: int
    """Minutes."""

    param: Json
    created: datetime
    tags: list[Json] = field(default_factory=list)
    subtasks: list[Subtask] = field(default_factory=list)
    status: str = "Pending"

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.status in {"Complete", "Timeout"}

    def shown(self, *, tags: bool) -> Json:
        """Return it as answers have it."""
        counts = Counter(one.status for one in self.subtasks)
        total = len(self.subtasks)
        complete = counts["Success"] + counts["Fail"] + counts["Timeout"]
        expired = sum(
            one.command is not None and one.command.status == "EXPIRED" for one in self.subtasks
        )
        made = {
            "appId": self.app_id,
            "taskId": self.id,
            "taskName": self.name,
            "operator": self.app_id,
            "taskFrom": "Northbound",
            "taskType": "DeviceCmd",
            "status": self.status,
            "startTime": times.stamp(self.created),
            "timeout": self.timeout,
            "progress": 1000 * complete // total if total else 1000,
            "totalCnt": total,
            "successCnt": counts["Success"],
            "failCnt": counts["Fail"],
            "timeoutCnt": counts["Timeout"] - expired,
            "expiredCnt": expired,
            "completeCnt": complete,
            "successRate": 1000 * counts["Success"] // total if total else 0,
            "param": self.param,
        }
        return {**made, "tags": self.tags} if tags else made


class Batches:
    """All tasks of a platform."""

    step: float = 1.0
    """Seconds until a task runs."""

    def __init__(self, platform: HuaweiPlatform) -> None:
        """Begin without any."""
        self._platform = platform
        self._all: dict[str, Batch] = {}
        self._by_command: dict[str, tuple[Batch, Subtask]] = {}

    def get(self, id_: str, app_id: str) -> Batch:
        """Return one of an application."""
        found = self._all.get(id_)
        if found is None or found.app_id != app_id:
            raise Refusal(UNKNOWN)
        return found

    def create(self, app_id: str, name: str, timeout: int, param: Json, tags: list[Json]) -> Batch:
        """Take a task in."""
        mine = [one for one in self._all.values() if one.app_id == app_id]
        if sum(not one.over for one in mine) >= MOST_UNFINISHED:
            raise Refusal(TOO_MANY)
        if any(one.name == name for one in mine):
            raise Refusal(NAME_TAKEN)
        if any(tag in one.tags for one in mine for tag in tags):
            raise Refusal(TAG_TAKEN)
        agenda = self._platform.agenda
        made = Batch(uuid.uuid4().hex, app_id, name, timeout, param, agenda.wall(), tags)
        made.subtasks = [Subtask(device_id) for device_id in self._targets(app_id, param)]
        self._all[made.id] = made
        agenda.after(self.step, lambda: self._run(made))
        agenda.after(timeout * 60, lambda: self._time_out(made))
        return made

    def _targets(self, app_id: str, param: Json) -> list[str]:
        groups = self._platform.groups
        match param["type"]:
            case "DeviceList":
                return list(dict.fromkeys(param["deviceList"]))
            case "GroupList" | "GroupIdList" as kind:
                found: dict[str, None] = {}
                for one in param["groupList"]:
                    if kind == "GroupIdList":
                        group = next((g for g in groups.of(app_id) if g.id == one), None)
                    else:
                        group = groups.named(one, app_id)
                    if group is None:
                        raise Refusal(NO_RESOURCE)
                    found |= group.members
                return list(found)
            case _:
                things = self._platform.fleet.of(app_id)
                return [thing.device_id for thing in things if _matches(thing, param)]

    def _run(self, batch: Batch) -> None:
        if batch.over:
            return
        batch.status = "Running"
        fleet, commands = self._platform.fleet, self._platform.commands
        for one in batch.subtasks:
            thing = fleet.get(one.device_id)
            if thing is None or thing.app_id != batch.app_id:
                one.status, one.error = "Fail", NO_DEVICE
                continue
            one.status = "WaitResult"
            param = batch.param
            one.command = commands.create(
                thing,
                param["command"],
                callback=param.get("callbackUrl"),
                expires=batch.timeout * 60,
                most_issues=param.get("maxRetransmit"),
            )
            self._by_command[one.command.id] = batch, one
        self._settle(batch)

    def command_ended(self, command: CommandRecord) -> None:
        """Take note of a command that has ended."""
        found = self._by_command.pop(command.id, None)
        if found is not None:
            batch, one = found
            one.status = _RESULTS.get(command.status, "Fail")
            self._settle(batch)

    def _settle(self, batch: Batch) -> None:
        if not batch.over and all(one.over for one in batch.subtasks):
            batch.status = "Complete"

    def _time_out(self, batch: Batch) -> None:
        if batch.over:
            return
        for one in batch.subtasks:
            if not one.over:
                one.status = "Timeout"
        batch.status = "Timeout"


def _matches(thing: Thing, param: Json) -> bool:
    match param["type"]:
        case "DeviceType":
            wanted = ("deviceType", "manufacturerId", "model")
            return all(thing.info.get(name) == param[name] for name in wanted)
        case "DeviceArea":
            return bool(thing.info.get("location") == param["deviceLocation"])
        case _:
            return True
