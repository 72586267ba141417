"""Fixtures of the protocol tests: sockets on loopback, no Home Assistant."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
import socket

from hypothesis import HealthCheck, settings
import pytest
import pytest_socket

from tests.protocol.peer import Peer, Serve, StartPeer

# The same examples in every run: a test never fails for another reason than the last change.
settings.register_profile(
    "protocol",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("protocol")


@pytest.fixture(autouse=True)
def _loopback_only(socket_enabled: None) -> Iterator[None]:
    pytest_socket.socket_allow_hosts(["127.0.0.0/8"])
    yield
    pytest_socket.socket_allow_hosts(["127.0.0.1"])


@pytest.fixture
async def start_peer() -> AsyncIterator[StartPeer]:
    """Return a function that starts a TCP server which treats connections as it is told."""
    async with AsyncExitStack() as stack:

        async def start(serve: Serve) -> Peer:
            return await stack.enter_async_context(Peer(serve))

        yield start


@pytest.fixture
def free_port() -> int:
    """Return a TCP port of 127.0.0.1 where nobody listens."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port
