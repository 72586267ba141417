"""Timers: what is sent, and the one slot."""

import pytest

from custom_components.accord.protocol.errors import (
    InvalidError,
    LimitError,
    NotFoundError,
    ProtocolError,
    UnsupportedError,
)
from custom_components.accord.protocol.kasa.errors import ClockNotSetError
from custom_components.accord.protocol.kasa.topics.count_down import LONGEST, CountDownTopic
from tests.protocol.kasa.fakes import FakeDevice, Json, device, session

STRIP = "8006C0FFEE00C0FFEE00C0FFEE00C0FFEE00C0FF"
OK = {"err_code": 0}
RULE = {"id": "A1", "name": "x", "enable": 1, "delay": 60, "act": 1, "remain": 30}
SENT = {"enable": 1, "delay": 60, "act": 1, "name": "add timer"}


def start(name: str, **methods: Json) -> tuple[FakeDevice, CountDownTopic]:
    fake = device(name, {f"count_down.{method}": answer for method, answer in methods.items()})
    return fake, CountDownTopic(session(fake))


def listing(*rules: Json) -> Json:
    return {"rule_list": list(rules), **OK}


async def test_get_rules() -> None:
    _, timers = start("plug", get_rules=listing(RULE, {"no": "id"}))
    assert [(rule.id, rule.on, rule.remain) for rule in await timers.get_rules()] == [
        ("A1", True, 30)
    ]


async def test_a_list_that_is_none() -> None:
    _, timers = start("plug", get_rules=OK)
    assert await timers.get_rules() == ()


async def test_add_rule() -> None:
    """The document's request; truth values become integers."""
    fake, timers = start("plug", add_rule={"id": "B2", **OK})
    assert await timers.add_rule(60, True) == "B2"
    assert fake.sent == [{"count_down": {"add_rule": SENT}}]
    assert fake.repeatable[-1] is False


async def test_add_rule_without_an_id_in_the_answer() -> None:
    _, timers = start("plug", add_rule=OK)
    with pytest.raises(ProtocolError):
        await timers.add_rule(60, True)


async def test_edit_and_delete() -> None:
    fake, timers = start("plug", edit_rule=OK, delete_rule=OK, delete_all_rules=OK)
    await timers.edit_rule("A1", 60, True)
    await timers.delete_rule("A1")
    await timers.delete_all_rules()
    assert fake.sent == [
        {"count_down": {"edit_rule": {"id": "A1", **SENT}}},
        {"count_down": {"delete_rule": {"id": "A1"}}},
        {"count_down": {"delete_all_rules": {}}},
    ]


@pytest.mark.parametrize(
    ("code", "kind"), [(-10, LimitError), (-11, ClockNotSetError), (-14, NotFoundError)]
)
async def test_refusals(code: int, kind: type[Exception]) -> None:
    _, timers = start("plug", add_rule={"err_code": code})
    with pytest.raises(kind):
        await timers.add_rule(60, True)


@pytest.mark.parametrize("delay", [0, -1, LONGEST + 1])
async def test_delays_that_make_no_sense(delay: int) -> None:
    fake, timers = start("plug")
    with pytest.raises(InvalidError, match="delay"):
        await timers.add_rule(delay, True)
    assert fake.sent == []


async def test_start_takes_the_slot_as_it_is() -> None:
    fake, timers = start("plug", get_rules=listing(), add_rule={"id": "B2", **OK})
    await timers.start(60, True)
    assert fake.sent[-1] == {"count_down": {"add_rule": SENT}}
    fake, timers = start("plug", get_rules=listing(RULE | {"enable": 0}), edit_rule=OK)
    await timers.start(60, True)
    assert fake.sent[-1] == {"count_down": {"edit_rule": {"id": "A1", **SENT}}}


async def test_cancel() -> None:
    fake, timers = start("plug", get_rules=listing(RULE), delete_rule=OK)
    await timers.cancel()
    assert fake.sent[-1] == {"count_down": {"delete_rule": {"id": "A1"}}}
    _, timers = start("plug", get_rules=listing(RULE | {"enable": 0, "remain": 0}))
    with pytest.raises(NotFoundError, match="no timer is running"):
        await timers.cancel()


async def test_an_outlet() -> None:
    fake, timers = start("strip", get_rules=listing(RULE))
    assert len(await timers.get_rules(f"{STRIP}01")) == 1
    context = {"child_ids": [f"{STRIP}01"]}
    assert fake.sent == [{"context": context, "count_down": {"get_rules": {}}}]
    with pytest.raises(InvalidError, match="outlet is missing"):
        await timers.get_rules()
    with pytest.raises(NotFoundError):
        await timers.get_rules(f"{STRIP}07")


@pytest.mark.parametrize("name", ["bulb_off", "light_strip"])
async def test_lights_have_none(name: str) -> None:
    fake, timers = start(name)
    with pytest.raises(UnsupportedError):
        await timers.get_rules()
    assert fake.sent == []
