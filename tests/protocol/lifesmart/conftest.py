"""A shared socket, a small station, and a client of it."""

from collections.abc import AsyncIterator

import pytest

from custom_components.accord.protocol.lifesmart import LifeSmartClient, StationPort
from tests.protocol.lifesmart.fakes import FakeStation, client_of


@pytest.fixture
async def port() -> AsyncIterator[StationPort]:
    opened = await StationPort.open("127.0.0.1", 0)
    yield opened
    opened.close()


@pytest.fixture
async def station() -> AsyncIterator[FakeStation]:
    started = await FakeStation.start()
    yield started
    started.close()


@pytest.fixture
def client(station: FakeStation, port: StationPort) -> LifeSmartClient:
    return client_of(station, port)


@pytest.fixture
def hasty(station: FakeStation, port: StationPort) -> LifeSmartClient:
    """Return a client that waits a moment only, for stations that are silent."""
    return client_of(station, port, timeout=0.2)
