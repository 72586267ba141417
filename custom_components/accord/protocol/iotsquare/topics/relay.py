"""Relays between devices and gateways. Source: vendor's page about relays."""

from datetime import datetime
from typing import Any

from ..codec import normalize_eui
from ..models.relay import RelayStatus, RelayUplink
from ..session import PAGE_SIZES, IoTSquareSession
from .device import downlink_body


class RelayTopic:
    """Devices of the type ``rhf3mr01``. Newer servers."""

    def __init__(self, session: IoTSquareSession) -> None:
        """Speak through ``session``."""
        self._session = session

    async def downlink(
        self, dev_eui: str, f_port: int, data: bytes, confirmed: bool = False, wake: bool = False
    ) -> None:
        """Send a frame through a relay; ``wake`` wakes the relay first. Never sent twice."""
        body = downlink_body(dev_eui, f_port, data)
        body |= {"confirmed": confirmed, "wake": wake}
        await self._session.post("relay/device/downlink", body)

    async def uplink(
        self,
        dev_eui: str,
        start: datetime | None = None,
        end: datetime | None = None,
        limit: int = PAGE_SIZES[0],
    ) -> tuple[RelayUplink, ...]:
        """Return what a relay told of itself between two moments, at most ``limit`` times."""
        query: dict[str, Any] = {
            "devEUI": normalize_eui(dev_eui, "dev_eui"),
            "pageNo": 1,
            "pageSize": limit,
        }
        query |= {} if start is None else {"startTime": round(start.timestamp() * 1000)}
        query |= {} if end is None else {"endTime": round(end.timestamp() * 1000)}
        reply = await self._session.get("relay/device/uplink", query)
        return tuple(RelayUplink.from_wire(row) for row in reply.rows[:limit])

    async def status(self, dev_eui: str) -> RelayStatus:
        """Return how a relay fares."""
        query = {"devEUI": normalize_eui(dev_eui, "dev_eui")}
        reply = await self._session.get("relay/device/status", query)
        return RelayStatus.from_wire(reply.data)
