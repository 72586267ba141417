"""Relays: nothing is repeated blindly, and what happened is read back."""

import asyncio
from typing import Any

from aiohttp import web
import pytest

from custom_components.accord.protocol.akuvox.errors import NotTakenError
from custom_components.accord.protocol.akuvox.models.relay import (
    RelayChange,
    RelayOutcome,
    TriggerMode,
)
from custom_components.accord.protocol.akuvox.session import AkuvoxSession, Pacing
from custom_components.accord.protocol.akuvox.topics.relay import RelayTopic
from custom_components.accord.protocol.errors import (
    ConflictError,
    DeviceError,
    InvalidError,
    ProtocolError,
    UnsupportedError,
)
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.fakes import Asked, FakeUnit
from tests.protocol.akuvox.samples import RELAY
from tests.protocol.akuvox.stores import Settings
from tests.protocol.akuvox.topics.doors import FAILED, Door

KEY = "Config.DoorSetting.RELAY."
BISTABLE = {f"{KEY}RelayAMode": "1", f"{KEY}HoldDelayA": "5"}
MONOSTABLE = {f"{KEY}RelayAMode": "0", f"{KEY}HoldDelayA": "5"}


class Naps:
    """Sleeps at once and remembers how long it would have been."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)


def topic_of(unit: FakeUnit, naps: Naps | None = None) -> RelayTopic:
    channel = unit.session._channel
    pacing = Pacing(after_read=0, after_write=0, sleep=(naps or Naps()).sleep)
    return RelayTopic(AkuvoxSession(channel, pacing=pacing))


async def test_settings(start_unit: StartUnit) -> None:
    store = Settings(RELAY)
    unit = await start_unit(store.answers("relay"))
    topic = topic_of(unit)
    assert (await topic.get()).relays["A"].name == "Front door"
    await topic.set(RelayChange(relay="A", hold_delay=4))
    assert store.written == [{f"{KEY}HoldDelayA": "4"}]
    assert unit.lines == ["GET relay/get", "POST relay/set", "GET relay/get"]
    store.frozen = (f"{KEY}HoldDelayA",)
    with pytest.raises(NotTakenError):
        await topic.set(RelayChange(relay="A", hold_delay=6))
    with pytest.raises(InvalidError):
        await topic.set(RelayChange())


async def test_trigger(start_unit: StartUnit) -> None:
    door = Door()
    topic = topic_of(await start_unit(door.answers))
    await topic.trigger("A", TriggerMode.AUTO_CLOSE, 1, 65535)
    assert door.sent == [{"mode": 0, "num": 1, "level": 1, "delay": 65535}]
    for relay, level, delay in (("E", 0, 0), ("A", 2, 0), ("A", 0, 65536), ("A", 0, -1)):
        with pytest.raises(InvalidError):
            await topic.trigger(relay, TriggerMode.MANUAL, level, delay)
    assert len(door.sent) == 1


@pytest.mark.parametrize(
    ("settings", "seconds", "sent"),
    [
        (MONOSTABLE, None, (0, 0, 5)),
        (MONOSTABLE, 8, (0, 0, 8)),
        ({f"{KEY}TypeA": "1", f"{KEY}HoldDelayA": "0"}, None, (0, 1, 3)),
        (None, None, (0, 0, 3)),
    ],
)
async def test_pulse(
    start_unit: StartUnit,
    settings: dict[str, str] | None,
    seconds: int | None,
    sent: tuple[int, int, int],
) -> None:
    door, naps = Door(settings=settings), Naps()
    door.obeys, door.inverted = door.monostable, sent[1] == 1
    topic = topic_of(await start_unit(door.answers), naps)
    outcome = await topic.pulse("A", seconds)
    assert door.switched
    switched = not door.inverted
    assert outcome == RelayOutcome(relay="A", switched=switched, as_wanted=True, seconds=sent[2])
    assert door.triggers == [sent]
    assert naps.slept == [0.3]


async def test_pulse_that_did_nothing(start_unit: StartUnit) -> None:
    door = Door(settings=MONOSTABLE)
    door.obeys = door.stuck
    outcome = await topic_of(await start_unit(door.answers)).pulse("A")
    assert (outcome.switched, outcome.as_wanted) == (False, False)
    assert len(door.sent) == 1


async def test_pulse_that_comes_later(start_unit: StartUnit) -> None:
    door = Door(settings={**MONOSTABLE, f"{KEY}TriggerDelayA": "10"})
    door.obeys = door.stuck
    outcome = await topic_of(await start_unit(door.answers)).pulse("A")
    assert (outcome.switched, outcome.as_wanted) == (False, True)
    assert (outcome.delay, outcome.seconds) == (10, 5)


async def test_pulse_of_a_relay_that_stays(start_unit: StartUnit) -> None:
    """It is left open, and what is open already is not toggled shut."""
    door = Door(settings=BISTABLE)
    topic = topic_of(await start_unit(door.answers))
    for _ in range(2):
        assert await topic.pulse("A") == RelayOutcome(relay="A", switched=True, as_wanted=True)
    assert door.triggers == [(0, 0, 5)]


@pytest.mark.parametrize("told", [None, True])
async def test_relay_that_reports_the_opposite(start_unit: StartUnit, told: bool | None) -> None:
    """The unit's settings say so, or the user does."""
    door = Door(settings={**MONOSTABLE, f"{KEY}TypeA": "0" if told else "1"})
    door.obeys, door.inverted = door.monostable, True
    topic = topic_of(await start_unit(door.answers))
    opened = await topic.pulse("A", inverted=told)
    assert (door.switched, opened.switched, opened.as_wanted) == (True, False, True)
    locked = await topic.release("A", inverted=told)
    assert (door.switched, locked.switched, locked.as_wanted) == (False, True, True)
    sent = list(door.sent)
    assert (await topic.release("A", inverted=told)).as_wanted
    assert door.sent == sent


@pytest.mark.parametrize("inverted", [False, True])
async def test_hold_of_a_relay_that_reports_the_opposite(
    start_unit: StartUnit, inverted: bool
) -> None:
    door = Door(settings={**BISTABLE, f"{KEY}TypeA": str(int(inverted))})
    door.inverted = inverted
    topic = topic_of(await start_unit(door.answers))
    for _ in range(2):
        assert (await topic.hold("A")).as_wanted
        assert door.switched
    assert (await topic.release("A")).as_wanted
    assert door.triggers == [(0, 0, 0), (1, 0, 0)]


@pytest.mark.parametrize("seconds", [0, -1, 65536])
async def test_pulse_of_no_length(start_unit: StartUnit, seconds: int) -> None:
    unit = await start_unit({})
    with pytest.raises(InvalidError):
        await topic_of(unit).pulse("A", seconds)
    assert unit.requests == []


class LostAnswers:
    """Takes triggers, but answers with a page that means nothing."""

    def __init__(self, door: Door) -> None:
        self.door = door

    def __call__(self, asked: Asked) -> web.Response:
        self.door.trig(asked)
        return web.Response(text="<html>", content_type="text/html")


async def test_lost_answer_of_a_door_that_opened(start_unit: StartUnit) -> None:
    door = Door(settings=MONOSTABLE)
    door.obeys = door.monostable
    unit = await start_unit({**door.answers, "relay/trig": LostAnswers(door)})
    outcome = await topic_of(unit).pulse("A")
    assert outcome.as_wanted
    assert len(door.sent) == 1


@pytest.mark.parametrize("task", ["pulse", "hold"])
async def test_lost_answer_of_a_door_that_is_closed(start_unit: StartUnit, task: str) -> None:
    door = Door(settings=BISTABLE)
    door.obeys = door.stuck
    unit = await start_unit({**door.answers, "relay/trig": LostAnswers(door)})
    with pytest.raises(ProtocolError) as caught:
        await getattr(topic_of(unit), task)("A")
    assert caught.value.outcome_unknown
    assert len(door.sent) == 1


async def test_refused(start_unit: StartUnit) -> None:
    door = Door(settings=MONOSTABLE)
    unit = await start_unit({**door.answers, "relay/trig": FAILED})
    with pytest.raises(DeviceError) as caught:
        await topic_of(unit).pulse("A")
    assert not caught.value.outcome_unknown


async def test_state_that_cannot_be_read(start_unit: StartUnit) -> None:
    door = Door(settings=MONOSTABLE)
    unit = await start_unit({**door.answers, "relay/status": FAILED})
    outcome = await topic_of(unit).pulse("A")
    assert (outcome.switched, outcome.as_wanted) == (None, True)


@pytest.mark.parametrize(
    ("obeys", "sent"),
    [
        ("bistable", [(0, 0, 0)]),
        ("by_level", [(0, 0, 0), (1, 1, 0)]),
    ],
)
async def test_hold(start_unit: StartUnit, obeys: str, sent: list[Any]) -> None:
    door = Door(settings=BISTABLE)
    door.obeys = getattr(door, obeys)
    topic = topic_of(await start_unit(door.answers))
    assert await topic.hold("A") == RelayOutcome(relay="A", switched=True, as_wanted=True)
    assert door.triggers == sent
    await topic.hold("A")
    assert door.triggers == sent
    door.switched = False
    await topic.hold("A")
    assert door.triggers[len(sent) :] == sent[-1:]


async def test_hold_of_a_relay_that_returns(start_unit: StartUnit) -> None:
    door = Door(settings=MONOSTABLE)
    with pytest.raises(ConflictError):
        await topic_of(await start_unit(door.answers)).hold("A")
    assert door.sent == []


@pytest.mark.parametrize(
    ("obeys", "sent"),
    [
        ("by_level", [(1, 1, 0)]),
        ("bistable", [(1, 1, 0), (0, 0, 0)]),
    ],
)
async def test_hold_where_nothing_tells_whether_it_returns(
    start_unit: StartUnit, obeys: str, sent: list[Any]
) -> None:
    """The way that only opens for some seconds comes last."""
    door = Door(settings={f"{KEY}HoldDelayA": "5"})
    door.obeys = getattr(door, obeys)
    assert (await topic_of(await start_unit(door.answers)).hold("A")).as_wanted
    assert door.triggers == sent


async def test_hold_that_does_not_work(start_unit: StartUnit) -> None:
    door = Door(settings=BISTABLE)
    door.obeys = door.stuck
    outcome = await topic_of(await start_unit(door.answers)).hold("A")
    assert (outcome.switched, outcome.as_wanted) == (False, False)
    assert len(door.sent) == 2


@pytest.mark.parametrize(
    ("settings", "obeys", "switched", "sent", "after"),
    [
        (BISTABLE, "bistable", False, [], False),
        (BISTABLE, "bistable", True, [(1, 0, 0)], False),
        (BISTABLE, "stuck", True, [(1, 0, 0), (0, 0, 0)], True),
        (MONOSTABLE, "monostable", True, [(1, 0, 0)], False),
        (MONOSTABLE, "stuck", True, [(1, 0, 0)], True),
        (None, "stuck", True, [(1, 0, 0)], True),
    ],
)
async def test_release(
    start_unit: StartUnit,
    settings: dict[str, str] | None,
    obeys: str,
    switched: bool,
    sent: list[Any],
    after: bool,
) -> None:
    door = Door(settings=settings, switched=switched)
    door.obeys = getattr(door, obeys)
    outcome = await topic_of(await start_unit(door.answers)).release("A")
    assert door.triggers == sent
    assert (outcome.switched, outcome.as_wanted) == (after, not after)


async def test_tasks_wait_for_each_other(start_unit: StartUnit) -> None:
    door = Door(settings=BISTABLE)
    topic = topic_of(await start_unit(door.answers))
    await asyncio.gather(topic.hold("A"), topic.hold("A"), topic.hold("A"))
    assert door.triggers == [(0, 0, 0)]


async def test_without_triggers(start_unit: StartUnit) -> None:
    unit = await start_unit({"relay/status": {}})
    with pytest.raises(UnsupportedError):
        await topic_of(unit).pulse("A")
