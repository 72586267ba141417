"""Away rules: what the vendor's app always writes is written."""

from dataclasses import replace
from typing import Any

from hypothesis import given

from custom_components.accord.protocol.kasa.models.away import AwayRule
from custom_components.accord.protocol.kasa.models.rule_parts import Moment, MomentKind, RuleDate
from tests.protocol.kasa.models.garbage import objects
from tests.protocol.kasa.vendor import answered, wanted

EVENING = AwayRule(start=Moment(kind=MomentKind.SUNSET), end=Moment(minute=1380))


def test_out_and_back() -> None:
    wire = EVENING.to_wire()
    assert wire == {
        "name": "name",
        "enable": 1,
        "wday": [1] * 7,
        "repeat": 1,
        "stime_opt": 2,
        "smin": 0,
        "soffset": 0,
        "etime_opt": 0,
        "emin": 1380,
        "eoffset": 0,
        "frequency": 5,
        "force": 0,
        "duration": 2,
        "lastFor": 1,
    }
    assert AwayRule.from_wire(wire) == EVENING


def test_what_is_not_returned_is_sent_again() -> None:
    wire = {"id": "A", **EVENING.to_wire(), "strange": "x", "frequency": 7}
    del wire["duration"], wire["lastFor"], wire["force"]
    rule = AwayRule.from_wire(wire)
    assert (rule.frequency, rule.duration, rule.last_for) == (7, 2, 1)
    sent = replace(rule, enable=False).to_wire()
    assert sent == EVENING.to_wire() | {"strange": "x", "frequency": 7, "enable": 0}


def test_the_other_spelling_stays() -> None:
    sent = AwayRule.from_wire({**EVENING.to_wire(), "lastfor": 3, "lastFor": 3}).to_wire()
    assert sent["lastfor"] == 3
    assert "lastFor" not in sent


def test_the_vendors_sample() -> None:
    rule = AwayRule.from_wire(answered("anti_theft.get_rules")["rule_list"][0])
    assert (rule.id, rule.start, rule.end) == ("…", EVENING.start, Moment())
    assert (rule.repeat, rule.date) == (True, None)
    once = replace(rule, repeat=False, date=RuleDate(year=2000, month=1, day=1))
    sample = wanted("anti_theft.add_rule")
    assert once.to_wire() == sample | {"repeat": 0, "wday": [0, 0, 0, 0, 0, 0, 1]}


@given(objects("id", "wday", "repeat", "stime_opt", "frequency", "duration", "lastFor", "year"))
def test_anything_can_be_read(data: dict[str, Any]) -> None:
    AwayRule.from_wire(data)
