"""What of an application an action is aimed at, and the fields that several actions have."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv, device_registry as dr
import voluptuous as vol

from ..accord.actions import ActionCall, as_json
from ..accord.protocol.huawei.northbound import Device, HuaweiClient, Page
from .const import DOMAIN
from .coordinator import HuaweiConfigEntry, HuaweiCoordinator
from .devices import id_of

type Call = ActionCall[HuaweiConfigEntry]

ATTR_START = "start"
ATTR_END = "end"
ATTR_LIMIT = "limit"
ATTR_SERVICE = "service_id"
WHOLE = vol.Coerce(int)
NAME: Any = vol.All(cv.string, vol.Length(min=1, max=256))
TIMES: dict[vol.Marker, Any] = {
    vol.Optional(ATTR_START): cv.datetime,
    vol.Optional(ATTR_END): cv.datetime,
}
LIMIT: dict[vol.Marker, Any] = {
    vol.Optional(ATTR_LIMIT, default=1000): vol.All(WHOLE, vol.Range(min=1, max=20000))
}
_NEVER = frozenset({"callback_url", "imsi"})
"""Members of models that are not shown: addresses with secrets, numbers of SIM cards."""


def coordinator_of(call: Call) -> HuaweiCoordinator:
    """Return the coordinator of the application that a call is aimed at."""
    return call.entry.runtime_data.coordinator


def client_of(call: Call) -> HuaweiClient:
    """Return the client of the application that a call is aimed at."""
    return coordinator_of(call).client


def device_of(call: Call) -> Device:
    """Return the device that a call is aimed at. Raises a translated error for the application."""
    device_id = id_of(call.entry, call.device)
    device = None if device_id is None else coordinator_of(call).devices.get(device_id)
    if device is not None:
        return device
    raise ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="wrong_target",
        translation_placeholders={
            "name": call.device.name_by_user or call.device.name or call.entry.title
        },
    )


def ids_of(call: Call, members: Iterable[str]) -> list[str]:
    """Return the platform's ids of devices, given as such or as devices of Home Assistant."""
    return [id_of_member(call, one) for one in members]


def id_of_member(call: Call, member: str) -> str:
    """Return the platform's id of one device. Raises a translated error for none of ours."""
    found = dr.async_get(call.hass).async_get(member)
    if found is None:
        return member
    device_id = id_of(call.entry, found)
    if device_id is not None:
        return device_id
    raise ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="wrong_target",
        translation_placeholders={"name": found.name_by_user or found.name or member},
    )


def given(data: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Return what a call has of some fields, by the client's names for them."""
    return {ours: data[field] for field, ours in names.items() if field in data}


def shown(value: object) -> dict[str, Any]:
    """Return a model as an action answers it: without what is nobody's business."""
    assert is_dataclass(value)
    return {
        one.name: as_json(getattr(value, one.name))
        for one in fields(value)
        if one.name not in _NEVER
    }


async def at_most[T](
    pages: AsyncIterator[tuple[T, ...]], limit: int, wanted: Callable[[T], bool] = lambda _: True
) -> list[T]:
    """Return so many rows of pages; no page is asked for that is not needed."""
    found: list[T] = []
    async for rows in pages:
        found += [one for one in rows if wanted(one)]
        if len(found) >= limit:
            break
    return found[:limit]


async def pages_of[T](
    read: Callable[[int], Awaitable[Page[T]]], size: int
) -> AsyncIterator[tuple[T, ...]]:
    """Yield the rows of all pages of ``size``, one page after the other. Raises AccordError."""
    number, seen = 0, 0
    while True:
        page = await read(number)
        seen += len(page.items)
        if page.items:
            yield page.items
        last = len(page.items) < (page.size or size)
        if last or (page.total is not None and seen >= page.total):
            return
        number += 1
