"""Progress of a firmware download. Source: API.md, ``system/get_download_state``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from .fields import integer


class DownloadStatus(StrEnum):
    """What the device is doing."""

    IDLE = "idle"
    DOWNLOADING = "downloading"
    FLASHING = "flashing"
    ERROR = "error"
    OTHER = "other"
    """Not known yet; ``raw`` has the number."""


_STATUS = {
    0: DownloadStatus.IDLE,
    1: DownloadStatus.DOWNLOADING,
    2: DownloadStatus.FLASHING,
    6: DownloadStatus.ERROR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadState:
    """How far a download is."""

    status: DownloadStatus
    ratio: int | None = None
    """Percent done."""
    reboot_time: int | None = None
    """Seconds that the restart will take."""
    flash_time: int | None = None
    """Seconds that flashing will take."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``get_download_state``."""
        status = integer(data.get("status"))
        known = DownloadStatus.OTHER if status is None else _STATUS.get(status)
        return cls(
            status=known or DownloadStatus.OTHER,
            ratio=integer(data.get("ratio")),
            reboot_time=integer(data.get("reboot_time")),
            flash_time=integer(data.get("flash_time")),
            raw=data,
        )
