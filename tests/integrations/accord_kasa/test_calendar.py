"""Rules as events, which can be added, changed and deleted."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

from homeassistant.components.calendar.const import DATA_COMPONENT
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest

from simulators.kasa import KasaDevice, OutletSetup

from .conftest import Add, Compare, Make, Poll

CALENDAR = "calendar.lamp_schedule"
type Command = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture(autouse=True)
async def enabled() -> AsyncGenerator[None]:
    """Have the calendars, which are disabled at first."""
    with patch(
        "homeassistant.helpers.entity.Entity.entity_registry_enabled_default", return_value=True
    ):
        yield


@pytest.fixture(autouse=True)
async def zone(hass: HomeAssistant) -> None:
    """Live in Berlin."""
    await hass.config.async_set_time_zone("Europe/Berlin")


@pytest.fixture
async def plug(make: Make, add: Add) -> KasaDevice:
    device = await make("KP115", "Lamp", time_zone=dt_util.get_default_time_zone())
    await add(device)
    return device


@pytest.fixture
async def command(hass: HomeAssistant, hass_ws_client: Any) -> Command:
    """Send a command of the calendar, as the user interface does."""
    await async_setup_component(hass, "calendar", {})
    clients: list[Any] = []

    async def send(kind: str, **data: Any) -> dict[str, Any]:
        if not clients:  # not before the integration is set up: it adds a view to the server
            clients.append(await hass_ws_client(hass))
        client = clients[0]
        await client.send_json_auto_id(
            {"type": f"calendar/event/{kind}"} | {"entity_id": CALENDAR} | data
        )
        answer: dict[str, Any] = await client.receive_json()
        return answer

    return send


async def events(hass: HomeAssistant, days: int = 7, entity_id: str = CALENDAR) -> list[Any]:
    """Return the events of the next days."""
    start = dt_util.start_of_local_day() + timedelta(days=1)
    answer = await hass.services.async_call(
        "calendar",
        "get_events",
        {
            "entity_id": entity_id,
            "start_date_time": start.isoformat(),
            "end_date_time": (start + timedelta(days=days)).isoformat(),
        },
        blocking=True,
        return_response=True,
    )
    assert answer is not None
    found: Any = answer[entity_id]
    return list(found["events"])


async def add_rule(hass: HomeAssistant, action: str = "add_schedule_rule", **data: Any) -> str:
    """Add a rule and return the id of its events."""
    state = hass.states.get(CALENDAR)
    assert state is not None
    registry = er.async_get(hass).async_get(CALENDAR)
    assert registry is not None
    answer = await hass.services.async_call(
        "accord_kasa",
        action,
        {"device_id": registry.device_id, **data},
        blocking=True,
        return_response=True,
    )
    assert answer is not None
    kind = "away" if "away" in action else "schedule"
    return f"{kind}:{answer['id']}"


def event(start: datetime, end: datetime, rrule: str | None = None) -> dict[str, Any]:
    found = {"dtstart": start.isoformat(), "dtend": end.isoformat(), "summary": "Party"}
    return found if rrule is None else {**found, "rrule": rrule}


def tomorrow(hour: int, minute: int = 0) -> datetime:
    day = dt_util.start_of_local_day() + timedelta(days=1)
    return day.replace(hour=hour, minute=minute)


def stored(device: KasaDevice) -> list[dict[str, Any]]:
    return list(device.outlets[0].book.schedule.rules.values())


@pytest.mark.parametrize("model", ["KP115", "KP400", "KL430"])
async def test_entities(compare: Compare, model: str) -> None:
    """Each device and each outlet has one."""
    await compare(Platform.CALENDAR, model)


async def test_a_day_in_week(hass: HomeAssistant, plug: KasaDevice, poll: Poll) -> None:
    """Schedule and away mode in one calendar; names in the user's language."""
    await add_rule(hass, start="18:00", start_action="on", end="22:30", end_action="off")
    await add_rule(hass, start="06:00", start_action="off", name="Night is over")
    await add_rule(hass, "add_away_rule", start="23:00", end="01:00")
    await poll()
    found = await events(hass, days=1)
    assert [(one["summary"], one["start"][11:16], one["end"][11:16]) for one in found] == [
        ("Away mode", "23:00", "01:00"),
        ("Night is over", "06:00", "06:01"),
        ("On, then off", "18:00", "22:30"),
        ("Away mode", "23:00", "01:00"),
    ]
    assert len(await events(hass, days=7)) == 22


async def test_next_event(hass: HomeAssistant, plug: KasaDevice, poll: Poll) -> None:
    """It is on while a rule is at work."""
    assert hass.states.get(CALENDAR).state == "off"
    assert "message" not in hass.states.get(CALENDAR).attributes
    now = dt_util.now()
    start, end = (now + timedelta(minutes=by) for by in (-5, 5))
    await add_rule(
        hass, start=f"{start:%H:%M}", start_action="on", end=f"{end:%H:%M}", end_action="off"
    )
    await poll()
    state = hass.states.get(CALENDAR)
    assert state.state == "on"
    assert state.attributes["message"] == "On, then off"


async def test_sunset_at_the_device(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Where the device is, in its own time zone; without a place at home's sun."""
    hass.config.latitude, hass.config.longitude = 52.5, 13.4
    device = await make("HS103", "Lamp", latitude=0.0, longitude=0.0)
    await add(device)
    await add_rule(hass, start_event="sunset", start_action="on")
    await poll()
    (at_home,) = await events(hass, days=1)
    device.latitude, device.longitude = 60.2, 24.9
    await poll()
    (in_helsinki,) = await events(hass, days=1)
    home, north = (datetime.fromisoformat(one["start"]) for one in (at_home, in_helsinki))
    assert timedelta(minutes=20) < home - north < timedelta(hours=3)


async def test_times_of_a_device_in_another_zone(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """Six in the evening there is seven here."""
    await add(await make("HS103", "Lamp", time_zone=ZoneInfo("Europe/London")))
    await add_rule(hass, start="18:00", start_action="on")
    await poll()
    (found,) = await events(hass, days=1)
    assert dt_util.as_local(datetime.fromisoformat(found["start"])).hour == 19


async def test_rules_that_are_not_obeyed(hass: HomeAssistant, plug: KasaDevice, poll: Poll) -> None:
    """A switch hides all of them, a rule that is disabled is not shown."""
    await add_rule(hass, start="06:00", start_action="on")
    await add_rule(hass, start="07:00", start_action="off", enabled=False)
    await poll()
    assert len(await events(hass, days=1)) == 1
    await hass.services.async_call(
        "switch", "turn_off", {"entity_id": "switch.lamp_schedule"}, blocking=True
    )
    assert await events(hass, days=1) == []


# --- By the user interface -------------------------------------------------------------------


async def test_create(hass: HomeAssistant, plug: KasaDevice, command: Command, poll: Poll) -> None:
    """On when it starts, off when it ends."""
    made = event(tomorrow(18), tomorrow(22, 30), "FREQ=WEEKLY;BYDAY=SA,SU")
    answer = await command("create", event=made)
    assert answer["success"]
    (rule,) = stored(plug)
    names = ("name", "repeat", "wday", "smin", "sact", "emin", "eact")
    assert [rule[name] for name in names] == ["name", 1, [1, 0, 0, 0, 0, 0, 1], 1080, 1, 1350, 0]
    await poll()
    assert len(await events(hass, days=7)) == 2


async def test_create_for_one_day(plug: KasaDevice, command: Command) -> None:
    answer = await command("create", event=event(tomorrow(18), tomorrow(19)))
    assert answer["success"]
    (rule,) = stored(plug)
    day = tomorrow(18)
    assert (rule["repeat"], rule["year"], rule["month"], rule["day"]) == (
        0, day.year, day.month, day.day,
    )  # fmt: skip


async def test_create_what_no_rule_can_be(plug: KasaDevice, command: Command) -> None:
    """Said with what to do instead."""
    for made in (
        event(tomorrow(18), tomorrow(19), "FREQ=MONTHLY"),
        event(tomorrow(18), tomorrow(18) + timedelta(days=2)),
        event(*(tomorrow(hour) + timedelta(days=20) for hour in (18, 19)), "FREQ=WEEKLY"),
    ):
        answer = await command("create", event=made)
        assert not answer["success"]
        assert "Add schedule rule" in answer["error"]["message"]
    answer = await command(
        "create", event=event(*(tomorrow(hour) - timedelta(days=3) for hour in (18, 19)))
    )
    assert "This day is over" in answer["error"]["message"]
    assert stored(plug) == []


async def test_create_without_the_time(plug: KasaDevice, command: Command) -> None:
    """The device's clock is set first."""
    plug.time.forget()
    assert (await command("create", event=event(tomorrow(18), tomorrow(19))))["success"]
    assert plug.time.known


async def test_update(hass: HomeAssistant, plug: KasaDevice, command: Command, poll: Poll) -> None:
    """Times and days change; sunset stays sunset while nobody moves it."""
    uid = await add_rule(
        hass, start_event="sunset", start_action="on", end="23:30", end_action="off", name="Porch"
    )
    await poll()
    (shown,) = await events(hass, days=1)
    start = datetime.fromisoformat(shown["start"])
    changed = event(start, tomorrow(23), "FREQ=WEEKLY;BYDAY=MO")
    assert (await command("update", uid=uid, event=changed))["success"]
    (rule,) = stored(plug)
    names = ("name", "wday", "stime_opt", "emin")
    assert [rule[name] for name in names] == ["Porch", [0, 1, 0, 0, 0, 0, 0], 2, 1380]
    await poll()
    earlier = event(tomorrow(14), tomorrow(23), "FREQ=WEEKLY;BYDAY=MO")
    assert (await command("update", uid=uid, event=earlier))["success"]
    (rule,) = stored(plug)
    assert (rule["stime_opt"], rule["smin"]) == (0, 840)


async def test_update_away(
    hass: HomeAssistant, plug: KasaDevice, command: Command, poll: Poll
) -> None:
    uid = await add_rule(hass, "add_away_rule", start="19:00", end="23:00")
    await poll()
    changed = event(tomorrow(20), tomorrow(23), "FREQ=DAILY")
    assert (await command("update", uid=uid, event=changed))["success"]
    (rule,) = plug.outlets[0].book.away.rules.values()
    assert (rule["smin"], rule["emin"], rule["frequency"]) == (1200, 1380, 5)


async def test_update_of_one_day(
    hass: HomeAssistant, plug: KasaDevice, command: Command, poll: Poll
) -> None:
    """A rule that repeats is shown as such, so the user is asked which days a change is for."""
    uid = await add_rule(hass, start="18:00", start_action="on", end="22:00", end_action="off")
    day = tomorrow(6)
    await add_rule(hass, start="06:00", start_action="off", date=day.date().isoformat())
    await poll()
    calendar = hass.data[DATA_COMPONENT].get_entity(CALENDAR)
    assert calendar is not None
    once, daily = await calendar.async_get_events(hass, day, day + timedelta(days=1))
    assert once.recurrence_id is None
    assert daily.recurrence_id == f"{day:%Y%m%d}T180000"

    target = {"uid": uid, "recurrence_id": daily.recurrence_id}
    before = stored(plug)
    changed = event(tomorrow(18), tomorrow(23))
    answer = await command("update", **target, recurrence_range="", event=changed)
    assert "one rule for all these days" in answer["error"]["message"]
    assert stored(plug) == before
    changed = event(tomorrow(18), tomorrow(23), "FREQ=DAILY")
    answer = await command("update", **target, recurrence_range="THISANDFUTURE", event=changed)
    assert answer["success"]
    assert stored(plug)[0] == {**before[0], "emin": 1380}


@pytest.mark.parametrize("action", ["add_schedule_rule", "add_away_rule"])
async def test_delete(
    hass: HomeAssistant, plug: KasaDevice, command: Command, poll: Poll, action: str
) -> None:
    actions = {"start_action": "on", "end_action": "off"} if "schedule" in action else {}
    uid = await add_rule(hass, action, start="19:00", end="23:00", **actions)
    await poll()
    answer = await command("delete", uid=uid, recurrence_id="20261124T190000")
    assert "one rule for all these days" in answer["error"]["message"]
    book = plug.outlets[0].book
    assert len(book.schedule.rules) + len(book.away.rules) == 1
    assert (await command("delete", uid=uid))["success"]
    assert len(book.schedule.rules) + len(book.away.rules) == 0
    await poll()
    assert "There is no rule" in (await command("delete", uid=uid))["error"]["message"]


async def test_outlets(hass: HomeAssistant, make: Make, add: Add, command: Command) -> None:
    """Each outlet of a strip has a calendar of its own."""
    strip = await make("KP400", "Bench", outlets=[OutletSetup(alias="Saw"), OutletSetup()])
    await add(strip)
    made = event(tomorrow(18), tomorrow(19))
    answer = await command("create", entity_id="calendar.bench_saw_schedule", event=made)
    assert answer["success"]
    assert [len(outlet.book.schedule.rules) for outlet in strip.outlets] == [1, 0]
