"""A small server and a client of it."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from custom_components.accord.protocol.iotsquare import IoTSquareClient
from tests.protocol.iotsquare.fakes import FakeServer, client_of


@pytest.fixture
async def server() -> AsyncIterator[FakeServer]:
    async with FakeServer() as running:
        yield running


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def client(server: FakeServer, http: aiohttp.ClientSession) -> IoTSquareClient:
    return client_of(http, server)
