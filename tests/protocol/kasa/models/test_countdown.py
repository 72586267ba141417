"""Reading the rule of a countdown."""

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.kasa.models.countdown import CountdownRule

SENT = {"id": "A1", "name": "x", "enable": 1, "delay": 60, "act": 0, "remain": 17, "extra": 5}


def test_what_a_device_lists() -> None:
    rule = CountdownRule.from_wire(SENT)
    assert rule == CountdownRule(id="A1", name="x", enabled=True, delay=60, on=False, remain=17)
    assert rule.running
    assert rule.raw["extra"] == 5


@pytest.mark.parametrize("changes", [{"enable": 0}, {"remain": 0}, {"enable": 0, "remain": 0}])
def test_what_has_run_down(changes: dict[str, int]) -> None:
    rule = CountdownRule.from_wire(SENT | changes)
    assert rule is not None
    assert not rule.running


@pytest.mark.parametrize("identifier", [None, "", 5])
def test_without_an_id_it_is_none(identifier: object) -> None:
    assert CountdownRule.from_wire({**SENT, "id": identifier}) is None


@given(st.dictionaries(st.sampled_from(sorted(SENT)), st.none() | st.integers() | st.text()))
def test_any_value_is_read(data: dict[str, object]) -> None:
    rule = CountdownRule.from_wire(data)
    assert rule is None or isinstance(rule.remain, int)
