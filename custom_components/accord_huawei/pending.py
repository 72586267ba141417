"""Commands that wait on the platform for devices that sleep."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from ..accord.coordinator import Tier
from ..accord.protocol.huawei.northbound import (
    DEFAULT_CACHE,
    CommandStatus,
    HuaweiClient,
    IssuedCommand,
)

READ_EVERY = timedelta(minutes=15)
LATE = timedelta(minutes=2)
"""So long after its time a command counts as expired, whatever the platform says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One command that has not come to an end."""

    command: IssuedCommand
    since: datetime
    feature_id: str = ""
    """What it sets; empty for commands that others sent."""
    value: Any = None

    def is_over(self, now: datetime) -> bool:
        """Tell whether it cannot be delivered any more."""
        wait = self.command.expire_time
        return wait is not None and now > self.since + timedelta(seconds=wait) + LATE


type OnStatus = Callable[[str, IssuedCommand], None]
"""Takes the device's id and the command with its new status."""


class PendingCommands:
    """All commands of an application that wait, as far as we sent them or the platform lists them."""

    def __init__(self, on_status: OnStatus) -> None:
        """Call ``on_status`` for every change."""
        self._on_status = on_status
        self._waiting: dict[str, Waiting] = {}
        self._tier = Tier(READ_EVERY)
        self._tier.done()

    def of(self, device_id: str) -> tuple[Waiting, ...]:
        """Return what waits for a device, the oldest first."""
        found = [one for one in self._waiting.values() if one.command.device_id == device_id]
        return tuple(sorted(found, key=lambda one: one.since))

    def setting(self, device_id: str, feature_id: str) -> Waiting | None:
        """Return the newest command that waits to set something; others are only on their way."""
        found = [
            one
            for one in self.of(device_id)
            if one.feature_id == feature_id and one.command.expire_time != 0
        ]
        return found[-1] if found else None

    @callback
    def sent(self, command: IssuedCommand, device_id: str, feature_id: str, value: Any) -> None:
        """Note a command of ours."""
        known = replace(command, device_id=command.device_id or device_id)
        if not known.status.final:
            since = known.created or dt_util.utcnow()
            self._waiting[known.command_id] = Waiting(
                command=known, since=since, feature_id=feature_id, value=value
            )
        self.read_soon()
        self._tell(known)

    @callback
    def changed(self, command_id: str, status: CommandStatus) -> bool:
        """Note what became of a command, returns whether that is news: they come late and twice."""
        known = self._waiting.get(command_id)
        if known is None or not status.supersedes(known.command.status):
            return False
        command = replace(known.command, status=status)
        if status.final:
            del self._waiting[command_id]
        else:
            self._waiting[command_id] = replace(known, command=command)
        self._tell(command)
        return True

    @callback
    def read_soon(self) -> None:
        """List the commands with the next scan."""
        self._tier.reset()

    async def async_read(self, client: HuaweiClient) -> None:
        """List the commands, where it is time to. Raises AccordError."""
        now = dt_util.utcnow()
        if self._tier.due:
            self._tier.done()
            start = now - timedelta(seconds=DEFAULT_CACHE)
            page = await client.commands.list(start=start)
            for command in page.items:
                self._listed(command, now)
        for command_id, one in tuple(self._waiting.items()):
            if one.is_over(now):
                self.changed(command_id, CommandStatus.EXPIRED)

    def _listed(self, command: IssuedCommand, now: datetime) -> None:
        if command.command_id in self._waiting:
            self.changed(command.command_id, command.status)
        elif command.status is CommandStatus.PENDING and command.device_id:
            one = Waiting(command=command, since=command.created or now)
            if not one.is_over(now):
                self._waiting[command.command_id] = one
                self._on_status(command.device_id, command)

    def _tell(self, command: IssuedCommand) -> None:
        self._on_status(command.device_id, command)
