"""Commands, from the moment they are created to their end. Source: 1.7.1 to 1.7.7; 1.6.7.12."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from ..codec import parse_time
from .fields import check_text, count, integer, obj, objects, text


class CommandStatus(StrEnum):
    """Where a command is, whatever spelling the platform uses."""

    PENDING = "pending"
    """It waits on the platform until the device reports or comes online."""
    SENT = "sent"
    DELIVERED = "delivered"
    """The device has it; of some devices nothing more is ever heard."""
    SUCCESSFUL = "successful"
    FAILED = "failed"
    TIMED_OUT = "timed_out"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"

    @property
    def final(self) -> bool:
        """Tell whether nothing follows."""
        return self in _FINAL

    def supersedes(self, known: CommandStatus) -> bool:
        """Tell whether this is news after ``known``: notifications may come late and twice."""
        if known.final or self is CommandStatus.UNKNOWN:
            return False
        return self.final or known is CommandStatus.UNKNOWN or _ORDER[self] > _ORDER[known]


_ORDER = {
    CommandStatus.PENDING: 0,
    CommandStatus.SENT: 1,
    CommandStatus.DELIVERED: 2,
}
_FINAL = frozenset(
    {
        *(CommandStatus.SUCCESSFUL, CommandStatus.FAILED, CommandStatus.TIMED_OUT),
        *(CommandStatus.EXPIRED, CommandStatus.CANCELLED),
    }
)
_SPELLINGS: Mapping[str, CommandStatus] = {
    "DEFAULT": CommandStatus.PENDING,
    "PENDING": CommandStatus.PENDING,
    "PENDDING": CommandStatus.PENDING,
    "SENT": CommandStatus.SENT,
    "DELIVERED": CommandStatus.DELIVERED,
    "EXECUTED": CommandStatus.SUCCESSFUL,
    "SUCCESS": CommandStatus.SUCCESSFUL,
    "SUCCESSFUL": CommandStatus.SUCCESSFUL,
    "FAIL": CommandStatus.FAILED,
    "FAILED": CommandStatus.FAILED,
    "TIMEOUT": CommandStatus.TIMED_OUT,
    "EXPIRED": CommandStatus.EXPIRED,
    "CANCELED": CommandStatus.CANCELLED,
    "CANCELLED": CommandStatus.CANCELLED,
}


class TaskStatus(StrEnum):
    """Where a revocation task is."""

    WAITING = "waiting"
    RUNNING = "running"
    SUCCESS = "success"
    PARTLY = "partly"
    FAILED = "failed"
    """Also where there was nothing to cancel."""
    UNKNOWN = "unknown"


_TASK_SPELLINGS: Mapping[str, TaskStatus] = {
    "WAITING": TaskStatus.WAITING,
    "WAITTING": TaskStatus.WAITING,
    "RUNNING": TaskStatus.RUNNING,
    "SUCCESS": TaskStatus.SUCCESS,
    "PART_SUCCESS": TaskStatus.PARTLY,
    "FAILED": TaskStatus.FAILED,
    "FAIL": TaskStatus.FAILED,
}


class Mode(StrEnum):
    """Whether a called service has to acknowledge."""

    ACKNOWLEDGED = "ACK"
    UNACKNOWLEDGED = "NOACK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What a device is told to do: a command of its product model."""

    service_id: str
    method: str
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_wire(cls, value: object) -> Self:
        """Read an object."""
        body = obj(value)
        return cls(
            service_id=text(body.get("serviceId")),
            method=text(body.get("method")),
            parameters=obj(body.get("paras")),
        )

    def to_wire(self) -> dict[str, Any]:
        """Return the object. Raises InvalidError."""
        return {
            "serviceId": check_text("service_id", self.service_id, 64),
            "method": check_text("method", self.method, 128),
            "paras": dict(self.parameters),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedCommand:
    """A command that the platform has taken."""

    command_id: str
    device_id: str = ""
    app_id: str = ""
    command: Command | None = None
    callback_url: str = field(default="", repr=False)
    expire_time: int | None = None
    """Seconds for which it may wait; 0 for not at all."""
    status: CommandStatus = CommandStatus.UNKNOWN
    result: Mapping[str, Any] = field(default_factory=dict)
    created: datetime | None = None
    executed: datetime | None = None
    issued: datetime | None = None
    delivered: datetime | None = None
    times_issued: int = 0
    most_repeats: int | None = None

    @classmethod
    def from_wire(cls, body: Mapping[str, Any]) -> Self:
        """Read an answer or a row."""
        command = body.get("command")
        return cls(
            command_id=text(body.get("commandId")),
            device_id=text(body.get("deviceId")),
            app_id=text(body.get("appId")),
            command=None if command is None else Command.from_wire(command),
            callback_url=text(body.get("callbackUrl")),
            expire_time=integer(body.get("expireTime")),
            status=command_status(body.get("status")),
            result=obj(body.get("result")),
            created=parse_time(body.get("creationTime")),
            executed=parse_time(body.get("executeTime")),
            issued=parse_time(body.get("platformIssuedTime")),
            delivered=parse_time(body.get("deliveredTime")),
            times_issued=count(body.get("issuedTimes")),
            most_repeats=integer(body.get("maxRetransmit")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationTask:
    """The cancelling of all commands that wait for a device."""

    task_id: str
    device_id: str = ""
    app_id: str = ""
    status: TaskStatus = TaskStatus.UNKNOWN
    total: int = 0
    commands: tuple[IssuedCommand, ...] = ()

    @classmethod
    def from_wire(cls, body: Mapping[str, Any]) -> Self:
        """Read an answer or a row."""
        word = text(body.get("status")).strip().upper()
        return cls(
            task_id=text(body.get("taskId")),
            device_id=text(body.get("deviceId")),
            app_id=text(body.get("appId")),
            status=_TASK_SPELLINGS.get(word, TaskStatus.UNKNOWN),
            total=count(body.get("totalCount")),
            commands=tuple(map(IssuedCommand.from_wire, objects(body.get("deviceCommands")))),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCall:
    """A called service: sent, not done. What became of it comes as notifications."""

    request_id: str
    status: str = ""
    """``sent``; ``delivered`` and ``failed`` only from the platform's own services."""
    moment: datetime | None = None

    @classmethod
    def from_wire(cls, answer: Mapping[str, Any], request_id: str) -> Self:
        """Read an answer, which may lack the id that we gave."""
        return cls(
            request_id=text(answer.get("requestId")) or request_id,
            status=text(answer.get("status")).lower(),
            moment=parse_time(answer.get("timestamp")),
        )


def command_status(value: object) -> CommandStatus:
    """Read a status in any of the platform's spellings."""
    return _SPELLINGS.get(text(value).strip().upper(), CommandStatus.UNKNOWN)
