"""Sensors of applications, of multicast groups and of the files that groups get."""

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import PERCENTAGE, EntityCategory
from yarl import URL

from .readings import APPLICATION, GROUP, MEMBERS
from .sensing import IoTSquareSensorDescription
from .state import ApplicationView, GroupView, Kind
from .transfers import JOB_STATES


def _hosts(view: ApplicationView) -> str | None:
    """Return where uplinks are pushed to; the rest of an address is nobody's business."""
    if view.status is None:
        return None
    return ", ".join(sorted(set(map(_host, view.status.push_urls)))) or "-"


def _host(link: str) -> str:
    try:
        url = URL(link)
    except ValueError:
        return "?"
    port = "" if url.is_default_port() else f":{url.port}"
    return f"{url.host}{port}" if url.host else "?"


def _has_transfer(view: GroupView) -> bool:
    return view.transfer is not None


def _waiting(view: GroupView) -> int | None:
    if view.members is None:
        return None
    return sum(not member.joined for member in view.members)


APPLICATION_SENSORS = (
    IoTSquareSensorDescription(
        key="devices",
        translation_key="devices",
        kind=Kind.APPLICATION,
        operations=("app/list",),
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda view: view.application.devices,
    ),
    IoTSquareSensorDescription(
        key="push_target",
        translation_key="push_target",
        kind=Kind.APPLICATION,
        operations=("app/status",),
        readings=(APPLICATION,),
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=_hosts,
    ),
)

GROUP_SENSORS = (
    IoTSquareSensorDescription(
        key="members",
        translation_key="members",
        kind=Kind.GROUP,
        operations=("mcgroup/list",),
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda view: view.group.devices,
    ),
    IoTSquareSensorDescription(
        key="synchronised",
        translation_key="synchronised",
        kind=Kind.GROUP,
        operations=("mcgroup/status",),
        readings=(GROUP,),
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=lambda view: view.status is not None and view.status.devices_set_up is not None,
        value_fn=lambda view: view.status and view.status.devices_set_up,
    ),
    IoTSquareSensorDescription(
        key="waiting_members",
        translation_key="waiting_members",
        kind=Kind.GROUP,
        operations=("mcdevice/list",),
        readings=(MEMBERS,),
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=_waiting,
    ),
    IoTSquareSensorDescription(
        key="transfer_state",
        translation_key="transfer_state",
        kind=Kind.GROUP,
        operations=("fuota/list", "fuota/status"),
        device_class=SensorDeviceClass.ENUM,
        options=list(JOB_STATES.values()),
        exists_fn=_has_transfer,
        value_fn=lambda view: view.transfer and view.transfer.state,
    ),
    IoTSquareSensorDescription(
        key="transfer_progress",
        translation_key="transfer_progress",
        kind=Kind.GROUP,
        operations=("fuota/status",),
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=PERCENTAGE,
        suggested_display_precision=0,
        exists_fn=_has_transfer,
        value_fn=lambda view: view.transfer and view.transfer.progress,
    ),
    IoTSquareSensorDescription(
        key="transfer_next_step",
        translation_key="transfer_next_step",
        kind=Kind.GROUP,
        operations=("fuota/status",),
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=_has_transfer,
        value_fn=lambda view: view.transfer and view.transfer.job.next_step,
    ),
    IoTSquareSensorDescription(
        key="transfer_fragments",
        translation_key="transfer_fragments",
        kind=Kind.GROUP,
        operations=("fuota/status",),
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        exists_fn=_has_transfer,
        value_fn=lambda view: view.transfer and view.transfer.job.fragments,
    ),
    IoTSquareSensorDescription(
        key="transfer_devices_done",
        translation_key="transfer_devices_done",
        kind=Kind.GROUP,
        operations=("fuota/device/list",),
        state_class=SensorStateClass.MEASUREMENT,
        exists_fn=_has_transfer,
        value_fn=lambda view: view.transfer and view.transfer.finished,
    ),
    IoTSquareSensorDescription(
        key="transfer_devices",
        translation_key="transfer_devices",
        kind=Kind.GROUP,
        operations=("fuota/device/list",),
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        exists_fn=_has_transfer,
        value_fn=lambda view: view.transfer and len(view.transfer.devices),
    ),
)
