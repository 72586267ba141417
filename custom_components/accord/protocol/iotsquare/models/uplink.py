"""What devices say. Source: OpenAPI document, 3.2.6; data-interface page."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Self

from ..codec import Wire


class Way(StrEnum):
    """How an uplink reached us."""

    POLL = "poll"
    PUSH = "push"
    MQTT = "mqtt"


@dataclass(frozen=True, slots=True)
class GatewayReception:
    """How well one gateway heard it."""

    gw_id: str
    rssi: float | None
    """dBm."""
    snr: float | None
    """dB."""

    @classmethod
    def from_wire(cls, row: Wire) -> Self:
        """Read an item of ``gws`` or ``gateways``."""
        return cls(
            row.identifier("id", "gwID", "gatewayID") or "",
            row.number("rssi"),
            row.number("snr"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Uplink:
    """One frame of a device, the same whichever way it came."""

    dev_eui: str
    f_cnt: int
    f_port: int
    """0 where the frame has nothing for applications."""
    data: bytes
    time: datetime
    """When the server received it."""
    rssi: float | None = None
    """dBm, of the best gateway."""
    snr: float | None = None
    """dB."""
    frequency: float | None = None
    """MHz."""
    data_rate: int | None = None
    """Index in the region's table."""
    adr: bool | None = None
    device_class: str | None = None
    confirmed: bool | None = None
    gateways: tuple[GatewayReception, ...] = ()
    """Best first."""
    modulation: str | None = None
    """Such as ``SF12BW125``; only polls tell."""
    app_id: int | None = None
    """Only pushes and MQTT tell."""
    way: Way = field(default=Way.POLL, compare=False)

    @property
    def gateway_id(self) -> str | None:
        """Return the gateway that heard it best."""
        return self.gateways[0].gw_id if self.gateways else None

    @classmethod
    def from_wire(
        cls,
        row: Wire,
        *,
        way: Way,
        dev_eui: str | None = None,
        app_id: int | None = None,
        time: datetime | None = None,
    ) -> Self | None:
        """Read the newest uplink, the ``data`` of a push, or JSON of MQTT; None for neither.

        ``dev_eui``, ``app_id`` and ``time`` are what stands outside of the object. Without any
        time it is now.
        """
        eui = row.identifier("devEUI") or dev_eui
        f_cnt = row.integer("fCnt")
        # JSON of MQTT leaves members out whose value is zero.
        if f_cnt is None and way is Way.MQTT:
            f_cnt = 0
        if not eui or f_cnt is None:
            return None
        port = row.integer("fPort") or 0
        return cls(
            dev_eui=eui,
            f_cnt=f_cnt,
            f_port=port if 0 <= port <= 255 else 0,
            data=row.data("data"),
            time=row.time("createtime", "timestamp") or time or datetime.now(UTC),
            rssi=row.number("rssi"),
            snr=row.number("snr"),
            frequency=row.number("freq", "frequency"),
            data_rate=_zero(row.integer("dr", "dataRate"), way),
            adr=_false(row.flag("adr"), way),
            device_class=(row.text("class") or "").upper() or None,
            confirmed=_false(row.flag("confirmed", "confirm"), way),
            gateways=_receptions(row),
            modulation=row.text("sfbw"),
            app_id=row.integer("appID", "applicationID") or app_id,
            way=way,
        )


def _zero(value: int | None, way: Way) -> int | None:
    return 0 if value is None and way is Way.MQTT else value


def _false(value: bool | None, way: Way) -> bool | None:
    return False if value is None and way is Way.MQTT else value


def _receptions(row: Wire) -> tuple[GatewayReception, ...]:
    found = [
        GatewayReception.from_wire(item) for item in row.objects("gws", "gateways", "GatewayInfo")
    ]
    best = row.identifier("gwID", "gatewayID")
    if best and all(one.gw_id != best for one in found):
        found.insert(0, GatewayReception(best, row.number("rssi"), row.number("snr")))
    # The best one stands first, whatever the order of the list.
    found.sort(key=lambda one: one.gw_id != best)
    return tuple(one for one in found if one.gw_id)
