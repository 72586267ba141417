"""Tables of rules: what is written is read back, what cannot be read back is believed."""

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.kasa.models.countdown import CountdownRule
from custom_components.accord.protocol.kasa.topics.count_down import CountDownTopic
from custom_components.accord.protocol.kasa.topics.table import check_id
from tests.protocol.kasa.fakes import OK, Json, device, session

STORED: Json = {"id": "A1", "name": "n", "enable": 1, "delay": 60, "act": 1, "remain": 59}
RULE = CountdownRule(delay=60, on=True)


async def test_added_and_read_back() -> None:
    fake = device(
        "plug",
        {
            "count_down.add_rule": {"id": "A1", **OK},
            "count_down.get_rules": {"rule_list": [{"id": "B"}, STORED], **OK},
        },
    )
    assert await CountDownTopic(session(fake)).add_rule(RULE) == CountdownRule.from_wire(STORED)
    assert [list(request["count_down"]) for request in fake.sent] == [["add_rule"], ["get_rules"]]
    assert fake.repeatable == [True, False, True]


async def test_what_cannot_be_read_back_is_returned_as_sent() -> None:
    fake = device("plug", {"count_down.add_rule": {"id": "A1", **OK}})
    found = await CountDownTopic(session(fake)).add_rule(RULE)
    assert found == CountdownRule(id="A1", delay=60, on=True)


async def test_edit_is_repeatable_and_delete_is_not() -> None:
    methods = {"edit_rule": OK, "delete_rule": OK, "get_rules": {"rule_list": [], **OK}}
    fake = device("plug", {f"count_down.{name}": answer for name, answer in methods.items()})
    topic = CountDownTopic(session(fake))
    await topic.edit_rule(CountdownRule(id="A1", delay=5, on=False))
    assert fake.sent[0]["count_down"]["edit_rule"]["id"] == "A1"
    assert fake.repeatable[1] is True
    await topic.delete_rule("A1")
    assert fake.sent[-1] == {"count_down": {"delete_rule": {"id": "A1"}}}
    assert fake.repeatable[-1] is False


async def test_rules_need_an_id() -> None:
    fake = device("plug")
    topic = CountDownTopic(session(fake))
    with pytest.raises(InvalidError, match="id is missing"):
        await topic.edit_rule(RULE)
    with pytest.raises(InvalidError):
        await topic.delete_rule("")
    with pytest.raises(InvalidError):
        check_id("")
    assert fake.sent == []
