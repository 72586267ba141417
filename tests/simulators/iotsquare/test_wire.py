"""Messages over MQTT, against vectors of the reference implementation."""

import json

import pytest

from simulators.iotsquare.wire import (
    Message,
    MqttDownlink,
    WireError,
    read_downlink,
    to_json,
    to_protobuf,
)

UPLINK = bytes.fromhex(
    "0a103437346162643931303033393030333710d3011a0675706c696e6b20d2e1859cb12e2a1038636639353766666665"
    "38303032643130fbffffffffffffffff013d00003041459a59eb43480450015a0143600b680870017a050011223344"
    "8201220a103863663935376666666538303032643110fbffffffffffffffff011d00003041"
)
DOWNLINK = bytes.fromhex(
    "0a0d6578616d706c652d746f6b656e121b0a103437346162643931303033393030333710021a050011223344"
)
MESSAGE = Message(
    dev_eui="474abd9100390037",
    app_id=211,
    kind="uplink",
    time=1593760116946,
    gateway="8cf957fffe8002d1",
    rssi=-5,
    snr=11.0,
    frequency=470.7,
    data_rate=4,
    adr=True,
    class_="C",
    f_cnt=11,
    f_port=8,
    confirm=True,
    data=bytes.fromhex("0011223344"),
    gateways=(("8cf957fffe8002d1", -5, 11.0),),
)


def test_protobuf() -> None:
    assert to_protobuf(MESSAGE) == UPLINK


def test_json() -> None:
    """Numbers of 64 bits are text; zeros and false are left out."""
    found = json.loads(to_json(MESSAGE))
    assert found == {
        "devEUI": "474abd9100390037",
        "applicationID": "211",
        "msgType": "uplink",
        "timestamp": "1593760116946",
        "gatewayID": "8cf957fffe8002d1",
        "rssi": -5,
        "snr": 11.0,
        "frequency": 470.7,
        "dataRate": 4,
        "adr": True,
        "class": "C",
        "fCnt": 11,
        "fPort": 8,
        "confirm": True,
        "data": "ABEiM0Q=",
        "gateways": [{"id": "8cf957fffe8002d1", "rssi": -5, "snr": 11.0}],
    }
    bare = json.loads(to_json(Message("e", 0, "join", 5)))
    assert bare == {"devEUI": "e", "msgType": "join", "timestamp": "5"}


def test_downlinks() -> None:
    expected = MqttDownlink("example-token", "474abd9100390037", 2, b"\0\x11\x22\x33\x44", False)
    assert read_downlink(DOWNLINK) == expected
    text = b'{"devEUI":"474abd9100390037","fport":2,"data":"ABEiM0Q=","confirmed":true}'
    assert read_downlink(text) == MqttDownlink(
        None, "474abd9100390037", 2, b"\0\x11\x22\x33\x44", True
    )


def test_unknown_fields_are_skipped() -> None:
    more = b"\x29" + bytes(8) + b"\x35" + bytes(4) + b"\x38\xac\x02"
    assert read_downlink(DOWNLINK + more) == read_downlink(DOWNLINK)


@pytest.mark.parametrize(
    "data",
    [
        DOWNLINK[:-1],
        b"\x0a",
        b"\x0b",
        b"\xff" * 11,
        b"\x08\x01",
        b"\x12\x02\x08\x01",
        b"{",
        b'{"devEUI":"x"}',
        b'{"devEUI":"x","fPort":"y","data":""}',
        b'{"devEUI":"x","fPort":1,"data":"I"}',
    ],
)
def test_what_is_none(data: bytes) -> None:
    with pytest.raises(WireError):
        read_downlink(data)
