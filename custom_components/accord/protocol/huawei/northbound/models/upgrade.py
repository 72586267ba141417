"""Software and firmware of devices. Source: 1.10."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from ....errors import InvalidError
from ..catalog import MOST_UPGRADED
from ..codec import format_time, parse_time
from .fields import check_list, check_range, count, flag, integer, nested, obj, text, texts

SHORTEST_WINDOW = timedelta(minutes=5)


class UpgradeKind(StrEnum):
    """What is replaced."""

    SOFTWARE = "software_upgrade"
    FIRMWARE = "firmware_upgrade"


class UpgradeStatus(StrEnum):
    """Where a task or a part of it is."""

    WAITING = "wait"
    RUNNING = "processing"
    FAILED = "failed"
    SUCCESS = "success"
    STOPPED = "stop"
    UNKNOWN = "unknown"

    @property
    def final(self) -> bool:
        """Tell whether nothing follows."""
        return self in (UpgradeStatus.FAILED, UpgradeStatus.SUCCESS, UpgradeStatus.STOPPED)


class Execution(StrEnum):
    """When a task begins."""

    NOW = "now"
    WHEN_ONLINE = "device_online"
    AT_A_TIME = "custom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One version that lies on the platform."""

    file_id: str
    name: str = ""
    version: str = ""
    file_type: str = ""
    """firmwarePackage or softwarePackage."""
    device_type: str = ""
    model: str = ""
    manufacturer_name: str = ""
    protocol_type: str = ""
    description: str = ""
    date: str = ""
    """As somebody wrote it."""
    uploaded: datetime | None = None

    @classmethod
    def from_wire(cls, body: Mapping[str, Any]) -> Self:
        """Read an answer or a row."""
        return cls(
            file_id=text(body.get("fileId")),
            name=text(body.get("name")),
            version=text(body.get("version")).strip(),
            file_type=text(body.get("fileType")),
            device_type=text(body.get("deviceType")),
            model=text(body.get("model")),
            manufacturer_name=text(body.get("manufacturerName")),
            protocol_type=text(body.get("protocolType")),
            description=text(body.get("description")),
            date=text(body.get("date")).strip(),
            uploaded=parse_time(body.get("uploadTime")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Devices by their ids, or groups by their names together with the product; never both."""

    devices: Sequence[str] = ()
    groups: Sequence[str] = ()
    device_type: str | None = None
    model: str | None = None
    manufacturer_name: str | None = None

    @classmethod
    def from_wire(cls, value: object) -> Self:
        """Read an object."""
        body = obj(value)
        return cls(
            devices=texts(body.get("devices")),
            groups=texts(body.get("deviceGroups")),
            device_type=text(body.get("deviceType")) or None,
            model=text(body.get("model")) or None,
            manufacturer_name=text(body.get("manufacturerName")) or None,
        )

    def to_wire(self) -> dict[str, Any]:
        """Return the object. Raises InvalidError."""
        if bool(self.devices) == bool(self.groups):
            raise InvalidError("either devices or groups must be given")
        if self.devices:
            return {"devices": check_list("devices", self.devices, MOST_UPGRADED)}
        if not (self.device_type and self.model and self.manufacturer_name):
            raise InvalidError("groups need device_type, model and manufacturer_name")
        return {
            "deviceGroups": check_list("groups", self.groups, MOST_UPGRADED),
            "deviceType": self.device_type,
            "model": self.model,
            "manufacturerName": self.manufacturer_name,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """When a task runs, and how often it tries again."""

    execution: Execution = Execution.NOW
    start: datetime | None = None
    end: datetime | None = None
    repeats: int = 0
    """Further attempts, 0 to 5."""

    @classmethod
    def from_wire(cls, value: object) -> Self | None:
        """Read an object; None where there is none."""
        body = obj(value)
        if not body:
            return None
        word = text(body.get("executeType"))
        known = word in {str(one) for one in Execution}
        return cls(
            execution=Execution(word) if known else Execution.NOW,
            start=parse_time(body.get("startTime")),
            end=parse_time(body.get("endTime")),
            repeats=count(body.get("retryTimes")) if flag(body.get("retryType")) else 0,
        )

    def to_wire(self) -> dict[str, Any]:
        """Return the object. Raises InvalidError."""
        check_range("repeats", self.repeats, 0, 5)
        body: dict[str, Any] = {"executeType": str(self.execution)}
        if self.execution is Execution.AT_A_TIME:
            if self.start is None or self.end is None:
                raise InvalidError("a task at a time needs start and end")
            if self.end - self.start < SHORTEST_WINDOW:
                raise InvalidError("a task needs at least 5 minutes")
            body |= {"startTime": format_time(self.start), "endTime": format_time(self.end)}
        if self.repeats:
            body |= {"retryType": True, "retryTimes": self.repeats}
        return body


@dataclass(frozen=True, slots=True, kw_only=True)
class UpgradeCounts:
    """How many devices of a task are where."""

    total: int = 0
    waiting: int = 0
    running: int = 0
    succeeded: int = 0
    failed: int = 0
    stopped: int = 0
    timed_out: int = 0

    @classmethod
    def from_wire(cls, value: object) -> Self:
        """Read an object; the total may be missing."""
        body = obj(value)
        parts = {
            "waiting": count(body.get("wait")),
            "running": count(body.get("processing")),
            "succeeded": count(body.get("success")),
            "failed": count(body.get("fail")),
            "stopped": count(body.get("stop")),
            "timed_out": count(body.get("timeout")),
        }
        total = integer(body.get("total"))
        return cls(total=sum(parts.values()) if total is None else total, **parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpgradeTask:
    """The upgrade of some devices."""

    task_id: str
    kind: str = ""
    """software_upgrade or firmware_upgrade."""
    status: UpgradeStatus = UpgradeStatus.UNKNOWN
    created: datetime | None = None
    started: datetime | None = None
    stopped: datetime | None = None
    targets: Targets = field(default_factory=Targets)
    policy: Policy | None = None
    counts: UpgradeCounts = field(default_factory=UpgradeCounts)
    target_version: str = ""

    @classmethod
    def from_wire(cls, body: Mapping[str, Any]) -> Self:
        """Read an answer or a row."""
        return cls(
            task_id=text(body.get("operationId")),
            kind=text(body.get("operateType")).lower(),
            status=upgrade_status(body.get("status")),
            created=parse_time(body.get("createTime")),
            started=parse_time(body.get("startTime")),
            stopped=parse_time(body.get("stopTime")),
            targets=Targets.from_wire(body.get("targets")),
            policy=Policy.from_wire(body.get("policy")),
            counts=UpgradeCounts.from_wire(body.get("staResult")),
            target_version=text(nested(body.get("extendPara")).get("fileVersion")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceUpgrade:
    """The upgrade of one device of a task."""

    part_id: str
    device_id: str = ""
    kind: str = ""
    status: UpgradeStatus = UpgradeStatus.UNKNOWN
    created: datetime | None = None
    started: datetime | None = None
    stopped: datetime | None = None
    reason: str = ""
    """Why it failed."""
    source_version: str = ""
    current_version: str = ""
    target_version: str = ""

    @classmethod
    def from_wire(cls, body: Mapping[str, Any]) -> Self:
        """Read a row; the versions stand under one of two names."""
        extra = nested(body.get("extendInfo")) or nested(body.get("extendPara"))
        return cls(
            part_id=text(body.get("subOperationId")),
            device_id=text(body.get("deviceId")),
            kind=text(body.get("operateType")).lower(),
            status=upgrade_status(body.get("status")),
            created=parse_time(body.get("createTime")),
            started=parse_time(body.get("startTime")),
            stopped=parse_time(body.get("stopTime")),
            reason=text(body.get("detailInfo")),
            source_version=text(extra.get("sourceVersion")),
            current_version=text(extra.get("curVersion")),
            target_version=text(extra.get("targetVersion")),
        )


def upgrade_status(value: object) -> UpgradeStatus:
    """Read a status in any case; the document also has FAIL."""
    word = text(value).strip().casefold()
    if word == "fail":
        return UpgradeStatus.FAILED
    known = {str(one): one for one in UpgradeStatus}
    return known.get(word, UpgradeStatus.UNKNOWN)
