"""Rules as users write them: from the fields of actions, and back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from homeassistant.const import WEEKDAYS
from homeassistant.exceptions import ServiceValidationError

from ..accord.protocol.kasa import (
    LIGHTS,
    AwayRule,
    CountdownRule,
    LightAction,
    Moment,
    MomentKind,
    Rule,
    RuleAction,
    RuleDate,
    SmartControl,
    SysInfo,
)
from .const import DOMAIN

START, END = "start", "end"
BRIGHTNESS, COLOR_TEMP = "brightness_pct", "color_temp_kelvin"
HS_COLOR, TRANSITION = "hs_color", "transition"
COLOR_FIELDS = frozenset({BRIGHTNESS, COLOR_TEMP, HS_COLOR})
LIGHT_FIELDS = COLOR_FIELDS | {TRANSITION}
SUN_EVENTS = (MomentKind.SUNRISE.value, MomentKind.SUNSET.value)
SUNDAY_FIRST = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
"""The order in which devices keep the days of the week."""

CUSTOM = "customize_preset"
LAST_STATUS = "last_status"
FULL = 100

NO_MOMENT = Moment(kind=MomentKind.NONE)
EMPTY_RULE = Rule(start=NO_MOMENT)
EMPTY_AWAY_RULE = AwayRule(start=NO_MOMENT, end=NO_MOMENT)
"""What a new rule is made from."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The start or the end of a rule: a moment and what happens then."""

    moment: Moment
    action: RuleAction = RuleAction.NONE
    light: LightAction | None = None


def changed_rule(rule: Rule, data: Mapping[str, Any], info: SysInfo, today: date) -> Rule:
    """Return a schedule rule with the given fields changed, all else as it was.

    Raises a translated ServiceValidationError for fields that do not go together, or that the
    device cannot follow.
    """
    start = _changed_part(_Part(rule.start, rule.start_action, rule.start_light), data, START, info)
    end = _changed_part(_Part(rule.end, rule.end_action, rule.end_light), data, END, info)
    if start.moment.kind is end.moment.kind is MomentKind.NONE:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="rule_no_start")
    if (start.moment, end.moment) != (rule.start, rule.end):
        _check_order(start.moment, end.moment)
    return replace(
        rule,
        start=start.moment,
        start_action=start.action,
        start_light=start.light,
        end=end.moment,
        end_action=end.action,
        end_light=end.light,
        **_common(rule, data, today),
    )


def changed_away_rule(rule: AwayRule, data: Mapping[str, Any], today: date) -> AwayRule:
    """Return an away rule with the given fields changed. Raises ServiceValidationError."""
    start = _changed_moment(rule.start, data, START)
    end = _changed_moment(rule.end, data, END)
    if MomentKind.NONE in (start.kind, end.kind):
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="rule_no_window")
    if (start, end) != (rule.start, rule.end):
        _check_order(start, end)
    return replace(rule, start=start, end=end, **_common(rule, data, today))


def find_rule[R: (Rule, AwayRule, SmartControl)](rules: Iterable[R], identifier: str) -> R:
    """Return the rule of an id. Raises a translated ServiceValidationError."""
    for rule in rules:
        if rule.id == identifier:
            return rule
    raise ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="rule_not_found",
        translation_placeholders={"rule": identifier},
    )


def _common(rule: Rule | AwayRule, data: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return the members of a rule that do not concern its start or end."""
    found: dict[str, Any] = {}
    if "weekdays" in data and "date" in data:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="rule_two_days")
    if "weekdays" in data:
        days = tuple(day in data["weekdays"] for day in SUNDAY_FIRST)
        found |= {"repeat": True, "weekdays": days, "date": None}
    if "date" in data:
        day: date = data["date"]
        if day < today:
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="rule_date_is_past"
            )
        once = RuleDate(year=day.year, month=day.month, day=day.day)
        found |= {"repeat": False, "date": once}
    return found | {
        "enable": data.get("enabled", rule.enable),
        "name": data.get("name", rule.name),
    }


# --- Moments ---------------------------------------------------------------------------------


def _changed_moment(moment: Moment, data: Mapping[str, Any], part: str) -> Moment:
    at: time | None = data.get(part)
    event, offset = data.get(f"{part}_event"), data.get(f"{part}_offset")
    of_sun = moment.kind.value in SUN_EVENTS
    if at is not None and (event is not None or offset is not None):
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="rule_two_times")
    if at is not None:
        return Moment(minute=at.hour * 60 + at.minute)
    if offset is not None and event is None and not of_sun:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="rule_no_event")
    if event is not None:
        kept = moment.offset if of_sun else 0
        return Moment(kind=MomentKind(event), offset=kept if offset is None else offset)
    return moment if offset is None else replace(moment, offset=offset)


def _check_order(start: Moment, end: Moment) -> None:
    """Refuse a rule that ends when it starts; an end before the start is the next day's."""
    if start.kind is end.kind and start.kind is not MomentKind.OTHER:
        same = start.minute == end.minute
        if start.kind is not MomentKind.FIXED:
            same = start.offset == end.offset
        if same:
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="rule_without_length"
            )


# --- Actions ---------------------------------------------------------------------------------


def _changed_part(part: _Part, data: Mapping[str, Any], name: str, info: SysInfo) -> _Part:
    prefix = f"{name}_"
    given = {key.removeprefix(prefix) for key in data if key == name or key.startswith(prefix)} & {
        name,
        "event",
        "offset",
        "action",
        *LIGHT_FIELDS,
    }
    if not given:
        return part
    wanted = data.get(f"{name}_action")
    if wanted == RuleAction.NONE:
        if given != {"action"}:
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="rule_none_with_values"
            )
        return _Part(NO_MOMENT)
    moment = _changed_moment(part.moment, data, name)
    values = {key: data[prefix + key] for key in LIGHT_FIELDS & given}
    if info.family in LIGHTS:
        action, light = _light_action(part, wanted, values, info)
    elif values:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="rule_no_light")
    else:
        action, light = (RuleAction(wanted) if wanted else part.action), part.light
    if MomentKind.NONE is moment.kind or action is RuleAction.NONE:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="rule_half_given")
    return _Part(moment, action, light)


def _light_action(
    part: _Part, wanted: str | None, values: Mapping[str, Any], info: SysInfo
) -> tuple[RuleAction, LightAction | None]:
    """Return what a light shall do; values that are not given stay."""
    if wanted is None and not values:
        return part.action, part.light
    old = part.light
    on = wanted == RuleAction.ON if wanted else switches_on(part.action, old)
    if on is None:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="rule_half_given")
    transition = old.transition if old else None
    if TRANSITION in values:
        transition = round(values[TRANSITION] * 1000)
    colors = {key: values[key] for key in COLOR_FIELDS & values.keys()}
    if not on:
        if colors:
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="rule_off_with_values"
            )
        return RuleAction.LIGHT, replace(_base(old, on=False), transition=transition)
    light = replace(_base(old, on=True), transition=transition)
    return RuleAction.LIGHT, _colored(light, colors, info) if colors else light


def switches_on(action: RuleAction, light: LightAction | None) -> bool | None:
    """Tell whether an action switches on or off, None when it does neither."""
    if action is RuleAction.LIGHT and light is not None:
        return light.on
    return {RuleAction.ON: True, RuleAction.OFF: False}.get(action)


def _base(old: LightAction | None, *, on: bool) -> LightAction:
    """Return the old action if it goes the same way, else one without values."""
    if old is not None and old.on is on:
        return old
    return LightAction(on=True, mode=LAST_STATUS) if on else LightAction.off()


def _colored(light: LightAction, colors: Mapping[str, Any], info: SysInfo) -> LightAction:
    """Return an action with colours; what is neither given nor known is what the light shows."""
    shown = info.light
    if light.mode != CUSTOM and shown is not None:
        light = replace(
            light,
            mode=CUSTOM,
            brightness=shown.brightness or FULL,
            hue=shown.hue or 0,
            saturation=shown.saturation or 0,
            color_temp=shown.color_temp or 0,
        )
    light = replace(light, brightness=colors.get(BRIGHTNESS, light.brightness))
    if HS_COLOR in colors and COLOR_TEMP in colors:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="rule_two_colors")
    if HS_COLOR in colors:
        if not info.color:
            raise ServiceValidationError(translation_domain=DOMAIN, translation_key="rule_no_color")
        hue, saturation = colors[HS_COLOR]
        return replace(light, hue=hue, saturation=saturation, color_temp=0)
    if COLOR_TEMP in colors:
        kelvin = colors[COLOR_TEMP]
        low, high = info.color_temp_range or (0, 0)
        if not low <= kelvin <= high:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="rule_color_temp",
                translation_placeholders={"low": str(low), "high": str(high)},
            )
        return replace(light, hue=0, saturation=0, color_temp=kelvin)
    return light


# --- Back to fields --------------------------------------------------------------------------


def fields_of_rule(rule: Rule) -> dict[str, Any]:
    """Return a schedule rule as the fields that would make it again."""
    return {
        **_common_fields(rule),
        **_moment_fields(rule.start, START),
        **_action_fields(rule.start_action, rule.start_light, START),
        **_moment_fields(rule.end, END),
        **_action_fields(rule.end_action, rule.end_light, END),
    }


def fields_of_away_rule(rule: AwayRule) -> dict[str, Any]:
    """Return an away rule as the fields that would make it again."""
    moments = {**_moment_fields(rule.start, START), **_moment_fields(rule.end, END)}
    return {**_common_fields(rule), **moments}


def fields_of_timer(rule: CountdownRule) -> dict[str, Any]:
    """Return a countdown; times in seconds."""
    return {
        "id": rule.id,
        "name": rule.name,
        "enabled": rule.enable,
        "duration": rule.delay,
        "remaining": rule.remain,
        "state": rule.on,
    }


def _common_fields(rule: Rule | AwayRule) -> dict[str, Any]:
    found: dict[str, Any] = {"id": rule.id, "name": rule.name, "enabled": rule.enable}
    if rule.repeat:
        marked = dict(zip(SUNDAY_FIRST, rule.weekdays, strict=True))
        return found | {"weekdays": [day for day in WEEKDAYS if marked[day]]}
    once = rule.date
    return found | {"date": f"{once.year:04}-{once.month:02}-{once.day:02}" if once else None}


def _moment_fields(moment: Moment, part: str) -> dict[str, Any]:
    match moment.kind:
        case MomentKind.NONE:
            return {}
        case MomentKind.FIXED:
            return {part: f"{moment.minute // 60:02}:{moment.minute % 60:02}"}
        case MomentKind.OTHER:
            return {f"{part}_event": moment.kind.value}
        case _:
            return {f"{part}_event": moment.kind.value, f"{part}_offset": moment.offset}


def _action_fields(action: RuleAction, light: LightAction | None, part: str) -> dict[str, Any]:
    if action is RuleAction.NONE:
        return {}
    if action is not RuleAction.LIGHT or light is None:
        return {f"{part}_action": action.value}
    found: dict[str, Any] = {"action": (RuleAction.ON if light.on else RuleAction.OFF).value}
    if light.on and light.mode == CUSTOM:
        found[BRIGHTNESS] = light.brightness
        if light.color_temp:
            found[COLOR_TEMP] = light.color_temp
        elif light.hue or light.saturation:
            found[HS_COLOR] = [light.hue, light.saturation]
    if light.transition is not None:
        found[TRANSITION] = light.transition / 1000
    return {f"{part}_{key}": value for key, value in found.items()}
