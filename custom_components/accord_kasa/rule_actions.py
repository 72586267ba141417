"""Actions of rules: schedule, away mode, and what they share with timers."""

from functools import partial
from typing import Any

from homeassistant.const import WEEKDAYS
from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util.json import JsonValueType
import voluptuous as vol

from ..accord.actions import ActionCall, ActionSpec
from . import rules
from .const import CONF_DANGEROUS
from .coordinator import KasaConfigEntry, KasaCoordinator
from .entity import outlet_of
from .light_actions import HUE, LEVEL, NAME, PERCENT
from .readings import AWAY, SCHEDULE, TIMER, KasaReading

ATTR_KIND = "kind"
ATTR_RULE_ID = "rule_id"
KIND_SCHEDULE = "schedule"
KIND_AWAY = "away"
KIND_TIMER = "timer"
READING_OF: dict[str, KasaReading[Any]] = {
    KIND_SCHEDULE: SCHEDULE,
    KIND_AWAY: AWAY,
    KIND_TIMER: TIMER,
}

FARTHEST = 1439
"""Minutes from sunrise or sunset."""

LONGEST_FADE = 3600
"""Seconds."""

RULE_FIELDS: dict[vol.Marker, Any] = {
    vol.Optional("weekdays"): vol.All(cv.ensure_list, [vol.In(WEEKDAYS)], vol.Length(min=1)),
    vol.Optional("date"): cv.date,
    vol.Optional("enabled"): cv.boolean,
    vol.Optional("name"): NAME,
}


def _moment_fields(part: str) -> dict[vol.Marker, Any]:
    return {
        vol.Optional(part): cv.time,
        vol.Optional(f"{part}_event"): vol.In(rules.SUN_EVENTS),
        vol.Optional(f"{part}_offset"): vol.All(
            vol.Coerce(int), vol.Range(min=-FARTHEST, max=FARTHEST)
        ),
    }


def _action_fields(part: str, *actions: str) -> dict[vol.Marker, Any]:
    return {
        vol.Optional(f"{part}_action"): vol.In(actions),
        vol.Optional(f"{part}_brightness_pct"): LEVEL,
        vol.Optional(f"{part}_color_temp_kelvin"): vol.All(
            vol.Coerce(int), vol.Range(min=1000, max=20000)
        ),
        vol.Optional(f"{part}_hs_color"): vol.All(
            cv.ensure_list, vol.ExactSequence([HUE, PERCENT])
        ),
        vol.Optional(f"{part}_transition"): vol.All(
            vol.Coerce(float), vol.Range(min=0, max=LONGEST_FADE)
        ),
    }


AWAY_FIELDS = {**_moment_fields("start"), **_moment_fields("end"), **RULE_FIELDS}
SCHEDULE_FIELDS = {
    **_moment_fields("start"),
    **_action_fields("start", "on", "off", "none"),
    **_moment_fields("end"),
    **_action_fields("end", "on", "off", "none"),
    **RULE_FIELDS,
}
ID_FIELD: dict[vol.Marker, Any] = {vol.Required(ATTR_RULE_ID): cv.string}
KIND_FIELD: dict[vol.Marker, Any] = {
    vol.Required(ATTR_KIND): vol.In([KIND_SCHEDULE, KIND_AWAY, KIND_TIMER])
}


def _target(call: ActionCall[KasaConfigEntry]) -> tuple[KasaCoordinator, str | None]:
    """Return the coordinator, and the id of the outlet that a call is aimed at."""
    coordinator = call.entry.runtime_data.coordinator
    outlet = outlet_of(call.device, coordinator.data.sysinfo)
    return coordinator, outlet.id if outlet else None


async def _get_rules(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    """Answer with the rules of a kind as the device holds them now."""
    coordinator, outlet = _target(call)
    client = coordinator.client
    if call.data[ATTR_KIND] == KIND_TIMER:
        timers = await client.count_down.get_rules(outlet)
        return {"rules": [rules.fields_of_timer(rule) for rule in timers]}
    if call.data[ATTR_KIND] == KIND_AWAY:
        away = await client.anti_theft.get_rules(outlet)
        shown: list[JsonValueType] = [rules.fields_of_away_rule(rule) for rule in away.rules]
        return {"enabled": away.enable, "rules": shown}
    table = await client.schedule.get_rules(outlet)
    shown = [rules.fields_of_rule(rule) for rule in table.rules]
    return {"enabled": table.enable, "rules": shown}


async def _add_schedule_rule(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    coordinator, outlet = _target(call)
    info, today = coordinator.data.sysinfo, coordinator.today
    rule = rules.changed_rule(rules.EMPTY_RULE, call.data, info, today)
    add = partial(coordinator.client.schedule.add_rule, rule, outlet)
    stored = await coordinator.async_change(coordinator.with_clock(add), SCHEDULE, outlet_id=outlet)
    return rules.fields_of_rule(stored)


async def _edit_schedule_rule(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    coordinator, outlet = _target(call)
    schedule = coordinator.client.schedule
    rule = rules.find_rule((await schedule.get_rules(outlet)).rules, call.data[ATTR_RULE_ID])
    info, today = coordinator.data.sysinfo, coordinator.today
    edit = partial(schedule.edit_rule, rules.changed_rule(rule, call.data, info, today), outlet)
    stored = await coordinator.async_change(
        coordinator.with_clock(edit), SCHEDULE, outlet_id=outlet
    )
    return rules.fields_of_rule(stored)


async def _add_away_rule(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    coordinator, outlet = _target(call)
    rule = rules.changed_away_rule(rules.EMPTY_AWAY_RULE, call.data, coordinator.today)
    add = partial(coordinator.client.anti_theft.add_rule, rule, outlet)
    stored = await coordinator.async_change(coordinator.with_clock(add), AWAY, outlet_id=outlet)
    return rules.fields_of_away_rule(stored)


async def _edit_away_rule(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    coordinator, outlet = _target(call)
    away = coordinator.client.anti_theft
    rule = rules.find_rule((await away.get_rules(outlet)).rules, call.data[ATTR_RULE_ID])
    changed = rules.changed_away_rule(rule, call.data, coordinator.today)
    edit = partial(away.edit_rule, changed, outlet)
    stored = await coordinator.async_change(coordinator.with_clock(edit), AWAY, outlet_id=outlet)
    return rules.fields_of_away_rule(stored)


async def _delete_rule(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    coordinator, outlet = _target(call)
    kind, identifier = call.data[ATTR_KIND], call.data[ATTR_RULE_ID]
    client = coordinator.client
    topic = client.schedule if kind == KIND_SCHEDULE else client.anti_theft
    await coordinator.async_change(
        topic.delete_rule(identifier, outlet), READING_OF[kind], outlet_id=outlet
    )
    return None


async def _delete_all_rules(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    coordinator, outlet = _target(call)
    kind, client = call.data[ATTR_KIND], coordinator.client
    delete = {
        KIND_SCHEDULE: client.schedule.delete_all_rules,
        KIND_AWAY: client.anti_theft.delete_all_rules,
        KIND_TIMER: client.count_down.delete_all_rules,
    }[kind]
    await coordinator.async_change(delete(outlet), READING_OF[kind], outlet_id=outlet)
    return None


RULE_ACTIONS: tuple[ActionSpec[KasaConfigEntry], ...] = (
    ActionSpec(
        name="get_rules",
        handler=_get_rules,
        operations=("schedule.get_rules", "anti_theft.get_rules", "count_down.get_rules"),
        fields=KIND_FIELD,
        response=SupportsResponse.ONLY,
    ),
    ActionSpec(
        name="add_schedule_rule",
        handler=_add_schedule_rule,
        operations=("schedule.add_rule",),
        fields=SCHEDULE_FIELDS,
        response=SupportsResponse.OPTIONAL,
    ),
    ActionSpec(
        name="edit_schedule_rule",
        handler=_edit_schedule_rule,
        operations=("schedule.edit_rule",),
        fields={**ID_FIELD, **SCHEDULE_FIELDS},
        response=SupportsResponse.OPTIONAL,
    ),
    ActionSpec(
        name="add_away_rule",
        handler=_add_away_rule,
        operations=("anti_theft.add_rule",),
        fields=AWAY_FIELDS,
        response=SupportsResponse.OPTIONAL,
    ),
    ActionSpec(
        name="edit_away_rule",
        handler=_edit_away_rule,
        operations=("anti_theft.edit_rule",),
        fields={**ID_FIELD, **AWAY_FIELDS},
        response=SupportsResponse.OPTIONAL,
    ),
    ActionSpec(
        name="delete_rule",
        handler=_delete_rule,
        operations=("schedule.delete_rule", "anti_theft.delete_rule"),
        fields={vol.Required(ATTR_KIND): vol.In([KIND_SCHEDULE, KIND_AWAY]), **ID_FIELD},
    ),
    ActionSpec(
        name="delete_all_rules",
        handler=_delete_all_rules,
        operations=(
            "schedule.delete_all_rules",
            "anti_theft.delete_all_rules",
            "count_down.delete_all_rules",
        ),
        fields=KIND_FIELD,
        opt_in=CONF_DANGEROUS,
        confirm=True,
        guarded_fn=lambda data: data[ATTR_KIND] != KIND_TIMER,
    ),
)
