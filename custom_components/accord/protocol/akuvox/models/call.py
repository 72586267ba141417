"""Calls. Source: HTTP API Manual, "Call"."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..codec import to_text

_IDLE = "ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallStatus:
    """Whether the unit is in a call. The manual names one word only, for none."""

    active: bool
    raw: str
    """The unit's word."""

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``call/status``."""
        raw = to_text(data.get("Status"))
        return cls(active=raw.strip().lower() not in {"", _IDLE}, raw=raw)
