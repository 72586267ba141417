"""A home full of simulated devices, and clients of them."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from typing import Any

import pytest

from custom_components.accord.protocol.kasa import Credentials, KasaClient, Transport
from simulators.base import Outcome, observing
from simulators.clock import Clock
from simulators.kasa import household
from tests.protocol.kasa.homes import Connect, Home, Served

ACCOUNT = Credentials.of_account(*household.ACCOUNT)


@pytest.fixture
async def home(free_port: int) -> AsyncIterator[Home]:
    """Start a home full of devices, all on one port of addresses of their own."""
    async with AsyncExitStack() as stack:
        devices = household.build_household(
            clock=Clock(frozen=True),
            port=free_port,
            klap_port=0,
            probe_ports=(),
            network="127.78.0",
        )
        yield {device.name: await stack.enter_async_context(device) for device in devices}


@pytest.fixture
async def connect(home: Home) -> AsyncIterator[Connect]:
    """Return a function that makes a client of a device by its name."""
    async with AsyncExitStack() as stack:

        async def connect_device(name: str, **options: Any) -> KasaClient:
            device = home[name]
            options = {"expected_mac": device.mac, "response_timeout": 2.0, **options}
            if device.transport != "xor":
                known = {"klap_port": device.klap.port, "transport": Transport.KLAP}
                options = {"credentials": [ACCOUNT], **known, **options}
            client = KasaClient(device.address, device.tcp.port, **options)
            stack.push_async_callback(client.close)
            return client

        yield connect_device


@pytest.fixture
def served() -> Iterator[Served]:
    """Return the growing list of operations that devices served, with their codes."""
    rows: Served = []

    def note(_system: str, operation: str, outcome: Outcome) -> None:
        rows.append((operation, outcome.code))

    with observing(note):
        yield rows
