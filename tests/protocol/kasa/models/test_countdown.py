"""Countdowns."""

from typing import Any

from hypothesis import given
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.kasa.models.countdown import CountdownRule
from tests.protocol.kasa.models.garbage import objects
from tests.protocol.kasa.vendor import answered, wanted


def test_the_vendors_sample() -> None:
    rule = CountdownRule.from_wire(answered("count_down.get_rules")["rule_list"][0])
    assert rule == CountdownRule(id="…", name="…", delay=60, on=True, remain=42)
    assert {"id": rule.id, **rule.to_wire()} == wanted("count_down.edit_rule")


def test_unknown_members_stay() -> None:
    rule = CountdownRule.from_wire({"delay": 5, "act": 0, "enable": 1, "strange": 1, "remain": 2})
    assert rule.to_wire() == {"name": "", "enable": 1, "delay": 5, "act": 0, "strange": 1}


def test_the_name_is_the_apps() -> None:
    assert CountdownRule(delay=1, on=False).to_wire()["name"] == "Timer AddTimerObject"


@pytest.mark.parametrize("delay", [0, -1, 86_400])
def test_delays_that_are_none(delay: int) -> None:
    with pytest.raises(InvalidError, match="delay"):
        CountdownRule(delay=delay, on=True).to_wire()


def test_one_that_ended_has_no_delay() -> None:
    assert CountdownRule(delay=0, on=True, enable=False).to_wire()["delay"] == 0


@given(objects("id", "name", "enable", "delay", "act", "remain"))
def test_anything_can_be_read(data: dict[str, Any]) -> None:
    CountdownRule.from_wire(data)
