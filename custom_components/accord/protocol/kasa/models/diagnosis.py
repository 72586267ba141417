"""What newer firmware tells about its own health. API.md does not have it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from .fields import integer, obj


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """Some of it; ``raw`` holds all, addresses included."""

    uptime: int | None = None
    """Seconds."""
    free_memory: int | None = None
    """Bytes."""
    rssi: int | None = None
    """dBm."""
    channel: int | None = None
    reconnects: int | None = None
    """To the Wi-Fi."""
    disconnected_time: int | None = None
    """Without Wi-Fi, in all."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``get_diagnose_status``."""
        result = obj(data.get("result"))
        system, wireless = obj(result.get("sysinfo")), obj(result.get("wireless"))
        return cls(
            uptime=integer(system.get("uptime")),
            free_memory=integer(system.get("free_mem")),
            rssi=integer(wireless.get("rssi")),
            channel=integer(wireless.get("channel")),
            reconnects=integer(wireless.get("reconn_count")),
            disconnected_time=integer(wireless.get("total_disconnect_time")),
            raw=data,
        )
