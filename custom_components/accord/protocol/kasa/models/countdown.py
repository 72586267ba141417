"""The countdown of a relay. Source: API.md, ``count_down``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from .fields import flag, integer, text


@dataclass(frozen=True, slots=True, kw_only=True)
class CountdownRule:
    """The one rule that the slot of a relay may hold; it stays after it has fired."""

    id: str
    name: str = ""
    enabled: bool
    delay: int
    """Seconds in all."""
    on: bool
    """What the relay will do."""
    remain: int
    """Seconds left, 0 when it does not run."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def running(self) -> bool:
        """Tell whether it will still switch the relay."""
        return self.enabled and self.remain > 0

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self | None:
        """Read one of ``rule_list``; None without an id."""
        if not (found := text(data.get("id"))):
            return None
        return cls(
            id=found,
            name=text(data.get("name")) or "",
            enabled=flag(data.get("enable")) or False,
            delay=integer(data.get("delay")) or 0,
            on=flag(data.get("act")) or False,
            remain=integer(data.get("remain")) or 0,
            raw=data,
        )
