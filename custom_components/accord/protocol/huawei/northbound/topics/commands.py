"""Commands to devices: created ones may wait, called services may not. Source: 1.7."""

from collections.abc import Mapping
from datetime import datetime
import secrets
from typing import Any

from ....operation import Effect, operation
from ..catalog import LONGEST_CACHE
from ..codec import format_time
from ..models.batch import BatchTarget
from ..models.command import Command, IssuedCommand, Mode, RevocationTask, ServiceCall
from ..models.fields import check_range, check_text, present
from ..models.page import Page, read_page
from ..paging import page_query
from ..session import HuaweiSession
from .batches import BatchesTopic

LONGEST_URL = 1024
MOST_REPEATS = 3


class CommandsTopic:
    """Commands; none is ever sent twice. ``delegate`` is an application that authorised ours."""

    def __init__(self, session: HuaweiSession, batches: BatchesTopic) -> None:
        """Speak through ``session``."""
        self._session = session
        self._batches = batches

    @operation("1.7.1", effect=Effect.PHYSICAL)
    async def create(
        self,
        device_id: str,
        command: Command,
        expire_time: int = 0,
        callback_url: str | None = None,
        most_repeats: int | None = None,
        delegate: str | None = None,
    ) -> IssuedCommand:
        """Command a CoAP or LWM2M device.

        ``expire_time`` are the seconds for which the command may wait for the device; with 0 it
        is delivered at once or not at all. Raises QueueFullError, DeviceOfflineError; after a
        lost answer the list of commands tells whether it was taken.
        """
        body = present(
            deviceId=check_text("device_id", device_id, 64),
            command=command.to_wire(),
            callbackUrl=_address(callback_url),
            expireTime=check_range("expire_time", expire_time, 0, LONGEST_CACHE),
            maxRetransmit=_repeats(most_repeats),
        )
        answer = await self._session.call(
            "1.7.1", query={"appId": delegate}, body=body, delegated=bool(delegate)
        )
        return IssuedCommand.from_wire(answer)

    @operation("1.7.2", effect=Effect.READ)
    async def list(
        self,
        device_id: str | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        page: int = 0,
        page_size: int | None = None,
        delegate: str | None = None,
    ) -> Page[IssuedCommand]:
        """Return one page of created commands."""
        query = {
            **page_query("1.7.2", page, page_size),
            "deviceId": device_id,
            "startTime": None if start is None else format_time(start),
            "endTime": None if end is None else format_time(end),
            "appId": delegate,
        }
        answer = await self._session.call("1.7.2", query=query, delegated=bool(delegate))
        return read_page(answer, "data", item=IssuedCommand.from_wire)

    @operation("1.7.3", effect=Effect.WRITE)
    async def cancel(self, command_id: str, delegate: str | None = None) -> IssuedCommand:
        """Take back a command that still waits.

        Raises NotFoundError, ConflictError for one that has left or ended.
        """
        answer = await self._session.call(
            "1.7.3",
            path={"deviceCommandId": check_text("command_id", command_id, 64)},
            query={"appId": delegate},
            body={"status": "CANCELED"},
            delegated=bool(delegate),
        )
        return IssuedCommand.from_wire(answer)

    @operation("1.7.4", effect=Effect.PHYSICAL)
    async def create_batch(
        self,
        name: str,
        target: BatchTarget,
        command: Command,
        timeout: int = 10,
        callback_url: str | None = None,
        most_repeats: int | None = None,
    ) -> str:
        """Command many devices by one task, see ``batches.create``; return the task's id."""
        return await self._batches.create(
            name,
            target,
            command,
            timeout=timeout,
            callback_url=callback_url,
            most_repeats=most_repeats,
        )

    @operation("1.7.5", effect=Effect.WRITE)
    async def create_revocation(
        self, device_id: str, delegate: str | None = None
    ) -> RevocationTask:
        """Take back all commands that wait for a device."""
        answer = await self._session.call(
            "1.7.5",
            query={"appId": delegate},
            body={"deviceId": check_text("device_id", device_id, 64)},
            delegated=bool(delegate),
        )
        return RevocationTask.from_wire(answer)

    @operation("1.7.6", effect=Effect.READ)
    async def list_revocations(
        self,
        task_id: str | None = None,
        device_id: str | None = None,
        status: str | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        page: int = 0,
        page_size: int | None = None,
        delegate: str | None = None,
    ) -> Page[RevocationTask]:
        """Return one page of revocation tasks."""
        query = {
            **page_query("1.7.6", page, page_size),
            "taskId": task_id,
            "deviceId": device_id,
            "status": status,
            "startTime": None if start is None else format_time(start),
            "endTime": None if end is None else format_time(end),
            "appId": delegate,
        }
        answer = await self._session.call("1.7.6", query=query, delegated=bool(delegate))
        return read_page(answer, "data", item=RevocationTask.from_wire)

    @operation("1.7.7", effect=Effect.PHYSICAL)
    async def call_service(
        self,
        device_id: str,
        service_id: str,
        method: str,
        parameters: Mapping[str, Any] | None = None,
        mode: Mode = Mode.ACKNOWLEDGED,
        request_id: str | None = None,
        sender: str | None = None,
        recipient: str | None = None,
        recipient_type: str | None = None,
        callback_url: str | None = None,
        delegate: str | None = None,
    ) -> ServiceCall:
        """Command a device that is connected all the time: MQTT, gateways and their children.

        Never waits. Raises DeviceOfflineError, MutedError, NotFoundError for an unknown service,
        InvalidError for an unknown command. What becomes of it comes as notifications with the
        same ``request_id``, which is made up where none is given.
        """
        number = request_id or secrets.token_hex(16)
        header = present(
            requestId=check_text("request_id", number, 128),
            mode=str(mode),
            method=check_text("method", method, 32),
            **{"from": sender},
            to=recipient,
            toType=recipient_type,
            callbackURL=_address(callback_url),
        )
        answer = await self._session.call(
            "1.7.7",
            path={
                "deviceId": check_text("device_id", device_id, 64),
                "serviceId": check_text("service_id", service_id, 64),
            },
            query={"appId": delegate},
            body={"header": header, "body": dict(parameters or {})},
            delegated=bool(delegate),
        )
        return ServiceCall.from_wire(answer, number)


def _address(url: str | None) -> str | None:
    return None if url is None else check_text("callback_url", url, LONGEST_URL)


def _repeats(most: int | None) -> int | None:
    return None if most is None else check_range("most_repeats", most, 0, MOST_REPEATS)
