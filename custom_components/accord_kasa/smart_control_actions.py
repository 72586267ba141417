"""Actions of Smart Control: all rules, also those that the entities do not show."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from homeassistant.const import WEEKDAYS
from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util.json import JsonValueType
import voluptuous as vol

from ..accord.actions import ActionCall, ActionSpec
from ..accord.protocol.errors import InvalidError
from ..accord.protocol.kasa import OffTrigger, OnTrigger, Segment, SmartControl
from .coordinator import KasaConfigEntry
from .light_actions import NAME
from .readings import MOTION, SMART_CONTROL
from .rules import find_rule

ATTR_RULE_ID = "rule_id"
ATTR_SEGMENTS = "segments"
HOUR = 60
LAST_MINUTE = 24 * HOUR
SEGMENT = vol.Schema(
    {
        vol.Optional("start", default="00:00:00"): cv.time,
        vol.Optional("end"): cv.time,
        vol.Optional("turn_on", default="manual"): vol.In(
            [OnTrigger.MANUAL, OnTrigger.MOTION, OnTrigger.MOTION_AND_DARK]
        ),
        vol.Optional("turn_off", default="manual"): vol.In(
            [OffTrigger.MANUAL, OffTrigger.NO_MOTION]
        ),
        vol.Optional("off_delay", default=60): vol.All(
            vol.Coerce(int), vol.Range(min=0, max=86_400)
        ),
    }
)
FIELDS: dict[vol.Marker, Any] = {
    vol.Optional("name"): NAME,
    vol.Optional("enabled"): cv.boolean,
    vol.Optional("weekdays"): vol.All(cv.ensure_list, [vol.In(WEEKDAYS)], vol.Length(min=1)),
}


def _segment(data: Mapping[str, Any]) -> Segment:
    """Return a part of the day; without an end it lasts until midnight."""
    end = data.get("end")
    segment = Segment(
        start=_minute(data["start"]),
        end=LAST_MINUTE if end is None else _minute(end) or LAST_MINUTE,
        on_trigger=OnTrigger(data["turn_on"]),
        off_trigger=OffTrigger(data["turn_off"]),
        off_delay=data["off_delay"],
    )
    if segment.start >= segment.end:
        raise InvalidError("a segment ends before it starts")
    return segment


def _minute(moment: time) -> int:
    return moment.hour * HOUR + moment.minute


def _changed(routine: SmartControl, data: Mapping[str, Any]) -> SmartControl:
    """Return a routine with what is given; all else in it stays."""
    changes: dict[str, Any] = {}
    if "name" in data:
        changes["name"] = data["name"]
    if "enabled" in data:
        changes["enable"] = data["enabled"]
    if "weekdays" in data:
        monday_first = [day in data["weekdays"] for day in WEEKDAYS]
        changes["weekdays"] = (monday_first[-1], *monday_first[:-1])
    if ATTR_SEGMENTS in data:
        changes["segments"] = tuple(_segment(one) for one in data[ATTR_SEGMENTS])
    return replace(routine, **changes)


def _shown(routine: SmartControl) -> dict[str, JsonValueType]:
    sunday, *others = routine.weekdays
    days = [day for day, on in zip(WEEKDAYS, (*others, sunday), strict=True) if on]
    segments: list[JsonValueType] = [
        {
            "start": f"{one.start // HOUR:02}:{one.start % HOUR:02}:00",
            "end": f"{one.end // HOUR % 24:02}:{one.end % HOUR:02}:00",
            "turn_on": one.on_trigger.value,
            "turn_off": one.off_trigger.value,
            "off_delay": one.off_delay,
        }
        for one in routine.segments
    ]
    return {
        ATTR_RULE_ID: routine.id,
        "name": routine.name,
        "enabled": routine.enable,
        "weekdays": [*days],
        ATTR_SEGMENTS: segments,
    }


async def _get(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    topic = call.entry.runtime_data.coordinator.client.sensor_trigger
    return {"rules": [_shown(one) for one in await topic.get_weekday_routine()]}


async def _add(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    coordinator = call.entry.runtime_data.coordinator
    routine = _changed(SmartControl(segments=(), name="rule"), call.data)
    command = coordinator.client.sensor_trigger.add_weekday_routine(routine)
    return _shown(await coordinator.async_change(command, SMART_CONTROL, MOTION))


async def _edit(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    coordinator = call.entry.runtime_data.coordinator
    topic = coordinator.client.sensor_trigger
    routine = find_rule(await topic.get_weekday_routine(), call.data[ATTR_RULE_ID])
    command = topic.edit_weekday_routine(_changed(routine, call.data))
    return _shown(await coordinator.async_change(command, SMART_CONTROL, MOTION))


async def _delete(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    coordinator = call.entry.runtime_data.coordinator
    command = coordinator.client.sensor_trigger.delete_weekday_routine(call.data[ATTR_RULE_ID])
    await coordinator.async_change(command, SMART_CONTROL)
    return None


SEGMENTS = vol.All(cv.ensure_list, vol.Length(min=1, max=12), [SEGMENT])
ID_FIELD: dict[vol.Marker, Any] = {vol.Required(ATTR_RULE_ID): cv.string}

SMART_CONTROL_ACTIONS: tuple[ActionSpec[KasaConfigEntry], ...] = (
    ActionSpec(
        name="get_smart_control",
        handler=_get,
        operations=("smartlife.iot.sensor_trigger.get_weekday_routine",),
        response=SupportsResponse.ONLY,
    ),
    ActionSpec(
        name="add_smart_control",
        handler=_add,
        operations=("smartlife.iot.sensor_trigger.add_weekday_routine",),
        fields={vol.Required(ATTR_SEGMENTS): SEGMENTS, **FIELDS},
        response=SupportsResponse.OPTIONAL,
    ),
    ActionSpec(
        name="edit_smart_control",
        handler=_edit,
        operations=("smartlife.iot.sensor_trigger.edit_weekday_routine",),
        fields={**ID_FIELD, vol.Optional(ATTR_SEGMENTS): SEGMENTS, **FIELDS},
        response=SupportsResponse.OPTIONAL,
    ),
    ActionSpec(
        name="delete_smart_control",
        handler=_delete,
        operations=("smartlife.iot.sensor_trigger.delete_weekday_routine",),
        fields=ID_FIELD,
    ),
)
