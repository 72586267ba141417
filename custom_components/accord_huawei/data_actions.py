"""Actions of what devices reported and of what they are to be."""

from datetime import datetime
from typing import Any

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..accord.actions import ActionSpec
from ..accord.protocol.huawei.northbound import Desired, Device, HistoryEntry, Page
from ..accord.protocol.huawei.northbound.mapping.delivery import check_delivery
from .coordinator import HuaweiConfigEntry
from .history_import import async_import
from .targets import (
    ATTR_END,
    ATTR_LIMIT,
    ATTR_SERVICE,
    ATTR_START,
    LIMIT,
    NAME,
    TIMES,
    Call,
    at_most,
    client_of,
    coordinator_of,
    device_of,
    pages_of,
    shown,
)

ATTR_VALUES = "values"
ATTR_PROPERTY = "property"
ROWS_PER_PAGE = 500
WISHES_PER_PAGE = 250


async def _history(call: Call) -> ServiceResponse:
    """Read what a device reported, the filters being ours: the platform has none any more."""
    device, data = device_of(call), call.data
    start, end, limit = _moment(data, ATTR_START), _moment(data, ATTR_END), data[ATTR_LIMIT]
    service = data.get(ATTR_SERVICE)

    async def read(number: int) -> Page[HistoryEntry]:
        return await client_of(call).data.history(
            device.device_id, _gateway(device), start, end, number, ROWS_PER_PAGE
        )

    rows: list[HistoryEntry] = await at_most(
        pages_of(read, ROWS_PER_PAGE),
        limit,
        lambda row: service is None or row.service_id == service,
    )
    return {"history": [_row(one) for one in rows]}


async def _import(call: Call) -> ServiceResponse:
    """Import the totals of a device into long-term statistics now."""
    return {"statistics": dict(await async_import(call.hass, call.entry, device_of(call)))}


async def _desired_history(call: Call) -> ServiceResponse:
    device, data = device_of(call), call.data
    start, end = _moment(data, ATTR_START), _moment(data, ATTR_END)

    async def read(number: int) -> Page[HistoryEntry]:
        return await client_of(call).data.shadow_history(
            device.device_id,
            _gateway(device),
            data.get(ATTR_SERVICE),
            data.get(ATTR_PROPERTY),
            start,
            end,
            number,
            WISHES_PER_PAGE,
        )

    rows: list[HistoryEntry] = await at_most(pages_of(read, WISHES_PER_PAGE), data[ATTR_LIMIT])
    return {"history": [_row(one) for one in rows]}


def _row(entry: HistoryEntry) -> dict[str, Any]:
    return {
        "time": None if entry.moment is None else entry.moment.isoformat(),
        ATTR_SERVICE: entry.service_id,
        ATTR_VALUES: dict(entry.values),
    }


def _gateway(device: Device) -> str:
    """Return the gateway that both histories want to know."""
    return device.gateway_id or device.device_id


def _moment(data: Any, name: str) -> datetime | None:
    """Return a time that was given, taken for local time unless it says otherwise."""
    moment = data.get(name)
    return None if moment is None else dt_util.as_utc(moment)


async def _shadow(call: Call) -> ServiceResponse:
    shadow = await client_of(call).devices.get_shadow(device_of(call).device_id)
    return {"services": [{**shown(one), "waiting": dict(one.waiting)} for one in shadow.services]}


async def _set_desired(call: Call) -> ServiceResponse:
    """Say what a device is to be. A wish waits for the device, so it opens nothing."""
    device, data = device_of(call), call.data
    for name in data[ATTR_VALUES]:
        check_delivery(data[ATTR_SERVICE], name, 1, device_type=device.info.device_type)
    wish = Desired(service_id=data[ATTR_SERVICE], values=data[ATTR_VALUES])
    await client_of(call).devices.set_shadow(device.device_id, [wish])
    coordinator_of(call).read_soon(device.device_id)
    return None


DATA_ACTIONS: tuple[ActionSpec[HuaweiConfigEntry], ...] = (
    ActionSpec(
        name="get_history",
        handler=_history,
        operations=("1.5.3",),
        fields={vol.Optional(ATTR_SERVICE): NAME, **TIMES, **LIMIT},
        response=SupportsResponse.ONLY,
    ),
    ActionSpec(
        name="import_history",
        handler=_import,
        operations=("1.5.3",),
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
    ActionSpec(
        name="get_desired_history",
        handler=_desired_history,
        operations=("1.5.4",),
        fields={
            vol.Optional(ATTR_SERVICE): NAME,
            vol.Optional(ATTR_PROPERTY): NAME,
            **TIMES,
            **LIMIT,
        },
        response=SupportsResponse.ONLY,
    ),
    ActionSpec(
        name="get_shadow",
        handler=_shadow,
        operations=("1.4.9",),
        response=SupportsResponse.ONLY,
    ),
    ActionSpec(
        name="set_desired",
        handler=_set_desired,
        operations=("1.4.8",),
        fields={
            vol.Required(ATTR_SERVICE): cv.string,
            vol.Required(ATTR_VALUES): vol.All(dict, vol.Length(min=1)),
        },
        admin=True,
    ),
)
