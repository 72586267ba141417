"""Which optional modules a device has; found out once per firmware."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from .fields import flag, obj, text


class Capability(StrEnum):
    """Modules that only some devices of a family have."""

    PIR = "pir"
    LAS = "las"
    SENSOR_TRIGGER = "sensor_trigger"
    DIMMER = "dimmer"
    COUNT_DOWN = "count_down"
    ANTI_THEFT = "anti_theft"
    DEBUG = "debug"


_NAMES = frozenset(Capability)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What one firmware of one device was found to have and to lack."""

    firmware: str
    found: Mapping[Capability, bool] = field(default_factory=dict)
    """A module that is not in it was never asked for."""

    def __contains__(self, capability: object) -> bool:
        """Tell whether the device has it."""
        return any(name == capability for name, has in self.found.items() if has)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data to be stored."""
        found = {name.value: has for name, has in self.found.items()}
        return {"firmware": self.firmware, "found": found}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what ``to_dict`` gave; what is not understood is left out."""
        found = {
            Capability(name): has
            for name, sent in obj(data.get("found")).items()
            if name in _NAMES and (has := flag(sent)) is not None
        }
        return cls(firmware=text(data.get("firmware")) or "", found=found)
