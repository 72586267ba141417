"""A relay with what hangs on it, and the dimmer some relays have."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulators.clock import Clock
from simulators.kasa.integral import DailyIntegral
from simulators.kasa.rule_book import RuleBook, next_action
from simulators.kasa.timer import Timer

type Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class OutletSetup:
    """How an outlet is found when the simulation starts."""

    alias: str = ""
    on: bool = False
    load: float = 0.0
    on_time: int = 0
    total_wh: float = 0.0


@dataclass
class Dimmer:
    """Dim level and settings of a dimmer."""

    brightness: int = 100
    presets: list[int] = field(default_factory=lambda: [100, 75, 50, 25])
    parameters: Json = field(
        default_factory=lambda: {
            "minThreshold": 11,
            "fadeOnTime": 1000,
            "fadeOffTime": 1000,
            "gentleOnTime": 3000,
            "gentleOffTime": 10000,
            "rampRate": 30,
            "bulb_type": 1,
        }
    )
    behavior: Json = field(
        default_factory=lambda: {
            "soft_on": {"mode": "last_status"},
            "hard_on": {"mode": "last_status"},
            "double_click": {"mode": "gentle_on_off"},
            "long_press": {"mode": "instant_on_off"},
        }
    )


class Outlet:
    """One relay: its state, its load in watts, its meter and its hours of use."""

    def __init__(
        self,
        slot: int,
        setup: OutletSetup,
        clock: Clock,
        local_time: Callable[[], datetime],
        book: RuleBook,
        dimmer: Dimmer | None = None,
    ) -> None:
        """Start as `setup` says."""
        self.slot = slot
        self.alias = setup.alias
        self.dimmer = dimmer
        self.book = book
        self.timer: Timer | None = None
        self._local_time = local_time
        self._clock = clock
        self._on = setup.on
        self._load = setup.load
        self._switched_at = clock.now() - setup.on_time
        self.energy = DailyIntegral(clock, local_time, lambda: self.power, setup.total_wh)
        self.usage = DailyIntegral(clock, local_time, lambda: 60.0 if self._on else 0.0)

    @property
    def on(self) -> bool:
        """Whether the relay is closed."""
        return self._on

    @property
    def switched_at(self) -> float:
        """The moment the relay moved last."""
        return self._switched_at

    @property
    def active_mode(self) -> str:
        """What the device says decides over the relay."""
        if self.timer is not None and self.timer.enabled:
            return "count_down"
        return "none" if self.book.next is None else "schedule"

    @property
    def next_action(self) -> Json:
        """What a countdown or the schedule will do."""
        if self.timer is not None and self.timer.enabled:
            now = self._local_time()
            midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
            seconds = int((now - midnight).total_seconds()) + self.timer.remain
            return {"type": 2, "schd_sec": seconds % 86400, "action": int(self.timer.on)}
        return next_action(self.book)

    @property
    def load(self) -> float:
        """Watts drawn when on, at full brightness."""
        return self._load

    @property
    def power(self) -> float:
        """Watts drawn now."""
        if not self._on:
            return 0.0
        return self._load * (self.dimmer.brightness / 100 if self.dimmer else 1.0)

    @property
    def on_time(self) -> int:
        """Seconds since the relay closed, 0 when open."""
        return int(self._clock.now() - self._switched_at) if self._on else 0

    def switch(self, on: bool) -> None:
        """Open or close the relay."""
        if on == self._on:
            return
        self._settle()
        self._on = on
        self._switched_at = self._clock.now()

    def dim(self, brightness: int) -> None:
        """Set the dim level; the relay stays as it is."""
        if self.dimmer is None:
            raise ValueError("no dimmer")
        self._settle()
        self.dimmer.brightness = brightness

    def draw(self, watts: float) -> None:
        """Let the appliance draw so many watts from now on."""
        if watts < 0:
            raise ValueError("a load draws no negative power")
        self._settle()
        self._load = watts

    def rebooted(self) -> None:
        """Count the time on from the boot."""
        self._switched_at = self._clock.now()

    def _settle(self) -> None:
        self.energy.settle()
        self.usage.settle()
