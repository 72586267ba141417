"""Commands to devices that may sleep: cached, sent, delivered, executed, or too late."""

from collections import Counter, deque
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
import uuid

from simulators.huawei import times
from simulators.huawei.agenda import Entry
from simulators.huawei.behaviour import execute
from simulators.huawei.notices import COMMAND_STATUS
from simulators.huawei.thing import Thing

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]

MOST_PENDING = 20
KEPT = 172_800
FINAL = frozenset({"SUCCESSFUL", "FAILED", "TIMEOUT", "EXPIRED", "CANCELED"})
RETRANSMISSIONS = (15.0, 30.0, 60.0)

_SDK_WORDS = {"SUCCESSFUL": "SUCCESS", "FAILED": "FAIL"}


@dataclass(eq=False)
class CommandRecord:
    """One command and how far it is."""

    id: str
    number: int
    app_id: str
    device_id: str
    command: Json
    created: datetime
    callback: str | None = None
    expires: int | None = None
    most_issues: int | None = None
    status: str = "PENDING"
    result: Json | None = None
    sent: datetime | None = None
    delivered: datetime | None = None
    executed: datetime | None = None
    issued: int = 0
    entry: Entry | None = None
    """What happens to it next by itself."""

    acknowledged: bool = False

    def shown(self, *, default_status: bool = False) -> Json:
        """Return it as answers have it."""
        status = "DEFAULT" if default_status and self.status == "PENDING" else self.status
        return {
            "commandId": self.id,
            "appId": self.app_id,
            "deviceId": self.device_id,
            "command": self.command,
            "callbackUrl": self.callback,
            "expireTime": self.expires,
            "status": status,
            "result": self.result,
            "creationTime": times.stamp(self.created),
            "executeTime": _stamp(self.executed),
            "platformIssuedTime": _stamp(self.sent),
            "deliveredTime": _stamp(self.delivered),
            "issuedTimes": self.issued,
            "maxRetransmit": self.most_issues,
        }


def _stamp(moment: datetime | None) -> str | None:
    return None if moment is None else times.stamp(moment)


class Commands:
    """All commands of a platform."""

    send_after: float = 0.1
    """Seconds until a command leaves for a device that listens."""

    step: float = 0.5
    """Seconds until a device has it, and again until it has carried it out."""

    def __init__(self, platform: HuaweiPlatform) -> None:
        """Begin without any."""
        self._platform = platform
        self._all: dict[str, CommandRecord] = {}
        self._queues: dict[str, deque[CommandRecord]] = {}
        self._next = 1

    def get(self, id_: str) -> CommandRecord | None:
        """Return one."""
        return self._all.get(id_)

    def of(self, app_id: str) -> list[CommandRecord]:
        """Return those of an application, the newest first."""
        return [one for one in reversed(self._all.values()) if one.app_id == app_id]

    def pending(self, device_id: str) -> list[CommandRecord]:
        """Return those that wait for a device."""
        return [one for one in self._queues.get(device_id, ()) if one.status == "PENDING"]

    def counts(self) -> dict[str, int]:
        """Return how many there are of each status."""
        return dict(Counter(one.status for one in self._all.values()))

    def create(
        self,
        thing: Thing,
        command: Json,
        *,
        callback: str | None = None,
        expires: int | None = None,
        most_issues: int | None = None,
    ) -> CommandRecord:
        """Take a command in; with `expires` 0 it is delivered now or not at all."""
        platform, agenda = self._platform, self._platform.agenda
        made = CommandRecord(
            uuid.uuid4().hex, self._next, thing.app_id, thing.device_id, command, agenda.wall(),
            callback, expires, most_issues,
        )  # fmt: skip
        self._next += 1
        self._all[made.id] = made
        self._queues.setdefault(thing.device_id, deque()).append(made)
        if expires == 0:
            made.entry = agenda.after(self.send_after, lambda: self._send_now(thing, made))
            return made
        life = KEPT if expires is None else expires
        made.entry = agenda.after(life, lambda: self._end(made, "EXPIRED"))
        if platform.network.reaches(thing):
            agenda.after(self.send_after, lambda: self.pump(thing))
        return made

    def cancel(self, one: CommandRecord) -> None:
        """Let a command that still waits not be delivered."""
        self._end(one, "CANCELED")

    # --- on its way ----------------------------------------------------------

    def pump(self, thing: Thing) -> None:
        """Deliver what waits for a device, one after the other is acknowledged."""
        queue = self._queues.get(thing.device_id)
        if not queue or not self._platform.network.reaches(thing):
            return
        first = queue[0]
        if first.status == "PENDING":
            self._cancel_entry(first)
            self._sent(first)
        elif first.status != "SENT" or first.acknowledged:
            return
        first.acknowledged = True
        self._cancel_entry(first)
        agenda = self._platform.agenda
        first.entry = agenda.after(self.step, lambda: self._arrive(thing, first))

    def _send_now(self, thing: Thing, one: CommandRecord) -> None:
        """Try a command that must not wait: soon, a few times, or never."""
        if one.status != "PENDING":
            return
        queue = self._queues[thing.device_id]
        queue.remove(one)
        busy = bool(queue) and queue[0].status == "SENT"
        queue.insert(1 if busy else 0, one)
        if not thing.connected or not self._platform.network.gateway_connected(thing):
            self._end(one, "TIMEOUT")
        elif self._platform.network.reaches(thing):
            late = sum(RETRANSMISSIONS)
            one.entry = self._platform.agenda.after(late, lambda: self._end(one, "TIMEOUT"))
            self.pump(thing)
        else:
            self._sent(one)
            self._wait_for_wake(one, 0)

    def _wait_for_wake(self, one: CommandRecord, number: int) -> None:
        tries = 3 if one.most_issues is None else one.most_issues
        if number > 0:
            one.issued += 1
        wait = RETRANSMISSIONS[min(number, len(RETRANSMISSIONS) - 1)]

        def over() -> None:
            if number + 1 < max(tries, 1):
                self._wait_for_wake(one, number + 1)
            else:
                self._end(one, "TIMEOUT")

        one.entry = self._platform.agenda.after(wait, over)

    def _sent(self, one: CommandRecord) -> None:
        one.status, one.sent = "SENT", self._platform.agenda.wall()
        one.issued += 1
        self._tell(one)

    def _arrive(self, thing: Thing, one: CommandRecord) -> None:
        """Let a device have a command, unless it fell asleep or off line meanwhile."""
        agenda = self._platform.agenda
        if not thing.connected:
            self._end(one, "TIMEOUT")
            return
        one.status, one.delivered = "DELIVERED", agenda.wall()
        self._leave_queue(one)
        self._tell(one)
        one.entry = None
        if not thing.silent:
            one.entry = agenda.after(self.step, lambda: self._execute(thing, one))
        self.pump(thing)

    def _execute(self, thing: Thing, one: CommandRecord) -> None:
        command = one.command
        done = execute(
            self._platform, thing, command["serviceId"], command["method"], command["paras"] or {}
        )
        one.result = {
            "resultCode": "SUCCESSFUL" if done.ok else "FAILED",
            "resultDetail": done.body,
        }
        one.executed = self._platform.agenda.wall()
        self._end(one, "SUCCESSFUL" if done.ok else "FAILED")

    def _end(self, one: CommandRecord, status: str) -> None:
        if one.status in FINAL:
            return
        self._cancel_entry(one)
        one.status = status
        self._leave_queue(one)
        self._tell(one)
        self._platform.batches.command_ended(one)
        thing = self._platform.fleet.get(one.device_id)
        if thing is not None:
            self.pump(thing)

    def _leave_queue(self, one: CommandRecord) -> None:
        queue = self._queues.get(one.device_id)
        if queue and one in queue:
            queue.remove(one)

    def _cancel_entry(self, one: CommandRecord) -> None:
        if one.entry is not None:
            one.entry.cancel()
            one.entry = None

    def _tell(self, one: CommandRecord) -> None:
        """1.6.7.12."""
        if not one.callback:
            return
        quirks = self._platform.quirks
        word = _SDK_WORDS.get(one.status, one.status)
        if quirks.chapter_result_codes:
            word = one.status.lower()
        nothing = "None" if quirks.none_detail else None
        detail = one.result["resultDetail"] if one.result else nothing
        body = {
            "deviceId": one.device_id,
            "commandId": one.id,
            "result": {"resultCode": word, "resultDetail": detail},
        }
        account = self._platform.accounts[one.app_id]
        self._platform.push.send(account, one.callback, COMMAND_STATUS, body)

    def forget(self, device_id: str) -> None:
        """Drop what waits for a device that is gone."""
        for one in list(self._queues.pop(device_id, ())):
            self._cancel_entry(one)
            one.status = "CANCELED"
