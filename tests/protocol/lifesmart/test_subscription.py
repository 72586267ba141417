"""Events are asked for again, and after every interruption."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from itertools import pairwise
import math

from custom_components.accord.protocol.errors import DeviceError
from custom_components.accord.protocol.lifesmart import (
    LifeSmartClient,
    NoAnswerError,
    StationEvent,
    StationPort,
    Subscription,
)
from tests.protocol.lifesmart.fakes import SILENCE, Code, FakeStation

CHANGE = {"agtid": "A3", "chg": [{"me": "2711", "L1": 1}]}


@asynccontextmanager
async def running(subscription: Subscription) -> AsyncIterator[None]:
    task = asyncio.ensure_future(subscription.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - events come when they come
            await asyncio.sleep(0.005)


async def test_events_arrive(
    client: LifeSmartClient, station: FakeStation, port: StationPort
) -> None:
    events: list[StationEvent] = []
    states: list[bool] = []
    subscription = Subscription(client.session, events.append, on_state=states.append)
    assert not subscription.active
    assert subscription.silence == math.inf
    async with running(subscription):
        await until(lambda: states)
        assert subscription.active
        assert client.clock.offset is not None
        station.notify({"agtid": "A3", "id": 1}, port)
        station.notify(CHANGE, port)
        await until(lambda: events)
        assert [one["me"] for one in events[0].changed] == ["2711"]
        assert subscription.silence < 10
    station.notify(CHANGE, port)
    station.on("eps", [])
    await client.ep.list()
    assert len(events) == 1
    assert states == [True]


async def test_renewal(client: LifeSmartClient, station: FakeStation) -> None:
    states: list[bool] = []
    subscription = Subscription(
        client.session, lambda _: None, on_state=states.append, interval=0.02
    )
    async with running(subscription):
        await until(lambda: len(station.named("config notify")) >= 3)
    assert states == [True]


async def test_interruption(hasty: LifeSmartClient, station: FakeStation) -> None:
    states: list[bool] = []
    subscription = Subscription(
        hasty.session,
        lambda _: None,
        on_state=states.append,
        interval=0.02,
        first_retry=0.01,
        longest_retry=0.02,
    )
    async with running(subscription):
        await until(lambda: states == [True])
        notify = station._answers["config notify"][0]
        station.on("config notify", SILENCE)
        await until(lambda: states == [True, False])
        assert isinstance(subscription.error, NoAnswerError)
        assert subscription.refused_for > 0
        station.on("config notify", Code(3))
        await until(lambda: isinstance(subscription.error, DeviceError))
        station.on("config notify", notify)
        await until(lambda: states == [True, False, True])
        assert (subscription.error, subscription.refused_for) == (None, 0)


async def test_retries_become_more_seldom(client: LifeSmartClient, station: FakeStation) -> None:
    moments: list[float] = []
    now = asyncio.get_running_loop().time

    def refuse(_: object) -> Code:
        moments.append(now())
        return Code(3)

    station.on("config notify", refuse)
    subscription = Subscription(
        client.session, lambda _: None, first_retry=0.02, longest_retry=0.08
    )
    async with running(subscription):
        await until(lambda: len(moments) >= 5)
    gaps = [after - before for before, after in pairwise(moments)]
    for gap, least in zip(gaps, (0.02, 0.04, 0.08, 0.08), strict=False):
        assert gap >= least * 0.9


async def test_renewing_at_once(
    client: LifeSmartClient, station: FakeStation, port: StationPort
) -> None:
    """When asked to, and when another station turns up at the address."""
    subscription = Subscription(client.session, lambda _: None)

    def renewals() -> int:
        return len(station.named("config notify"))

    async with running(subscription):
        await until(lambda: renewals() == 1)
        subscription.renew_soon()
        await until(lambda: renewals() == 2)
        station.notify({"agtid": "A3"}, port)
        station.notify({"agtid": "B4"}, port)
        await until(lambda: renewals() == 3)


async def test_a_subscription_ends_by_itself(client: LifeSmartClient) -> None:
    passed = 1000.0
    subscription = Subscription(client.session, lambda _: None, monotonic=lambda: passed)
    async with running(subscription):
        await until(lambda: subscription.active)
        passed += 299
        assert subscription.active
        passed += 2
        assert not subscription.active
