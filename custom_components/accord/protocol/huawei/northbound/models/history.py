"""What was reported and wanted before. Source: 1.5.3, 1.5.4."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from ..codec import parse_time
from .fields import obj, text


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """Values of one service at one time: reported ones, or wanted ones of the shadow."""

    service_id: str
    device_id: str = ""
    gateway_id: str = ""
    app_id: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    moment: datetime | None = None

    @classmethod
    def from_wire(cls, body: Mapping[str, Any]) -> Self:
        """Read a row of either history."""
        return cls(
            service_id=text(body.get("serviceId")),
            device_id=text(body.get("deviceId")),
            gateway_id=text(body.get("gatewayId")),
            app_id=text(body.get("appId")),
            values=obj(body.get("data")) or obj(body.get("desired")),
            moment=parse_time(body.get("timestamp")),
        )
