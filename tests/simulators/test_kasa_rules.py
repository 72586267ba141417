"""`schedule` and `anti_theft`: rules that are checked, kept and carried out."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from simulators.clock import Clock
from simulators.kasa import KasaDevice
from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import ask, call

type Json = dict[str, Any]

ON_AT_TEN: Json = {
    "name": "name",
    "enable": 1,
    "wday": [0, 1, 1, 1, 1, 1, 0],
    "repeat": 1,
    "stime_opt": 0,
    "smin": 600,
    "soffset": 0,
    "sact": 1,
    "etime_opt": -1,
    "emin": 0,
    "eact": -1,
}
AWAY: Json = {
    "name": "name",
    "enable": 1,
    "wday": [1] * 7,
    "repeat": 1,
    "stime_opt": 0,
    "smin": 600,
    "soffset": 0,
    "etime_opt": 0,
    "emin": 720,
    "eoffset": 0,
    "frequency": 5,
    "force": 0,
    "duration": 2,
    "lastFor": 1,
}
BULBS = "smartlife.iot.common.schedule"
HOUR = 3600


async def rules(device: KasaDevice, module: str = "schedule") -> list[Json]:
    found: list[Json] = (await call(device, module, "get_rules"))["rule_list"]
    return found


async def pass_time(clock: Clock, seconds: float) -> None:
    """Let the rules' task wait before time passes, and wake after it."""
    await clock.wait_for_sleepers()
    clock.advance(seconds)


async def test_a_rule_is_carried_out(start: Start, clock: Clock) -> None:
    """The frozen clock starts on a Monday at nine."""
    device = await start("HS103")
    added = await call(device, "schedule", "add_rule", **ON_AT_TEN)
    sysinfo = await call(device, "system", "get_sysinfo")
    assert sysinfo["active_mode"] == "schedule"
    expected = {"type": 1, "id": added["id"], "schd_sec": 36000, "action": 1}
    assert sysinfo["next_action"] == expected
    following = await call(device, "schedule", "get_next_action")
    assert (following["type"], following["schd_time"]) == (1, 36000)
    await pass_time(clock, HOUR - 1)
    await call(device, "system", "get_sysinfo")
    assert not device.outlets[0].on
    clock.advance(1)
    await call(device, "system", "get_sysinfo")
    assert device.outlets[0].on


async def test_weekdays(start: Start, clock: Clock) -> None:
    """On Friday, not on Saturday, and again on Monday."""
    device = await start("HS103")
    await call(device, "schedule", "add_rule", **ON_AT_TEN)
    switched = []
    for _ in range(8):
        await pass_time(clock, 24 * HOUR)
        await call(device, "system", "get_sysinfo")
        switched.append(device.outlets[0].on)
        device.outlets[0].switch(False)
    assert switched == [True] * 5 + [False] * 2 + [True]


async def test_start_and_end(start: Start, clock: Clock) -> None:
    device = await start("HS103")
    night = ON_AT_TEN | {"smin": 1380, "etime_opt": 0, "emin": 60, "eoffset": 0, "eact": 0}
    await call(device, "schedule", "add_rule", **night)
    await pass_time(clock, 14.5 * HOUR)
    await call(device, "system", "get_sysinfo")
    assert device.outlets[0].on
    await pass_time(clock, 2 * HOUR)
    await call(device, "system", "get_sysinfo")
    assert not device.outlets[0].on


async def test_one_day_only(start: Start, clock: Clock) -> None:
    """It is kept, but does nothing more."""
    device = await start("HS103")
    once = ON_AT_TEN | {"repeat": 0, "year": 2026, "month": 11, "day": 4, "wday": [0] * 7}
    await call(device, "schedule", "add_rule", **once)
    await pass_time(clock, 24 * HOUR)
    await call(device, "system", "get_sysinfo")
    assert not device.outlets[0].on
    await pass_time(clock, 25 * HOUR)
    await call(device, "system", "get_sysinfo")
    assert device.outlets[0].on
    assert (await rules(device))[0]["enable"] == 0


async def test_the_sun(start: Start, clock: Clock) -> None:
    """Amsterdam, 2 November 2026: sunset at 17:07 by the almanac."""
    device = await start("HS103", time_zone=ZoneInfo("Europe/Amsterdam"))
    sunset = ON_AT_TEN | {"stime_opt": 2, "smin": 0, "soffset": -30}
    await call(device, "schedule", "add_rule", **sunset)
    (rule,) = await rules(device)
    assert abs(rule["smin"] - (17 * 60 + 7 - 30)) <= 2
    await pass_time(clock, (rule["smin"] - 10 * 60) * 60 - 60)
    await call(device, "system", "get_sysinfo")
    assert not device.outlets[0].on
    clock.advance(60)
    await call(device, "system", "get_sysinfo")
    assert device.outlets[0].on


async def test_where_the_sun_does_not_set(start: Start) -> None:
    device = await start("HS103", latitude=78.0, longitude=15.0)
    await call(device, "schedule", "add_rule", **(ON_AT_TEN | {"stime_opt": 1}))
    assert (await call(device, "schedule", "get_next_action"))["type"] == -1


async def test_an_outlet_has_rules_of_its_own(start: Start, clock: Clock) -> None:
    device = await start("KP303")
    context = {"context": {"child_ids": [device.child_id(device.outlets[1])]}}
    answer = await ask(device, context | {"schedule": {"add_rule": ON_AT_TEN}})
    assert len(answer["schedule"]["add_rule"]["id"]) == 32
    await pass_time(clock, HOUR)
    await call(device, "system", "get_sysinfo")
    assert [outlet.on for outlet in device.outlets] == [False, True, False]
    nobody = await ask(device, {"context": {"child_ids": []}, "schedule": {"get_rules": {}}})
    assert nobody["schedule"]["get_rules"]["err_code"] == 0


async def test_overall_enable(start: Start, clock: Clock) -> None:
    device = await start("HS103")
    await call(device, "schedule", "add_rule", **ON_AT_TEN)
    await clock.wait_for_sleepers()
    await call(device, "schedule", "set_overall_enable", enable=0)
    assert (await call(device, "schedule", "get_rules"))["enable"] == 0
    clock.advance(HOUR)
    await call(device, "system", "get_sysinfo")
    assert not device.outlets[0].on


async def test_a_light(start: Start, clock: Clock) -> None:
    device = await start("KL135", light_on=False)
    light = {
        "on_off": 1,
        "mode": "customize_preset",
        "hue": 120,
        "saturation": 80,
        "color_temp": 0,
        "brightness": 33,
        "transition_period": 0,
    }
    rule = ON_AT_TEN | {"sact": 2, "s_light": light}
    await call(device, BULBS, "add_rule", **rule)
    following = await call(device, BULBS, "get_next_action")
    assert (following["action"], following["light"]["hue"]) == (2, 120)
    await pass_time(clock, HOUR)
    await call(device, "system", "get_sysinfo")
    shown = device.light.as_json()
    assert (shown["on_off"], shown["hue"], shown["brightness"]) == (1, 120, 33)


async def test_away_mode(start: Start, clock: Clock) -> None:
    """On and off within the window, off at its end, and alike in every run."""
    device = await start("HS103")
    await call(device, "anti_theft", "add_rule", **AWAY)
    seen = []
    for _ in range(24):
        await pass_time(clock, 600)
        await call(device, "system", "get_sysinfo")
        seen.append(device.outlets[0].on)
    assert not any(seen[:6])
    assert any(seen[6:17])
    assert not any(seen[17:])
    (rule,) = await rules(device, "anti_theft")
    assert rule.keys() & {"duration", "lastFor", "force"} == set()


async def test_round_trip(start: Start) -> None:
    """Members that nobody knows are kept; edit replaces the whole rule."""
    device = await start("HS103")
    added = await call(device, "schedule", "add_rule", **ON_AT_TEN, novelty={"a": [1]})
    (rule,) = await rules(device)
    assert rule == ON_AT_TEN | {"id": added["id"], "novelty": {"a": [1]}}
    edited = await call(device, "schedule", "edit_rule", **(ON_AT_TEN | {"id": added["id"]}))
    assert edited["err_code"] == 0
    (rule,) = await rules(device)
    assert "novelty" not in rule
    assert (await call(device, "schedule", "delete_rule", id=added["id"]))["err_code"] == 0
    assert await rules(device) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"wday": [1, 1, 1]},
        {"wday": [True] * 7},
        {"wday": "1111111"},
        {"enable": True},
        {"smin": 1440},
        {"smin": 600.0},
        {"stime_opt": 3},
        {"sact": 2},
        {"repeat": 0},
        {"repeat": 0, "year": 2026, "month": 2, "day": 30},
        {"id": "A" * 32},
        {"name": None},
    ],
)
async def test_refusals(start: Start, changes: Json) -> None:
    device = await start("HS103")
    answer = await call(device, "schedule", "add_rule", **(ON_AT_TEN | changes))
    assert answer["err_code"] == -3
    assert await rules(device) == []


@pytest.mark.parametrize("missing", sorted(ON_AT_TEN.keys() - {"soffset"}))
async def test_members_that_are_needed(start: Start, missing: str) -> None:
    device = await start("HS103")
    rule = {key: value for key, value in ON_AT_TEN.items() if key != missing}
    assert (await call(device, "schedule", "add_rule", **rule))["err_code"] == -3


async def test_away_needs_its_frequency(start: Start) -> None:
    device = await start("HS103")
    rule = {key: value for key, value in AWAY.items() if key != "frequency"}
    assert (await call(device, "anti_theft", "add_rule", **rule))["err_code"] == -3


async def test_other_codes(start: Start) -> None:
    """An unknown id, a full table, and a device that does not know the time."""
    device = await start("HS103")
    for method in ("edit_rule", "delete_rule"):
        answer = await call(device, "schedule", method, **(ON_AT_TEN | {"id": "B" * 32}))
        assert answer["err_code"] == -14
    for _ in range(32):
        assert (await call(device, "schedule", "add_rule", **ON_AT_TEN))["err_code"] == 0
    assert (await call(device, "schedule", "add_rule", **ON_AT_TEN))["err_code"] == -10
    assert (await call(device, "schedule", "delete_all_rules"))["err_code"] == 0
    device.control("clock", {"unset": True})
    assert (await call(device, "schedule", "add_rule", **ON_AT_TEN))["err_code"] == -11
    bulb = await start("KL110")
    assert (await call(bulb, BULBS, "delete_rule"))["err_code"] == -10002


async def test_rules_survive_a_restart_and_not_a_reset(start: Start, clock: Clock) -> None:
    device = await start("HS103")
    await call(device, "schedule", "add_rule", **ON_AT_TEN)
    device.restart()
    await clock.wait_for_sleepers()
    clock.advance(HOUR)
    await call(device, "system", "get_sysinfo")
    assert device.outlets[0].on
    device.factory_reset()
    assert await rules(device) == []
