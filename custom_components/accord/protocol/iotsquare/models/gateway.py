"""Gateways. Source: OpenAPI document, 5.2; newer operations of the vendor's page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from ..codec import Wire
from .application import read_headers


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway:
    """A row of the list."""

    gw_id: str
    name: str
    gw_type: str | None = None
    region: str = ""
    subnet: str | None = None
    online: bool | None = None
    mqtt: bool | None = None
    """It speaks to the server by its own software and MQTT, not as a packet forwarder."""
    created: datetime | None = None
    last_seen: datetime | None = None
    username: str | None = None
    remarks: str | None = None
    tags: tuple[str, ...] = ()
    wire: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_wire(cls, row: Wire) -> Self:
        """Read a row."""
        return cls(
            gw_id=row.identifier("gwID") or "",
            name=row.text("gwName") or "",
            gw_type=row.text("gwType"),
            region=(row.text("region") or "").lower(),
            subnet=row.text("subnet"),
            online=row.flag("online"),
            mqtt=row.flag("mqtt"),
            created=row.time("createtime"),
            last_seen=row.time("lastSeen"),
            username=row.text("username"),
            remarks=row.text("remarks"),
            tags=row.texts("tags"),
            wire=row.raw,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayOnline:
    """What a gateway tells of itself now."""

    gw_id: str
    online: bool | None = None
    mqtt: bool | None = None
    latitude: float | None = None
    """Degrees; None without a position."""
    longitude: float | None = None
    altitude: float | None = None
    """Metres."""
    time: datetime | None = None
    """When it told."""
    gps_time: bool | None = None
    """Its time comes from GPS."""

    @classmethod
    def from_wire(cls, row: Wire, gw_id: str | None = None) -> Self:
        """Read live members; latitude, longitude and altitude of 0 mean that there is none."""
        position = tuple(row.number(name) for name in ("latitude", "longitude", "altitude"))
        known = position[0] is not None and position[1] is not None and any(position)
        latitude, longitude, altitude = position if known else (None, None, None)
        return cls(
            gw_id=row.identifier("gatewayId", "gwID") or gw_id or "",
            online=row.flag("online"),
            mqtt=row.flag("mqtt"),
            latitude=latitude,
            longitude=longitude,
            altitude=altitude,
            time=row.time("statTime"),
            gps_time=row.flag("gpsTimeSync"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayStatus:
    """How a gateway is set."""

    gw_id: str
    name: str
    gw_type: str | None = None
    region: str = ""
    subnet: str | None = None
    class_b: bool | None = None
    class_c: bool | None = None
    packet_forwarder: bool | None = None
    """None on servers that do not tell any more."""
    tx_power: int | None = None
    """dBm."""
    push_urls: tuple[str, ...] = ()
    headers: Mapping[str, str] | None = field(default=None, repr=False)
    stat_interval: int | None = None
    """Seconds between heartbeats."""
    remarks: str | None = None
    tags: tuple[str, ...] = ()
    created: datetime | None = None
    live: GatewayOnline | None = None
    """Only servers before 3.4.15 tell here."""
    wire: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_wire(cls, row: Wire) -> Self:
        """Read ``data`` of the status or of the newer ``gateway/info``."""
        return cls(
            gw_id=row.identifier("gwID") or "",
            name=row.text("gwName") or "",
            gw_type=row.text("gwType"),
            region=(row.text("region") or "").lower(),
            subnet=row.text("subnet"),
            class_b=row.flag("enableClassB"),
            class_c=row.flag("enableClassC"),
            packet_forwarder=row.flag("enablePFW"),
            tx_power=row.integer("txPower"),
            push_urls=row.texts("pushUrls", "pushURL"),
            headers=read_headers(row),
            stat_interval=row.integer("statInterval"),
            remarks=row.text("remarks"),
            tags=row.texts("tags"),
            created=row.time("createtime"),
            live=GatewayOnline.from_wire(row) if "online" in row else None,
            wire=row.raw,
        )
