"""The countdown of a relay. Source: API.md, ``count_down``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from .fields import check_range, flag, integer, text, unknown

COUNTDOWN_NAME = "Timer AddTimerObject"
"""What the vendor's app calls it."""

LONGEST_DELAY = 86_399
"""Seconds; no limit is documented, a day is what clients offer."""

_KNOWN = frozenset({"id", "name", "enable", "delay", "act", "remain"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CountdownRule:
    """Switches the relay once, ``delay`` seconds after it was set."""

    delay: int
    """Seconds in all."""
    on: bool
    """The relay's state in the end."""
    id: str = ""
    """Given by the device."""
    name: str = COUNTDOWN_NAME
    enable: bool = True
    """Running."""
    remain: int = 0
    """Seconds left; 0 while it does not run."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def running(self) -> bool:
        """Tell whether it will still switch the relay."""
        return self.enable and self.remain > 0

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read one of ``rule_list``."""
        return cls(
            id=text(data.get("id")) or "",
            name=text(data.get("name")) or "",
            enable=flag(data.get("enable")) or False,
            delay=integer(data.get("delay")) or 0,
            on=flag(data.get("act")) or False,
            remain=integer(data.get("remain")) or 0,
            raw=data,
        )

    def to_wire(self) -> dict[str, Any]:
        """Return it as devices want it, without ``id``. Raises InvalidError.

        A finished one may hold a delay of 0; a running one must not.
        """
        found = {
            "name": self.name,
            "enable": int(self.enable),
            "delay": check_range("delay", self.delay, 1 if self.enable else 0, LONGEST_DELAY),
            "act": int(self.on),
        }
        return found | unknown(self.raw, _KNOWN)
