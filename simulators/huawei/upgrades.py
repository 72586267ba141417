"""Packages of software and firmware, and tasks that install them on devices step by step."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
import uuid

from simulators.huawei import times
from simulators.huawei.thing import Thing

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]

SOFTWARE, FIRMWARE = "software_upgrade", "firmware_upgrade"
STEPS = ("downloading", "downloaded", "updating", "idle")
_NUMBERS = {"downloading": "1", "downloaded": "2", "updating": "3", "idle": "0"}
_VERSIONS = {SOFTWARE: "swVersion", FIRMWARE: "fwVersion"}


@dataclass(frozen=True)
class Package:
    """One package."""

    id: str
    name: str
    version: str
    kind: str
    """`softwarePackage` or `firmwarePackage`."""

    product: Json
    uploaded: datetime
    description: str = ""
    date: str = "2017-08-11"

    def shown(self) -> Json:
        """Return it as answers have it."""
        return {
            "fileId": self.id,
            "name": self.name,
            "version": self.version,
            "fileType": self.kind,
            "deviceType": self.product["deviceType"],
            "model": self.product["model"],
            "manufacturerName": self.product["manufacturerName"],
            "protocolType": self.product["protocolType"],
            "description": self.description,
            "date": self.date,
            "uploadTime": times.stamp(self.uploaded),
        }


@dataclass(eq=False)
class Installation:
    """The upgrade of one device: a subtask."""

    id: str
    device_id: str
    created: datetime
    source: str
    status: str = "wait"
    started: datetime | None = None
    stopped: datetime | None = None
    detail: str | None = None
    tries: int = 0


@dataclass(eq=False)
class Upgrade:
    """One task."""

    id: str
    app_id: str
    kind: str
    package: Package
    targets: Json
    policy: Json | None
    created: datetime
    parts: list[Installation] = field(default_factory=list)
    opened: bool = False
    closed: bool = False
    started: datetime | None = None
    stopped: datetime | None = None

    @property
    def status(self) -> str:
        """How far it is."""
        states = {one.status for one in self.parts}
        if states <= {"success", "fail", "stop"}:
            if "fail" in states:
                return "failed"
            return "stop" if "stop" in states or not states else "success"
        return "wait" if states == {"wait"} else "processing"

    def shown(self) -> Json:
        """Return it as answers have it."""
        counts = Counter(one.status for one in self.parts)
        return {
            "operationId": self.id,
            "createTime": times.stamp(self.created),
            "startTime": times.stamp(self.started) if self.started else None,
            "stopTime": times.stamp(self.stopped) if self.stopped else None,
            "operateType": self.kind,
            "targets": self.targets,
            "policy": self.policy,
            "status": self.status,
            "staResult": {
                "total": len(self.parts),
                **{
                    name: counts[name] for name in ("wait", "processing", "success", "fail", "stop")
                },
                "timeout": 0,
            },
            "extendPara": {"fileVersion": self.package.version},
        }

    def part_shown(self, one: Installation, extend: str) -> Json:
        """Return a subtask as answers have it."""
        done = one.status == "success"
        spent = one.stopped - one.started if one.stopped and one.started else None
        seconds = str(int(spent.total_seconds())) if spent is not None else None
        return {
            "subOperationId": one.id,
            "createTime": times.stamp(one.created),
            "startTime": times.stamp(one.started) if one.started else None,
            "stopTime": times.stamp(one.stopped) if one.stopped else None,
            "operateType": self.kind,
            "deviceId": one.device_id,
            "status": one.status,
            "detailInfo": one.detail,
            extend: {
                "upgradeTime": seconds,
                "downloadTime": seconds,
                "sourceVersion": one.source,
                "curVersion": self.package.version if done else one.source,
                "targetVersion": self.package.version,
            },
        }


class Upgrades:
    """All packages and tasks of a platform."""

    step: float = 2.0
    """Seconds that each step takes on a device."""

    def __init__(self, platform: HuaweiPlatform) -> None:
        """Begin without any."""
        self._platform = platform
        self.packages: dict[str, Package] = {}
        self.tasks: dict[str, Upgrade] = {}
        self._waiting: dict[str, list[tuple[Upgrade, Installation]]] = {}

    def add_package(self, kind: str, version: str, product: Json, **members: Any) -> Package:
        """Upload a package, as people do at the console."""
        id_ = uuid.uuid4().hex[:24]
        name = f"{product['model']}-{version}.bin"
        wall = self._platform.agenda.wall()
        made = Package(id_, name, version, kind, product, wall, **members)
        self.packages[made.id] = made
        return made

    def of(self, app_id: str) -> list[Upgrade]:
        """Return the tasks of an application, the newest first."""
        return [one for one in reversed(self.tasks.values()) if one.app_id == app_id]

    def create(
        self,
        app_id: str,
        kind: str,
        package: Package,
        things: list[Thing],
        targets: Json,
        policy: Json | None,
    ) -> Upgrade:
        """Take a task in."""
        agenda, rules = self._platform.agenda, policy or {}
        wall = agenda.wall()
        made = Upgrade(uuid.uuid4().hex, app_id, kind, package, targets, policy, wall)
        for thing in things:
            source = str(thing.info.get(_VERSIONS[kind]) or "")
            made.parts.append(Installation(uuid.uuid4().hex, thing.device_id, wall, source))
        self.tasks[made.id] = made
        begin = end = None
        if rules.get("executeType") == "custom":
            begin = (times.parse(rules["startTime"]) - wall).total_seconds()
            end = (times.parse(rules["endTime"]) - wall).total_seconds()
        agenda.after(max(begin or 0.0, 0.1), lambda: self._open(made))
        if end is not None:
            agenda.after(end, lambda: self._close(made))
        return made

    def _open(self, task: Upgrade) -> None:
        task.opened = True
        for part in task.parts:
            self._wait(task, part)

    def _close(self, task: Upgrade) -> None:
        """Stop what has not begun when the time of a task is over."""
        task.closed = True
        for part in task.parts:
            if part.status == "wait":
                self._stop(task, part, "stop", "the time for it is over")

    def _wait(self, task: Upgrade, part: Installation) -> None:
        """Let a device begin when it listens."""
        thing = self._platform.fleet.get(part.device_id)
        if thing is None:
            self._stop(task, part, "fail", "device deleted")
            return
        self._waiting.setdefault(part.device_id, []).append((task, part))
        self.pump(thing)

    def pump(self, thing: Thing) -> None:
        """Begin what waits for a device that listens."""
        waiting = self._waiting.get(thing.device_id)
        if not waiting or not self._platform.network.reaches(thing):
            return
        del self._waiting[thing.device_id]
        for task, part in waiting:
            if part.status == "wait":
                self._begin(task, part)

    def _begin(self, task: Upgrade, part: Installation) -> None:
        wall = self._platform.agenda.wall()
        part.status, part.started = "processing", part.started or wall
        task.started = task.started or wall
        part.tries += 1
        self._advance(task, part, 0)

    def _advance(self, task: Upgrade, part: Installation, number: int) -> None:
        """Take one step; the last one is the result."""
        thing = self._platform.fleet.get(part.device_id)
        if thing is None:
            self._stop(task, part, "fail", "device deleted")
            return
        self._tell_step(task, part, STEPS[number])
        if number + 1 < len(STEPS):
            later = number + 1
            self._platform.agenda.after(self.step, lambda: self._advance(task, part, later))
        elif thing.fails_upgrades:
            self._fail(task, part)
        else:
            self._succeed(task, part, thing)

    def _fail(self, task: Upgrade, part: Installation) -> None:
        policy = task.policy or {}
        most = int(policy.get("retryTimes") or 0) if policy.get("retryType") else 0
        if part.tries <= most and not task.closed:
            part.status = "wait"
            self._platform.agenda.after(self.step, lambda: self._wait(task, part))
            return
        self._stop(task, part, "fail", "device refused the package")
        self._tell_result(task, part)

    def _succeed(self, task: Upgrade, part: Installation, thing: Thing) -> None:
        member = _VERSIONS[task.kind]
        thing.info[member] = task.package.version
        thing.modified = self._platform.agenda.wall()
        self._stop(task, part, "success", None)
        self._tell_result(task, part)
        self._platform.notices.info_changed(thing, member)

    def _stop(self, task: Upgrade, part: Installation, status: str, detail: str | None) -> None:
        wall = self._platform.agenda.wall()
        part.status, part.stopped, part.detail = status, wall, detail
        if task.status not in {"wait", "processing"}:
            task.stopped = wall

    # --- telling -------------------------------------------------------------

    def _head(self, task: Upgrade, part: Installation) -> Json:
        return {
            "deviceId": part.device_id,
            "appId": task.app_id,
            "operationId": task.id,
            "subOperationId": part.id,
        }

    def _tell_step(self, task: Upgrade, part: Installation, step: str) -> None:
        """1.6.7.15 or 1.6.7.17."""
        head, notices = self._head(task, part), self._platform.notices
        if task.kind == SOFTWARE:
            body = {**head, "swUpgradeState": step}
            notices.emit(task.app_id, "swUpgradeStateChangeNotify", body)
        else:
            body = {**head, "step": _NUMBERS[step], "stepDesc": step}
            notices.emit(task.app_id, "fwUpgradeStateChangeNotify", body)

    def _tell_result(self, task: Upgrade, part: Installation) -> None:
        """1.6.7.16 or 1.6.7.18."""
        done = part.status == "success"
        word = "SUCCESS" if done else "FAIL"
        shown = task.part_shown(part, "extendPara")["extendPara"]
        body = self._head(task, part) | {
            "curVersion": shown["curVersion"],
            "targetVersion": shown["targetVersion"],
            "sourceVersion": shown["sourceVersion"],
            "upgradeTime": shown["upgradeTime"],
        }
        if task.kind == SOFTWARE:
            body |= {"swUpgradeResult": word, "resultDesc": part.detail or "success"}
            body |= {"errorCode": "0" if done else "5", "description": part.detail or ""}
            self._platform.notices.emit(task.app_id, "swUpgradeResultNotify", body)
            return
        status = "Status" if self._platform.quirks.capital_status else "status"
        body |= {status: word, "statusDesc": part.detail or "success"}
        self._platform.notices.emit(task.app_id, "fwUpgradeResultNotify", body)
