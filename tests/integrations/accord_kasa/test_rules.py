"""Rules from the fields of actions, and back."""

from dataclasses import replace
from datetime import date
from typing import Any

from homeassistant.exceptions import ServiceValidationError
import pytest
import voluptuous as vol

from custom_components.accord.protocol.kasa import (
    AwayRule,
    CountdownRule,
    Family,
    LightAction,
    LightState,
    Moment,
    MomentKind,
    Rule,
    RuleAction,
    RuleDate,
    SysInfo,
)
from custom_components.accord_kasa.rule_actions import AWAY_FIELDS, SCHEDULE_FIELDS
from custom_components.accord_kasa.rules import (
    EMPTY_AWAY_RULE,
    EMPTY_RULE,
    NO_MOMENT,
    changed_away_rule,
    changed_rule,
    fields_of_away_rule,
    fields_of_rule,
    fields_of_timer,
    find_rule,
    switches_on,
)

TODAY = date(2026, 11, 21)
MAC = "02:00:5e:10:00:01"
PLUG = SysInfo(family=Family.PLUG, mac=MAC)
BULB = SysInfo(
    family=Family.BULB,
    mac=MAC,
    color=True,
    color_temp_range=(2500, 9000),
    light=LightState(on=True, hue=0, saturation=0, color_temp=3000, brightness=40),
)
WHITE = replace(BULB, color=False, color_temp_range=None, light=LightState(on=False))
WORKDAYS = (False, True, True, True, True, True, False)
EVENING: dict[str, Any] = {
    "start_event": "sunset",
    "start_offset": -30,
    "start_action": "on",
    "end": "23:00",
    "end_action": "off",
    "weekdays": ["mon", "tue", "wed", "thu", "fri"],
}


def rule_of(info: SysInfo = PLUG, /, rule: Rule = EMPTY_RULE, **fields: Any) -> Rule:
    """Return the rule that an action would make of its fields."""
    return changed_rule(rule, vol.Schema(SCHEDULE_FIELDS)(fields), info, TODAY)


def away_of(rule: AwayRule = EMPTY_AWAY_RULE, **fields: Any) -> AwayRule:
    return changed_away_rule(rule, vol.Schema(AWAY_FIELDS)(fields), TODAY)


def test_a_new_rule() -> None:
    """Moments of the sun and of the clock, workdays."""
    rule = rule_of(**EVENING)
    assert rule == Rule(
        start=Moment(kind=MomentKind.SUNSET, offset=-30),
        start_action=RuleAction.ON,
        end=Moment(minute=23 * 60),
        end_action=RuleAction.OFF,
        weekdays=WORKDAYS,
    )
    assert fields_of_rule(rule) == {"id": "", "name": "name", "enabled": True, **EVENING}


def test_a_rule_for_one_day() -> None:
    rule = rule_of(start="07:05", start_action="off", date="2026-12-24", name="Tree", enabled=False)
    assert (rule.repeat, rule.date) == (False, RuleDate(year=2026, month=12, day=24))
    assert rule.start == Moment(minute=425)
    assert fields_of_rule(rule) == {
        "id": "",
        "name": "Tree",
        "enabled": False,
        "date": "2026-12-24",
        "start": "07:05",
        "start_action": "off",
    }
    again = rule_of(rule=rule, weekdays=["sun"])
    assert (again.repeat, again.date) == (True, None)
    assert again.weekdays == (True, *[False] * 6)


@pytest.mark.parametrize(
    ("given", "light"),
    [
        ({}, LightAction(on=True, mode="last_status")),
        ({"start_transition": 2.5}, LightAction(on=True, mode="last_status", transition=2500)),
        ({"start_brightness_pct": 20}, LightAction(on=True, color_temp=3000, brightness=20)),
        (
            {"start_hs_color": [300, 70]},
            LightAction(on=True, hue=300, saturation=70, brightness=40),
        ),
        ({"start_color_temp_kelvin": 2700}, LightAction(on=True, color_temp=2700, brightness=40)),
    ],
)
def test_lights(given: dict[str, Any], light: LightAction) -> None:
    """What is not given is what the light shows."""
    rule = rule_of(BULB, start="06:00", start_action="on", **given)
    assert (rule.start_action, rule.start_light) == (RuleAction.LIGHT, light)
    fields = fields_of_rule(rule)
    assert rule_of(BULB, **{key: fields[key] for key in fields if key != "id"}) == rule


def test_a_white_light_has_only_its_brightness() -> None:
    rule = rule_of(WHITE, start="06:00", start_action="on", start_brightness_pct=30)
    assert rule.start_light == LightAction(on=True, brightness=30)
    assert fields_of_rule(rule)["start_brightness_pct"] == 30
    assert "start_hs_color" not in fields_of_rule(rule)


def test_a_light_goes_off_slowly() -> None:
    rule = rule_of(BULB, start="22:00", start_action="off", start_transition=60)
    assert rule.start_light == LightAction.off(60_000)
    assert fields_of_rule(rule)["start_action"] == "off"
    faster = rule_of(BULB, rule, start_transition=1)
    assert faster.start_light == LightAction.off(1000)


STORED = {
    "id": "17",
    "name": "Night",
    "enable": 1,
    "wday": [1, 0, 0, 0, 0, 0, 1],
    "repeat": 1,
    "stime_opt": 2,
    "smin": 1150,
    "soffset": -59,
    "sact": 2,
    "s_light": {
        "on_off": 1,
        "mode": "customize_preset",
        "hue": 10,
        "saturation": 20,
        "color_temp": 0,
        "brightness": 30,
        "transition_period": 500,
        "glitter": 7,
    },
    "etime_opt": 0,
    "emin": 120,
    "eoffset": 0,
    "eact": -1,
    "conflict": "none",
}


def test_an_edit_changes_only_what_is_given() -> None:
    """Members that nobody knows go back as they came, also those of the light."""
    rule = Rule.from_wire(STORED)
    assert rule_of(BULB, rule) == rule
    sent = rule_of(BULB, rule, start_brightness_pct=80, enabled=False).to_wire()
    light = {**STORED["s_light"], "brightness": 80}  # type: ignore[dict-item]
    expected = {**STORED, "enable": 0, "smin": 0, "s_light": light}
    del expected["id"]
    assert sent == expected


def test_an_edit_of_times() -> None:
    rule = rule_of(**EVENING)
    later = rule_of(rule=rule, start_offset=10)
    assert later == replace(rule, start=Moment(kind=MomentKind.SUNSET, offset=10))
    sunrise = rule_of(rule=rule, start_event="sunrise")
    assert sunrise.start == Moment(kind=MomentKind.SUNRISE, offset=-30)
    fixed = rule_of(rule=rule, start="18:00", start_action="off")
    assert (fixed.start, fixed.start_action) == (Moment(minute=1080), RuleAction.OFF)
    assert rule_of(rule=fixed, start_event="sunset").start == Moment(kind=MomentKind.SUNSET)


def test_an_end_is_taken_away_and_given() -> None:
    rule = rule_of(rule=rule_of(**EVENING), end_action="none")
    assert (rule.end, rule.end_action) == (NO_MOMENT, RuleAction.NONE)
    assert not {"end", "end_action"} & fields_of_rule(rule).keys()
    again = rule_of(rule=rule, end="01:00", end_action="on")
    assert (again.end, again.end_action) == (Moment(minute=60), RuleAction.ON)


def test_a_rule_may_only_end() -> None:
    rule = rule_of(end="22:00", end_action="off")
    assert (rule.start, rule.start_action) == (NO_MOMENT, RuleAction.NONE)
    both = rule_of(rule=rule, start="18:00", start_action="on")
    assert rule_of(rule=both, start_action="none") == rule


def test_what_is_not_known_stays() -> None:
    """A moment and an action of newer firmware."""
    rule = Rule.from_wire({**STORED, "stime_opt": 7, "sact": 9, "soffset": 3})
    changed = rule_of(BULB, rule, weekdays=["mon"])
    sent = changed.to_wire()
    assert (sent["stime_opt"], sent["smin"], sent["soffset"], sent["sact"]) == (7, 1150, 3, 9)
    assert fields_of_rule(changed)["start_event"] == "other"
    assert fields_of_rule(changed)["start_action"] == "other"


def test_odd_rules_of_others_may_be_switched_off() -> None:
    """A rule that could not be made so is not held against an edit of something else."""
    moment = Moment(minute=5)
    odd = Rule(start=moment, start_action=RuleAction.ON, end=moment, end_action=RuleAction.OFF)
    assert rule_of(rule=odd, enabled=False) == replace(odd, enable=False)
    once = replace(odd, repeat=False)
    assert fields_of_rule(once)["date"] is None


REFUSED: list[tuple[SysInfo, dict[str, Any], str]] = [
    (PLUG, {}, "rule_no_start"),
    (PLUG, {"start_action": "none"}, "rule_no_start"),
    (PLUG, {"start_action": "on"}, "rule_half_given"),
    (PLUG, {"start": "18:00", "start_action": "none"}, "rule_none_with_values"),
    (BULB, {"start": "18:00", "start_action": "none"}, "rule_none_with_values"),
    (PLUG, {"start": "18:00"}, "rule_half_given"),
    (BULB, {"start": "18:00"}, "rule_half_given"),
    (BULB, {"start": "18:00", "start_brightness_pct": 5}, "rule_half_given"),
    (PLUG, {"start": "18:00", "start_action": "on", "end": "19:00"}, "rule_half_given"),
    (PLUG, {"start": "18:00", "start_event": "sunset"}, "rule_two_times"),
    (PLUG, {"start": "18:00", "start_offset": 5}, "rule_two_times"),
    (PLUG, {"start_offset": 5, "start_action": "on"}, "rule_no_event"),
    (PLUG, {"start": "18:00", "start_action": "on", "start_transition": 1}, "rule_no_light"),
    (BULB, {"start": "6:00", "start_action": "off", "start_brightness_pct": 5},
     "rule_off_with_values"),
    (BULB, {"start": "6:00", "start_action": "on", "start_hs_color": [1, 2],
            "start_color_temp_kelvin": 2700}, "rule_two_colors"),
    (WHITE, {"start": "6:00", "start_action": "on", "start_hs_color": [1, 2]}, "rule_no_color"),
    (WHITE, {"start": "6:00", "start_action": "on", "start_color_temp_kelvin": 2700},
     "rule_color_temp"),
    (PLUG, {"start": "18:00", "start_action": "on", "weekdays": "mon", "date": "2026-12-24"},
     "rule_two_days"),
    (PLUG, {"start": "18:00", "start_action": "on", "date": "2026-11-20"}, "rule_date_is_past"),
    (PLUG, {"start": "18:00", "start_action": "on", "end": "18:00", "end_action": "off"},
     "rule_without_length"),
    (PLUG, {"start_event": "sunset", "start_action": "on", "end_event": "sunset",
            "end_action": "off"}, "rule_without_length"),
]  # fmt: skip


@pytest.mark.parametrize(("info", "fields", "key"), REFUSED, ids=range(len(REFUSED)))
def test_what_does_not_go_together(info: SysInfo, fields: dict[str, Any], key: str) -> None:
    with pytest.raises(ServiceValidationError) as refused:
        rule_of(info, **fields)
    assert refused.value.translation_key == key


@pytest.mark.parametrize(
    "fields",
    [
        {"start": "25:00"},
        {"start_event": "noon"},
        {"start_offset": 2000},
        {"start_action": "toggle"},
        {"start_brightness_pct": 0},
        {"weekdays": []},
        {"weekdays": ["holiday"]},
        {"date": "24.12."},
        {"name": " "},
        {"volume": 3},
    ],
)
def test_what_no_rule_can_hold(fields: dict[str, Any]) -> None:
    with pytest.raises(vol.Invalid):
        rule_of(**fields)


# --- Away mode and timers --------------------------------------------------------------------


def test_away_rules() -> None:
    rule = away_of(start_event="sunset", end="23:00", weekdays=["sat", "sun"])
    assert (rule.start, rule.end) == (Moment(kind=MomentKind.SUNSET), Moment(minute=1380))
    fields = fields_of_away_rule(rule)
    assert fields == {
        "id": "",
        "name": "name",
        "enabled": True,
        "weekdays": ["sat", "sun"],
        "start_event": "sunset",
        "start_offset": 0,
        "end": "23:00",
    }
    assert away_of(rule, enabled=False) == replace(rule, enable=False)
    assert away_of(rule, end_event="sunrise").end == Moment(kind=MomentKind.SUNRISE)


def test_an_away_rule_keeps_what_is_not_known() -> None:
    stored = {
        "id": "5",
        "name": "name",
        "enable": 1,
        "wday": [1] * 7,
        "repeat": 1,
        "frequency": 9,
        "stime_opt": 0,
        "smin": 10,
        "soffset": 0,
        "etime_opt": 0,
        "emin": 20,
        "eoffset": 0,
        "mood": "festive",
    }
    sent = away_of(AwayRule.from_wire(stored), end="00:30").to_wire()
    assert (sent["mood"], sent["frequency"], sent["emin"]) == ("festive", 9, 30)


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({}, "rule_no_window"),
        ({"start": "18:00"}, "rule_no_window"),
        ({"start": "18:00", "end": "18:00"}, "rule_without_length"),
        ({"start": "18:00", "end": "19:00", "date": "2026-01-01"}, "rule_date_is_past"),
    ],
)
def test_no_away_rule(fields: dict[str, Any], key: str) -> None:
    with pytest.raises(ServiceValidationError) as refused:
        away_of(**fields)
    assert refused.value.translation_key == key


def test_timer() -> None:
    rule = CountdownRule(id="3", delay=90, on=True, remain=12)
    assert fields_of_timer(rule) == {
        "id": "3",
        "name": "Timer AddTimerObject",
        "enabled": True,
        "duration": 90,
        "remaining": 12,
        "state": True,
    }


def test_find_rule() -> None:
    rules = [replace(EMPTY_RULE, id=name) for name in "ab"]
    assert find_rule(rules, "b") is rules[1]
    with pytest.raises(ServiceValidationError) as refused:
        find_rule(rules, "c")
    assert refused.value.translation_placeholders == {"rule": "c"}


def test_switches_on() -> None:
    assert switches_on(RuleAction.ON, None) is True
    assert switches_on(RuleAction.OFF, None) is False
    assert switches_on(RuleAction.LIGHT, LightAction.off()) is False
    assert switches_on(RuleAction.OTHER, None) is None
