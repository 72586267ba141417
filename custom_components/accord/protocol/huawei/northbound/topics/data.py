"""Devices with their values, now and before, and what their models say. Source: 1.5."""

from collections.abc import AsyncIterator
from datetime import datetime

from ....errors import InvalidError
from ....operation import Effect, operation
from ..catalog import PAGES
from ..codec import format_time
from ..models.capability import Capabilities
from ..models.device import Device
from ..models.fields import check_one_of, check_text, objects
from ..models.history import HistoryEntry
from ..models.page import Page, read_long_page
from ..paging import page_query, read_pages
from ..session import HuaweiSession

SORTS = ("ASC", "DESC")


class DataTopic:
    """What devices report. ``delegate`` is another application that has authorised ours."""

    def __init__(self, session: HuaweiSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("1.5.1", effect=Effect.READ)
    async def device(
        self, device_id: str, select: str | None = None, delegate: str | None = None
    ) -> Device:
        """Return one device; ``select`` may be ``imsi``, which is left out otherwise."""
        answer = await self._session.call(
            "1.5.1",
            path={"deviceId": check_text("device_id", device_id, 256)},
            query={"appId": delegate, "select": select},
            delegated=bool(delegate),
        )
        return Device.from_wire(answer)

    @operation("1.5.2", effect=Effect.READ)
    async def devices(
        self,
        page: int = 0,
        page_size: int | None = None,
        gateway_id: str | None = None,
        node_type: str | None = None,
        device_type: str | None = None,
        location: str | None = None,
        name: str | None = None,
        status: str | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        sort: str = "ASC",
        select: str | None = None,
        delegate: str | None = None,
    ) -> Page[Device]:
        """Return one page of devices with the values of all their services.

        ``start`` and ``end`` limit the time of registration. Sorted upwards, devices that come
        meanwhile do not move the pages.
        """
        query = {
            **page_query("1.5.2", page, page_size),
            "appId": delegate,
            "gatewayId": gateway_id,
            "nodeType": node_type,
            "deviceType": device_type,
            "location": location,
            "name": name,
            "status": status,
            "startTime": _moment(start),
            "endTime": _moment(end),
            "sort": check_one_of("sort", sort, SORTS),
            "select": select,
        }
        answer = await self._session.call("1.5.2", query=query, delegated=bool(delegate))
        return await read_long_page(answer, "devices", item=Device.from_wire)

    def scan(
        self,
        *,
        gateway_id: str | None = None,
        device_type: str | None = None,
        page_size: int | None = None,
        delegate: str | None = None,
    ) -> AsyncIterator[tuple[Device, ...]]:
        """Yield all devices page by page, each once; maybe those of a gateway or a type only."""

        async def read(number: int) -> Page[Device]:
            return await self.devices(
                number,
                page_size,
                gateway_id=gateway_id,
                device_type=device_type,
                delegate=delegate,
            )

        asked = page_size or PAGES["1.5.2"].default
        return read_pages(read, asked, lambda device: device.device_id)

    @operation("1.5.3", effect=Effect.READ)
    async def history(
        self,
        device_id: str,
        gateway_id: str | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        page: int = 0,
        page_size: int | None = None,
        delegate: str | None = None,
    ) -> Page[HistoryEntry]:
        """Return one page of what a device reported, of at most 90 days.

        Without ``gateway_id`` the device is taken to connect directly. Raises NotFoundError also
        where there is nothing.
        """
        query = {
            **page_query("1.5.3", page, page_size),
            "deviceId": check_text("device_id", device_id, 256),
            "gatewayId": gateway_id or device_id,
            "appId": delegate,
            "startTime": _moment(start),
            "endTime": _moment(end),
        }
        _check_window(start, end)
        answer = await self._session.call("1.5.3", query=query, delegated=bool(delegate))
        return await read_long_page(answer, "deviceDataHistoryDTOs", item=HistoryEntry.from_wire)

    @operation("1.5.4", effect=Effect.READ)
    async def shadow_history(
        self,
        device_id: str,
        gateway_id: str | None = None,
        service_id: str | None = None,
        property_name: str | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        page: int = 0,
        page_size: int | None = None,
        delegate: str | None = None,
    ) -> Page[HistoryEntry]:
        """Return one page of what a device was to be."""
        query = {
            **page_query("1.5.4", page, page_size),
            "deviceId": check_text("device_id", device_id, 256),
            "gatewayId": gateway_id or device_id,
            "appId": delegate,
            "serviceId": service_id,
            "property": property_name,
            "startTime": _moment(start),
            "endTime": _moment(end),
        }
        _check_window(start, end)
        answer = await self._session.call("1.5.4", query=query, delegated=bool(delegate))
        members = ("DeviceDesiredHistoryDTO", "deviceDesiredHistoryDTO", "deviceDesiredHistoryDTOs")
        return await read_long_page(answer, *members, item=HistoryEntry.from_wire)

    @operation("1.5.5", effect=Effect.READ)
    async def capabilities(
        self,
        device_id: str | None = None,
        gateway_id: str | None = None,
        delegate: str | None = None,
    ) -> tuple[Capabilities, ...]:
        """Return what the models of one device, or of a gateway's devices, can do."""
        query = {"appId": delegate, "gatewayId": gateway_id, "deviceId": device_id}
        answer = await self._session.call("1.5.5", query=query, delegated=bool(delegate))
        return tuple(map(Capabilities.from_wire, objects(answer.get("deviceCapabilities"))))


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else format_time(moment)


def _check_window(start: datetime | None, end: datetime | None) -> None:
    if start is not None and end is not None and start > end:
        raise InvalidError("start must not be after end")
