"""Uplinks of polls, pushes and JSON of MQTT."""

from datetime import UTC, datetime

import pytest

from custom_components.accord.protocol.iotsquare.codec import Wire
from custom_components.accord.protocol.iotsquare.models.uplink import GatewayReception, Uplink, Way
from tests.protocol.iotsquare.fakes import sample

EUI = "76325350002f0045"


def test_the_newest_of_the_document() -> None:
    """Numbers come as text there."""
    found = Uplink.from_wire(Wire(sample("device/latestDeviceUplink")).object("data"), way=Way.POLL)
    assert found == Uplink(
        dev_eui=EUI,
        f_cnt=10,
        f_port=200,
        data=bytes.fromhex("f20002"),
        time=datetime(2023, 7, 26, 6, 31, 41, 457000, UTC),
        rssi=-97,
        snr=-9.0,
        frequency=480.9,
        data_rate=0,
        adr=True,
        device_class="B",
        confirmed=False,
        gateways=(GatewayReception("b827ebfffe9aae48", -97, -9),),
        modulation="SF12BW125",
    )
    assert found.gateway_id == "b827ebfffe9aae48"


def test_names_of_the_table() -> None:
    """The document's table spells members otherwise than its sample."""
    row = {"GwID": "AA", "Rssi": "-1", "FCnt": "3", "Dr": "5", "Data": "AQ", "GatewayInfo": None}
    found = Uplink.from_wire(Wire(row), way=Way.POLL, dev_eui=EUI)
    assert found is not None
    assert (found.f_cnt, found.data_rate, found.data, found.f_port) == (3, 5, b"\x01", 0)
    assert found.gateways == (GatewayReception("aa", -1, None),)


@pytest.mark.parametrize("row", [{}, None, [], {"devEUI": EUI}, {"fCnt": 1}])
def test_never_heard(row: object) -> None:
    assert Uplink.from_wire(Wire(row), way=Way.POLL) is None


def test_json_of_mqtt_leaves_zeros_out() -> None:
    row = {"devEUI": EUI.upper(), "timestamp": "1593760116946", "gatewayID": "8c", "data": ""}
    found = Uplink.from_wire(Wire(row), way=Way.MQTT)
    assert found is not None
    assert (found.f_cnt, found.f_port, found.data_rate, found.confirmed) == (0, 0, 0, False)
    assert (found.dev_eui, found.way) == (EUI, Way.MQTT)
    assert found.time.year == 2020


def test_the_best_gateway_stands_first() -> None:
    row = {"fCnt": 1, "gwid": "b", "gws": [{"id": "a", "rssi": -1}, {"id": "b"}, {"x": 1}]}
    found = Uplink.from_wire(Wire(row), way=Way.PUSH, dev_eui=EUI)
    assert found is not None
    assert [one.gw_id for one in found.gateways] == ["b", "a"]


def test_without_a_time_it_is_now() -> None:
    found = Uplink.from_wire(Wire({"fCnt": 1}), way=Way.PUSH, dev_eui=EUI)
    assert found is not None
    assert abs((datetime.now(UTC) - found.time).total_seconds()) < 60


def test_the_way_makes_no_difference() -> None:
    row = Wire({"fCnt": 1, "createtime": 1690353101457, "dr": 1, "adr": 0, "confirmed": 0})
    polled, pushed = (Uplink.from_wire(row, way=way, dev_eui=EUI) for way in (Way.POLL, Way.MQTT))
    assert polled == pushed
