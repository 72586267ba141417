"""Bodies of notifications as objects. Source: 1.6.7, and what real platforms send.

Members may be null, of other types, under older names or with blanks around their names; the
document's own examples are broken. Whoever receives them answers 200 to everything.
"""

import asyncio
from collections.abc import Mapping

from ...errors import ProtocolError
from .codec import clean_names, digest, loads, parse_time
from .models.command import CommandStatus, command_status
from .models.device import DeviceInfo, Service, node_type, services_of
from .models.fields import nested, obj, objects, text, texts
from .models.notification import (
    CapabilitiesAdded,
    CapabilitiesChanged,
    CapabilitiesDeleted,
    CommandConfirmed,
    CommandResponse,
    CommandStatusChanged,
    DataReport,
    DesiredStatusChanged,
    DeviceAdded,
    DeviceBound,
    DeviceDataChanged,
    DeviceDatasChanged,
    DeviceDeleted,
    DeviceEvent,
    DeviceInfoChanged,
    FirmwareUpgradeResult,
    FirmwareUpgradeStep,
    ModelNotification,
    Notification,
    RuleFired,
    RuleReason,
    RuleResult,
    ServiceInfoChanged,
    SoftwareUpgradeResult,
    SoftwareUpgradeStep,
    UnknownNotification,
)
from .upgrade_notifications import Body, Reader, upgrade_result, upgrade_step

LARGEST = 4 * 1024 * 1024
"""Bytes of the longest body that is read."""
LONG = 128 * 1024
"""Bytes from which on a body is read in a thread."""


async def read_notification(body: bytes) -> Notification:
    """Read the body of a notification, a long one without holding others up.

    Raises ProtocolError.
    """
    if len(body) <= LONG or len(body) > LARGEST:
        return parse_notification(body)
    return await asyncio.to_thread(parse_notification, body)


def parse_notification(body: bytes | Body) -> Notification:
    """Read the body of a notification; what is unknown becomes an UnknownNotification.

    Raises ProtocolError for what is no object of JSON or too long.
    """
    content = body
    if isinstance(content, bytes):
        if len(content) > LARGEST:
            raise ProtocolError("the notification is too long")
        content = loads(content)
    if not isinstance(content, Mapping):
        raise ProtocolError("the notification is no object")
    clean: Body = clean_names(content)
    notify_type = text(clean.get("notifyType")).strip()
    if not notify_type and clean.get("commandId") and "result" in clean:
        return _command_status(clean)
    reader = _READERS.get(notify_type.casefold())
    if reader is None:
        return UnknownNotification(notify_type=notify_type[:64], device_id=_device(clean))
    return reader(notify_type, clean)


# --- Devices -----------------------------------------------------------------------------------


def _device(body: Body) -> str:
    return text(body.get("deviceId"))


def _gateway(body: Body) -> str:
    return text(body.get("gatewayId"))


def _info(body: Body) -> DeviceInfo:
    """Read what describes the device; some examples put parts of it beside ``deviceInfo``."""
    outside = {name: value for name, value in body.items() if name in _STRAY}
    return DeviceInfo.from_wire({**outside, **obj(body.get("deviceInfo"))})


_STRAY = frozenset({"swVersion", "fwVersion", "hwVersion", "protocolType", "description"})


def _added(notify_type: str, body: Body) -> Notification:
    return DeviceAdded(
        notify_type=notify_type,
        device_id=_device(body),
        gateway_id=_gateway(body),
        node_type=node_type(body.get("nodeType")),
        info=_info(body),
    )


def _bound(notify_type: str, body: Body) -> Notification:
    result = text(body.get("resultCode")).strip().lower()
    return DeviceBound(
        notify_type=notify_type,
        device_id=_device(body),
        succeeded=result.startswith("succe"),
        result=result,
        info=_info(body),
    )


def _info_changed(notify_type: str, body: Body) -> Notification:
    return DeviceInfoChanged(
        notify_type=notify_type,
        device_id=_device(body),
        gateway_id=_gateway(body),
        info=_info(body),
    )


def _deleted(notify_type: str, body: Body) -> Notification:
    return DeviceDeleted(
        notify_type=notify_type, device_id=_device(body), gateway_id=_gateway(body)
    )


# --- Data --------------------------------------------------------------------------------------


def _data(kind: type[DataReport]) -> Reader:
    def read(notify_type: str, body: Body) -> Notification:
        services = services_of(body.get("services") or body.get("service"))
        request_id = text(body.get("requestId"))
        return kind(
            notify_type=notify_type,
            device_id=_device(body),
            gateway_id=_gateway(body),
            request_id=request_id,
            services=services,
            identity=_report_identity(_device(body), request_id, services),
        )

    return read


def _report_identity(device_id: str, request_id: str, services: tuple[Service, ...]) -> str:
    if request_id:
        return f"data/{device_id}/{request_id}"
    if not services or any(one.event_time is None for one in services):
        return ""
    told = [[one.service_id, str(one.event_time), one.data] for one in services]
    return f"data/{device_id}/{digest(told)}"


def _event(notify_type: str, body: Body) -> Notification:
    header = obj(body.get("header"))
    moment = parse_time(header.get("eventTime")) or parse_time(header.get("timestamp"))
    return DeviceEvent(
        notify_type=notify_type,
        device_id=_device(header) or _device(body) or _device_in(header),
        event_type=text(header.get("eventType")),
        service_type=text(header.get("serviceType")),
        sender=text(header.get("from")),
        moment=moment,
        body=obj(body.get("body")),
        identity=f"event/{digest(body)}" if moment else "",
    )


# --- Product models ----------------------------------------------------------------------------


def _model(kind: type[ModelNotification]) -> Reader:
    def read(notify_type: str, body: Body) -> Notification:
        return kind(
            notify_type=notify_type,
            app_id=text(body.get("appId")),
            device_type=text(body.get("deviceType")),
            manufacturer_name=text(body.get("manufacturerName")),
            manufacturer_id=text(body.get("manufacturerId")),
            model=text(body.get("model")),
            protocol_type=text(body.get("protocolType")),
        )

    return read


def _service_info(notify_type: str, body: Body) -> Notification:
    info = body.get("serviceInfo")
    return ServiceInfoChanged(
        notify_type=notify_type,
        device_id=_device(body),
        gateway_id=_gateway(body),
        service_id=text(body.get("serviceId")),
        service_type=text(body.get("serviceType")),
        muted=texts(nested(info).get("muteCmds")) or (texts(info) if _is_name(info) else ()),
    )


def _is_name(value: object) -> bool:
    return isinstance(value, str) and not value.lstrip().startswith("{")


# --- Commands ----------------------------------------------------------------------------------


def _confirmed(notify_type: str, body: Body) -> Notification:
    header = obj(body.get("header"))
    request_id, status = text(header.get("requestId")), text(header.get("status"))
    return CommandConfirmed(
        notify_type=notify_type,
        device_id=_device(header) or _device_in(header),
        request_id=request_id,
        status=command_status(status),
        service_id=_part(header, 3),
        sender=text(header.get("from")),
        recipient=text(header.get("to")),
        moment=parse_time(header.get("timestamp")),
        body=obj(body.get("body")),
        identity=f"confirm/{request_id}/{status.lower()}" if request_id else "",
    )


def _response(notify_type: str, body: Body) -> Notification:
    header = obj(body.get("header"))
    request_id = text(header.get("requestId"))
    return CommandResponse(
        notify_type=notify_type,
        device_id=_device(header) or _device_in(header),
        request_id=request_id,
        method=text(header.get("method")),
        service_type=text(header.get("serviceType")),
        sender=text(header.get("from")),
        recipient=text(header.get("to")),
        body=obj(body.get("body")),
        identity=f"response/{request_id}/{digest(body)}" if request_id else "",
    )


def _command_status(body: Body) -> Notification:
    result = obj(body.get("result"))
    status = command_status(result.get("resultCode"))
    command_id = text(body.get("commandId"))
    return CommandStatusChanged(
        notify_type="",
        device_id=_device(body),
        command_id=command_id,
        status=status,
        detail=nested(result.get("resultDetail")),
        identity=""
        if status is CommandStatus.UNKNOWN
        else f"status/{command_id}/{status}/{digest(result)}",
    )


def _device_in(header: Body) -> str:
    """Return the device of a sender's address: ``/devices/{id}/services/{id}``."""
    return _part(header, 1)


def _part(header: Body, number: int) -> str:
    parts = text(header.get("from")).strip("/").split("/")
    return parts[number] if parts[0] == "devices" and len(parts) > number else ""


def _desired(notify_type: str, body: Body) -> Notification:
    return DesiredStatusChanged(
        notify_type=notify_type,
        device_id=_device(body),
        service_id=text(body.get("serviceId")),
        properties=obj(body.get("properties")),
        delivered=text(body.get("status")).strip().upper() == "DELIVERED",
    )


# --- Rules -------------------------------------------------------------------------------------


def _rule(notify_type: str, body: Body) -> Notification:
    rule_id = text(body.get("ruleId"))
    moment = parse_time(body.get("triggerTime"))
    return RuleFired(
        notify_type=notify_type,
        rule_id=rule_id,
        rule_name=text(body.get("ruleName")),
        author=text(body.get("author")),
        logic=text(body.get("logic")),
        moment=moment,
        reasons=tuple(map(_reason, objects(body.get("reasons")))),
        results=tuple(map(_result, objects(body.get("actionsResults")))),
        identity=f"rule/{rule_id}/{digest(body)}" if moment else "",
    )


def _reason(body: Body) -> RuleReason:
    return RuleReason(
        kind=text(body.get("type")),
        reason_id=text(body.get("id")),
        moment=parse_time(body.get("satisfactionTime")),
        info=nested(body.get("info")),
        passed_on=nested(body.get("transInfo")),
    )


def _result(body: Body) -> RuleResult:
    return RuleResult(
        kind=text(body.get("type")),
        action_id=text(body.get("id")),
        failure=text(body.get("exception")),
        result=nested(body.get("result")),
        info=nested(body.get("info")),
        passed_on=nested(body.get("transInfo")),
    )


# --- The table ---------------------------------------------------------------------------------

_READERS: Mapping[str, Reader] = {
    name.casefold(): reader
    for name, reader in {
        "deviceAdded": _added,
        "bindDevice": _bound,
        "deviceInfoChanged": _info_changed,
        "deviceDataChanged": _data(DeviceDataChanged),
        "deviceDatasChanged": _data(DeviceDatasChanged),
        "deviceCapabilitiesChanged": _model(CapabilitiesChanged),
        "deviceCapabilitiesAdded": _model(CapabilitiesAdded),
        "deviceCapabilitiesDeleted": _model(CapabilitiesDeleted),
        "deviceDeleted": _deleted,
        "messageConfirm": _confirmed,
        "commandRsp": _response,
        "ruleEvent": _rule,
        "deviceDesiredPropertiesModifyStatusChanged": _desired,
        "swUpgradeStateChangeNotify": upgrade_step(SoftwareUpgradeStep),
        "swUpgradeResultNotify": upgrade_result(SoftwareUpgradeResult),
        "fwUpgradeStateChangeNotify": upgrade_step(FirmwareUpgradeStep),
        "fwUpgradeResultNotify": upgrade_result(FirmwareUpgradeResult),
        "serviceInfoChanged": _service_info,
        "deviceEvent": _event,
        "deviceModelAdded": _model(CapabilitiesAdded),
        "deviceModelDeleted": _model(CapabilitiesDeleted),
    }.items()
}
