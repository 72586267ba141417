"""Devices as the platform knows them. Source: 5.2, 5.3 of the specification; 1.5.1, 1.5.2."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from ..codec import parse_time
from .fields import flag, obj, objects, text, texts

_NEVER = frozenset({"INACTIVE", "INBOX"})
_CONNECTED = frozenset({"ONLINE", "ABNORMAL"})


class Connection(StrEnum):
    """Whether a device is there, whatever the deployment calls it."""

    ONLINE = "online"
    ABNORMAL = "abnormal"
    """Nothing was heard for a day; normal for meters that sleep."""
    OFFLINE = "offline"
    NEVER = "never"
    """It has never connected."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceInfo:
    """What describes a device; empty where the platform says nothing."""

    node_id: str = ""
    name: str = ""
    description: str = ""
    manufacturer_id: str = ""
    manufacturer_name: str = ""
    mac: str = ""
    location: str = ""
    device_type: str = ""
    model: str = ""
    software_version: str = ""
    firmware_version: str = ""
    hardware_version: str = ""
    protocol_type: str = ""
    bridge_id: str = ""
    status: str = ""
    """As the platform says it: ONLINE, OFFLINE, INACTIVE, ABNORMAL; older ones INBOX."""
    status_detail: str = ""
    """For display only."""
    frozen: bool | None = None
    """The platform neither manages the device nor stores its data."""
    secure: bool | None = None
    supports_security: bool | None = None
    signal_strength: str = ""
    signature_version: str = ""
    serial_number: str = ""
    battery_level: str = ""
    imsi: str = field(default="", repr=False)
    radius_ip: str = ""

    @classmethod
    def from_wire(cls, value: object) -> Self:
        """Read an object; notifications use older names for some members."""
        body = obj(value)
        return cls(
            node_id=text(body.get("nodeId")),
            name=text(body.get("name")),
            description=text(body.get("description")),
            manufacturer_id=text(body.get("manufacturerId")),
            manufacturer_name=text(body.get("manufacturerName") or body.get("manufacturer")),
            mac=text(body.get("mac")),
            location=text(body.get("location")),
            device_type=text(body.get("deviceType") or body.get("type")),
            model=text(body.get("model")).strip(),
            software_version=text(body.get("swVersion")),
            firmware_version=text(body.get("fwVersion")),
            hardware_version=text(body.get("hwVersion")),
            protocol_type=text(body.get("protocolType")),
            bridge_id=text(body.get("bridgeId")),
            status=text(body.get("status")).upper(),
            status_detail=text(body.get("statusDetail")),
            frozen=flag(body.get("mute")),
            secure=flag(body.get("isSecurity")),
            supports_security=flag(body.get("supportedSecurity")),
            signal_strength=text(body.get("signalStrength")),
            signature_version=text(body.get("sigVersion")),
            serial_number=text(body.get("serialNumber")),
            battery_level=text(body.get("batteryLevel")),
            imsi=text(body.get("imsi")),
            radius_ip=text(body.get("radiusIp")),
        )

    @property
    def connection(self) -> Connection:
        """Return whether the device is there."""
        if self.status in _NEVER or self.status_detail.upper() == "NOT_ACTIVE":
            return Connection.NEVER
        try:
            return Connection(self.status.lower())
        except ValueError:
            return Connection.UNKNOWN

    @property
    def connected(self) -> bool | None:
        """Tell whether the device counts as connected; None where nobody knows."""
        if self.connection is Connection.UNKNOWN:
            return None
        return self.status in _CONNECTED and self.connection is not Connection.NEVER

    def merged(self, newer: DeviceInfo) -> DeviceInfo:
        """Return what is known after a notification, which may hold changed members only.

        A status without its detail makes the old detail void.
        """
        changed = {
            one.name: value
            for one in fields(newer)
            if (value := getattr(newer, one.name)) not in ("", None)
        }
        if "status" in changed and changed["status"] != self.status:
            changed.setdefault("status_detail", "")
        return replace(self, **changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service of a device with the values that were reported last."""

    service_id: str
    service_type: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    event_time: datetime | None = None
    muted: tuple[str, ...] = ()
    """Commands that are masked."""

    @classmethod
    def from_wire(cls, value: object) -> Self:
        """Read an object."""
        body = obj(value)
        return cls(
            service_id=text(body.get("serviceId")),
            service_type=text(body.get("serviceType")),
            data=obj(body.get("data")),
            event_time=parse_time(body.get("eventTime")),
            muted=texts(obj(body.get("serviceInfo")).get("muteCmds")),
        )

    def merged(self, newer: Service) -> Service:
        """Return the service after a report; one that is older than what is known changes nothing.

        Members that the report does not name stay.
        """
        if self.event_time and newer.event_time and newer.event_time < self.event_time:
            return self
        return replace(
            self,
            service_type=newer.service_type or self.service_type,
            data={**self.data, **newer.data},
            event_time=newer.event_time or self.event_time,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """An alarm of a device."""

    severity: str = ""
    active: bool | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """One device with its services."""

    device_id: str
    gateway_id: str = ""
    node_type: str = ""
    """GATEWAY also for meters that connect directly: see ``is_child`` instead."""
    created: datetime | None = None
    modified: datetime | None = None
    info: DeviceInfo = field(default_factory=DeviceInfo)
    services: tuple[Service, ...] = ()
    alarm: Alarm | None = None
    group_ids: tuple[str, ...] = ()
    """Only some platforms tell."""

    @classmethod
    def from_wire(cls, value: object) -> Self:
        """Read an object of 1.5.1 or a row of 1.5.2."""
        body = obj(value)
        info, groups = body.get("deviceInfo"), body.get("devGroupIds")
        alarm = obj(body.get("alarmInfo"))
        return cls(
            device_id=text(body.get("deviceId")),
            gateway_id=text(body.get("gatewayId")),
            node_type=node_type(body.get("nodeType")),
            created=parse_time(body.get("createTime")),
            modified=parse_time(body.get("lastModifiedTime")),
            info=DeviceInfo.from_wire(info),
            services=services_of(body.get("services")),
            alarm=_alarm(alarm) if alarm else None,
            group_ids=texts(groups),
        )

    @property
    def is_child(self) -> bool:
        """Tell whether the device hangs behind a gateway."""
        return self.gateway_id not in ("", self.device_id)

    def service(self, service_id: str) -> Service | None:
        """Return one service; None where the device has not reported it."""
        return next((one for one in self.services if one.service_id == service_id), None)

    def reported(self, reports: tuple[Service, ...]) -> Device:
        """Return the device after a report of some services."""
        known = {one.service_id: one for one in self.services}
        for one in reports:
            before = known.get(one.service_id)
            known[one.service_id] = one if before is None else before.merged(one)
        return replace(self, services=tuple(known.values()))


def services_of(value: object) -> tuple[Service, ...]:
    """Read services sent as a list or a single one; of two with one id the later counts."""
    found = {one.service_id: one for one in map(Service.from_wire, objects(value))}
    return tuple(one for one in found.values() if one.service_id)


def node_type(value: object) -> str:
    """Return the kind of node in upper case; the document once misspells UNKNOWN."""
    word = text(value).upper()
    return "UNKNOWN" if word == "UNKNOW" else word


def _alarm(body: Mapping[str, Any]) -> Alarm:
    return Alarm(
        severity=text(body.get("alarmSeverity")),
        active=flag(body.get("alarmStatus")),
        since=parse_time(body.get("alarmTime")),
    )
