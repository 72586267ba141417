"""Gateways of the document's samples."""

from custom_components.accord.protocol.iotsquare.codec import Wire
from custom_components.accord.protocol.iotsquare.models.gateway import (
    Gateway,
    GatewayOnline,
    GatewayStatus,
)
from tests.protocol.iotsquare.fakes import sample


def test_a_list() -> None:
    (row,) = Wire(sample("gateway/list")).objects("data")
    found = Gateway.from_wire(row)
    assert (found.gw_id, found.name) == ("f04cd5fffe04490c", "f04cd5fffe04490c")
    assert (found.online, found.mqtt, found.region) == (True, True, "as923")
    assert found.last_seen is not None


def test_live_values() -> None:
    """A position of zeros is none."""
    row = Wire(sample("gateway/status/online")).object("data")
    found = GatewayOnline.from_wire(row)
    assert (found.gw_id, found.online, found.gps_time) == ("f04cd5fffe04490c", True, False)
    assert (found.latitude, found.longitude, found.altitude) == (None, None, None)
    there = GatewayOnline.from_wire(Wire({"latitude": "22.5", "longitude": 113.9}), "aa")
    assert (there.gw_id, there.latitude, there.longitude) == ("aa", 22.5, 113.9)
    assert GatewayOnline.from_wire(Wire({"latitude": 22.5})).latitude is None


def test_a_status_of_old_servers() -> None:
    found = GatewayStatus.from_wire(Wire(sample("gateway/status")).object("data"))
    assert (found.class_b, found.class_c, found.packet_forwarder) == (True, None, True)
    assert found.live is not None
    assert found.live.online is False


def test_a_status_of_newer_servers() -> None:
    row = {"gwID": "AA", "txPower": "27", "pushUrls": ["http://a", "http://b"], "headers": {"k": 1}}
    found = GatewayStatus.from_wire(Wire(row))
    assert (found.tx_power, found.push_urls, found.headers) == (
        27,
        ("http://a", "http://b"),
        {"k": "1"},
    )
    assert found.live is None
