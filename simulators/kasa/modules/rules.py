"""`schedule` and `anti_theft`: rules for times of day and for absence."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any
import uuid

from simulators.kasa.models import LIGHTS, Model
from simulators.kasa.modules.arguments import Arguments
from simulators.kasa.modules.errors import ENTRY_NOT_EXIST, TABLE_FULL, TIME_NOT_SYNC, RefusedError
from simulators.kasa.modules.registry import Call, answers
from simulators.kasa.rule_book import LIGHT, NO_ACTION, NO_MOMENT, RuleBook, RuleTable
from simulators.kasa.sun import SUNSET

type Json = dict[str, Any]
type Check = Callable[[Arguments, Model], None]

MOST_RULES = 32
DAYS = 7
LAST_MINUTE = 1439
_MODULES = {
    "schedule": "smartlife.iot.common.schedule",
    "anti_theft": "smartlife.iot.common.anti_theft",
}
_NOT_SHOWN = frozenset({"duration", "lastFor", "lastfor", "force", "err_code"})


def _check_schedule(arguments: Arguments, model: Model) -> None:
    _check_common(arguments, lowest=NO_MOMENT)
    highest = LIGHT if model.family in LIGHTS else 1
    for letter in "se":
        arguments.integer(f"{letter}act", NO_ACTION, highest)
        if arguments.values[f"{letter}act"] == LIGHT:
            _check_light(arguments.nested(f"{letter}_light"))


def _check_away(arguments: Arguments, _: Model) -> None:
    _check_common(arguments, lowest=0)
    arguments.integer("frequency", 1)
    for key in ("duration", "lastFor", "lastfor", "force"):
        arguments.optional_integer(key, 0)


def _check_common(arguments: Arguments, lowest: int) -> None:
    arguments.text("name")
    arguments.flag("enable")
    days = arguments.items("wday", DAYS)
    if len(days) != DAYS or not all(arguments.is_integer(day, 0, 1) for day in days):
        raise arguments.invalid()
    for letter in "se":
        arguments.integer(f"{letter}time_opt", lowest, SUNSET)
        arguments.integer(f"{letter}min", 0, LAST_MINUTE)
        arguments.optional_integer(f"{letter}offset", -LAST_MINUTE, LAST_MINUTE)
    if not arguments.flag("repeat"):
        _check_date(arguments)


def _check_date(arguments: Arguments) -> None:
    year, month = arguments.integer("year", 2000, 2099), arguments.integer("month", 1, 12)
    try:
        datetime(year, month, arguments.integer("day", 1, 31), tzinfo=UTC)
    except ValueError:
        raise arguments.invalid() from None


def _check_light(light: Arguments) -> None:
    light.flag("on_off")
    light.choice("mode", ("customize_preset", "last_status", "circadian"))
    for key, highest in (("hue", 360), ("saturation", 100), ("brightness", 100)):
        light.integer(key, 0, highest)
    light.integer("color_temp", 0)
    light.optional_integer("transition_period", 0)


_CHECKS: dict[str, Check] = {"schedule": _check_schedule, "anti_theft": _check_away}


def _book(call: Call) -> RuleBook:
    light = call.device.light
    return call.outlets[0].book if light is None else light.book


def _books(call: Call) -> list[RuleBook]:
    if call.device.light is not None:
        return [call.device.light.book]
    return [outlet.book for outlet in call.outlets]


def _table(book: RuleBook, module: str) -> RuleTable:
    return book.schedule if module == "schedule" else book.away


def _take(call: Call, module: str, identifier: str) -> None:
    """Check a rule and put it into the table."""
    _CHECKS[module](call.arguments, call.device.model)
    if not call.device.time.known:
        raise RefusedError(TIME_NOT_SYNC)
    rule = {key: value for key, value in call.arguments.values.items() if key not in _NOT_SHOWN}
    _table(_book(call), module).rules[identifier] = rule | {"id": identifier}
    call.device.planner.replan()


def _known(call: Call, module: str, identifier: str) -> str:
    if identifier not in _table(_book(call), module).rules:
        raise RefusedError(ENTRY_NOT_EXIST)
    return identifier


def _shown(book: RuleBook, rule: Json) -> Json:
    minutes = {f"{letter}min": book.minute_today(rule, letter) for letter in "se"}
    return rule | minutes


def get_rules(module: str, call: Call) -> Json:
    """Return all rules; those of the sun with today's minute."""
    book = _book(call)
    table = _table(book, module)
    return {
        "rule_list": [_shown(book, rule) for rule in table.rules.values()],
        "version": 2,
        "enable": int(table.enabled),
    }


def add_rule(module: str, call: Call) -> Json:
    """Put a rule into the table."""
    table = _table(_book(call), module)
    if "id" in call.arguments.values:
        raise call.arguments.invalid()
    if len(table.rules) >= MOST_RULES:
        raise RefusedError(TABLE_FULL)
    call.device.rules_made += 1
    seed = f"{call.device.mac} {module} {call.device.rules_made}"
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, seed).hex.upper()
    _take(call, module, identifier)
    return {"id": identifier}


def edit_rule(module: str, call: Call) -> Json:
    """Replace a rule."""
    _take(call, module, _known(call, module, call.arguments.text("id")))
    return {}


def delete_rule(module: str, call: Call) -> Json:
    """Take a rule out of the table."""
    identifier = _known(call, module, call.arguments.rule_to_delete())
    del _table(_book(call), module).rules[identifier]
    call.device.planner.replan()
    return {}


def delete_all_rules(module: str, call: Call) -> Json:
    """Empty the table."""
    for book in _books(call):
        _table(book, module).rules.clear()
    call.device.planner.replan()
    return {}


def set_overall_enable(module: str, call: Call) -> Json:
    """Obey the rules, or none of them."""
    enabled = call.arguments.flag("enable")
    for book in _books(call):
        _table(book, module).enabled = enabled
    call.device.planner.replan()
    return {}


_METHODS = (
    get_rules,
    add_rule,
    edit_rule,
    delete_rule,
    delete_all_rules,
    set_overall_enable,
)
for _module, _on_lights in _MODULES.items():
    for _method in _METHODS:
        answers(f"{_module}.{_method.__name__}", on_lights=(_on_lights,), child_aware=True)(
            partial(_method, _module)
        )


@answers("schedule.get_next_action", on_lights=(_MODULES["schedule"],), child_aware=True)
def get_next_action(call: Call) -> Json:
    """Return what a rule or a countdown will do next."""
    shown = dict(call.outlets[0].next_action if call.outlets else call.device.light_next_action)
    if "schd_sec" in shown:
        shown["schd_time"] = shown.pop("schd_sec")
    return shown
