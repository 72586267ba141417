"""Schedule, away mode, countdown and Smart Control over real sockets."""

from dataclasses import replace

import pytest

from custom_components.accord.protocol.errors import LimitError, NotFoundError, UnsupportedError
from custom_components.accord.protocol.kasa import (
    AwayRule,
    CountdownRule,
    LightAction,
    Moment,
    MomentKind,
    OffTrigger,
    OnTrigger,
    Rule,
    RuleAction,
    RuleDate,
    Segment,
    SmartControl,
)
from tests.protocol.kasa.homes import Connect

EVENING = Rule(
    start=Moment(kind=MomentKind.SUNSET, offset=-30),
    start_action=RuleAction.ON,
    weekdays=(False, True, True, True, True, True, False),
)
ONCE = Rule(
    start=Moment(minute=950),
    start_action=RuleAction.OFF,
    repeat=False,
    date=RuleDate(year=2027, month=1, day=3),
)
FADE = Rule(
    start=Moment(minute=360),
    start_action=RuleAction.LIGHT,
    start_light=LightAction(on=True, color_temp=2700, brightness=60, transition=300_000),
    end=Moment(minute=420),
    end_action=RuleAction.LIGHT,
    end_light=LightAction.off(1000),
)


@pytest.mark.parametrize("name", ["Freezer", "Hall switch", "Dining room"])
async def test_schedule(name: str, connect: Connect) -> None:
    schedule = (await connect(name)).schedule
    await schedule.delete_all_rules()
    evening, once = await schedule.add_rule(EVENING), await schedule.add_rule(ONCE)
    table = await schedule.get_rules()
    assert table.rules == (evening, once)
    assert (evening.start.kind, evening.start.offset) == (MomentKind.SUNSET, -30)
    assert evening.weekdays == EVENING.weekdays
    assert (once.repeat, once.date, once.start) == (False, ONCE.date, ONCE.start)
    edited = await schedule.edit_rule(replace(evening, enable=False))
    assert edited == replace(evening, enable=False)
    await schedule.delete_rule(once.id)
    with pytest.raises(NotFoundError):
        await schedule.delete_rule(once.id)
    for enable in (False, True):
        await schedule.set_overall_enable(enable)
        assert (await schedule.get_rules()).enable is enable
    await schedule.delete_all_rules()
    assert (await schedule.get_rules()).rules == ()


@pytest.mark.parametrize("name", ["Reading lamp", "Shelf"])
async def test_schedule_of_lights(name: str, connect: Connect) -> None:
    schedule = (await connect(name)).schedule
    await schedule.delete_all_rules()
    stored = await schedule.add_rule(FADE)
    assert stored == replace(FADE, id=stored.id)
    assert (await schedule.get_rules()).rules == (stored,)


async def test_schedules_of_outlets(connect: Connect) -> None:
    client = await connect("Garden")
    first, last = (outlet.id for outlet in (await client.system.get_sysinfo()).outlets)
    await client.schedule.delete_all_rules(first)
    before = await client.schedule.get_rules(last)
    stored = await client.schedule.add_rule(EVENING, first)
    assert (await client.schedule.get_rules(first)).rules == (stored,)
    assert await client.schedule.get_rules(last) == before


async def test_usage(connect: Connect) -> None:
    client = await connect("Freezer")
    now = await client.time.get_time()
    days = await client.schedule.get_daystat(now.year, now.month)
    months = await client.schedule.get_monthstat(now.year)
    assert all((one.day.year, one.day.month) == (now.year, now.month) for one in days)
    assert all(day.minutes >= 0 for day in days)
    assert all(month.year == now.year for month in months)


async def test_away(connect: Connect) -> None:
    away = (await connect("Freezer")).anti_theft
    await away.delete_all_rules()
    rule = AwayRule(start=Moment(kind=MomentKind.SUNSET), end=Moment(minute=1380))
    stored = await away.add_rule(rule)
    assert (stored.start.kind, stored.end, stored.frequency) == (MomentKind.SUNSET, rule.end, 5)
    edited = await away.edit_rule(replace(stored, enable=False))
    assert (await away.get_rules()).rules == (edited,)
    assert not edited.enable
    await away.set_overall_enable(False)
    assert (await away.get_rules()).enable is False
    await away.delete_rule(stored.id)
    assert (await away.get_rules()).rules == ()


@pytest.mark.parametrize("name", ["Freezer", "Hall switch", "Hall"])
async def test_countdown(name: str, connect: Connect) -> None:
    timer = (await connect(name)).count_down
    await timer.delete_all_rules()
    first = await timer.start(90, False)
    assert (first.enable, first.delay, first.on, first.remain) == (True, 90, False, 90)
    with pytest.raises(LimitError):
        await timer.add_rule(CountdownRule(delay=5, on=True))
    second = await timer.start(60, True)
    assert (second.id, second.delay, second.on) == (first.id, 60, True)
    assert await timer.get_rules() == (second,)
    await timer.delete_rule(second.id)
    assert await timer.get_rules() == ()


async def test_what_comes_next(connect: Connect) -> None:
    client = await connect("Freezer")
    await client.count_down.delete_all_rules()
    await client.count_down.start(60, False)
    assert (await client.system.get_sysinfo()).active_mode == "count_down"
    action = await client.schedule.get_next_action()
    assert (action.type, action.on) == (2, False)


async def test_lights_count_nothing_down(connect: Connect) -> None:
    with pytest.raises(UnsupportedError):
        await (await connect("Porch")).count_down.start(5, True)


@pytest.mark.parametrize("name", ["Garage switch", "Hall"])
async def test_smart_control(name: str, connect: Connect) -> None:
    control = (await connect(name)).sensor_trigger
    segment = Segment(
        start=60, end=120, on_trigger=OnTrigger.MOTION, off_trigger=OffTrigger.NO_MOTION
    )
    stored = await control.add_weekday_routine(SmartControl(segments=(segment,)))
    assert stored in await control.get_weekday_routine()
    assert stored.segments == (segment,)
    edited = await control.edit_weekday_routine(replace(stored, enable=False))
    assert edited in await control.get_weekday_routine()
    await control.delete_weekday_routine(stored.id)
    assert edited not in await control.get_weekday_routine()
    await control.set_default_manual_action(off_hold=15)
    assert (await control.get_default_manual_action()).off_hold == 15
