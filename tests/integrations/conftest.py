"""What tests inside a Home Assistant share: loopback, simulated devices, clean logs."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import AsyncExitStack
from ipaddress import IPv4Address
from time import monotonic
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.syrupy import HomeAssistantSnapshotExtension
import pytest_socket
from syrupy.assertion import SnapshotAssertion

from simulators.base import SimulatedDevice
from tests.log_checks import assert_clean_log

type Start = Callable[[SimulatedDevice], Awaitable[None]]


@pytest.fixture(autouse=True)
def loopback_only(socket_enabled: None) -> None:
    """Let tests talk to simulated devices and to nobody else."""
    pytest_socket.socket_allow_hosts(["127.0.0.0/8"])


@pytest.fixture(autouse=True)
def clean_log(caplog: pytest.LogCaptureFixture) -> Generator[None]:
    """Fail where Home Assistant complains about us; errors that a test provokes are fine."""
    yield
    assert_clean_log(caplog, allow_errors=True)


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Hide what differs from run to run, as Home Assistant's own tests do."""
    return snapshot.use_extension(HomeAssistantSnapshotExtension)


@pytest.fixture(scope="session")
def subnet(worker_id: str) -> str:
    """First half of the addresses for this process: parallel ones keep apart."""
    number = 0 if worker_id == "master" else 1 + int(worker_id.removeprefix("gw"))
    return f"127.{80 + number}"


@pytest.fixture
def broadcast(subnet: str) -> str:
    """Address where the simulated broadcast domain listens."""
    return f"{subnet}.255.255"


@pytest.fixture(autouse=True)
def only_loopback_adapter(broadcast: str) -> Generator[None]:
    """Let Home Assistant know no other network than the simulated one."""
    with patch(
        "homeassistant.components.network.async_get_ipv4_broadcast_addresses",
        return_value={IPv4Address(broadcast)},
    ):
        yield


@pytest.fixture
async def start() -> AsyncGenerator[Start]:
    """Start simulated devices and stop them in the end."""
    async with AsyncExitStack() as stack:

        async def start_device(device: SimulatedDevice) -> None:
            await stack.enter_async_context(device)

        yield start_device


@pytest.fixture
def entity_registry_enabled_by_default() -> Generator[None]:
    """Enable all entities, also those that are off at first."""
    with patch(
        "homeassistant.helpers.entity.Entity.entity_registry_enabled_default", return_value=True
    ):
        yield


@pytest.fixture(autouse=True)
def passed() -> Generator[list[float]]:
    """Let what is read seldom wait for the time that `poll` lets pass, besides real time."""
    seconds = [0.0]
    with patch("custom_components.accord.readings.monotonic", lambda: monotonic() + sum(seconds)):
        yield seconds
