"""Devices of the document's samples."""

from custom_components.accord.protocol.iotsquare.catalog import DeviceClass
from custom_components.accord.protocol.iotsquare.codec import Wire
from custom_components.accord.protocol.iotsquare.models.device import (
    Device,
    DeviceStatus,
    Queued,
    queue_size,
)
from tests.protocol.iotsquare.fakes import sample


def test_a_list() -> None:
    found = [Device.from_wire(row) for row in Wire(sample("device/list")).objects("data")]
    assert [one.dev_eui for one in found] == [
        *("892e7ee4ff805b3e", "478b36e3a3fdb43e", "0620f796026e645f"),
    ]
    first = found[0]
    assert (first.dev_addr, first.last_seen, first.remarks) == (None, None, None)
    assert (first.tags, first.status, first.product_type) == (("宝安区",), 2, "rhf3m485")
    assert (first.region, first.subnet, first.f_cnt, first.f_port) == ("cn470", "auto", 0, 0)


def test_an_address_of_blanks() -> None:
    """Servers write eight of them where a device has not joined."""
    row = Wire({"devEUI": "892E7EE4FF805B3E", "devAddr": " " * 8, "fCnt": "12"})
    found = Device.from_wire(row)
    assert (found.dev_eui, found.dev_addr, found.f_cnt) == ("892e7ee4ff805b3e", None, 12)


def test_a_status() -> None:
    found = DeviceStatus.from_wire(Wire(sample("device/status")).object("data"))
    assert found.device_class is DeviceClass.C
    assert (found.auth_type, found.dev_addr) == ("otaa", "12ef4567")
    assert found.app_key == "6b7e151628aed2a6abf7158809cf4f3c"
    for secret in (found.app_key, found.app_s_key, found.nwk_s_key):
        assert str(secret) not in repr(found)


def test_a_status_of_newer_servers() -> None:
    row = Wire(
        {
            "supportClassB": True,
            "snr": "-9.5",
            "freq": "480.9",
            "fCntUp": 7,
            "fCntDown": "3",
            "class": "b",
            "gws": [{"id": "AA", "snr": 1, "rssi": -2}],
            "lastSeen": 1690353101457,
        }
    )
    found = DeviceStatus.from_wire(row)
    assert (found.device_class, found.active_class) == (DeviceClass.B, "B")
    assert (found.snr, found.frequency, found.f_cnt_up, found.f_cnt_down) == (-9.5, 480.9, 7, 3)
    assert found.gateways[0].gw_id == "aa"
    assert DeviceStatus.from_wire(Wire({})).device_class is DeviceClass.A


def test_queues() -> None:
    """Members stand beside the code or in the data."""
    assert Queued.from_wire(Wire(sample("device/downlink/create"))) == Queued(6666)
    assert Queued.from_wire(Wire({"data": {"fCnt": "5"}})) == Queued(5)
    assert Queued.from_wire(Wire({"fCnt": 0})) == Queued(0)
    assert Queued.from_wire(Wire({})) == Queued(None)
    assert queue_size(Wire({"data": {"queueSize": 3}})) == 3
    assert queue_size(Wire({"queueSize": "4"})) == 4
    assert queue_size(Wire({"data": {"queueSize": 0}, "queueSize": 9})) == 0
