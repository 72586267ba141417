"""Packet captures. Source: HTTP API Manual, "PCAP"."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from ..codec import to_int, to_text

LONGEST = 180
"""Seconds."""
LARGEST = 64 * 1024 * 1024
DEFAULT_SIZE = 1_048_576


class CaptureKind(StrEnum):
    """How a capture ends."""

    AUTO = "auto"
    """After its time."""
    MANUAL = "manual"
    """When it is stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureStatus:
    """Whether packets are captured. Source: ``pcap/status``."""

    running: bool
    size: int | None = None
    """Bytes."""
    raw: str = ""
    """The unit's word; the manual names ``stop`` only."""

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``pcap/status``."""
        raw = to_text(data.get("Status"))
        idle = raw.strip().lower() in {"", "stop", "stopped"}
        return cls(running=not idle, size=to_int(data.get("FileSize")), raw=raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureEnd:
    """What was captured. Source: ``pcap/stop``."""

    size: int | None = None
    """Bytes."""
    seconds: int | None = None

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``pcap/stop``."""
        return cls(size=to_int(data.get("FileSize")), seconds=to_int(data.get("Time")))
