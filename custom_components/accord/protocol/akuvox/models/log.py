"""The unit's own log. Source: HTTP API Manual, "Log"."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from ...errors import ProtocolError
from ..codec import to_int

LEVEL = "Config.Settings.LOGLEVEL.Level"
HIGHEST_LEVEL = 7


class LogKind(StrEnum):
    """Which log."""

    LOG = "log"
    KERNEL = "kmsg"
    DEBUG = "log_debug"
    """Units with Android only."""


FILE_NAMES = {
    LogKind.LOG: "log.txt",
    LogKind.KERNEL: "kmsg.txt",
    LogKind.DEBUG: "log_debug.tar.gz",
}


def read_level(data: Mapping[str, Any]) -> int:
    """Return the level, 0 (emergencies) to 7 (everything). Raises ProtocolError."""
    level = to_int(data.get(LEVEL))
    if level is None:
        raise ProtocolError("answer has no log level")
    return level
