"""A countdown that runs beside a relay."""

from dataclasses import dataclass, field
import math
from typing import Any

from simulators.clock import Clock

type Json = dict[str, Any]


@dataclass
class Timer:
    """One rule of `count_down`, counting from the moment it was made."""

    id: str
    enabled: bool
    delay: int
    on: bool
    more: Json
    clock: Clock
    ends_at: float = field(init=False)

    def __post_init__(self) -> None:
        """Start counting."""
        self.ends_at = self.clock.now() + self.delay

    @property
    def remain(self) -> int:
        """Seconds left, 0 when it does not run."""
        return max(0, math.ceil(self.ends_at - self.clock.now())) if self.enabled else 0

    def fired(self) -> None:
        """Stay in the slot, run down."""
        self.enabled = False
        self.delay = 0

    def as_json(self) -> Json:
        """Return the rule as the device lists it."""
        return {
            **self.more,
            "id": self.id,
            "enable": int(self.enabled),
            "delay": self.delay,
            "act": int(self.on),
            "remain": self.remain,
        }
