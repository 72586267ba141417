"""Relays switch, fall back and stay; what they do is told and logged."""

import pytest

from simulators.clock import Clock
from tests.simulators.conftest import Served, StartUnit
from tests.simulators.raw_akuvox import get, post

PULSE = {"mode": 0, "num": 1, "level": 0, "delay": 4}
CONFIG = "Config.DoorSetting.RELAY."


async def test_pulse_falls_back(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit()
    assert await get(unit, "relay/trig", **PULSE) == {
        "retcode": 0,
        "action": "trig",
        "message": "OK",
    }
    assert (await get(unit, "relay/status"))["data"] == {"RelayA": 1, "RelayB": 0}
    clock.advance(3.9)
    assert (await get(unit, "relay/status"))["data"]["RelayA"] == 1
    clock.advance(0.1)
    assert (await get(unit, "relay/status"))["data"]["RelayA"] == 0


async def test_no_delay_is_hold_time(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit(config={f"{CONFIG}HoldDelayB": "7"})
    await post(unit, "relay/trig", {**PULSE, "num": 2, "delay": 0})
    clock.advance(6.9)
    assert unit.relays["B"].switched
    clock.advance(0.1)
    assert not unit.relays["B"].switched


async def test_second_pulse_replaces_the_first(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit()
    await post(unit, "relay/trig", PULSE)
    clock.advance(3)
    await post(unit, "relay/trig", PULSE)
    clock.advance(3)
    assert unit.relays["A"].switched
    clock.advance(1)
    assert not unit.relays["A"].switched


async def test_trigger_delay(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit(config={f"{CONFIG}TriggerDelayA": "2"})
    await post(unit, "relay/trig", PULSE)
    assert not unit.relays["A"].switched
    clock.advance(2)
    assert unit.relays["A"].switched
    clock.advance(4)
    assert not unit.relays["A"].switched


async def test_manual_mode_stays(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit()
    await post(unit, "relay/trig", {"mode": 1, "num": 1, "level": 1, "delay": 5})
    clock.advance(3600)
    assert unit.relays["A"].switched
    await post(unit, "relay/trig", {"mode": 1, "num": 1, "level": 0, "delay": 0})
    assert not unit.relays["A"].switched


async def test_bistable_relay_toggles(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit("E18C")
    toggle = {**PULSE, "num": 2}
    await post(unit, "relay/trig", toggle)
    clock.advance(3600)
    assert unit.relays["B"].switched
    await post(unit, "relay/trig", toggle)
    assert not unit.relays["B"].switched
    await post(unit, "relay/trig", {**toggle, "mode": 1, "level": 1})
    assert not unit.relays["B"].switched, "mode 1 only closes"


async def test_inverted_relay(start_unit: StartUnit) -> None:
    unit = await start_unit()
    await post(unit, "relay/set", {f"{CONFIG}TypeA": "1"})
    assert (await get(unit, "relay/status"))["data"]["RelayA"] == 1
    await post(unit, "relay/trig", PULSE)
    assert (await get(unit, "relay/status"))["data"]["RelayA"] == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"mode": 2},
        {"num": 0},
        {"num": 3},
        {"level": "high"},
        {"delay": 65536},
        {"delay": -1},
        {"mode": None},
    ],
    ids=str,
)
async def test_wrong_parameters(
    start_unit: StartUnit, served: Served, wrong: dict[str, object]
) -> None:
    unit = await start_unit()
    data = {name: value for name, value in (PULSE | wrong).items() if value is not None}
    assert (await post(unit, "relay/trig", data))["retcode"] == -100
    assert (await get(unit, "relay/trig", **data))["retcode"] == -100
    assert served == [("akuvox", "relay/trig", -100)] * 2
    assert not any(relay.switched for relay in unit.relays.relays.values())


async def test_numbers_in_json_are_no_texts(start_unit: StartUnit) -> None:
    unit = await start_unit()
    data = {name: str(value) for name, value in PULSE.items()}
    assert (await post(unit, "relay/trig", data))["retcode"] == -100


async def test_as_many_relays_as_the_model_has(start_unit: StartUnit) -> None:
    for model, count in (("A01", 1), ("A05", 2), ("R29S", 3)):
        unit = await start_unit(model)
        assert len((await get(unit, "relay/status"))["data"]) == count


async def test_free_passage(start_unit: StartUnit) -> None:
    unit = await start_unit("E18C")
    free = "Config.DoorSetting.RELAYSCHEDULE.RelayA"
    await post(unit, "relay/set", {f"{free}Enable": "1", f"{free}Schedule": "1001/"})
    assert (await get(unit, "relay/status"))["data"] == {"RelayA": 1, "RelayB": 0}
    await post(unit, "relay/set", {f"{free}Schedule": "1002/"})
    assert (await get(unit, "relay/status"))["data"]["RelayA"] == 0


async def test_door_log_grows(start_unit: StartUnit) -> None:
    unit = await start_unit()
    await post(unit, "relay/trig", PULSE)
    rows = (await get(unit, "doorlog/get", page=1))["data"]["item"]
    assert [(row["ID"], row["Type"], row["Status"]) for row in rows] == [("1", "0", "0")]


async def test_restart_lets_relays_fall_back(start_unit: StartUnit) -> None:
    unit = await start_unit()
    await post(unit, "relay/trig", PULSE)
    unit.restart()
    assert (await get(unit, "relay/status"))["data"]["RelayA"] == 0


@pytest.mark.parametrize("model", ["A05", "E18C", "X912"])
async def test_spelling_of_keys(start_unit: StartUnit, model: str) -> None:
    unit = await start_unit(model)
    keys = (await get(unit, "relay/get"))["data"]
    hold = f"{CONFIG}RelayADelay" if model == "X912" else f"{CONFIG}HoldDelayA"
    kind = f"{CONFIG}TypeA" if model == "A05" else f"{CONFIG}RelayAType"
    assert keys[hold] == "5"
    assert keys[kind] == "0"
    assert (f"{CONFIG}RelayAMode" in keys) == (model == "E18C")
