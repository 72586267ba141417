"""All that a poll brings."""

from dataclasses import dataclass

from .energy import Energy
from .sysinfo import SysInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A device's state, with its meter where it has one for the whole device."""

    sysinfo: SysInfo
    energy: Energy | None = None
