"""All that a poll brings."""

from dataclasses import dataclass

from .energy import Energy
from .senses import Senses
from .sysinfo import SysInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A device's state, with its meter where it has one for the whole device, and its sensors."""

    sysinfo: SysInfo
    energy: Energy | None = None
    senses: Senses | None = None
    """None while it is not known whether there are any, and without any."""
