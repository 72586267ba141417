"""What the platform tells unasked. Source: 1.6.7; four older names stand in the SDK chapters.

Nothing proves where a notification comes from but the secrecy of the address. It may come late,
twice and out of order. Nothing is to be deleted or opened because of one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ....operation import notification
from .command import CommandStatus
from .device import DeviceInfo, Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """What all have in common."""

    notify_type: str
    """As the platform wrote it; empty for 1.6.7.12, which has none."""
    device_id: str = ""
    identity: str = field(default="", repr=False)
    """The same for the same thing told twice; empty where that cannot be known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownNotification(Notification):
    """Something that this document does not have."""


# --- Devices -----------------------------------------------------------------------------------


@notification("1.6.7.1")
@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceAdded(Notification):
    """A device was registered."""

    gateway_id: str = ""
    node_type: str = ""
    info: DeviceInfo


@notification("1.6.7.2")
@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceBound(Notification):
    """A device connected for the first time, or its time to do so ran out."""

    succeeded: bool
    result: str = ""
    """``succeeded`` or ``expired``."""
    info: DeviceInfo


@notification("1.6.7.3")
@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceInfoChanged(Notification):
    """Status, name, version or the like changed; members that did not may be empty."""

    gateway_id: str = ""
    info: DeviceInfo


@notification("1.6.7.9")
@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceDeleted(Notification):
    """A device was removed; to be confirmed by asking for it."""

    gateway_id: str = ""


# --- Data --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DataReport(Notification):
    """A device reported values."""

    request_id: str = ""
    gateway_id: str = ""
    services: tuple[Service, ...] = ()


@notification("1.6.7.4")
@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceDataChanged(DataReport):
    """Of one service."""


@notification("1.6.7.5")
@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceDatasChanged(DataReport):
    """Of several services at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceEvent(Notification):
    """A device reported an event; only older deployments send it."""

    event_type: str = ""
    service_type: str = ""
    sender: str = ""
    moment: datetime | None = None
    body: Mapping[str, Any] = field(default_factory=dict)


# --- Product models ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelNotification(Notification):
    """Something happened to a product's model; it names no device."""

    app_id: str = ""
    device_type: str = ""
    manufacturer_name: str = ""
    manufacturer_id: str = ""
    model: str = ""
    protocol_type: str = ""


@notification("1.6.7.6")
@dataclass(frozen=True, slots=True, kw_only=True)
class CapabilitiesChanged(ModelNotification):
    """Its services or properties changed."""


@notification("1.6.7.7")
@dataclass(frozen=True, slots=True, kw_only=True)
class CapabilitiesAdded(ModelNotification):
    """It is new. Older deployments call this ``deviceModelAdded``."""


@notification("1.6.7.8")
@dataclass(frozen=True, slots=True, kw_only=True)
class CapabilitiesDeleted(ModelNotification):
    """It is gone. Older deployments call this ``deviceModelDeleted``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceInfoChanged(Notification):
    """Commands of a device's service were masked; only older deployments send it."""

    gateway_id: str = ""
    service_id: str = ""
    service_type: str = ""
    muted: tuple[str, ...] = ()


# --- Commands ----------------------------------------------------------------------------------


@notification("1.6.7.10")
@dataclass(frozen=True, slots=True, kw_only=True)
class CommandConfirmed(Notification):
    """How far the command of a called service is: sent, delivered, executed."""

    request_id: str
    status: CommandStatus
    service_id: str = ""
    sender: str = ""
    recipient: str = ""
    moment: datetime | None = None
    body: Mapping[str, Any] = field(default_factory=dict)


@notification("1.6.7.11")
@dataclass(frozen=True, slots=True, kw_only=True)
class CommandResponse(Notification):
    """What a device answers to the command of a called service."""

    request_id: str
    method: str = ""
    service_type: str = ""
    sender: str = ""
    recipient: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)


@notification("1.6.7.12")
@dataclass(frozen=True, slots=True, kw_only=True)
class CommandStatusChanged(Notification):
    """How far a created command is."""

    command_id: str
    status: CommandStatus
    detail: Mapping[str, Any] = field(default_factory=dict)


@notification("1.6.7.14")
@dataclass(frozen=True, slots=True, kw_only=True)
class DesiredStatusChanged(Notification):
    """A device took over what it is to be, or did not."""

    service_id: str = ""
    properties: Mapping[str, Any] = field(default_factory=dict)
    delivered: bool


# --- Rules -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleReason:
    """A condition of a rule that was met."""

    kind: str = ""
    reason_id: str = ""
    moment: datetime | None = None
    info: Mapping[str, Any] = field(default_factory=dict)
    passed_on: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """An action of a rule and what became of it."""

    kind: str = ""
    action_id: str = ""
    failure: str = ""
    """Empty where it worked."""
    result: Mapping[str, Any] = field(default_factory=dict)
    info: Mapping[str, Any] = field(default_factory=dict)
    passed_on: Mapping[str, Any] = field(default_factory=dict)


@notification("1.6.7.13")
@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFired(Notification):
    """A rule of the platform took effect."""

    rule_id: str = ""
    rule_name: str = ""
    author: str = ""
    logic: str = ""
    moment: datetime | None = None
    reasons: tuple[RuleReason, ...] = ()
    results: tuple[RuleResult, ...] = ()


# --- Upgrades ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class UpgradeNotification(Notification):
    """Something about the upgrade of one device."""

    app_id: str = ""
    task_id: str = ""
    part_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpgradeStep(UpgradeNotification):
    """Where it is: ``downloading``, ``downloaded``, ``updating``, ``idle``."""

    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpgradeResult(UpgradeNotification):
    """How it ended."""

    succeeded: bool
    source_version: str = ""
    current_version: str = ""
    target_version: str = ""
    duration: str = ""
    """As the platform writes it; neither chapter says how."""
    reason: str = ""
    device_code: str = ""
    """A code of the device, not of the platform."""


@notification("1.6.7.15")
@dataclass(frozen=True, slots=True, kw_only=True)
class SoftwareUpgradeStep(UpgradeStep):
    """Of software."""


@notification("1.6.7.16")
@dataclass(frozen=True, slots=True, kw_only=True)
class SoftwareUpgradeResult(UpgradeResult):
    """Of software."""


@notification("1.6.7.17")
@dataclass(frozen=True, slots=True, kw_only=True)
class FirmwareUpgradeStep(UpgradeStep):
    """Of firmware."""


@notification("1.6.7.18")
@dataclass(frozen=True, slots=True, kw_only=True)
class FirmwareUpgradeResult(UpgradeResult):
    """Of firmware."""


NOTIFICATIONS: tuple[type[Notification], ...] = (
    *(DeviceAdded, DeviceBound, DeviceInfoChanged, DeviceDataChanged, DeviceDatasChanged),
    *(CapabilitiesChanged, CapabilitiesAdded, CapabilitiesDeleted, DeviceDeleted),
    *(CommandConfirmed, CommandResponse, CommandStatusChanged, RuleFired, DesiredStatusChanged),
    *(SoftwareUpgradeStep, SoftwareUpgradeResult, FirmwareUpgradeStep, FirmwareUpgradeResult),
)
"""What chapter 1 has, in its order."""
