"""Actions of a unit's stores: codes, cards, contacts, groups, dial rules, people, logs."""

from collections.abc import Mapping
from typing import Any

from homeassistant.const import WEEKDAYS
from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util.json import JsonValueType
import voluptuous as vol

from ..accord.actions import ActionCall, ActionSpec
from ..accord.door_users import ATTR_INCLUDE_CODES
from ..accord.protocol.errors import NotFoundError
from .const import CONF_DANGEROUS
from .coordinator import AkuvoxConfigEntry, AkuvoxCoordinator
from .files import LARGEST_IMPORT, async_load, async_save
from .readings import CARDS, AkuvoxReading
from .records import (
    ACCOUNTS,
    ATTR_ACCOUNT,
    ATTR_CODE,
    ATTR_END_TIME,
    ATTR_GROUP,
    ATTR_NAME,
    ATTR_PHONE,
    ATTR_PREFIX,
    ATTR_RECORD_ID,
    ATTR_RELAYS,
    ATTR_REPLACEMENTS,
    ATTR_START_TIME,
    ATTR_USES,
    ATTR_WEEKDAYS,
    KINDS,
    RELAY_LETTERS,
)

ATTR_STORE = "store"
ATTR_PAGE = "page"
ATTR_PATH = "path"
ATTR_FILE_TYPE = "file_type"

TOPICS: Mapping[str, str] = {
    "pin": "privatekey",
    "card": "rfkey",
    "contact": "contact",
    "group": "group",
    "dial_rule": "dialreplace",
    "user": "user",
    "call_log": "calllog",
    "door_log": "doorlog",
}
"""Topics of the client by the word that actions use."""
OPERATION_OF = {**TOPICS, "call_log": "callog"}
LOGS = ("call_log", "door_log")
DELETABLE = (*KINDS, *LOGS)
CLEARABLE = tuple(TOPICS)
EXPORTABLE = tuple(store for store in TOPICS if store != "group")
IMPORTABLE = tuple(store for store in EXPORTABLE if store not in LOGS)
FILE_TYPES = ("csv", "xml", "vcf")

TEXT = vol.All(cv.string, vol.Strip, vol.Length(min=1))
RECORD_FIELDS: dict[vol.Marker, Any] = {
    vol.Optional(ATTR_NAME): TEXT,
    vol.Optional(ATTR_CODE): TEXT,
    vol.Optional(ATTR_RELAYS): vol.All(
        cv.ensure_list, [vol.In(list(RELAY_LETTERS))], vol.Unique(), vol.Length(min=1)
    ),
    vol.Optional(ATTR_WEEKDAYS): vol.All(
        cv.ensure_list, [vol.In(WEEKDAYS)], vol.Unique(), vol.Length(min=1)
    ),
    vol.Optional(ATTR_START_TIME): cv.time,
    vol.Optional(ATTR_END_TIME): cv.time,
    vol.Optional(ATTR_USES): vol.All(vol.Coerce(int), vol.Range(min=0, max=65535)),
    vol.Optional(ATTR_PHONE): TEXT,
    vol.Optional(ATTR_ACCOUNT): vol.All(cv.string, vol.In(ACCOUNTS)),
    vol.Optional(ATTR_GROUP): cv.string,
    vol.Optional(ATTR_PREFIX): TEXT,
    vol.Optional(ATTR_REPLACEMENTS): vol.All(cv.ensure_list, [TEXT], vol.Length(min=1, max=5)),
}
RECORD_ID: dict[vol.Marker, Any] = {vol.Required(ATTR_RECORD_ID): TEXT}


def _store_field(stores: tuple[str, ...]) -> dict[vol.Marker, Any]:
    return {vol.Required(ATTR_STORE): vol.In(stores)}


def _operations(action: str, stores: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of an action over stores; the manual has no way to delete a group."""
    found = (f"{OPERATION_OF[store]}/{action}" for store in stores)
    return tuple(one for one in found if one != "group/del")


def _target(call: ActionCall[AkuvoxConfigEntry]) -> tuple[AkuvoxCoordinator, Any]:
    """Return the coordinator, and the client's topic of the store that is meant."""
    coordinator = call.entry.runtime_data.coordinator
    return coordinator, getattr(coordinator.client, TOPICS[call.data[ATTR_STORE]])


def _touched(call: ActionCall[AkuvoxConfigEntry]) -> tuple[AkuvoxReading[Any], ...]:
    """Return what shows that a store was changed."""
    return (CARDS,) if call.data[ATTR_STORE] == "card" else ()


async def _list_records(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    _, topic = _target(call)
    kind = KINDS[call.data[ATTR_STORE]]
    include = call.data[ATTR_INCLUDE_CODES]
    rows = await topic.get(call.data.get(ATTR_PAGE))
    shown: list[JsonValueType] = [kind.shown(row, include_codes=include) for row in rows]
    return {"records": shown}


async def _add_record(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    coordinator, topic = _target(call)
    row = KINDS[call.data[ATTR_STORE]].new(call.data)
    results = await coordinator.async_change(topic.add([row]), *_touched(call))
    return {ATTR_RECORD_ID: results[0].id if results else ""}


async def _update_record(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    """Write the whole row back, with what was given in the place of what was there."""
    coordinator, topic = _target(call)
    kind, wanted = KINDS[call.data[ATTR_STORE]], call.data[ATTR_RECORD_ID]
    row = next((one for one in await topic.get() if one.id == wanted), None)
    if row is None:
        raise NotFoundError(f"there is no record {wanted}")
    changed = kind.changed(row, call.data)
    await coordinator.async_change(topic.set([changed]), *_touched(call))
    return kind.shown(changed, include_codes=False)


async def _delete_record(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    coordinator, topic = _target(call)
    wanted = call.data[ATTR_RECORD_ID]
    of_log = call.data[ATTR_STORE] in LOGS
    await coordinator.async_change(topic.delete(wanted if of_log else [wanted]), *_touched(call))
    return None


async def _clear_store(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    coordinator, topic = _target(call)
    await coordinator.async_change(topic.clear(), *_touched(call))
    return None


async def _export_store(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    _, topic = _target(call)
    if call.data[ATTR_STORE] == "contact":
        file = await topic.export(call.data[ATTR_FILE_TYPE])
    else:
        file = await topic.export()
    return await async_save(call.hass, call.entry, file)


async def _import_store(call: ActionCall[AkuvoxConfigEntry]) -> ServiceResponse:
    """Send a file under the name that the store's files have: some firmware looks at it."""
    coordinator, topic = _target(call)
    file = await async_load(call.hass, call.data[ATTR_PATH], LARGEST_IMPORT)
    await coordinator.async_change(topic.import_(file.content), *_touched(call))
    return None


RECORD_ACTIONS: tuple[ActionSpec[AkuvoxConfigEntry], ...] = (
    ActionSpec(
        name="list_records",
        handler=_list_records,
        operations=_operations("get", tuple(KINDS)),
        fields={
            **_store_field(tuple(KINDS)),
            vol.Optional(ATTR_PAGE): cv.positive_int,
            vol.Optional(ATTR_INCLUDE_CODES, default=False): cv.boolean,
        },
        response=SupportsResponse.ONLY,
        admin_fn=lambda data: bool(data[ATTR_INCLUDE_CODES]),
    ),
    ActionSpec(
        name="add_record",
        handler=_add_record,
        operations=_operations("add", tuple(KINDS)),
        fields={**_store_field(tuple(KINDS)), **RECORD_FIELDS},
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
    ActionSpec(
        name="update_record",
        handler=_update_record,
        operations=_operations("set", tuple(KINDS)),
        fields={**_store_field(tuple(KINDS)), **RECORD_ID, **RECORD_FIELDS},
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
    ActionSpec(
        name="delete_record",
        handler=_delete_record,
        operations=_operations("del", DELETABLE),
        fields={**_store_field(DELETABLE), **RECORD_ID},
        admin=True,
    ),
    ActionSpec(
        name="clear_store",
        handler=_clear_store,
        operations=_operations("clear", CLEARABLE),
        fields=_store_field(CLEARABLE),
        admin=True,
        confirm=True,
        opt_in=CONF_DANGEROUS,
    ),
    ActionSpec(
        name="export_store",
        handler=_export_store,
        operations=_operations("export", EXPORTABLE),
        fields={
            **_store_field(EXPORTABLE),
            vol.Optional(ATTR_FILE_TYPE, default="csv"): vol.In(FILE_TYPES),
        },
        response=SupportsResponse.ONLY,
        admin=True,
    ),
    ActionSpec(
        name="import_store",
        handler=_import_store,
        operations=_operations("import", IMPORTABLE),
        fields={**_store_field(IMPORTABLE), vol.Required(ATTR_PATH): TEXT},
        admin=True,
        confirm=True,
        opt_in=CONF_DANGEROUS,
    ),
)
