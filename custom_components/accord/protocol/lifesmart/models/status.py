"""What is known of a station after a first look at it."""

from dataclasses import dataclass, field

from .config import StationVersion
from .device import Device


@dataclass(frozen=True, slots=True, kw_only=True)
class StationProbe:
    """A station that takes our requests."""

    id: str = field(default="", repr=False)
    """The station's own id; empty where neither its devices nor its replies tell."""
    version: StationVersion
    devices: tuple[Device, ...] = field(repr=False)
    offset: float | None = None
    """Seconds by which the station's clock is ahead of ours, None where it does not tell."""
