"""Rows of dial rules."""

from dataclasses import replace

import pytest

from custom_components.accord.protocol.akuvox.models.dialreplace import DialRule
from custom_components.accord.protocol.errors import InvalidError

ROW = {
    "ID": "2", "Prefix": "9", "Line": "1", "Replace1": "2001", "Replace2": "", "Replace3": "",
    "Replace4": "", "Replace5": "",
}  # fmt: skip


def test_a_rule_and_back() -> None:
    rule = DialRule.from_wire({**ROW, "DelayTime1": "5"})
    assert (rule.prefix, rule.line, rule.replacements) == ("9", "1", ("2001",))
    assert rule.to_wire() == {**ROW, "DelayTime1": "5"}


@pytest.mark.parametrize("rule", [
    DialRule(prefix="", replacements=("1",)), DialRule(prefix="9"),
    DialRule(prefix="9", line="3", replacements=("1",)),
    DialRule(prefix="9", replacements=("1",) * 6),
])  # fmt: skip
def test_what_a_unit_would_not_take(rule: DialRule) -> None:
    with pytest.raises(InvalidError):
        rule.check()


def test_what_was_there_before_may_stay() -> None:
    before = DialRule(id="3", prefix="9", line="7")
    replace(before, prefix="8").check(before)
    with pytest.raises(InvalidError):
        replace(before, line="8").check(before)
