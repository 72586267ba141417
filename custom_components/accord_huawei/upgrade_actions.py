"""Actions of packages of software and firmware, and of tasks that bring them to devices."""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..accord.actions import ActionSpec
from ..accord.protocol.huawei.northbound import (
    DeviceUpgrade,
    Execution,
    Package,
    Page,
    Policy,
    Targets,
    UpgradeKind,
    UpgradeTask,
)
from .coordinator import HuaweiConfigEntry
from .targets import (
    ATTR_END,
    ATTR_LIMIT,
    ATTR_START,
    LIMIT,
    NAME,
    TIMES,
    WHOLE,
    Call,
    at_most,
    client_of,
    given,
    ids_of,
    pages_of,
    shown,
)

ATTR_FILE = "file_id"
ATTR_KIND = "kind"
ATTR_TASK = "task_id"
ATTR_DEVICES = "devices"
ATTR_GROUPS = "groups"
ATTR_EXECUTION = "execution"
SOFTWARE, FIRMWARE = "software", "firmware"
NOW, WHEN_ONLINE, AT_A_TIME = "now", "when_online", "at_a_time"
ROWS_PER_PAGE = 100

_FILE_TYPES = {SOFTWARE: "softwarePackage", FIRMWARE: "firmwarePackage"}
_TASK_KINDS = {SOFTWARE: UpgradeKind.SOFTWARE, FIRMWARE: UpgradeKind.FIRMWARE}
_EXECUTIONS = {
    NOW: Execution.NOW,
    WHEN_ONLINE: Execution.WHEN_ONLINE,
    AT_A_TIME: Execution.AT_A_TIME,
}
_PRODUCT = {name: name for name in ("device_type", "model", "manufacturer_name")}


async def _packages(call: Call) -> ServiceResponse:
    """List packages, or return one."""
    upgrades, data = client_of(call).upgrades, call.data
    if ATTR_FILE in data:
        return {"packages": [shown(await upgrades.package(data[ATTR_FILE]))]}
    filters = given(data, {**_PRODUCT, "version": "version"})

    async def read(number: int) -> Page[Package]:
        return await upgrades.packages(
            _FILE_TYPES.get(data.get(ATTR_KIND, "")),
            **filters,
            page=number,
            page_size=ROWS_PER_PAGE,
        )

    rows: list[Package] = await at_most(pages_of(read, ROWS_PER_PAGE), data[ATTR_LIMIT])
    return {"packages": [shown(one) for one in rows]}


async def _delete_package(call: Call) -> ServiceResponse:
    await client_of(call).upgrades.delete_package(call.data[ATTR_FILE])
    return None


async def _create(call: Call) -> ServiceResponse:
    """Bring a package to devices or groups, now or later."""
    data, upgrades = call.data, client_of(call).upgrades
    targets = Targets(
        devices=ids_of(call, data.get(ATTR_DEVICES, ())),
        groups=data.get(ATTR_GROUPS, ()),
        **given(data, _PRODUCT),
    )
    begin = upgrades.upgrade_software
    if data[ATTR_KIND] == FIRMWARE:
        begin = upgrades.upgrade_firmware
    return {ATTR_TASK: await begin(data[ATTR_FILE], targets, _policy(data))}


def _policy(data: Mapping[str, Any]) -> Policy:
    return Policy(
        execution=_EXECUTIONS[data[ATTR_EXECUTION]],
        start=None if ATTR_START not in data else dt_util.as_utc(data[ATTR_START]),
        end=None if ATTR_END not in data else dt_util.as_utc(data[ATTR_END]),
        repeats=data["repeats"],
    )


async def _tasks(call: Call) -> ServiceResponse:
    """List tasks, or return one with what became of its devices."""
    upgrades, data = client_of(call).upgrades, call.data
    if (task_id := data.get(ATTR_TASK)) is not None:
        task = await upgrades.task(task_id)

        async def read_parts(number: int) -> Page[DeviceUpgrade]:
            return await upgrades.subtasks(task_id, page=number, page_size=ROWS_PER_PAGE)

        parts: list[DeviceUpgrade] = await at_most(
            pages_of(read_parts, ROWS_PER_PAGE), data[ATTR_LIMIT]
        )
        return {"upgrades": [{**shown(task), "devices": [shown(one) for one in parts]}]}
    filters = given(data, {**_PRODUCT})
    device = data.get("device")
    if device is not None:
        filters["device_id"] = ids_of(call, [device])[0]
    kind = _TASK_KINDS.get(data.get(ATTR_KIND, ""))

    async def read(number: int) -> Page[UpgradeTask]:
        return await upgrades.tasks(
            None if kind is None else kind.value,
            **filters,
            page=number,
            page_size=ROWS_PER_PAGE,
        )

    rows: list[UpgradeTask] = await at_most(pages_of(read, ROWS_PER_PAGE), data[ATTR_LIMIT])
    return {"upgrades": [shown(one) for one in rows]}


_NAMES: Any = vol.All(cv.ensure_list, [NAME], vol.Length(min=1, max=256))
_KIND: Any = vol.In([SOFTWARE, FIRMWARE])
_PRODUCT_FIELDS: dict[vol.Marker, Any] = {vol.Optional(name): NAME for name in _PRODUCT}

UPGRADE_ACTIONS: tuple[ActionSpec[HuaweiConfigEntry], ...] = (
    ActionSpec(
        name="get_packages",
        handler=_packages,
        operations=("1.10.1", "1.10.2"),
        fields={
            vol.Optional(ATTR_FILE): NAME,
            vol.Optional(ATTR_KIND): _KIND,
            **_PRODUCT_FIELDS,
            vol.Optional("version"): NAME,
            **LIMIT,
        },
        response=SupportsResponse.ONLY,
    ),
    ActionSpec(
        name="delete_package",
        handler=_delete_package,
        operations=("1.10.3",),
        fields={vol.Required(ATTR_FILE): NAME},
        admin=True,
        confirm=True,
    ),
    ActionSpec(
        name="create_upgrade",
        handler=_create,
        operations=("1.10.4", "1.10.5"),
        fields={
            vol.Required(ATTR_KIND): _KIND,
            vol.Required(ATTR_FILE): NAME,
            vol.Optional(ATTR_DEVICES): _NAMES,
            vol.Optional(ATTR_GROUPS): _NAMES,
            **_PRODUCT_FIELDS,
            vol.Optional(ATTR_EXECUTION, default=NOW): vol.In([NOW, WHEN_ONLINE, AT_A_TIME]),
            **TIMES,
            vol.Optional("repeats", default=0): vol.All(WHOLE, vol.Range(min=0, max=5)),
        },
        response=SupportsResponse.OPTIONAL,
        admin=True,
        confirm=True,
    ),
    ActionSpec(
        name="get_upgrades",
        handler=_tasks,
        operations=("1.10.6", "1.10.7", "1.10.8"),
        fields={
            vol.Optional(ATTR_TASK): NAME,
            vol.Optional(ATTR_KIND): _KIND,
            vol.Optional("device"): cv.string,
            **_PRODUCT_FIELDS,
            **LIMIT,
        },
        response=SupportsResponse.ONLY,
    ),
)
