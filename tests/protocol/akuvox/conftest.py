"""Small units on loopback, and sessions with them."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack

import aiohttp
import pytest

from tests.protocol.akuvox.fakes import Answer, FakeUnit

type StartUnit = Callable[[Mapping[str, Answer | None]], Awaitable[FakeUnit]]


@pytest.fixture
async def start_unit() -> AsyncIterator[StartUnit]:
    """Return a function that starts a unit with the given answers."""
    async with AsyncExitStack() as stack:

        async def start(answers: Mapping[str, Answer | None]) -> FakeUnit:
            return await stack.enter_async_context(FakeUnit(answers))

        yield start


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    """Return a session of aiohttp."""
    async with aiohttp.ClientSession() as session:
        yield session
