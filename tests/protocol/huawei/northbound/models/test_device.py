"""Devices, their status and their services."""

from datetime import UTC, datetime
from typing import Any

import pytest

from custom_components.accord.protocol.huawei.northbound import (
    Connection,
    Device,
    DeviceInfo,
    Service,
)
from custom_components.accord.protocol.huawei.northbound.models.device import services_of
from tests.protocol.huawei.northbound.fakes import samples


@pytest.mark.parametrize(
    ("status", "detail", "connection", "connected"),
    [
        ("ONLINE", "NONE", Connection.ONLINE, True),
        ("ABNORMAL", None, Connection.ABNORMAL, True),
        ("OFFLINE", "TIME_OUT", Connection.OFFLINE, False),
        ("OFFLINE", "NOT_ACTIVE", Connection.NEVER, False),
        ("INACTIVE", None, Connection.NEVER, False),
        ("INBOX", None, Connection.NEVER, False),
        ("online", None, Connection.ONLINE, True),
        (None, None, Connection.UNKNOWN, None),
        ("SLEEPING", None, Connection.UNKNOWN, None),
    ],
)
def test_status(status: Any, detail: Any, connection: Connection, connected: bool | None) -> None:
    info = DeviceInfo.from_wire({"status": status, "statusDetail": detail})
    assert (info.connection, info.connected) == (connection, connected)


def test_nothing_but_nulls() -> None:
    """As real platforms answer for a device that never connected."""
    row = {"deviceId": "d", "deviceInfo": {"nodeId": "n", "name": None}, "services": None}
    found = Device.from_wire(row)
    assert (found.info.name, found.services, found.alarm, found.created) == ("", (), None, None)


def test_sample() -> None:
    found = Device.from_wire(samples("answers")["1.5.1"])
    assert found.info.name == "Sensor_12"
    assert found.info.software_version == "th"
    assert [one.service_id for one in found.services] == ["1", "jkh"]
    assert found.services[1].data == {"battery_low": "jhj"}


def test_older_names() -> None:
    """Notifications call some members otherwise, and send numbers."""
    info = DeviceInfo.from_wire({"manufacturer": "wulian", "type": 90, "model": " 90"})
    assert (info.manufacturer_name, info.device_type, info.model) == ("wulian", "90", "90")


@pytest.mark.parametrize(("gateway", "child"), [("gw", True), ("d", False), (None, False)])
def test_children(gateway: Any, child: bool) -> None:
    """By the gateway's id: the type of node says GATEWAY for meters as well."""
    row = {"deviceId": "d", "gatewayId": gateway, "nodeType": "GATEWAY"}
    assert Device.from_wire(row).is_child is child


def test_misspelt_type_of_node() -> None:
    assert Device.from_wire({"deviceId": "d", "nodeType": "UNKNOW"}).node_type == "UNKNOWN"


def test_alarm_and_groups() -> None:
    found = Device.from_wire(
        {
            "deviceId": "d",
            "alarmInfo": {
                "alarmSeverity": "major",
                "alarmStatus": "true",
                "alarmTime": "20240301T060000Z",
            },
            "devGroupIds": ["g"],
            "connectionInfo": {"protocolType": "MQTT"},
        }
    )
    assert found.alarm is not None
    assert (found.alarm.severity, found.alarm.active) == ("major", True)
    assert found.group_ids == ("g",)


def test_info_merges() -> None:
    """Only what a notification says changes; a new status makes the old detail void."""
    before = DeviceInfo(name="A", status="OFFLINE", status_detail="TIME_OUT", frozen=True)
    after = before.merged(DeviceInfo(status="ONLINE"))
    assert (after.name, after.status, after.status_detail) == ("A", "ONLINE", "")
    assert after.frozen is True
    assert before.merged(DeviceInfo(name="B", frozen=False)).frozen is False


def service(hour: int | None, **data: Any) -> Service:
    moment = None if hour is None else datetime(2024, 3, 1, hour, tzinfo=UTC)
    return Service(service_id="s", data=data, event_time=moment)


def test_reports_out_of_order() -> None:
    """An older report changes nothing, one without a time counts."""
    device = Device(device_id="d").reported((service(6, a=1, b=1),))
    device = device.reported((service(8, a=3),))
    device = device.reported((service(7, a=2),))
    assert device.services[0].data == {"a": 3, "b": 1}
    device = device.reported((service(None, a=4), Service(service_id="new")))
    found = device.service("s")
    assert found is not None
    assert (found.data, found.event_time) == ({"a": 4, "b": 1}, datetime(2024, 3, 1, 8, tzinfo=UTC))
    assert device.service("new") is not None
    assert device.service("gone") is None


def test_services_however_sent() -> None:
    one = {"serviceId": "s", "serviceInfo": {"muteCmds": ["A"]}}
    assert services_of(one)[0].muted == ("A",)
    assert len(services_of([one, {**one, "data": {"x": 1}}, {"serviceId": ""}, "x"])) == 1
    assert services_of("None") == ()
