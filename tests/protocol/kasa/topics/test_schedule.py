"""The schedule, as the vendor's document says."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.kasa import NextAction, Rule, RuleTable
from custom_components.accord.protocol.kasa.topics.schedule import ScheduleTopic
from tests.protocol.kasa.fakes import OK, device, session
from tests.protocol.kasa.vendor import ask, wanted

STRIP = "8006C0FFEE00C0FFEE00C0FFEE00C0FFEE00C0FF"
LIGHT: dict[str, Any] = {
    "on": True,
    "color_temp": 2700,
    "brightness": 25,
    "transition": 1000,
}
RULE: dict[str, Any] = {
    "name": "…",
    "repeat": False,
    "date": {"year": 2000, "month": 1, "day": 1},
    "start": {"kind": "sunrise"},
    "start_action": "on",
    "start_light": LIGHT,
    "end": {"kind": "sunset"},
    "end_action": "off",
    "end_light": LIGHT | {"on": False, "brightness": 0},
}
SATURDAY = {"wday": [0, 0, 0, 0, 0, 0, 1]}


async def test_rules() -> None:
    table, sent = await ask("plug", "schedule.get_rules")
    assert isinstance(table, RuleTable)
    assert sent == {}
    added, sent = await ask("plug", "schedule.add_rule", {"rule": RULE})
    assert sent == wanted("schedule.add_rule") | SATURDAY
    assert isinstance(added, Rule)
    _, sent = await ask("plug", "schedule.edit_rule", {"rule": {"id": "…", **RULE}})
    assert sent == wanted("schedule.edit_rule") | SATURDAY
    assert added.id == "…"


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("delete_rule", {"id": "…"}),
        ("delete_all_rules", {}),
        ("set_overall_enable", {"enable": True}),
        ("get_daystat", {"year": 2000, "month": 1}),
        ("get_monthstat", {"year": 2000}),
    ],
)
async def test_the_vendors_samples(method: str, parameters: dict[str, Any]) -> None:
    _, sent = await ask("plug", f"schedule.{method}", parameters)
    assert sent == wanted(f"schedule.{method}")


async def test_lights_have_it_elsewhere() -> None:
    fake = device("bulb_off", {"smartlife.iot.common.schedule.delete_all_rules": OK})
    await ScheduleTopic(session(fake)).delete_all_rules()
    assert fake.sent == [{"smartlife.iot.common.schedule": {"delete_all_rules": {}}}]


async def test_strips_have_one_per_outlet() -> None:
    fake = device("strip", {"schedule.set_overall_enable": OK})
    topic = ScheduleTopic(session(fake))
    await topic.set_overall_enable(False, f"{STRIP}00")
    context = {"context": {"child_ids": [f"{STRIP}00"]}}
    assert fake.sent == [context | {"schedule": {"set_overall_enable": {"enable": 0}}}]
    with pytest.raises(InvalidError):
        await topic.get_rules()


async def test_next_action() -> None:
    answer = {"type": 2, "id": "A", "schd_time": 3600, "action": 1, **OK}
    fake = device("plug", {"schedule.get_next_action": answer})
    found = await ScheduleTopic(session(fake)).get_next_action()
    assert found == NextAction(type=2, seconds=3600, on=True)


async def test_months() -> None:
    with pytest.raises(InvalidError):
        await ScheduleTopic(session(device("plug"))).get_daystat(2026, 13)
