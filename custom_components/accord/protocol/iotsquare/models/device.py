"""Devices. Source: OpenAPI document, 3.2."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from ..catalog import DeviceClass
from ..codec import Wire
from .uplink import GatewayReception


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A row of an application's list."""

    dev_eui: str
    name: str
    dev_addr: str | None = None
    """None until it has joined."""
    region: str = ""
    subnet: str | None = None
    f_cnt: int = 0
    """Of the newest uplink."""
    f_port: int = 0
    """Of the newest uplink that had a payload; 0 for none."""
    last_seen: datetime | None = None
    """None for never."""
    status: int | None = None
    """Not documented."""
    username: str | None = None
    remarks: str | None = None
    tags: tuple[str, ...] = ()
    product_type: str | None = None
    wire: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_wire(cls, row: Wire) -> Self:
        """Read a row."""
        return cls(
            dev_eui=row.identifier("devEUI") or "",
            name=row.text("devName") or "",
            dev_addr=row.identifier("devAddr"),
            region=(row.text("region") or "").lower(),
            subnet=row.text("subnet"),
            f_cnt=row.integer("fCnt") or 0,
            f_port=row.integer("fPort") or 0,
            last_seen=row.time("lastSeen"),
            status=row.integer("status"),
            username=row.text("username"),
            remarks=row.text("remarks"),
            tags=row.texts("tags"),
            product_type=row.text("productType"),
            wire=row.raw,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceStatus:
    """All about one device, its keys among it."""

    dev_eui: str
    name: str
    app_eui: str | None = None
    region: str = ""
    subnet: str | None = None
    supports_b: bool = False
    supports_c: bool = False
    auth_type: str | None = None
    dev_addr: str | None = None
    app_key: str | None = field(default=None, repr=False)
    app_s_key: str | None = field(default=None, repr=False)
    nwk_s_key: str | None = field(default=None, repr=False)
    remarks: str | None = None
    product_type: str | None = None
    created: datetime | None = None
    mac_version: str | None = None
    f_cnt_up: int | None = None
    """From here on only newer servers tell."""
    f_cnt_down: int | None = None
    f_port: int | None = None
    rssi: float | None = None
    snr: float | None = None
    frequency: float | None = None
    data_rate: int | None = None
    adr: bool | None = None
    active_class: str | None = None
    """Class that the device works in now."""
    gateway_id: str | None = None
    gateway_name: str | None = None
    gateways: tuple[GatewayReception, ...] = ()
    last_seen: datetime | None = None
    tags: tuple[str, ...] = ()
    device_profile_id: int | None = None
    wire: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def device_class(self) -> DeviceClass:
        """Return the class that it is registered with."""
        if self.supports_c:
            return DeviceClass.C
        return DeviceClass.B if self.supports_b else DeviceClass.A

    @classmethod
    def from_wire(cls, row: Wire) -> Self:
        """Read ``data`` of the status."""
        return cls(
            dev_eui=row.identifier("devEUI") or "",
            name=row.text("devName") or "",
            app_eui=row.identifier("appEUI"),
            region=(row.text("region") or "").lower(),
            subnet=row.text("subnet"),
            supports_b=row.flag("supportClassB") or False,
            supports_c=row.flag("supportClassC") or False,
            auth_type=row.text("authType"),
            dev_addr=row.identifier("devAddr"),
            app_key=row.text("appKey"),
            app_s_key=row.text("appSKey"),
            nwk_s_key=row.text("nwkSKey"),
            remarks=row.text("remarks"),
            product_type=row.text("productType"),
            created=row.time("createtime"),
            mac_version=row.text("macVersion"),
            f_cnt_up=row.integer("fCntUp"),
            f_cnt_down=row.integer("fCntDown"),
            f_port=row.integer("fPort"),
            rssi=row.number("rssi"),
            snr=row.number("snr"),
            frequency=row.number("freq"),
            data_rate=row.integer("dr"),
            adr=row.flag("adr"),
            active_class=(row.text("class") or "").upper() or None,
            gateway_id=row.identifier("gwID"),
            gateway_name=row.text("gwName"),
            gateways=tuple(GatewayReception.from_wire(item) for item in row.objects("gws")),
            last_seen=row.time("lastSeen"),
            tags=row.texts("tags"),
            device_profile_id=row.integer("deviceProfileId"),
            wire=row.raw,
        )


@dataclass(frozen=True, slots=True)
class Queued:
    """A frame that stands in a queue of the server: not sent yet."""

    f_cnt: int | None
    """The counter reserved for it, by which its acknowledgement is known."""

    @classmethod
    def from_wire(cls, answer: Wire) -> Self:
        """Read an answer: the counter stands beside the code, or in ``data``."""
        found = answer.integer("fCnt")
        return cls(answer.object("data").integer("fCnt") if found is None else found)


def queue_size(answer: Wire) -> int:
    """Return how many frames wait: newer servers say so in ``data``, the table beside the code."""
    found = answer.object("data").integer("queueSize")
    return (answer.integer("queueSize") if found is None else found) or 0
