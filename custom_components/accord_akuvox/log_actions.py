"""Actions of logs and captures: who came, who called, what the unit and the network say."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util.json import JsonObjectType, JsonValueType
import voluptuous as vol

from ..accord.actions import ActionCall, ActionSpec
from ..accord.protocol.akuvox import (
    AccessMethod,
    CallRecord,
    CallType,
    CaptureKind,
    DoorRecord,
    LogKind,
)
from .const import CONF_DANGEROUS
from .coordinator import AkuvoxConfigEntry
from .files import async_save
from .readings import CAPTURE
from .record_actions import ATTR_PAGE, TEXT
from .records import ATTR_NAME, ATTR_RECORD_ID

ATTR_KIND = "kind"
ATTR_LIMIT = "limit"
ATTR_METHOD = "method"
ATTR_GRANTED = "granted"
ATTR_FILTER = "filter"
ATTR_SECONDS = "seconds"
ATTR_UNTIL_STOPPED = "until_stopped"
ATTR_SIZE = "size"
USUAL_LIMIT = 50
LARGEST_LIMIT = 1000
MOST_PAGES = 200
"""Pages read for one answer, however few records are wanted by the filters."""
LOGS = {"log": LogKind.LOG, "kernel": LogKind.KERNEL, "debug": LogKind.DEBUG}
CALLS = {
    one.name.lower(): one
    for one in (CallType.DIALED, CallType.RECEIVED, CallType.MISSED, CallType.FORWARDED)
}
KIB = 1024
LARGEST_CAPTURE = 64 * KIB
"""In KiB, like the field."""

PAGE_FIELDS: dict[vol.Marker, Any] = {
    vol.Optional(ATTR_PAGE, default=1): vol.All(vol.Coerce(int), vol.Range(min=1)),
    vol.Optional(ATTR_LIMIT, default=USUAL_LIMIT): vol.All(
        vol.Coerce(int), vol.Range(min=1, max=LARGEST_LIMIT)
    ),
}
LOG_FIELD: dict[vol.Marker, Any] = {vol.Optional(ATTR_KIND, default="log"): vol.In(list(LOGS))}

type Record = CallRecord | DoorRecord


async def _pages[T: Record](
    read: Callable[[int], Awaitable[Sequence[T]]], first: int
) -> AsyncIterator[tuple[int, Sequence[T]]]:
    """Yield pages and the number of the next; a unit without pages answers with the same again."""
    seen: set[str] = set()
    for page in range(first, first + MOST_PAGES):
        rows = await read(page)
        if not rows or rows[0].id in seen:
            return
        seen |= {row.id for row in rows}
        yield page + 1, rows


async def _collect[T: Record](
    call: ActionCall[AkuvoxConfigEntry],
    read: Callable[[int], Awaitable[Sequence[T]]],
    wanted: Callable[[T], bool],
    shown: Callable[[T], JsonObjectType],
) -> ServiceResponse:
    """Answer with records from a page on, in whole pages, until there are enough."""
    records: list[JsonValueType] = []
    async for following, rows in _pages(read, call.data[ATTR_PAGE]):
        records += [shown(row) for row in rows if wanted(row)]
        if len(records) >= call.data[ATTR_LIMIT]:
            return {"records": records, "next_page": following}
    return {"records": records, "next_page": None}


def _shown_call(row: CallRecord) -> JsonObjectType:
    return {
        ATTR_RECORD_ID: row.id,
        ATTR_KIND: "unknown" if row.type is CallType.UNKNOWN else row.type.name.lower(),
        ATTR_NAME: row.name,
        "number": row.number,
        "local": row.local,
        "unit_time": row.at.isoformat() if row.at else None,
    }


def _shown_access(row: DoorRecord) -> JsonObjectType:
    """Return who came, never with what: codes and cards stay in the unit."""
    return {
        ATTR_RECORD_ID: row.id,
        ATTR_GRANTED: row.granted,
        ATTR_METHOD: row.method.value,
        ATTR_NAME: row.name,
        "user_id": row.user_id,
        "relay": row.relay,
        "unit_time": row.at.isoformat() if row.at else None,
    }


async def _list_calls(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    """Some firmware ignores which kind is wanted: what does not fit is left out here."""
    log = call.entry.runtime_data.coordinator.client.calllog
    kind = CALLS.get(call.data.get(ATTR_KIND, ""))
    return await _collect(
        call,
        lambda page: log.get(kind, page),
        lambda row: kind is None or row.type is kind,
        _shown_call,
    )


async def _list_access_log(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    log = call.entry.runtime_data.coordinator.client.doorlog
    method, granted = call.data.get(ATTR_METHOD), call.data.get(ATTR_GRANTED)
    name = call.data.get(ATTR_NAME, "").casefold()

    def wanted(row: DoorRecord) -> bool:
        return (
            (method is None or row.method == method)
            and (granted is None or row.granted is granted)
            and name in (row.name or "").casefold()
        )

    return await _collect(call, log.get, wanted, _shown_access)


async def _download_log(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    log = call.entry.runtime_data.coordinator.client.log
    return await async_save(call.hass, call.entry, await log.export(LOGS[call.data[ATTR_KIND]]))


async def _clear_log(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    coordinator = call.entry.runtime_data.coordinator
    await coordinator.async_command(coordinator.client.log.clear(LOGS[call.data[ATTR_KIND]]))
    return None


async def _start_capture(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    coordinator = call.entry.runtime_data.coordinator
    command = coordinator.client.pcap.start(
        CaptureKind.MANUAL if call.data[ATTR_UNTIL_STOPPED] else CaptureKind.AUTO,
        call.data[ATTR_FILTER],
        call.data[ATTR_SECONDS],
        call.data[ATTR_SIZE] * KIB,
    )
    await coordinator.async_change(command, CAPTURE)
    return None


async def _download_capture(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    file = await call.entry.runtime_data.coordinator.client.pcap.export()
    return await async_save(call.hass, call.entry, file)


LOG_ACTIONS: tuple[ActionSpec[AkuvoxConfigEntry], ...] = (
    ActionSpec(
        name="list_calls",
        handler=_list_calls,
        operations=("callog/get",),
        fields={vol.Optional(ATTR_KIND): vol.In(list(CALLS)), **PAGE_FIELDS},
        response=SupportsResponse.ONLY,
    ),
    ActionSpec(
        name="list_access_log",
        handler=_list_access_log,
        operations=("doorlog/get",),
        fields={
            vol.Optional(ATTR_METHOD): vol.In([one.value for one in AccessMethod]),
            vol.Optional(ATTR_GRANTED): cv.boolean,
            vol.Optional(ATTR_NAME): TEXT,
            **PAGE_FIELDS,
        },
        response=SupportsResponse.ONLY,
    ),
    ActionSpec(
        name="download_log",
        handler=_download_log,
        operations=("log/export",),
        fields=LOG_FIELD,
        response=SupportsResponse.ONLY,
        admin=True,
    ),
    ActionSpec(
        name="clear_log",
        handler=_clear_log,
        operations=("log/clear",),
        fields=LOG_FIELD,
        admin=True,
        confirm=True,
        opt_in=CONF_DANGEROUS,
    ),
    ActionSpec(
        name="start_capture",
        handler=_start_capture,
        operations=("pcap/start",),
        fields={
            vol.Optional(ATTR_FILTER, default="ip"): vol.All(TEXT, vol.Length(max=200)),
            vol.Optional(ATTR_SECONDS, default=60): vol.All(
                vol.Coerce(int), vol.Range(min=1, max=180)
            ),
            vol.Optional(ATTR_UNTIL_STOPPED, default=False): cv.boolean,
            vol.Optional(ATTR_SIZE, default=KIB): vol.All(
                vol.Coerce(int), vol.Range(min=1, max=LARGEST_CAPTURE)
            ),
        },
    ),
    ActionSpec(
        name="download_capture",
        handler=_download_capture,
        operations=("pcap/export",),
        response=SupportsResponse.ONLY,
        admin=True,
    ),
)
