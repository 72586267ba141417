"""Smart Control: routines are kept, and the relay follows motion."""

from typing import Any

import pytest

from simulators.clock import Clock
from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import ask, call

MODULE = "smartlife.iot.sensor_trigger"
SEGMENT: dict[str, Any] = {"sT": 0, "eT": 1440, "clr": 0, "onTT": 1, "offTT": 2, "offWT": 90}
ROUTINE: dict[str, Any] = {"en": 1, "name": "day", "wday": [1] * 7, "array": [SEGMENT]}


async def test_as_sold(start: Start) -> None:
    """One routine for the whole day, which overwrites what the sensor was set to."""
    device = await start("KS200M")
    (rule,) = (await call(device, MODULE, "get_weekday_routine"))["array"]
    assert (rule["id"], rule["array"][0]["offWT"]) == ("0", 60)
    await call(device, "smartlife.iot.PIR", "set_cold_time", cold_time=15000)
    device.motion.move()
    assert (await call(device, "smartlife.iot.PIR", "get_config"))["cold_time"] == 60000


async def test_the_light_follows(start: Start, clock: Clock) -> None:
    device = await start("KS200M")
    device.motion.move(seconds=10)
    assert device.outlets[0].on
    await clock.wait_for_sleepers()
    clock.advance(69)
    await call(device, "system", "get_sysinfo")
    assert device.outlets[0].on
    clock.advance(1)
    await call(device, "system", "get_sysinfo")
    assert not device.outlets[0].on


async def test_only_when_it_is_dark(start: Start) -> None:
    device = await start("KS200M")
    dark = ROUTINE | {"id": "0", "array": [SEGMENT | {"onTT": 2}]}
    assert (await call(device, MODULE, "edit_weekday_routine", **dark))["err_code"] == 0
    device.ambient.shine(100)
    device.motion.move()
    assert not device.outlets[0].on
    device.ambient.shine(0)
    device.motion.move()
    assert device.outlets[0].on


async def test_switching_off_by_hand_holds_it_off(start: Start, clock: Clock) -> None:
    device = await start("KS200M")
    device.outlets[0].switch(True)
    clock.advance(1)
    device.press_button()
    clock.advance(30)
    device.motion.move()
    assert not device.outlets[0].on
    clock.advance(31)
    device.motion.move()
    assert device.outlets[0].on


async def test_routines(start: Start) -> None:
    """Members that nobody knows are kept."""
    device = await start("ES20M")
    added = await call(device, MODULE, "add_weekday_routine", **ROUTINE, novelty=1)
    found = (await call(device, MODULE, "get_weekday_routine"))["array"]
    assert found[1] == ROUTINE | {"id": added["id"], "novelty": 1}
    changed = ROUTINE | {"id": added["id"], "en": 0}
    assert (await call(device, MODULE, "edit_weekday_routine", **changed))["err_code"] == 0
    answer = await call(device, MODULE, "delete_weekday_routine", id=added["id"])
    assert answer["err_code"] == 0
    assert len((await call(device, MODULE, "get_weekday_routine"))["array"]) == 1
    answer = await call(device, MODULE, "delete_weekday_routine", id=added["id"])
    assert answer["err_code"] == -14


@pytest.mark.parametrize(
    "changes",
    [
        {"wday": [1] * 6},
        {"en": True},
        {"array": []},
        {"array": [SEGMENT | {"eT": 1441}]},
        {"array": [SEGMENT | {"sT": 700, "eT": 700}]},
        {"array": [SEGMENT | {"onTT": 3}]},
        {"array": [SEGMENT | {"offTT": 1}]},
        {"array": [7]},
        {"id": "1"},
    ],
)
async def test_refusals(start: Start, changes: dict[str, Any]) -> None:
    device = await start("KS200M")
    answer = await call(device, MODULE, "add_weekday_routine", **(ROUTINE | changes))
    assert answer["err_code"] == -3


async def test_manual_action(start: Start) -> None:
    device = await start("KS200M")
    answer = await call(device, MODULE, "set_default_manual_action", offToS=15)
    assert answer["err_code"] == 0
    found = await call(device, MODULE, "get_default_manual_action")
    assert (found["offToS"], found["onToS"]) == (15, 10)
    for wrong in ({}, {"offToS": -1}, {"novelty": 1}):
        answer = await call(device, MODULE, "set_default_manual_action", **wrong)
        assert answer["err_code"] == -3


async def test_others_have_none(start: Start) -> None:
    device = await start("HS200")
    answer = await ask(device, {MODULE: {"get_weekday_routine": {}}})
    assert answer[MODULE]["err_code"] == -1
