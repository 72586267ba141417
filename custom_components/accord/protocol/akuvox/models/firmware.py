"""Versions, and how far an installation is. Source: HTTP API Manual, "Firmware"."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from ..codec import to_text
from .system import normalize_mac


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmwareStatus:
    """What runs on which hardware. Source: ``firmware/status``."""

    firmware: str = ""
    hardware: str = ""
    model: str = ""
    mac: str | None = None
    """Lower case with colons."""

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``firmware/status``."""
        return cls(
            firmware=to_text(data.get("FirmwareVersion")),
            hardware=to_text(data.get("HardwareVersion")),
            model=to_text(data.get("Model")),
            mac=normalize_mac(data.get("MAC")),
        )


class InstallStage(StrEnum):
    """Steps of an installation, in their order."""

    PREPARING = "preparing"
    UPLOADING = "uploading"
    UPGRADING = "upgrading"
    RESTARTING = "restarting"


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallResult:
    """What an installation came to."""

    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Tell whether another version runs now."""
        return self.before != self.after
