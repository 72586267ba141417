"""What a poll returns, and what a firmware was found to have."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ..codec import to_text
from .call import CallStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class AkuvoxPoll:
    """State of relays, inputs and call."""

    relays: Mapping[str, bool] = field(default_factory=dict)
    """Switched, by letter."""
    inputs: Mapping[str, int] = field(default_factory=dict)
    """Levels, by letter."""
    call: CallStatus | None = None
    """None where it was not asked for, or the unit makes no calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What one firmware of one unit was found to answer."""

    firmware: str
    topics: frozenset[str] = frozenset()
    """Harmless reads by their operations: ``relay/status``."""

    def __contains__(self, capability: object) -> bool:
        """Tell whether the unit answers it: ``"relay/status" in capabilities``."""
        return capability in self.topics

    def to_dict(self) -> dict[str, Any]:
        """Return plain data to be stored."""
        return {"firmware": self.firmware, "topics": sorted(self.topics)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what ``to_dict`` gave; what is not understood is left out."""
        stored = data.get("topics")
        found = stored if isinstance(stored, list | tuple) else ()
        return cls(
            firmware=to_text(data.get("firmware")),
            topics=frozenset(one for one in found if isinstance(one, str)),
        )
