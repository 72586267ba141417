"""Network faults that can be set on a running device of any vendor.

Faults compose: those that change content come first, then those that change how much is sent, then
timing, then those that send nothing at all.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, fields
import random
import re
import struct
from typing import Any, ClassVar, Protocol

from simulators.delivery import Delivery, HangUp, Pause, Run, Send, Step

_CONTENT, _AMOUNT, _TIMING, _NOTHING = range(4)
_CONTENT_LENGTH = re.compile(rb"(?i)(\r\ncontent-length: *)\d+")
_HTML = b"<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body></body></html>"


def _announce(send: Send, length: int) -> bytes:
    """Return the framing of an answer with another length; nothing if it has none."""
    if send.head == 4:
        return struct.pack(">I", length)
    if send.head == 10 and send.data.startswith(b"JL"):
        return send.data[:6] + struct.pack(">I", length)
    if send.data.startswith(b"HTTP/"):
        return _CONTENT_LENGTH.sub(rb"\g<1>%d" % length, send.data[: send.head])
    return b""


class Faultable(Protocol):
    """What a fault needs of a device."""

    clock_shift: float

    def block(self, reason: object) -> None:
        """Close the ports."""

    def unblock(self, reason: object) -> None:
        """Take back one `block`."""

    def stall(self, reason: object) -> None:
        """Leave clients without any answer."""

    def resume(self, reason: object) -> None:
        """Take back one `stall`."""

    def restart(self, *, keep_state: bool = True, down_for: float = 0.0) -> None:
        """Drop all connections and come back."""


class Fault:
    """A way in which a network or a device misbehaves; by default none."""

    order: ClassVar[int] = _CONTENT

    def engage(self, device: Faultable) -> None:
        """Take effect on the device itself."""

    def release(self, device: Faultable) -> None:
        """End the effect on the device itself."""

    def shape(self, delivery: Delivery, device: Faultable) -> Delivery:
        """Return what becomes of an answer."""
        return delivery


@dataclass(frozen=True)
class Delay(Fault):
    """The answer comes late."""

    order: ClassVar[int] = _TIMING
    seconds: float

    def shape(self, delivery: Delivery, device: Faultable) -> Delivery:
        """Wait first."""
        return delivery.with_steps(Pause(self.seconds), *delivery.steps)


@dataclass(frozen=True)
class Drop(Fault):
    """The answer never comes; the connection stays open."""

    order: ClassVar[int] = _NOTHING

    def shape(self, delivery: Delivery, device: Faultable) -> Delivery:
        """Send nothing."""
        return delivery.with_steps()


@dataclass(frozen=True)
class Cut(Fault):
    """The connection closes in the middle of the answer; a datagram arrives shortened."""

    order: ClassVar[int] = _AMOUNT
    after: int | None = None
    reset: bool = False

    def shape(self, delivery: Delivery, device: Faultable) -> Delivery:
        """Keep the first bytes, half of them unless told otherwise, and hang up."""
        sends = [step for step in delivery.steps if isinstance(step, Send)]
        data = b"".join(send.data for send in sends)
        kept = data[: len(data) // 2 if self.after is None else self.after]
        steps: list[Step] = [Send(kept, sends[0].head)] if kept else []
        return delivery.with_steps(*steps, HangUp(self.reset))


@dataclass(frozen=True)
class Corrupt(Fault):
    """Some bytes of the answer are wrong; framing stays intact."""

    offset: int = 0
    count: int = 16

    def shape(self, delivery: Delivery, device: Faultable) -> Delivery:
        """Flip bits in every second of `count` bytes of the body."""

        def spoil(send: Send) -> tuple[Send]:
            data = bytearray(send.data)
            start = send.head + self.offset
            for index in range(start, min(start + self.count, len(data)), 2):
                data[index] ^= 0xA5
            return (Send(bytes(data), send.head),)

        return delivery.map_sends(spoil)


@dataclass(frozen=True)
class Duplicate(Fault):
    """The answer comes more than once."""

    order: ClassVar[int] = _AMOUNT
    times: int = 2

    def shape(self, delivery: Delivery, device: Faultable) -> Delivery:
        """Repeat everything that is sent."""
        return delivery.map_sends(lambda send: (send,) * self.times)


@dataclass(frozen=True)
class Reorder(Fault):
    """Each second answer overtakes the one before it."""

    order: ClassVar[int] = _AMOUNT
    _held: list[Send] = field(default_factory=list, init=False, repr=False, compare=False)

    def shape(self, delivery: Delivery, device: Faultable) -> Delivery:
        """Hold the first answer back and send it after the second."""
        if self._held:
            late = tuple(self._held)
            self._held.clear()
            return delivery.with_steps(*delivery.steps, *late)
        self._held.extend(step for step in delivery.steps if isinstance(step, Send))
        return delivery.map_sends(lambda _: ())


@dataclass(frozen=True)
class Garbage(Fault):
    """Something comes that is not the protocol; with `framed` behind a right length header."""

    size: int = 64
    framed: bool = False
    seed: int = 1

    def shape(self, delivery: Delivery, device: Faultable) -> Delivery:
        """Replace the answer by pseudo-random bytes."""
        noise = random.Random(self.seed).randbytes(self.size)

        def replace(send: Send) -> tuple[Send]:
            head = _announce(send, len(noise)) if self.framed else b""
            return (Send(head + noise, len(head)),)

        return delivery.map_sends(replace)


@dataclass(frozen=True)
class Html(Fault):
    """A web server answers instead of the device."""

    page: bytes = _HTML
    status: str = "502 Bad Gateway"

    def shape(self, delivery: Delivery, device: Faultable) -> Delivery:
        """Replace the answer by an HTTP response with a page, and close."""
        head = (
            f"HTTP/1.1 {self.status}\r\nContent-Type: text/html\r\n"
            f"Content-Length: {len(self.page)}\r\nConnection: close\r\n\r\n"
        ).encode()
        return delivery.with_steps(Send(head + self.page, len(head)), HangUp())


@dataclass(frozen=True)
class OversizedHeader(Fault):
    """The length header promises more than ever comes."""

    announced: int = 0x7FFFFFFF

    def shape(self, delivery: Delivery, device: Faultable) -> Delivery:
        """Rewrite a four-byte length header, or HTTP's."""

        def announce(send: Send) -> tuple[Send]:
            head = _announce(send, self.announced)
            return (Send(head + send.data[send.head :], len(head)),) if head else (send,)

        return delivery.map_sends(announce)


@dataclass(frozen=True)
class SlowDrip(Fault):
    """The answer comes byte by byte; datagrams are not affected."""

    order: ClassVar[int] = _TIMING
    interval: float = 0.01
    size: int = 1

    def shape(self, delivery: Delivery, device: Faultable) -> Delivery:
        """Cut what is sent into pieces with pauses between them."""
        if not delivery.stream:
            return delivery

        def drip(send: Send) -> list[Step]:
            steps: list[Step] = []
            for start in range(0, len(send.data), self.size):
                steps += [Send(send.data[start : start + self.size]), Pause(self.interval)]
            return steps[:-1]

        return delivery.map_sends(drip)


@dataclass(frozen=True)
class Refuse(Fault):
    """Nobody listens: connections are refused and datagrams lost."""

    def engage(self, device: Faultable) -> None:
        """Close the ports."""
        device.block(self)

    def release(self, device: Faultable) -> None:
        """Open the ports again."""
        device.unblock(self)


@dataclass(frozen=True)
class Unreachable(Fault):
    """Nobody is there: connection attempts and datagrams stay without any answer."""

    order: ClassVar[int] = _NOTHING

    def engage(self, device: Faultable) -> None:
        """Stop taking connections."""
        device.stall(self)

    def release(self, device: Faultable) -> None:
        """Take connections again."""
        device.resume(self)

    def shape(self, delivery: Delivery, device: Faultable) -> Delivery:
        """Leave open connections without an answer too."""
        return delivery.with_steps()


@dataclass(frozen=True)
class Restart(Fault):
    """The device restarts instead of answering."""

    order: ClassVar[int] = _NOTHING
    keep_state: bool = True
    down_for: float = 0.0

    def shape(self, delivery: Delivery, device: Faultable) -> Delivery:
        """Let the device go down in place of the answer."""

        def go_down() -> None:
            device.restart(keep_state=self.keep_state, down_for=self.down_for)

        return delivery.with_steps(Run(go_down))


@dataclass(frozen=True)
class ClockShift(Fault):
    """The device's clock is wrong by some seconds."""

    seconds: float

    def engage(self, device: Faultable) -> None:
        """Put the clock wrong."""
        device.clock_shift += self.seconds

    def release(self, device: Faultable) -> None:
        """Put it right."""
        device.clock_shift -= self.seconds


@dataclass(eq=False)
class ActiveFault:
    """A fault set on a device: for how many more answers, and to which operations."""

    fault: Fault
    remaining: int | None = None
    operations: frozenset[str] | None = None
    hits: int = field(default=0, init=False)

    def concerns(self, delivery: Delivery) -> bool:
        """Tell whether this answer is hit."""
        return self.operations is None or bool(self.operations & delivery.operations)


class FaultSet:
    """The faults set on one device."""

    def __init__(self, device: Faultable) -> None:
        """Start without faults."""
        self._device = device
        self._active: list[ActiveFault] = []

    def __len__(self) -> int:
        """Return how many faults are set."""
        return len(self._active)

    def add(
        self,
        fault: Fault,
        *,
        times: int | None = None,
        operations: Collection[str] | None = None,
    ) -> ActiveFault:
        """Set a fault for the next `times` answers or until removed, perhaps to some operations."""
        if times is not None and times < 1:
            raise ValueError("a fault hits at least one answer")
        if isinstance(operations, str):
            raise TypeError("operations is a collection of ids")
        active = ActiveFault(fault, times, None if operations is None else frozenset(operations))
        self._active.append(active)
        fault.engage(self._device)
        return active

    def remove(self, active: ActiveFault) -> None:
        """Remove a fault; one that has run out is gone already."""
        if active in self._active:
            self._active.remove(active)
            active.fault.release(self._device)

    def clear(self) -> None:
        """Remove all faults."""
        for active in list(self._active):
            self.remove(active)

    def shape(self, delivery: Delivery) -> Delivery:
        """Return what the faults make of an answer."""
        hit = [active for active in self._active if active.concerns(delivery)]
        for active in sorted(hit, key=lambda one: one.fault.order):
            delivery = active.fault.shape(delivery, self._device)
            active.hits += 1
            if active.remaining is not None:
                active.remaining -= 1
                if not active.remaining:
                    self.remove(active)
        return delivery


KINDS: dict[str, type[Fault]] = {
    "delay": Delay,
    "drop": Drop,
    "cut": Cut,
    "corrupt": Corrupt,
    "duplicate": Duplicate,
    "reorder": Reorder,
    "garbage": Garbage,
    "html": Html,
    "oversized_header": OversizedHeader,
    "slow_drip": SlowDrip,
    "refuse": Refuse,
    "unreachable": Unreachable,
    "restart": Restart,
    "clock_shift": ClockShift,
}


def fault_from_json(spec: dict[str, Any]) -> Fault:
    """Build a fault from `{"kind": "delay", "seconds": 3}`."""
    rest = dict(spec)
    kind = rest.pop("kind", None)
    if kind not in KINDS:
        raise ValueError(f"unknown fault {kind!r}; known: {', '.join(sorted(KINDS))}")
    known = {one.name for one in fields(KINDS[kind]) if one.init}  # type: ignore[arg-type]
    if unknown := rest.keys() - known:
        raise ValueError(f"{kind} has no {', '.join(sorted(unknown))}")
    return KINDS[kind](**rest)
