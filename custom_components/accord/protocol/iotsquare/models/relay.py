"""Relays between devices and gateways. Source: vendor's page about relays."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Self

from ..codec import Wire


class WorkMode(IntEnum):
    """What a relay does."""

    NONE = 0
    MASTER = 1
    SLAVE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayUplink:
    """What a relay told of itself."""

    battery: float | None = None
    """Percent."""
    voltage: float | None = None
    """Volts."""
    slaves: int | None = None
    temperature: float | None = None
    """Degrees Celsius."""
    rssi: float | None = None
    snr: float | None = None
    frequency: float | None = None
    data_rate: int | None = None
    time: datetime | None = None

    @classmethod
    def from_wire(cls, row: Wire) -> Self:
        """Read a row."""
        return cls(
            battery=row.number("battery"),
            voltage=row.number("voltage"),
            slaves=row.integer("slaveNum"),
            temperature=row.number("temperature"),
            rssi=row.number("rssi"),
            snr=row.number("snr"),
            frequency=row.number("freq"),
            data_rate=row.integer("dr"),
            time=row.time("createtime"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayStatus:
    """How a relay fares."""

    battery: float | None = None
    voltage: float | None = None
    temperature: float | None = None
    slaves: int | None = None
    firmware: str | None = None
    work_mode: WorkMode | None = None
    last_seen: datetime | None = None

    @classmethod
    def from_wire(cls, row: Wire) -> Self:
        """Read ``data``."""
        mode = row.integer("deviceWorkMode")
        return cls(
            battery=row.number("battery"),
            voltage=row.number("voltage"),
            temperature=row.number("temperature"),
            slaves=row.integer("slaveNum"),
            firmware=row.text("firmwareVersion"),
            work_mode=WorkMode(mode) if mode in set(WorkMode) else None,
            last_seen=row.time("lastSeen"),
        )
