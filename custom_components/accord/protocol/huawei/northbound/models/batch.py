"""One command to many devices. Source: 1.8.1 to 1.8.3."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from ....errors import InvalidError
from ..codec import parse_time
from .fields import count, integer, nested, obj, objects, present, text
from .registration import Tag


class TargetKind(StrEnum):
    """How the devices of a task are chosen."""

    DEVICES = "DeviceList"
    DEVICE_TYPE = "DeviceType"
    AREA = "DeviceArea"
    GROUP_NAMES = "GroupList"
    GROUP_IDS = "GroupIdList"
    ALL = "Broadcast"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchTarget:
    """The devices of a task; what its kind needs has to be there."""

    kind: TargetKind
    devices: Sequence[str] = ()
    device_type: str | None = None
    manufacturer_id: str | None = None
    model: str | None = None
    area: str | None = None
    groups: Sequence[str] = ()
    """Names or ids, as the kind says."""
    group_tag: str | None = None

    def to_wire(self) -> dict[str, Any]:
        """Return the members. Raises InvalidError where the kind's own are missing."""
        wanted: Mapping[TargetKind, bool] = {
            TargetKind.DEVICES: bool(self.devices),
            TargetKind.DEVICE_TYPE: all((self.device_type, self.manufacturer_id, self.model)),
            TargetKind.AREA: bool(self.area),
            TargetKind.GROUP_NAMES: bool(self.groups),
            TargetKind.GROUP_IDS: bool(self.groups),
            TargetKind.ALL: True,
        }
        if not wanted[self.kind]:
            raise InvalidError(f"a task for {self.kind} needs to know which")
        return present(
            type=str(self.kind),
            deviceList=list(self.devices) or None,
            deviceType=self.device_type,
            manufacturerId=self.manufacturer_id,
            model=self.model,
            deviceLocation=self.area,
            groupList=list(self.groups) or None,
            groupTag=self.group_tag,
        )


class BatchStatus(StrEnum):
    """Where a task or a part of it is."""

    PENDING = "pending"
    RUNNING = "running"
    """A part of the task: the device has not answered yet."""
    COMPLETE = "complete"
    FAILED = "failed"
    TIMED_OUT = "timed_out"
    UNKNOWN = "unknown"


_SPELLINGS: Mapping[str, BatchStatus] = {
    "pending": BatchStatus.PENDING,
    "running": BatchStatus.RUNNING,
    "waitresult": BatchStatus.RUNNING,
    "complete": BatchStatus.COMPLETE,
    "success": BatchStatus.COMPLETE,
    "fail": BatchStatus.FAILED,
    "failed": BatchStatus.FAILED,
    "timeout": BatchStatus.TIMED_OUT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchTask:
    """A task and how far it is, by its counters: the rates of the platform cannot be trusted."""

    task_id: str
    name: str = ""
    app_id: str = ""
    operator: str = ""
    source: str = ""
    """Portal or Northbound."""
    kind: str = ""
    status: BatchStatus = BatchStatus.UNKNOWN
    started: datetime | None = None
    timeout: int | None = None
    total: int = 0
    succeeded: int = 0
    failed: int = 0
    timed_out: int = 0
    expired: int = 0
    completed: int = 0
    param: Mapping[str, Any] = field(default_factory=dict)
    tags: tuple[Tag, ...] = ()

    @classmethod
    def from_wire(cls, answer: Mapping[str, Any]) -> Self:
        """Read an answer."""
        return cls(
            task_id=text(answer.get("taskId") or answer.get("taskID")),
            name=text(answer.get("taskName")),
            app_id=text(answer.get("appId")),
            operator=text(answer.get("operator")),
            source=text(answer.get("taskFrom")),
            kind=text(answer.get("taskType")),
            status=_status(answer.get("status")),
            started=parse_time(answer.get("startTime")),
            timeout=integer(answer.get("timeout")),
            total=count(answer.get("totalCnt")),
            succeeded=count(answer.get("successCnt")),
            failed=count(answer.get("failCnt")),
            timed_out=count(answer.get("timeoutCnt")),
            expired=count(answer.get("expiredCnt")),
            completed=count(answer.get("completeCnt")),
            param=obj(answer.get("param")),
            tags=tuple(map(Tag.from_wire, objects(answer.get("tags")))),
        )

    @property
    def ended(self) -> bool:
        """Tell whether nothing more happens."""
        return self.status in (BatchStatus.COMPLETE, BatchStatus.TIMED_OUT, BatchStatus.FAILED)

    @property
    def progress(self) -> float:
        """Return how much is done, from 0 to 1."""
        done = self.succeeded + self.failed + self.timed_out + self.expired
        return min(1.0, max(done, self.completed) / self.total) if self.total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDetail:
    """What became of the command at one device."""

    device_id: str
    command_id: str = ""
    status: BatchStatus = BatchStatus.UNKNOWN
    request_id: str = ""
    result: Any = None
    error_code: str = ""
    error_text: str = ""

    @classmethod
    def from_wire(cls, body: Mapping[str, Any]) -> Self:
        """Read a row; output and error are JSON inside a text."""
        param, output = obj(body.get("param")), nested(body.get("output"))
        error = nested(body.get("error"))
        return cls(
            device_id=text(param.get("deviceId")),
            command_id=text(param.get("commandId")),
            status=_status(body.get("status")),
            request_id=text(output.get("requestId")),
            result=output.get("commandResult"),
            error_code=text(error.get("error_code")),
            error_text=text(error.get("error_desc")),
        )


def _status(value: object) -> BatchStatus:
    return _SPELLINGS.get(text(value).strip().casefold(), BatchStatus.UNKNOWN)
