"""Fixtures for the simulators' own tests: loopback sockets, a frozen clock, started devices."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
import itertools
from typing import Any

import pytest
import pytest_socket

from simulators.akuvox import AkuvoxDevice, Auth
from simulators.base import Outcome, SimulatedDevice, observing
from simulators.clock import Clock
from simulators.kasa import KasaDevice, make_device
from simulators.lifesmart import LifeSmartStation, SubDevice

type Start = Callable[..., Awaitable[KasaDevice]]
type StartUnit = Callable[..., Awaitable[AkuvoxDevice]]
type StartStation = Callable[..., Awaitable[LifeSmartStation]]
type Served = list[tuple[str, str, int | str]]


@pytest.fixture(autouse=True)
def _loopback_only(socket_enabled: None) -> Iterator[None]:
    pytest_socket.socket_allow_hosts(["127.0.0.0/8"])
    yield
    pytest_socket.socket_allow_hosts(["127.0.0.1"])


@pytest.fixture
def clock() -> Clock:
    """Return a clock that only moves when the test says so."""
    return Clock(frozen=True)


@pytest.fixture
async def start(clock: Clock) -> AsyncIterator[Start]:
    """Return a function that starts a Kasa device on an address of its own and any port."""
    numbers = itertools.count(1)
    async with AsyncExitStack() as stack:

        async def start_device(model: str, **options: Any) -> KasaDevice:
            number = next(numbers)
            any_port = {"port": 0, "klap_port": 0, "probe_ports": (0, 0)}
            mac = f"02:00:5E:10:00:{number:02X}"
            options = {"clock": clock, "mac": mac, **any_port, **options}
            device = make_device(model, options.pop("address", f"127.77.0.{number}"), **options)
            return await stack.enter_async_context(device)

        yield start_device


@pytest.fixture
async def start_unit(clock: Clock) -> AsyncIterator[StartUnit]:
    """Return a function that starts an Akuvox unit that asks nobody who they are."""
    numbers = itertools.count(1)
    async with AsyncExitStack() as stack:

        async def start(model: str = "A05", **options: Any) -> AkuvoxDevice:
            address = options.pop("address", f"127.78.0.{next(numbers)}")
            options = {"clock": clock, "port": 0, "auth": Auth.NONE, **options}
            unit = AkuvoxDevice("Unit", address, model=model, **options)
            return await stack.enter_async_context(unit)

        yield start


@pytest.fixture
async def start_station(clock: Clock) -> AsyncIterator[StartStation]:
    """Return a function that starts a station with devices of some classes, 2711 and on."""
    numbers = itertools.count(1)
    async with AsyncExitStack() as stack:

        async def start(*classes: str, **options: Any) -> LifeSmartStation:
            address = options.pop("address", f"127.79.1.{next(numbers)}")
            options = {"clock": clock, "port": 0, "discovery_port": 0, **options}
            station = LifeSmartStation("Station", address, **options)
            for me, devtype in enumerate(classes, start=2711):
                station.attach(SubDevice(str(me), devtype), tell=False)
            return await stack.enter_async_context(station)

        yield start


@pytest.fixture
def served() -> Iterator[Served]:
    """Return the growing list of operations that devices served, with their codes."""
    rows: Served = []

    def note(system: str, operation: str, outcome: Outcome) -> None:
        rows.append((system, operation, outcome.code))

    with observing(note):
        yield rows


class TinyDevice(SimulatedDevice):
    """The least a vendor can do, without any port."""

    system = "tiny"

    def __init__(self, name: str, address: str, clock: Clock | None = None) -> None:
        """Start as built."""
        super().__init__(name, address, clock)
        self.reset_state()

    @classmethod
    def operations(cls) -> frozenset[str]:
        """Answer one thing."""
        return frozenset({"tiny.ping"})

    def state(self) -> dict[str, Any]:
        """Show the only thing that changes."""
        return {"touched": self.touched, "online": self.online}

    def reset_state(self) -> None:
        """Forget being touched."""
        self.touched = False


@pytest.fixture
def tiny(clock: Clock) -> TinyDevice:
    """Return a device that is not started."""
    return TinyDevice("Tiny", "127.77.9.1", clock)
