"""Schedule rules in exactly the form that picky firmware takes."""

from dataclasses import replace
from typing import Any

from hypothesis import given
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.kasa.models.rule import Rule, RuleTable
from custom_components.accord.protocol.kasa.models.rule_parts import (
    LightAction,
    Moment,
    MomentKind,
    RuleAction,
    RuleDate,
)
from tests.protocol.kasa.models.garbage import objects
from tests.protocol.kasa.vendor import answered

ACCEPTED = {
    "name": "name",
    "enable": 1,
    "wday": [0, 0, 0, 1, 1, 1, 1],
    "repeat": 1,
    "stime_opt": 0,
    "smin": 950,
    "soffset": 0,
    "sact": 0,
    "etime_opt": -1,
    "emin": 0,
    "eact": -1,
}
OFF = Rule(
    start=Moment(minute=950),
    start_action=RuleAction.OFF,
    weekdays=(False, False, False, True, True, True, True),
)


def same_types(one: Any, other: Any) -> bool:
    if isinstance(one, dict):
        return {k: type(v) for k, v in one.items()} == {k: type(v) for k, v in other.items()}
    return type(one) is type(other)


def test_the_form_that_picky_firmware_takes() -> None:
    wire = OFF.to_wire()
    assert wire == ACCEPTED
    assert same_types(wire, ACCEPTED)
    assert Rule.from_wire(ACCEPTED) == OFF


def test_round_trip_with_unknown_members() -> None:
    wire = {"id": "7A", **ACCEPTED, "conflict": {"a": [1]}, "stime_opt": 5, "sact": 8}
    rule = Rule.from_wire(wire)
    assert (rule.id, rule.start_action) == ("7A", RuleAction.OTHER)
    assert {"id": rule.id, **replace(rule, enable=False).to_wire()} == wire | {"enable": 0}


def test_an_end_has_an_offset() -> None:
    rule = replace(OFF, end=Moment(minute=960), end_action=RuleAction.ON)
    assert rule.to_wire() == ACCEPTED | {"etime_opt": 0, "emin": 960, "eoffset": 0, "eact": 1}


def test_once() -> None:
    rule = replace(OFF, repeat=False, date=RuleDate(year=2027, month=1, day=3))
    wire = rule.to_wire()
    assert (wire["repeat"], wire["wday"]) == (0, [1, 0, 0, 0, 0, 0, 0])
    assert (wire["year"], wire["month"], wire["day"]) == (2027, 1, 3)
    read = Rule.from_wire(wire)
    assert (read.repeat, read.date) == (False, rule.date)
    with pytest.raises(InvalidError):
        replace(OFF, repeat=False).to_wire()


def test_dates_of_weekly_rules_are_dropped() -> None:
    rule = Rule.from_wire({**ACCEPTED, "year": 2000, "month": 1, "day": 1})
    assert rule.date is None
    assert rule.to_wire() == ACCEPTED


def test_the_vendors_sample() -> None:
    table = RuleTable.from_wire(answered("schedule.get_rules"), Rule.from_wire)
    assert (table.enable, table.version) == (True, 2)
    light = LightAction(on=True, color_temp=2700, brightness=25, transition=1000)
    assert table.rules == (
        Rule(
            id="…",
            name="…",
            start=Moment(kind=MomentKind.SUNRISE),
            start_action=RuleAction.ON,
            start_light=light,
            end=Moment(kind=MomentKind.SUNSET),
            end_action=RuleAction.OFF,
            end_light=replace(light, on=False, brightness=0),
            repeat=False,
            date=RuleDate(year=2000, month=1, day=1),
        ),
    )
    sent = {"id": "…", **table.rules[0].to_wire()}
    assert sent == answered("schedule.get_rules")["rule_list"][0] | {"wday": [0, 0, 0, 0, 0, 0, 1]}


@given(
    objects("rule_list", "enable", "version"), objects("id", "wday", "repeat", "s_light", "sact")
)
def test_anything_can_be_read(table: dict[str, Any], rule: dict[str, Any]) -> None:
    RuleTable.from_wire(table, Rule.from_wire)
    RuleTable.from_wire({"rule_list": [rule, 5]}, Rule.from_wire)
