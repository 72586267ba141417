"""How gateways fare: network and system. Source: vendor's page of 4.2.3; data-interface page.

All members may be missing: what a gateway tells depends on what it is and what is built in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
import re
from typing import Any, Self

from ..codec import NOTHING, Wire, as_float

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_PERCENT = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*%")


class DialStatus(IntEnum):
    """How far the connection by LTE is."""

    NO_SIM = 0
    SIM_NOT_READ = 1
    NOT_DIALLED = 2
    CONNECTED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayNetwork:
    """How a gateway is connected. ``wire`` holds addresses and identities, which are private."""

    kind: str | None = None
    lan_ip: str | None = field(default=None, repr=False)
    wan_ip: str | None = field(default=None, repr=False)
    delay: float | None = None
    """Milliseconds."""
    ethernet: bool | None = None
    lte: bool | None = None
    apn: str | None = None
    mode: str | None = None
    rssi: float | None = None
    """dBm; this and what follows only with LTE."""
    rsrp: float | None = None
    """dBm."""
    rsrq: float | None = None
    """dB."""
    snr: float | None = None
    """dB."""
    dial_status: DialStatus | None = None
    sim: str | None = None
    """``esim`` or ``usim``."""
    created: datetime | None = None
    wire: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_wire(cls, row: Wire) -> Self:
        """Read ``data`` of the answer, or ``gatewayNetworkInfo`` of a push."""
        lte = row.flag("lteState")
        signal = {name: _signal(row.number(*names), lte) for name, names in _SIGNALS.items()}
        dial = row.integer("dialStatus")
        return cls(
            kind=row.text("nwkType", "networkInterface"),
            lan_ip=row.text("lanIP", "localIP", "nwkGw"),
            wan_ip=row.text("wanIP"),
            delay=leading_number(row.value("nwkDelay", "networkDelay")),
            ethernet=row.flag("ethState"),
            lte=lte,
            apn=row.text("apn"),
            mode=row.text("mode"),
            **signal,
            dial_status=DialStatus(dial) if dial in set(DialStatus) else None,
            sim=row.text("lteSim"),
            created=row.time("createtime"),
            wire=row.raw,
        )


_SIGNALS = {"rssi": ("rssi",), "rsrp": ("rsrp",), "rsrq": ("rsrq", "rspq"), "snr": ("snr",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Battery:
    """A battery of a gateway."""

    present: bool | None = None
    level: float | None = None
    """Percent."""
    voltage: float | None = None
    """Volts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewaySystem:
    """How a gateway's computer fares."""

    uptime: int | None = None
    """Seconds."""
    sdk_uptime: int | None = None
    load: tuple[float, ...] = ()
    """Of the last 1, 5 and 15 minutes."""
    memory_used: float | None = None
    """Percent, as the two that follow."""
    root_used: float | None = None
    log_used: float | None = None
    packet_forwarder: bool | None = None
    temperature: float | None = None
    """Degrees Celsius."""
    power: bool | None = None
    """It has power from outside."""
    power_voltage: float | None = None
    battery: Battery = field(default_factory=Battery)
    solar_battery: Battery = field(default_factory=Battery)
    solar: Mapping[str, Any] = field(default_factory=dict)
    """All of ``sbatteryCollectObject``, empty without one."""
    restart_reason: str | None = None
    restarted: datetime | None = None
    created: datetime | None = None
    wire: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_wire(cls, row: Wire) -> Self:
        """Read ``data`` of the answer, or ``gatewaySystemInfo`` of a push.

        Older pushes tell what is free on disks instead of what is used.
        """
        solar = row.value("sbatteryCollectObject")
        return cls(
            uptime=row.integer("uptime"),
            sdk_uptime=row.integer("sdkUptime"),
            load=_numbers(row.value("cpuUsage")),
            memory_used=percentage(row.value("memUsage", "ramUsage")),
            root_used=_used(row, "rootDiskUsage", "rootFree"),
            log_used=_used(row, "logDiskUsage", "logFree"),
            packet_forwarder=row.flag("pktfwdRunning", "pfwRunning"),
            temperature=leading_number(row.value("temperature")),
            power=row.flag("powerState"),
            power_voltage=leading_number(row.value("powerVoltage")),
            battery=_battery(row, ""),
            solar_battery=_battery(row, "s"),
            solar=solar if isinstance(solar, Mapping) else NOTHING,
            restart_reason=row.text("rstSrc"),
            restarted=row.time("rstSrcUpdatetime"),
            created=row.time("createtime"),
            wire=row.raw,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayVersion:
    """What a gateway runs."""

    model: str | None = None
    firmware: str | None = None
    firmware_date: str | None = None
    hardware: str | None = None
    kernel: str | None = None
    sdk: str | None = None
    packet_forwarder: str | None = None

    @classmethod
    def from_wire(cls, row: Wire) -> Self:
        """Read ``gatewayVersionInfo`` of a push."""
        return cls(
            model=row.text("model"),
            firmware=row.text("firmwareVersion"),
            firmware_date=row.text("firmwareDate"),
            hardware=row.text("hardwareVersion"),
            kernel=row.text("kernelVersion"),
            sdk=row.text("sdkVersion"),
            packet_forwarder=row.text("pktfwdVersion"),
        )


def leading_number(value: object) -> float | None:
    """Return a number, also where a unit follows it: ``8.38ms``."""
    found = as_float(value)
    if found is None and isinstance(value, str) and (match := _NUMBER.search(value)):
        found = float(match[0])
    return found


def percentage(value: object) -> float | None:
    """Return the percentage at the end of ``213.34/924.22MB 23.08%``, or a plain number."""
    if isinstance(value, str) and (match := _PERCENT.search(value)):
        return float(match[1])
    return as_float(value)


def _used(row: Wire, used: str, free: str) -> float | None:
    found = percentage(row.value(used))
    if found is None and (left := percentage(row.value(free))) is not None:
        return round(100 - left, 2)
    return found


def _signal(value: float | None, lte: bool | None) -> float | None:
    return None if value == 0 and not lte else value


def _numbers(value: object) -> tuple[float, ...]:
    if isinstance(value, str):
        return tuple(float(one) for one in _NUMBER.findall(value))
    if isinstance(value, list):
        return tuple(found for one in value if (found := as_float(one)) is not None)
    found = as_float(value)
    return () if found is None else (found,)


def _battery(row: Wire, prefix: str) -> Battery:
    return Battery(
        present=row.flag(f"{prefix}batteryState"),
        level=leading_number(row.value(f"{prefix}batteryLevel")),
        voltage=leading_number(row.value(f"{prefix}batteryVoltage")),
    )
