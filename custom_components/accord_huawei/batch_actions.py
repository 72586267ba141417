"""Actions of one command to many devices."""

import secrets
from typing import Any

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..accord.actions import ActionSpec
from ..accord.protocol.huawei.northbound import BatchDetail, BatchTarget, Command, Page, TargetKind
from ..accord.protocol.huawei.northbound.mapping.delivery import check_delivery
from ..accord.protocol.huawei.northbound.topics.batches import LONGEST, SHORTEST
from .command_actions import ATTR_COMMAND, ATTR_PARAMETERS
from .const import DOMAIN
from .coordinator import HuaweiConfigEntry
from .targets import (
    ATTR_LIMIT,
    ATTR_SERVICE,
    LIMIT,
    NAME,
    WHOLE,
    Call,
    at_most,
    client_of,
    coordinator_of,
    ids_of,
    pages_of,
    shown,
)

ATTR_NAME = "name"
ATTR_DEVICES = "devices"
ATTR_TYPE = "device_type"
ATTR_AREA = "area"
ATTR_GROUPS = "groups"
ATTR_GROUP_IDS = "group_ids"
ATTR_EVERYONE = "everyone"
ATTR_TASK = "task_id"
ATTR_DETAILS = "details"
DETAILS_PER_PAGE = 250

_CHOICES = (ATTR_DEVICES, ATTR_TYPE, ATTR_AREA, ATTR_GROUPS, ATTR_GROUP_IDS, ATTR_EVERYONE)


async def _send(call: Call) -> ServiceResponse:
    """Send one command to many devices by one task, which goes on by itself."""
    data = call.data
    target = _target(call)
    command = Command(
        service_id=data[ATTR_SERVICE],
        method=data[ATTR_COMMAND],
        parameters=data[ATTR_PARAMETERS],
    )
    _refuse_access(call, target, command)
    name = data.get(ATTR_NAME) or f"HomeAssistant-{secrets.token_hex(6)}"
    task_id = await client_of(call).commands.create_batch(
        name,
        target,
        command,
        data["timeout"],
        coordinator_of(call).callback_url(),
        data.get("repeats"),
    )
    call.entry.runtime_data.batches.follow(task_id)
    return {ATTR_TASK: task_id, ATTR_NAME: name}


def _target(call: Call) -> BatchTarget:
    """Return whom it is for. Raises a translated error unless exactly one way is given."""
    data = call.data
    chosen = [name for name in _CHOICES if data.get(name)]
    if len(chosen) != 1:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="one_target")
    match chosen[0]:
        case "devices":
            devices = ids_of(call, data[ATTR_DEVICES])
            return BatchTarget(kind=TargetKind.DEVICES, devices=devices)
        case "device_type":
            return BatchTarget(
                kind=TargetKind.DEVICE_TYPE,
                device_type=data[ATTR_TYPE],
                manufacturer_id=data.get("manufacturer_id"),
                model=data.get("model"),
            )
        case "area":
            return BatchTarget(kind=TargetKind.AREA, area=data[ATTR_AREA])
        case "groups":
            return BatchTarget(kind=TargetKind.GROUP_NAMES, groups=data[ATTR_GROUPS])
        case "group_ids":
            return BatchTarget(kind=TargetKind.GROUP_IDS, groups=data[ATTR_GROUP_IDS])
        case _:
            return BatchTarget(kind=TargetKind.ALL)


def _refuse_access(call: Call, target: BatchTarget, command: Command) -> None:
    """Raise InvalidError for what lets somebody in: a task may reach devices much later."""
    devices = coordinator_of(call).devices
    types = {devices[one].info.device_type for one in target.devices if one in devices}
    for device_type in types | {target.device_type or ""}:
        check_delivery(
            command.service_id,
            command.method,
            1,
            device_type=device_type,
            parameters=tuple(command.parameters),
        )


async def _get(call: Call) -> ServiceResponse:
    batches, data = client_of(call).batches, call.data
    task = await batches.get(data[ATTR_TASK])
    answer = {**shown(task), "progress": round(task.progress * 100, 1)}
    if data[ATTR_DETAILS]:

        async def read(number: int) -> Page[BatchDetail]:
            return await batches.details(data[ATTR_TASK], page=number, page_size=DETAILS_PER_PAGE)

        rows: list[BatchDetail] = await at_most(pages_of(read, DETAILS_PER_PAGE), data[ATTR_LIMIT])
        answer["details"] = [shown(one) for one in rows]
    return answer


_NAMES: Any = vol.All(cv.ensure_list, [NAME], vol.Length(min=1))

BATCH_ACTIONS: tuple[ActionSpec[HuaweiConfigEntry], ...] = (
    ActionSpec(
        name="send_group_command",
        handler=_send,
        operations=("1.7.4", "1.8.1"),
        fields={
            vol.Required(ATTR_SERVICE): NAME,
            vol.Required(ATTR_COMMAND): NAME,
            vol.Optional(ATTR_PARAMETERS, default=dict): dict,
            vol.Optional(ATTR_NAME): NAME,
            vol.Optional(ATTR_DEVICES): _NAMES,
            vol.Optional(ATTR_TYPE): NAME,
            vol.Optional("manufacturer_id"): NAME,
            vol.Optional("model"): NAME,
            vol.Optional(ATTR_AREA): NAME,
            vol.Optional(ATTR_GROUPS): _NAMES,
            vol.Optional(ATTR_GROUP_IDS): _NAMES,
            vol.Optional(ATTR_EVERYONE, default=False): cv.boolean,
            vol.Optional("timeout", default=SHORTEST): vol.All(
                WHOLE, vol.Range(min=SHORTEST, max=LONGEST)
            ),
            vol.Optional("repeats"): vol.All(WHOLE, vol.Range(min=0, max=3)),
        },
        response=SupportsResponse.OPTIONAL,
        admin=True,
        confirm=True,
        guarded_fn=lambda data: bool(data[ATTR_EVERYONE]),
    ),
    ActionSpec(
        name="get_batch",
        handler=_get,
        operations=("1.8.2", "1.8.3"),
        fields={
            vol.Required(ATTR_TASK): NAME,
            vol.Optional(ATTR_DETAILS, default=False): cv.boolean,
            **LIMIT,
        },
        response=SupportsResponse.ONLY,
    ),
)
