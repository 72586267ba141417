"""Forwarders of RS-485. Source: vendor's page about LADTP."""

from ..models.device import Queued
from ..session import IoTSquareSession
from .device import downlink_body


class LadtpTopic:
    """Devices of the type ``rhf3m485``. Newer servers."""

    def __init__(self, session: IoTSquareSession) -> None:
        """Speak through ``session``."""
        self._session = session

    async def downlink(
        self, dev_eui: str, f_port: int, data: bytes, confirmed: bool = False
    ) -> Queued:
        """Send bytes to the wire behind a device. Never sent twice."""
        body = downlink_body(dev_eui, f_port, data) | {"confirmed": confirmed}
        reply = await self._session.post("ladtp/device/downlink", body)
        return Queued.from_wire(reply.members)
