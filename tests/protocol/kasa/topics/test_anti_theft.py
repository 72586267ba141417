"""Away mode, as the vendor's document says."""

from typing import Any

import pytest

from custom_components.accord.protocol.kasa import RuleTable
from custom_components.accord.protocol.kasa.topics.anti_theft import AntiTheftTopic
from tests.protocol.kasa.fakes import OK, device, session
from tests.protocol.kasa.vendor import ask, wanted

RULE: dict[str, Any] = {"name": "…", "start": {"kind": "sunset"}, "end": {"kind": "fixed"}}
ONCE = ("year", "month", "day")


async def test_rules() -> None:
    table, _ = await ask("plug", "anti_theft.get_rules")
    assert isinstance(table, RuleTable)
    added, sent = await ask("plug", "anti_theft.add_rule", {"rule": RULE})
    weekly = wanted("anti_theft.add_rule")
    assert sent == {name: value for name, value in weekly.items() if name not in ONCE}
    assert added.id == "…"
    _, sent = await ask("plug", "anti_theft.edit_rule", {"rule": {"id": "…", **RULE}})
    weekly = wanted("anti_theft.edit_rule")
    assert sent == {name: value for name, value in weekly.items() if name not in ONCE}


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("delete_rule", {"id": "…"}),
        ("delete_all_rules", {}),
        ("set_overall_enable", {"enable": True}),
    ],
)
async def test_the_vendors_samples(method: str, parameters: dict[str, Any]) -> None:
    _, sent = await ask("plug", f"anti_theft.{method}", parameters)
    assert sent == wanted(f"anti_theft.{method}")


async def test_lights_have_it_elsewhere() -> None:
    fake = device("bulb_off", {"smartlife.iot.common.anti_theft.set_overall_enable": OK})
    await AntiTheftTopic(session(fake)).set_overall_enable(True)
    assert fake.sent == [{"smartlife.iot.common.anti_theft": {"set_overall_enable": {"enable": 1}}}]
