"""Values that a device is to have, beside those that it has. Source: 1.4.8, 1.4.9, 1.5.4."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from ....errors import InvalidError
from ..codec import parse_time
from .device import DeviceInfo, node_type
from .fields import check_text, obj, objects, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Desired:
    """Properties of one service that a device is to take over."""

    service_id: str
    values: Mapping[str, Any]

    def to_wire(self) -> dict[str, Any]:
        """Return the object. Raises InvalidError."""
        check_text("service_id", self.service_id, 256)
        if not self.values:
            raise InvalidError("there is no property to be set")
        return {"serviceId": self.service_id, "desired": dict(self.values)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadowService:
    """One service: what was reported and what is wanted."""

    service_id: str
    service_type: str = ""
    reported: Mapping[str, Any] = field(default_factory=dict)
    desired: Mapping[str, Any] = field(default_factory=dict)
    event_time: datetime | None = None

    @classmethod
    def from_wire(cls, body: Mapping[str, Any]) -> Self:
        """Read an object."""
        return cls(
            service_id=text(body.get("serviceId")),
            service_type=text(body.get("serviceType")),
            reported=obj(body.get("reportedProps")),
            desired=obj(body.get("desiredProps")),
            event_time=parse_time(body.get("eventTime")),
        )

    @property
    def waiting(self) -> Mapping[str, Any]:
        """Return the wanted values that the device has not reported."""
        return {
            name: value
            for name, value in self.desired.items()
            if name not in self.reported or self.reported[name] != value
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Shadow:
    """A device as the platform keeps it while the device sleeps."""

    device_id: str
    gateway_id: str = ""
    node_type: str = ""
    created: datetime | None = None
    modified: datetime | None = None
    info: DeviceInfo = field(default_factory=DeviceInfo)
    services: tuple[ShadowService, ...] = ()

    @classmethod
    def from_wire(cls, answer: Mapping[str, Any]) -> Self:
        """Read an answer."""
        return cls(
            device_id=text(answer.get("deviceId")),
            gateway_id=text(answer.get("gatewayId")),
            node_type=node_type(answer.get("nodeType")),
            created=parse_time(answer.get("createTime")),
            modified=parse_time(answer.get("lastModifiedTime")),
            info=DeviceInfo.from_wire(answer.get("deviceInfo")),
            services=tuple(map(ShadowService.from_wire, objects(answer.get("services")))),
        )
