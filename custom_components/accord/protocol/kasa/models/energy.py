"""Energy readings. Source: API.md, ``emeter/get_realtime``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from .fields import number


@dataclass(frozen=True, slots=True, kw_only=True)
class Energy:
    """What a meter shows now; None for what it does not measure.

    Older firmware sends V, A, W and kWh as fractions, newer mV, mA, mW and Wh as integers.
    """

    power: float | None = None
    """W."""
    voltage: float | None = None
    """V."""
    current: float | None = None
    """A."""
    total: float | None = None
    """kWh since the last erase, with some models since power-up."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read either generation. Bulbs that measure no voltage send 0 for it."""
        voltage = _reading(data, "voltage_mv", "voltage") or None
        current = _reading(data, "current_ma", "current")
        return cls(
            power=_reading(data, "power_mw", "power"),
            voltage=voltage,
            current=current if voltage is not None else current or None,
            total=_reading(data, "total_wh", "total"),
            raw=data,
        )


def _reading(data: Mapping[str, Any], thousandths: str, whole: str) -> float | None:
    if (found := number(data.get(thousandths))) is not None:
        return found / 1000
    return number(data.get(whole))
