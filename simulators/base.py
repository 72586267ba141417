"""What the simulated devices of all vendors share."""

from abc import ABC, abstractmethod
import asyncio
from collections.abc import Callable, Collection, Coroutine, Iterator
import contextlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, Self

from simulators.clock import Clock
from simulators.delivery import Delivery, Line, deliver
from simulators.faults import ActiveFault, Fault, FaultSet, fault_from_json
from simulators.sockets import Endpoint

__all__ = ["Clock", "ControlError", "Observer", "Outcome", "SimulatedDevice", "observing"]

type Json = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """How a served request ended: the vendor's code, and whether it means success."""

    code: int | str = 0
    ok: bool = True


class Observer(Protocol):
    """Somebody who wants to know which operations went over the wire."""

    def __call__(self, system: str, operation: str, outcome: Outcome, /) -> None:
        """Take note of one served request."""


class ControlError(ValueError):
    """A control action that the device does not know or whose parameters are wrong."""


_observers: list[Observer] = []


@contextmanager
def observing(observer: Observer) -> Iterator[None]:
    """Tell `observer` about the requests served by every simulated device."""
    _observers.append(observer)
    try:
        yield
    finally:
        _observers.remove(observer)


class SimulatedDevice(ABC):
    """One device on its own loopback address, served while the context is open.

    A subclass fills `endpoints` with its ports, answers through `transmit` and calls `report` for
    each operation served. Sockets are open while the device runs and nothing blocks it.
    """

    system: ClassVar[str]

    def __init__(self, name: str, address: str, clock: Clock | None = None) -> None:
        """Prepare a device called `name` on a 127.x.y.z address."""
        self.name = name
        self.address = address
        self.clock = clock or Clock()
        self.faults = FaultSet(self)
        self.endpoints: list[Endpoint] = []
        self.clock_shift = 0.0
        self._observers: list[Observer] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._failures: list[Exception] = []
        self._running = False
        self._blocks: list[object] = []
        self._stalls: list[object] = []
        self._open = asyncio.Event()

    @classmethod
    @abstractmethod
    def operations(cls) -> frozenset[str]:
        """Return the ids of all operations such a device can answer."""

    @abstractmethod
    def state(self) -> Json:
        """Return what a person standing before the device could see or measure."""

    @abstractmethod
    def reset_state(self) -> None:
        """Forget everything that happened since the device was built."""

    def booted(self) -> None:  # noqa: B027
        """Note that the device comes back from a restart; vendors may have something to do."""

    # --- running -------------------------------------------------------------

    async def start(self) -> None:
        """Open the ports."""
        self._running = True
        try:
            self._settle_ports()
        except OSError:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Close the ports and raise what went wrong inside the device meanwhile."""
        self._running = False
        self._settle_ports()
        for task in list(self._tasks):
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        failures, self._failures = self._failures, []
        if failures:
            raise ExceptionGroup(f"{self.name} failed", failures)

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop."""
        await self.stop()

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Let the device do something on its own until it is stopped."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and isinstance(error := task.exception(), Exception):
            self._failures.append(error)

    # --- reachability --------------------------------------------------------

    @property
    def online(self) -> bool:
        """Whether the ports are open."""
        return self._running and not self._blocks

    async def wait_until_online(self) -> None:
        """Wait until the ports are open."""
        await self._open.wait()

    def block(self, reason: object) -> None:
        """Close the ports (clients are refused) until `unblock` with the same reason."""
        self._blocks.append(reason)
        self._settle_ports()

    def unblock(self, reason: object) -> None:
        """Take back one `block`."""
        with contextlib.suppress(ValueError):
            self._blocks.remove(reason)
        self._settle_ports()

    def stall(self, reason: object) -> None:
        """Leave clients without any answer, as a device off the network does."""
        self._stalls.append(reason)
        self._settle_ports()

    def resume(self, reason: object) -> None:
        """Take back one `stall`."""
        with contextlib.suppress(ValueError):
            self._stalls.remove(reason)
        self._settle_ports()

    def go_offline(self) -> None:
        """Close the ports until `go_online`."""
        if "offline" not in self._blocks:
            self.block("offline")

    def go_online(self) -> None:
        """Open the ports again."""
        self.unblock("offline")

    def restart(self, *, keep_state: bool = True, down_for: float = 0.0) -> None:
        """Drop all connections and come back after `down_for` seconds."""
        reason = object()
        self.block(reason)
        if not keep_state:
            self.reset_state()
        if down_for <= 0:
            self._come_back(reason)
        else:
            self.spawn(self._come_back_at(reason, self.clock.now() + down_for))

    async def _come_back_at(self, reason: object, moment: float) -> None:
        await self.clock.sleep_until(moment)
        self._come_back(reason)

    def _come_back(self, reason: object) -> None:
        self.booted()
        self.unblock(reason)

    def _settle_ports(self) -> None:
        for endpoint in self.endpoints:
            if self.online:
                endpoint.open()
                (endpoint.stall if self._stalls else endpoint.resume)()
            else:
                endpoint.close()
        (self._open.set if self.online else self._open.clear)()

    # --- faults and observation ----------------------------------------------

    async def transmit(self, delivery: Delivery, line: Line) -> None:
        """Send an answer, as the faults let it through."""
        await deliver(self.faults.shape(delivery), line, self.clock)

    @contextmanager
    def faulty(
        self, *faults: Fault, times: int | None = None, operations: Collection[str] | None = None
    ) -> Iterator[list[ActiveFault]]:
        """Add faults for the length of a `with` block."""
        active = [self.faults.add(fault, times=times, operations=operations) for fault in faults]
        try:
            yield active
        finally:
            for one in active:
                self.faults.remove(one)

    def observe(self, observer: Observer) -> Callable[[], None]:
        """Tell `observer` about each request served here; returns how to end that."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)

    def report(self, operation: str, outcome: Outcome) -> None:
        """Tell all observers about one served request."""
        for observer in (*_observers, *self._observers):
            observer(self.system, operation, outcome)

    # --- remote control ------------------------------------------------------

    def actions(self) -> dict[str, Callable[[Json], None]]:
        """Return what `control` can do, by name; vendors add their own."""
        return {
            "offline": lambda _: self.go_offline(),
            "online": lambda _: self.go_online(),
            "restart": self._control_restart,
            "fault": self._control_fault,
        }

    def control(self, action: str, params: Json) -> Json:
        """Do what a test in another process asks for, and return the state after it."""
        known = self.actions()
        if action not in known:
            raise ControlError(f"unknown action {action!r}; known: {', '.join(sorted(known))}")
        try:
            known[action](params)
        except (KeyError, TypeError, ValueError) as error:
            raise ControlError(f"{action}: {error!r}") from error
        return self.state()

    def _control_restart(self, params: Json) -> None:
        self.restart(
            keep_state=bool(params.get("keep_state", True)),
            down_for=float(params.get("down_for", 0)),
        )

    def _control_fault(self, params: Json) -> None:
        """Add a fault by its name, or with `clear` remove all."""
        if params.get("clear"):
            self.faults.clear()
            return
        rest = dict(params)
        times, operations = rest.pop("times", None), rest.pop("operations", None)
        self.faults.add(fault_from_json(rest), times=times, operations=operations)
