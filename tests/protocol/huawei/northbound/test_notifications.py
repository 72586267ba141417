"""Notifications as platforms really send them: mended, misspelt, late, twice, of any type."""

from datetime import UTC, datetime
import json
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import ProtocolError
from custom_components.accord.protocol.huawei.northbound import (
    CapabilitiesAdded,
    CapabilitiesDeleted,
    CommandConfirmed,
    CommandResponse,
    CommandStatus,
    CommandStatusChanged,
    DataReport,
    DesiredStatusChanged,
    Device,
    DeviceAdded,
    DeviceBound,
    DeviceDataChanged,
    DeviceDatasChanged,
    DeviceDeleted,
    DeviceEvent,
    DeviceInfoChanged,
    RecentNotifications,
    RuleFired,
    ServiceInfoChanged,
    UnknownNotification,
    parse_notification,
    read_notification,
)
from custom_components.accord.protocol.huawei.northbound.notifications import LARGEST, LONG
from tests.protocol.huawei.northbound.fakes import samples

TOLD = samples("notifications")


def parsed[T](kind: type[T], body: Any) -> T:
    found = parse_notification(body)
    assert isinstance(found, kind)
    return found


# --- Devices -----------------------------------------------------------------------------------


def test_device_added() -> None:
    found = parsed(DeviceAdded, TOLD["1.6.7.1"])
    assert (found.node_type, found.info.connected) == ("GATEWAY", False)


@pytest.mark.parametrize(
    ("result", "wanted"), [("succeeded", True), ("Succeeded ", True), ("expired", False)]
)
def test_binding(result: str, wanted: bool) -> None:
    body = {"notifyType": "bindDevice", "deviceId": "d", "resultCode": result}
    assert parsed(DeviceBound, body).succeeded is wanted


def test_stray_members() -> None:
    """The examples have parts of the information beside it."""
    bound = parsed(DeviceBound, TOLD["1.6.7.2"])
    assert (bound.info.manufacturer_name, bound.info.device_type) == ("wulian", "90")
    assert (bound.info.software_version, bound.info.protocol_type) == ("...", "zigbee")
    changed = parsed(DeviceInfoChanged, TOLD["1.6.7.3"])
    assert (changed.info.device_type, changed.info.description) == ("90", "smock detector")


def test_deleted() -> None:
    body = {"notifyType": "deviceDeleted", "deviceId": "d", "gatewayId": None}
    assert parsed(DeviceDeleted, body).device_id == "d"


# --- Data --------------------------------------------------------------------------------------


def test_data() -> None:
    found = parsed(DeviceDataChanged, TOLD["1.6.7.4"])
    assert found.services[0].data == {"brightness": 80}
    assert found.services[0].event_time == datetime(2017, 3, 11, 16, 36, 57, tzinfo=UTC)


@pytest.mark.parametrize("member", ["services", "service"])
@pytest.mark.parametrize("single", [True, False])
def test_data_of_services(member: str, single: bool) -> None:
    """Table and example name the member differently; it may be a single object."""
    one = {"serviceId": "s", "serviceType": "t", "data": {"a": 1}, "eventTime": None}
    body = {"notifyType": "deviceDatasChanged", "deviceId": "d", member: one if single else [one]}
    found = parsed(DeviceDatasChanged, body)
    assert [(row.service_id, row.data) for row in found.services] == [("s", {"a": 1})]


def report(hour: int, level: int, request_id: str | None = None) -> dict[str, Any]:
    return {
        "notifyType": "deviceDataChanged",
        "requestId": request_id,
        "deviceId": "d",
        "gatewayId": "gw",
        "service": {
            "serviceId": "Light",
            "data": {"level": level},
            "eventTime": f"20240301T{hour:02}0000Z",
        },
    }


def test_reports_late_and_twice() -> None:
    """Of three reports, the last in time wins, and a double is known as one."""
    recent = RecentNotifications()
    device = Device(device_id="d")
    for body in (report(8, 1), report(10, 3), report(9, 2), report(10, 3)):
        found = parsed(DataReport, body)
        if recent.is_new(found):
            device = device.reported(found.services)
    assert device.services[0].data == {"level": 3}
    assert not recent.is_new(parsed(DataReport, report(8, 1)))
    assert recent.is_new(parsed(DataReport, report(8, 2)))


def test_identity_of_reports() -> None:
    numbered = parsed(DataReport, report(8, 1, "r1"))
    assert numbered.identity == parsed(DataReport, report(9, 5, "r1")).identity
    assert numbered.identity != parsed(DataReport, report(8, 1)).identity
    undated = {"notifyType": "deviceDataChanged", "deviceId": "d", "service": {"serviceId": "s"}}
    assert parsed(DataReport, undated).identity == ""


def test_event() -> None:
    found = parsed(DeviceEvent, TOLD["deviceEvent"])
    assert (found.body, found.moment) == (
        {"usedPercent": 80},
        datetime(2015, 12, 12, 12, 12, 12, tzinfo=UTC),
    )
    body = {"notifyType": "deviceEvent", "header": {"from": "/devices/d7/services/Storage"}}
    assert parsed(DeviceEvent, body).device_id == "d7"


# --- Product models ----------------------------------------------------------------------------


def test_old_names_of_models() -> None:
    """Names have blanks around them there."""
    added = parsed(CapabilitiesAdded, TOLD["deviceModelAdded"])
    assert (added.notify_type, added.manufacturer_name) == ("deviceModelAdded", "wulian")
    messy = {**TOLD["deviceModelDeleted"], "notifyType": "deviceModelDeleted"}
    found = parsed(CapabilitiesDeleted, messy)
    assert (found.device_type, found.manufacturer_name) == ("*****", "*****")


@pytest.mark.parametrize(
    ("info", "muted"),
    [
        ({"muteCmds": ["A", "B"]}, ("A", "B")),
        ({"muteCmds": "VIDEO_RECORD"}, ("VIDEO_RECORD",)),
        ('{"muteCmds": ["A"]}', ("A",)),
        ("A", ("A",)),
        (None, ()),
    ],
)
def test_masked_commands(info: Any, muted: tuple[str, ...]) -> None:
    body = {"notifyType": "serviceInfoChanged", "deviceId": "d", "serviceInfo": info}
    assert parsed(ServiceInfoChanged, body).muted == muted


# --- Commands ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("sent", CommandStatus.SENT),
        ("delivered", CommandStatus.DELIVERED),
        ("executed", CommandStatus.SUCCESSFUL),
        ("lost", CommandStatus.UNKNOWN),
    ],
)
def test_confirmations(word: str, wanted: CommandStatus) -> None:
    body = {
        "notifyType": "messageConfirm",
        "header": {"requestId": "ha-1", "from": "/devices/d/services/Lock", "status": word},
    }
    found = parsed(CommandConfirmed, body)
    assert (found.device_id, found.service_id, found.status) == ("d", "Lock", wanted)
    assert found.request_id == "ha-1"


def test_confirmations_of_one_command_differ() -> None:
    header = {"requestId": "ha-1", "from": "/users/x"}
    seen = {
        parse_notification(
            {"notifyType": "messageConfirm", "header": {**header, "status": status}}
        ).identity
        for status in ("sent", "delivered", "executed", "SENT")
    }
    assert len(seen) == 3


def test_responses() -> None:
    body = {
        "notifyType": "commandRsp",
        "header": {"requestId": "ha-1", "deviceId": "d", "method": "SET"},
        "body": {"result": 0},
    }
    found = parsed(CommandResponse, body)
    assert (found.device_id, found.request_id, found.body) == ("d", "ha-1", {"result": 0})
    assert parsed(CommandResponse, {"notifyType": "commandRsp", "header": None}).identity == ""


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("SENT", CommandStatus.SENT),
        ("delivered", CommandStatus.DELIVERED),
        ("successful", CommandStatus.SUCCESSFUL),
        ("SUCCESS", CommandStatus.SUCCESSFUL),
        ("failed", CommandStatus.FAILED),
        ("FAIL", CommandStatus.FAILED),
        ("timeout", CommandStatus.TIMED_OUT),
        ("EXPIRED", CommandStatus.EXPIRED),
        ("CANCELED", CommandStatus.CANCELLED),
    ],
)
@pytest.mark.parametrize("detail", [None, "None", {"a": 1}, '{"a": 1}'])
def test_states_of_created_commands(word: str, wanted: CommandStatus, detail: Any) -> None:
    """They have no type; the detail may be the text None."""
    result = {"resultCode": word, "resultDetail": detail}
    found = parsed(CommandStatusChanged, {"deviceId": "d", "commandId": "c", "result": result})
    assert (found.command_id, found.status) == ("c", wanted)
    assert found.detail in ({}, {"a": 1})


def test_states_out_of_order() -> None:
    """The end stays the end."""
    status = CommandStatus.PENDING
    for word in ("DELIVERED", "SENT", "SUCCESS", "DELIVERED", "FAIL"):
        body = {"deviceId": "d", "commandId": "c", "result": {"resultCode": word}}
        newer = parsed(CommandStatusChanged, body).status
        if newer.supersedes(status):
            status = newer
    assert status is CommandStatus.SUCCESSFUL


@pytest.mark.parametrize(
    ("word", "wanted"), [("DELIVERED", True), ("delivered", True), ("FAILED", False), (None, False)]
)
def test_shadow(word: Any, wanted: bool) -> None:
    body = {**TOLD["1.6.7.14"], "status": word}
    found = parsed(DesiredStatusChanged, body)
    assert found.delivered is wanted
    assert found.properties["Model Number"] == 1


# --- Rules -------------------------------------------------------------------------------------


def test_rule() -> None:
    body = {
        "notifyType": "ruleEvent",
        "ruleId": "r",
        "ruleName": "Frost",
        "logic": "and",
        "triggerTime": "20240301T060000Z",
        "reasons": [{"type": "DEVICE_DATA", "id": "1", "info": {"deviceId": "d"}}],
        "actionsResults": [
            {"type": "DEVICE_CMD", "exception": None, "result": {"statusCode": 200}},
            {"type": "SMS", "exception": "no credit"},
        ],
    }
    found = parsed(RuleFired, body)
    assert (found.rule_name, found.reasons[0].info) == ("Frost", {"deviceId": "d"})
    assert [one.failure for one in found.results] == ["", "no credit"]
    assert found.identity
    assert parsed(RuleFired, TOLD["1.6.7.13"]).identity == ""


# --- Whatever comes ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"notifyType": None},
        {"notifyType": "LocationChanged", "deviceId": "d"},
        {"notifyType": "x" * 5000},
        {"commandId": "c"},
    ],
)
def test_unknown(body: dict[str, Any]) -> None:
    found = parsed(UnknownNotification, body)
    assert len(found.notify_type) <= 64


@pytest.mark.parametrize("name", [" deviceDeleted", "DEVICEDELETED"])
def test_spelling_of_types(name: str) -> None:
    assert parsed(DeviceDeleted, {"notifyType ": name, "deviceId": "d"}).device_id == "d"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"5", b"\xff\xfe", b" " * (LARGEST + 1)])
def test_no_notification(body: bytes) -> None:
    with pytest.raises(ProtocolError):
        parse_notification(body)


async def test_long_bodies() -> None:
    """They are read in a thread, with the same result and the same errors."""
    body = {**TOLD["1.6.7.14"], "properties": {"text": "x" * LONG}}
    raw = json.dumps(body).encode()
    assert await read_notification(raw) == parse_notification(raw)
    assert await read_notification(b"{}") == parse_notification(b"{}")
    for wrong in (b"{" * (LONG + 1), b" " * (LARGEST + 1)):
        with pytest.raises(ProtocolError):
            await read_notification(wrong)


def test_bytes() -> None:
    assert parsed(DeviceDeleted, json.dumps(TOLD["1.6.7.9"]).encode()).device_id == "*****"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.sampled_from(sorted(TOLD)), st.data())
def test_members_of_any_type(name: str, data: st.DataObject) -> None:
    """Nothing but a result comes of it, whatever stands in a member."""
    body = dict(TOLD[name])
    for member in body:
        if member != "notifyType" and data.draw(st.booleans()):
            body[member] = data.draw(ANYTHING)
    found = parse_notification(body)
    assert found.notify_type == body.get("notifyType", "")
