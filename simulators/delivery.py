"""What leaves a simulated device: an answer as a row of steps that faults can rewrite."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from simulators.clock import Clock


@dataclass(frozen=True)
class Send:
    """Bytes to put on the wire; the first `head` of them are framing."""

    data: bytes
    head: int = 0


@dataclass(frozen=True)
class Pause:
    """Wait on the device's clock."""

    seconds: float


@dataclass(frozen=True)
class HangUp:
    """Close the connection, by FIN or by RST; without meaning for datagrams."""

    reset: bool = False


@dataclass(frozen=True)
class Run:
    """Let something happen to the device at this point of the answer."""

    action: Callable[[], None]


type Step = Send | Pause | HangUp | Run


@dataclass(frozen=True)
class Delivery:
    """One answer on its way: the steps, how it travels and which operations it answers."""

    steps: tuple[Step, ...]
    operations: frozenset[str] = frozenset()
    stream: bool = True

    def with_steps(self, *steps: Step) -> Delivery:
        """Return the same delivery with other steps."""
        return replace(self, steps=steps)

    def map_sends(self, change: Callable[[Send], Iterable[Step]]) -> Delivery:
        """Return the delivery with every `Send` replaced by what `change` makes of it."""
        steps: list[Step] = []
        for step in self.steps:
            steps.extend(change(step) if isinstance(step, Send) else (step,))
        return replace(self, steps=tuple(steps))


class Line(Protocol):
    """Where a delivery goes: a stream connection or the sender of a datagram."""

    async def send(self, data: bytes) -> None:
        """Transmit bytes."""

    def hang_up(self, *, reset: bool = False) -> None:
        """Close the line if it is a connection."""


async def deliver(delivery: Delivery, line: Line, clock: Clock) -> None:
    """Carry out the steps of a delivery."""
    for step in delivery.steps:
        match step:
            case Send(data=data):
                await line.send(data)
            case Pause(seconds=seconds):
                await clock.sleep(seconds)
            case HangUp(reset=reset):
                line.hang_up(reset=reset)
            case Run(action=action):
                action()
