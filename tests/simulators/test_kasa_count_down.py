"""`count_down`: one slot, a clock that runs, a relay that moves."""

import pytest

from simulators.clock import Clock
from simulators.kasa import KasaDevice
from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import ask, call

RULE = {"enable": 1, "delay": 60, "act": 1, "name": "x"}


async def rules(device: KasaDevice) -> list[dict[str, object]]:
    return (await call(device, "count_down", "get_rules"))["rule_list"]


async def test_it_runs_down_and_switches(start: Start, clock: Clock) -> None:
    device = await start("HS103")
    added = await call(device, "count_down", "add_rule", **RULE, unknown=7)
    assert len(added["id"]) == 32
    await clock.wait_for_sleepers()
    clock.advance(45)
    (rule,) = await rules(device)
    assert rule == {**RULE, "unknown": 7, "id": added["id"], "remain": 15}
    sysinfo = await call(device, "system", "get_sysinfo")
    assert sysinfo["active_mode"] == "count_down"
    assert (sysinfo["next_action"]["type"], sysinfo["next_action"]["action"]) == (2, 1)

    clock.advance(15)
    (rule,) = await rules(device)
    assert (rule["enable"], rule["remain"]) == (0, 0)
    assert device.outlets[0].on
    assert (await call(device, "system", "get_sysinfo"))["active_mode"] == "none"


async def test_one_slot(start: Start) -> None:
    """A second rule is refused, also beside one that does not run."""
    device = await start("HS103")
    await call(device, "count_down", "add_rule", **(RULE | {"enable": 0}))
    assert (await call(device, "count_down", "add_rule", **RULE))["err_code"] == -10
    (rule,) = await rules(device)
    edited = await call(device, "count_down", "edit_rule", **(RULE | {"id": rule["id"], "act": 0}))
    assert edited["err_code"] == 0
    (rule,) = await rules(device)
    assert (rule["enable"], rule["act"], rule["remain"]) == (1, 0, 60)


async def test_an_edited_or_deleted_rule_does_not_fire(start: Start, clock: Clock) -> None:
    device = await start("HS103")
    added = await call(device, "count_down", "add_rule", **RULE)
    await call(device, "count_down", "edit_rule", **(RULE | {"id": added["id"], "delay": 600}))
    await clock.wait_for_sleepers(2)
    clock.advance(60)
    assert (await rules(device))[0]["remain"] == 540
    assert not device.outlets[0].on
    assert (await call(device, "count_down", "delete_rule", id=added["id"]))["err_code"] == 0
    clock.advance(600)
    assert await rules(device) == []
    assert not device.outlets[0].on


async def test_unknown_ids(start: Start) -> None:
    device = await start("HS103")
    for method in ("edit_rule", "delete_rule"):
        answer = await call(device, "count_down", method, **RULE, id="nobody")
        assert answer["err_code"] == -14


@pytest.mark.parametrize("module", ["count_down", "schedule", "anti_theft"])
async def test_nothing_to_delete(start: Start, module: str) -> None:
    """Without an id all devices answer as bulbs do."""
    assert (await call(await start("HS103"), module, "delete_rule"))["err_code"] == -10002


async def test_each_rule_has_an_id_of_its_own(start: Start) -> None:
    """Also at the same moment, and an outlet knows its own only."""
    device = await start("KP303")
    ids = []
    for outlet in device.outlets[:2]:
        context = {"child_ids": [device.child_id(outlet)]}
        answer = await ask(device, {"context": context, "count_down": {"add_rule": RULE}})
        ids.append(answer["count_down"]["add_rule"]["id"])
    assert len(set(ids)) == 2
    wrong = {"context": {"child_ids": [device.child_id(device.outlets[0])]}}
    answer = await ask(device, wrong | {"count_down": {"delete_rule": {"id": ids[1]}}})
    assert answer["count_down"]["delete_rule"]["err_code"] == -14


async def test_it_survives_a_restart(start: Start, clock: Clock) -> None:
    device = await start("HS103")
    await call(device, "count_down", "add_rule", **RULE)
    await clock.wait_for_sleepers()
    device.restart()
    clock.advance(60)
    assert [rule["remain"] for rule in await rules(device)] == [0]
    assert device.outlets[0].on


async def test_a_clock_that_was_never_set(start: Start) -> None:
    device = await start("HS103")
    device.time.forget()
    assert (await call(device, "count_down", "add_rule", **RULE))["err_code"] == -11
    assert await rules(device) == []


@pytest.mark.parametrize("change", [{"enable": 2}, {"delay": "60"}, {"delay": -1}, {"act": True}])
async def test_odd_values(start: Start, change: dict[str, object]) -> None:
    device = await start("HS103")
    assert (await call(device, "count_down", "add_rule", **(RULE | change)))["err_code"] == -3


async def test_outlets_have_their_own(start: Start) -> None:
    device = await start("KP303")
    context = {"child_ids": [device.child_id(device.outlets[1])]}
    answer = await ask(device, {"context": context, "count_down": {"add_rule": RULE}})
    assert answer["count_down"]["add_rule"]["err_code"] == 0
    assert [outlet.timer is not None for outlet in device.outlets] == [False, True, False]
    await ask(device, {"count_down": {"delete_all_rules": {}}})
    assert not any(outlet.timer for outlet in device.outlets)


async def test_bulbs_have_none(start: Start) -> None:
    device = await start("KL130")
    answer = await ask(device, {"count_down": {"get_rules": {}}})
    assert answer["count_down"]["err_code"] == -2001
