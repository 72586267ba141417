"""Platforms on loopback, and clients of them whose time is the test's."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack

import aiohttp
import pytest

from custom_components.accord.protocol.huawei.northbound import CallBudget, HuaweiClient
from tests.protocol.huawei.northbound.fakes import APP, SECRET, Answer, FakePlatform

type StartPlatform = Callable[[Mapping[str, Answer]], Awaitable[FakePlatform]]
type Connect = Callable[[FakePlatform], HuaweiClient]


class Time:
    """Seconds that pass when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []
        self.on_sleep: Callable[[float], object] = lambda _: None

    def monotonic(self) -> float:
        """Return the time."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        self.slept.append(seconds)
        self.now += seconds
        self.on_sleep(seconds)


@pytest.fixture
def time() -> Time:
    """Return a clock."""
    return Time()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    """Return a session of aiohttp."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def start_platform() -> AsyncIterator[StartPlatform]:
    """Return a function that starts a platform with the given answers."""
    async with AsyncExitStack() as stack:

        async def start(answers: Mapping[str, Answer]) -> FakePlatform:
            return await stack.enter_async_context(FakePlatform(answers))

        yield start


@pytest.fixture
def connect(http: aiohttp.ClientSession, time: Time) -> Connect:
    """Return a function that makes a client of a platform."""

    def client(platform: FakePlatform) -> HuaweiClient:
        budget = CallBudget(burst=1000, monotonic=time.monotonic, sleep=time.sleep)
        return HuaweiClient(
            http,
            platform.url,
            APP,
            SECRET,
            budget=budget,
            monotonic=time.monotonic,
            sleep=time.sleep,
        )

    return client
