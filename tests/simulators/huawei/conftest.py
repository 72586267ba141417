"""Fixtures of simulated Huawei platforms: an empty one, a furnished one, who asks, who catches."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from simulators.clock import Clock
from simulators.huawei import HuaweiPlatform
from simulators.huawei.household import build_platform
from tests.simulators.raw_huawei import Api, Catcher, catching


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    """Return a plain session."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def platform(clock: Clock) -> AsyncIterator[HuaweiPlatform]:
    """Return the platform of the household."""
    one = build_platform(clock=clock, address="127.79.6.1", port=0)
    one.account.calls_per_minute = None
    async with one:
        yield one


@pytest.fixture
async def api(http: aiohttp.ClientSession, platform: HuaweiPlatform) -> Api:
    """Return who asks it, logged in."""
    one = Api(http, platform, platform.app_id, platform.secret)
    await one.login()
    return one


@pytest.fixture
async def catcher() -> AsyncIterator[Catcher]:
    """Return who takes notifications."""
    async with catching() as one:
        yield one
