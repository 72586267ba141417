"""The countdown: one slot, whose rule is added or edited."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import LimitError, UnsupportedError
from custom_components.accord.protocol.kasa import ClockNotSetError
from custom_components.accord.protocol.kasa.topics.count_down import CountDownTopic
from tests.protocol.kasa.fakes import OK, Json, device, session
from tests.protocol.kasa.vendor import ask, wanted

RULE: dict[str, Any] = {"name": "…", "delay": 60, "on": True}
ENDED: Json = {"id": "A1", "name": "n", "enable": 0, "delay": 0, "act": 1, "remain": 0, "x": 1}


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("get_rules", {}),
        ("add_rule", {"rule": RULE}),
        ("edit_rule", {"rule": {"id": "…", **RULE}}),
        ("delete_rule", {"id": "…"}),
        ("delete_all_rules", {}),
    ],
)
async def test_the_vendors_samples(method: str, parameters: dict[str, Any]) -> None:
    _, sent = await ask("plug", f"count_down.{method}", parameters)
    assert sent == wanted(f"count_down.{method}")


async def test_start_in_an_empty_slot() -> None:
    methods = {
        "count_down.get_rules": {"rule_list": [], **OK},
        "count_down.add_rule": {"id": "A1", **OK},
    }
    fake = device("plug", methods)
    rule = await CountDownTopic(session(fake)).start(90, False)
    assert (rule.id, rule.delay, rule.on) == ("A1", 90, False)
    assert fake.sent[1]["count_down"]["add_rule"] == {
        "name": "Timer AddTimerObject",
        "enable": 1,
        "delay": 90,
        "act": 0,
    }


async def test_start_in_place_of_one_that_ended() -> None:
    methods = {"count_down.get_rules": {"rule_list": [ENDED], **OK}, "count_down.edit_rule": OK}
    fake = device("plug", methods)
    await CountDownTopic(session(fake)).start(90, False)
    sent = fake.sent[1]["count_down"]["edit_rule"]
    assert sent == {"id": "A1", "name": "n", "enable": 1, "delay": 90, "act": 0, "x": 1}


@pytest.mark.parametrize(("code", "error"), [(-11, ClockNotSetError), (-10, LimitError)])
async def test_refused(code: int, error: type[Exception]) -> None:
    methods = {
        "count_down.get_rules": {"rule_list": [], **OK},
        "count_down.add_rule": {"err_code": code},
    }
    with pytest.raises(error):
        await CountDownTopic(session(device("plug", methods))).start(90, True)


async def test_lights_have_none() -> None:
    fake = device("bulb_off")
    with pytest.raises(UnsupportedError):
        await CountDownTopic(session(fake)).get_rules()
    assert fake.sent == []
