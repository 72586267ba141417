"""Fixtures of simulated IoTSquare servers: an empty one, a furnished one, who asks, who catches."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from simulators.clock import Clock
from simulators.iotsquare import IoTSquareServer
from simulators.iotsquare.household import build_server
from tests.simulators.raw_iotsquare import Api, Catcher, catching


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    """Return a plain session."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[IoTSquareServer]:
    """Return a server without anything, on which pushes have the time that they need."""
    async with IoTSquareServer("Server", "127.79.5.1", port=0, clock=clock, push_patience=5) as one:
        yield one


@pytest.fixture
def api(http: aiohttp.ClientSession, server: IoTSquareServer) -> Api:
    """Return who asks it."""
    return Api(http, server)


@pytest.fixture
async def house(clock: Clock) -> AsyncIterator[IoTSquareServer]:
    """Return the server of the household, where nobody reports without being told to."""
    one = build_server(clock=clock, address="127.79.5.2", port=0, period=None)
    one.notices.sender.patience = 5
    async with one:
        yield one


@pytest.fixture
def home(http: aiohttp.ClientSession, house: IoTSquareServer) -> Api:
    """Return who asks that."""
    return Api(http, house)


@pytest.fixture
async def catcher() -> AsyncIterator[Catcher]:
    """Return who takes pushes."""
    async with catching() as one:
        yield one
