"""Actions of commands to one device: sent, listed, taken back."""

import asyncio
from collections.abc import Mapping
from typing import Any

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..accord.actions import ActionSpec
from ..accord.protocol.huawei.northbound import (
    Command,
    CommandStatus,
    Device,
    IssuedCommand,
    Page,
    RevocationTask,
    TaskStatus,
    takes_cached_commands,
)
from ..accord.protocol.huawei.northbound.mapping.delivery import Delivery
from .coordinator import HuaweiConfigEntry
from .model_check import check_command
from .orders import Sent
from .outcomes import OutcomeWatch
from .products import name_of_model
from .targets import (
    ATTR_END,
    ATTR_LIMIT,
    ATTR_SERVICE,
    ATTR_START,
    LIMIT,
    NAME,
    TIMES,
    WHOLE,
    Call,
    at_most,
    client_of,
    coordinator_of,
    device_of,
    pages_of,
    shown,
)

ATTR_COMMAND = "command"
ATTR_PARAMETERS = "command_parameters"
ATTR_EXPIRE = "expire_time"
ATTR_WAIT = "wait"
ATTR_STATUS = "status"
ATTR_ACKNOWLEDGED = "acknowledged"
ATTR_COMMAND_ID = "command_id"
COMMANDS_PER_PAGE = 1000
LONGEST_CACHE = 2_147_483_647
LONGEST_WAIT = 300
REVOCATION_LOOKS = 5
REVOCATION_PAUSE = 1.0
"""Seconds between two looks whether commands were taken back."""


async def _send(call: Call) -> ServiceResponse:
    """Send a command in the way of the device's protocol."""
    device = device_of(call)
    created = takes_cached_commands(device.info.protocol_type)
    wait = call.data[ATTR_EXPIRE] if created else 0
    return await _deliver(call, device, Delivery(created, wait))


async def _call(call: Call) -> ServiceResponse:
    """Send a command that never waits, whatever the protocol."""
    delivery = Delivery(created=False, acknowledged=call.data[ATTR_ACKNOWLEDGED])
    return await _deliver(call, device_of(call), delivery)


async def _deliver(call: Call, device: Device, delivery: Delivery) -> ServiceResponse:
    coordinator, data = coordinator_of(call), call.data
    parameters: Mapping[str, Any] = data[ATTR_PARAMETERS]
    services = coordinator.products.services(name_of_model(device))
    check_command(services, data[ATTR_SERVICE], data[ATTR_COMMAND], parameters)
    command = Command(
        service_id=data[ATTR_SERVICE], method=data[ATTR_COMMAND], parameters=parameters
    )
    watch = OutcomeWatch(coordinator, device.device_id)
    try:
        sent = await call.entry.runtime_data.orders.async_send(device.device_id, command, delivery)
        return await _answer(watch, sent, data[ATTR_WAIT])
    finally:
        watch.close()


async def _answer(watch: OutcomeWatch, sent: Sent, seconds: int) -> dict[str, Any]:
    """Return what became of a command as far as it is known after some seconds."""
    if isinstance(sent, IssuedCommand):
        name, number, status = ATTR_COMMAND_ID, sent.command_id, sent.status.value
    else:
        assert sent is not None
        name, number, status = "request_id", sent.request_id, sent.status or "sent"
    outcome = await watch.async_wait(name, number, seconds) if seconds else None
    if outcome is None:
        return {name: number, ATTR_STATUS: status}
    return {name: number, ATTR_STATUS: outcome.status, "result": dict(outcome.details)}


async def _list(call: Call) -> ServiceResponse:
    device, data = device_of(call), call.data
    start, end = (
        None if (moment := data.get(name)) is None else dt_util.as_utc(moment)
        for name in (ATTR_START, ATTR_END)
    )
    wanted = data.get(ATTR_STATUS)

    async def read(number: int) -> Page[IssuedCommand]:
        return await client_of(call).commands.list(
            device.device_id, start, end, number, COMMANDS_PER_PAGE
        )

    rows: list[IssuedCommand] = await at_most(
        pages_of(read, COMMANDS_PER_PAGE),
        data[ATTR_LIMIT],
        lambda row: wanted is None or row.status.value == wanted,
    )
    return {"commands": [shown(one) for one in rows]}


async def _cancel(call: Call) -> ServiceResponse:
    """Take back one command that still waits."""
    coordinator = coordinator_of(call)
    cancelled = await client_of(call).commands.cancel(call.data[ATTR_COMMAND_ID])
    coordinator.pending.changed(cancelled.command_id, CommandStatus.CANCELLED)
    coordinator.pending.read_soon()
    return shown(cancelled)


async def _cancel_all(call: Call) -> ServiceResponse:
    """Take back all commands that wait for a device, and see how that ended."""
    device = device_of(call)
    task = await call.entry.runtime_data.orders.async_cancel_all(device.device_id)
    if call.return_response:
        task = await _settled(call, task)
    return {"task_id": task.task_id, ATTR_STATUS: task.status.value, "total": task.total}


async def _settled(call: Call, task: RevocationTask) -> RevocationTask:
    for _ in range(REVOCATION_LOOKS):
        if task.status not in (TaskStatus.WAITING, TaskStatus.RUNNING):
            break
        await asyncio.sleep(REVOCATION_PAUSE)
        found = (await client_of(call).commands.list_revocations(task.task_id)).items
        task = next((one for one in found if one.task_id == task.task_id), task)
    return task


_COMMAND: dict[vol.Marker, Any] = {
    vol.Required(ATTR_SERVICE): NAME,
    vol.Required(ATTR_COMMAND): NAME,
    vol.Optional(ATTR_PARAMETERS, default=dict): dict,
    vol.Optional(ATTR_WAIT, default=0): vol.All(WHOLE, vol.Range(min=0, max=LONGEST_WAIT)),
}

COMMAND_ACTIONS: tuple[ActionSpec[HuaweiConfigEntry], ...] = (
    ActionSpec(
        name="send_command",
        handler=_send,
        operations=("1.7.1", "1.7.7"),
        fields={
            **_COMMAND,
            vol.Optional(ATTR_EXPIRE, default=0): vol.All(
                WHOLE, vol.Range(min=0, max=LONGEST_CACHE)
            ),
        },
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
    ActionSpec(
        name="call_service",
        handler=_call,
        operations=("1.7.7",),
        fields={**_COMMAND, vol.Optional(ATTR_ACKNOWLEDGED, default=True): cv.boolean},
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
    ActionSpec(
        name="get_commands",
        handler=_list,
        operations=("1.7.2",),
        fields={
            vol.Optional(ATTR_STATUS): vol.In([one.value for one in CommandStatus]),
            **TIMES,
            **LIMIT,
        },
        response=SupportsResponse.ONLY,
    ),
    ActionSpec(
        name="cancel_command",
        handler=_cancel,
        operations=("1.7.3",),
        fields={vol.Required(ATTR_COMMAND_ID): NAME},
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
    ActionSpec(
        name="cancel_pending_commands",
        handler=_cancel_all,
        operations=("1.7.5", "1.7.6"),
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
)
