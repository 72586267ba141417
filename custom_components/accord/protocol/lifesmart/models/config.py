"""The station itself. Source: advanced interface description, 2.3.1; base document, ``config``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from .fields import flag, integer, obj, text

FURTHEST_ZONE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeZone:
    """The station's time zone; None for what it does not tell."""

    hours: int | None = None
    """East of Greenwich; there are whole hours only, -12 to 12."""
    summer: bool | None = None
    """Whether daylight saving time is used."""

    @classmethod
    def from_wire(cls, message: object) -> Self:
        """Read the answer to ``timezone``."""
        data = obj(message)
        return cls(hours=integer(data.get("timezone")), summer=flag(data.get("summer")))


@dataclass(frozen=True, slots=True, kw_only=True)
class StationVersion:
    """Firmware and kind of a station."""

    version: str = ""
    model: str = ""
    """``mgatype``, such as ``LSJZX1K``."""
    system: str = ""
    """``osver``."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def model_name(self) -> str:
        """Return what the vendor calls such a station; the code for unknown ones."""
        return _MODELS.get(self.model.upper(), self.model)

    @classmethod
    def from_wire(cls, message: object) -> Self:
        """Read the answer to ``getver``."""
        data = obj(message)
        return cls(
            version=text(data.get("ver")),
            model=text(data.get("mgatype")),
            system=text(data.get("osver")),
            raw=data,
        )


_MODELS: Mapping[str, str] = {
    "LSJZX1K": "Smart Station",
    "LSSSMINIV1": "Smart Station Mini",
    "LSNAMIV1": "Nature Mini",
    "LSNAMIV3": "Nature Mini Pro",
    "LSNAMIV4": "Nature Mini L",
    "LSMGANAV1": "Nature Mini S",
    "LSHI3518": "Smart Station (first generation)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rssi:
    """Radio between the station and a device; dBm, None for what it does not tell."""

    noise: float | None = None
    received: float | None = None
    """How the station hears the device."""
    sent: float | None = None
    """How the device hears the station."""

    @classmethod
    def from_wire(cls, message: object) -> Self:
        """Read the answer to GET ``rssi``."""
        data = obj(message)
        return cls(
            noise=_dbm(data.get("noise")),
            received=_dbm(data.get("fromrssi")),
            sent=_dbm(data.get("torssi")),
        )


def _dbm(value: object) -> float | None:
    found = integer(value)
    return None if found is None else found / 2 - 64 - 70
