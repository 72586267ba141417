"""Devices with their data, histories, and what product models can do."""

from collections.abc import Iterable
from datetime import datetime, timedelta
import json
from typing import TYPE_CHECKING, Any

from simulators.huawei import times
from simulators.huawei.codes import NO_DATA, Refusal
from simulators.huawei.message import Call, Paging, listed, paging
from simulators.huawei.profile import capabilities
from simulators.huawei.registry import Reply, operation
from simulators.huawei.thing import Record, Thing
from simulators.huawei.view import device, node_type, status

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]

_BAD_PAGE = 100216
_NO_PAGE_NOR_GATEWAY = 100218
_NO_IDS = 100419
_LARGEST = 16 * 1024 * 1024
_MOST_DEVICES = 250
_MOST_ROWS = 2000


@operation("1.5.1", "GET /iocm/app/dm/v1.4.0/devices/{deviceId}", invalid=100405)
def one(platform: HuaweiPlatform, call: Call) -> Reply:
    """Return a device with the current data of every service."""
    thing = platform.thing(call, call.variables["deviceId"])
    return Reply(device(thing, platform, imsi=_imsi(call)))


@operation("1.5.2", "GET /iocm/app/dm/v1.4.0/devices", invalid=100405)
def many(platform: HuaweiPlatform, call: Call) -> Reply:
    """Return a page of devices."""
    query = call.query
    if "pageNo" not in query and "gatewayId" not in query:
        raise Refusal(_NO_PAGE_NOR_GATEWAY)
    part = paging(query, 25, _MOST_DEVICES, number=None, invalid=_BAD_PAGE)
    rows = list(_wanted(platform, call))
    if query.word("sort", ("ASC", "DESC")) != "ASC":
        rows.reverse()
    imsi = _imsi(call)
    return listed(part, rows, "devices", lambda thing: device(thing, platform, imsi=imsi))


def _imsi(call: Call) -> bool:
    return (call.query.text("select") or "").lower() == "imsi"


def _wanted(platform: HuaweiPlatform, call: Call) -> Iterable[Thing]:
    """Return devices in the order of their registration, as far as they are asked for."""
    query, quirks = call.query, platform.quirks
    start, end = query.time("startTime"), query.time("endTime")
    gateway, node, state = query.text("gatewayId"), query.text("nodeType"), query.text("status")
    wanted = {name: query.text(name, most=1024) for name in ("deviceType", "location", "name")}
    wanted = {name: value for name, value in wanted.items() if value is not None}
    rows: Iterable[Thing] = platform.fleet.of(call.owner.app_id)
    if gateway is not None:
        rows = (thing for thing in rows if thing.gateway_id == gateway)
    if wanted:
        rows = (x for x in rows if all(x.info.get(name) == one for name, one in wanted.items()))
    if node is not None:
        rows = (thing for thing in rows if node_type(thing, quirks) == node)
    if state is not None:
        rows = (thing for thing in rows if state in {thing.status, status(thing, quirks)})
    if start is not None or end is not None:
        rows = (thing for thing in rows if _within(thing.created, start, end))
    return rows


def _within(moment: datetime, start: datetime | None, end: datetime | None) -> bool:
    return (start is None or moment >= start) and (end is None or moment <= end)


# --- histories --------------------------------------------------------------------------------


def _subject(platform: HuaweiPlatform, call: Call) -> Thing | None:
    """Return the device that a history is asked of; None if there is no such device."""
    device_id, gateway_id = call.query.text("deviceId"), call.query.text("gatewayId")
    if device_id is None and gateway_id is None:
        raise Refusal(_NO_IDS)
    found = platform.fleet.get(device_id or gateway_id or "")
    if found is None or found.app_id != call.owner.app_id:
        return None
    return found if gateway_id in {None, found.gateway_id} else None


def _rows(call: Call, rows: Iterable[Record]) -> list[Record]:
    """Return what is within the times asked for, the newest first."""
    start, end, service = (
        call.query.time("startTime"),
        call.query.time("endTime"),
        call.query.text("serviceId"),
    )
    found = [
        row for row in rows if _within(row.time, start, end) and service in {None, row.service}
    ]
    found.reverse()
    return found


@operation("1.5.3", "GET /iocm/app/data/v1.2.0/deviceDataHistory", invalid=_BAD_PAGE)
def history(platform: HuaweiPlatform, call: Call) -> Reply:
    """Return what a device reported, the newest first."""
    part, thing = paging(call.query, 1, _MOST_ROWS), _subject(platform, call)
    if thing is None:
        raise Refusal(NO_DATA)
    oldest = platform.agenda.wall() - timedelta(days=thing.aging_days)
    rows = _rows(call, (row for row in thing.history if row.time >= oldest))
    if not rows:
        raise Refusal(NO_DATA)
    whole = _page(part, rows, thing, "deviceDataHistoryDTOs", "data")
    if len(json.dumps(whole.body)) > _LARGEST:
        raise Refusal(_BAD_PAGE)
    return whole


@operation("1.5.4", "GET /iocm/app/shadow/v1.5.0/deviceDesiredHistory", invalid=_BAD_PAGE)
def shadow_history(platform: HuaweiPlatform, call: Call) -> Reply:
    """Return what was desired of a device, the newest first."""
    part, thing = paging(call.query, 25, _MOST_DEVICES), _subject(platform, call)
    name = call.query.text("property")
    rows = [] if thing is None else _rows(call, thing.desires)
    rows = [row for row in rows if name is None or name in row.data]
    return _page(part, rows, thing, "DeviceDesiredHistoryDTO", "desired")


def _page(
    part: Paging, rows: list[Record], thing: Thing | None, list_name: str, data_name: str
) -> Reply:
    def render(row: Record) -> Json:
        return {
            "serviceId": row.service,
            "deviceId": thing.device_id if thing else None,
            "gatewayId": thing.gateway_id if thing else None,
            "appId": thing.app_id if thing else None,
            data_name: row.data,
            "timestamp": times.stamp(row.time),
        }

    return listed(part, rows, list_name, render)


@operation("1.5.5", "GET /iocm/app/data/v1.1.0/deviceCapabilities", invalid=100022)
def device_capabilities(platform: HuaweiPlatform, call: Call) -> Reply:
    """Return what the product models of devices can do."""
    device_id, gateway_id = call.query.text("deviceId"), call.query.text("gatewayId")
    things = platform.fleet.of(call.owner.app_id)
    if device_id is not None:
        found = platform.fleet.get(device_id)
        things = [found] if found is not None and found.app_id == call.owner.app_id else []
    elif gateway_id is not None:
        things = [thing for thing in things if thing.gateway_id == gateway_id]
    known = [(thing, thing.profile) for thing in things if thing.profile is not None]
    fractional = platform.quirks.fractional_limits
    shown = {one.product_id: one for _, one in known}
    services = {id_: capabilities(one, fractional=fractional) for id_, one in shown.items()}
    rows = [
        {"deviceId": thing.device_id, "serviceCapabilities": services[profile.product_id]}
        for thing, profile in known
    ]
    return Reply({"deviceCapabilities": rows})
