"""Messages of MQTT; the vectors come from the reference runtime of protobuf."""

from datetime import UTC, datetime
import json

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import ProtocolError
from custom_components.accord.protocol.iotsquare import GatewayReception, Uplink, Way
from custom_components.accord.protocol.iotsquare.mqtt_codec import (
    Encoding,
    build_downlink,
    parse_message,
)

UPLINK = bytes.fromhex(
    "0a103437346162643931303033393030333710d3011a0675706c696e6b20d2e1859cb12e2a1038636639353766"
    "66666538303032643130fbffffffffffffffff013d00003041459a59eb43480450015a0143600b680870017a05"
    "00112233448201220a103863663935376666666538303032643110fbffffffffffffffff011d00003041"
)
DOWNLINK = bytes.fromhex(
    "0a0d6578616d706c652d746f6b656e121b0a103437346162643931303033393030333710021a050011223344"
)
EUI = "474abd9100390037"
EXPECTED = Uplink(
    dev_eui=EUI,
    f_cnt=11,
    f_port=8,
    data=bytes.fromhex("0011223344"),
    time=datetime(2020, 7, 3, 7, 8, 36, 946000, UTC),
    rssi=-5,
    snr=11.0,
    frequency=470.7,
    data_rate=4,
    adr=False,
    device_class="C",
    confirmed=True,
    gateways=(GatewayReception("8cf957fffe8002d1", -5, 11.0),),
    app_id=211,
)
JSON = {
    "devEUI": EUI,
    "applicationID": "211",
    "msgType": "uplink",
    "timestamp": "1593760116946",
    "gatewayID": "8cf957fffe8002d1",
    "rssi": -5,
    "snr": 11,
    "frequency": 470.7,
    "class": "C",
    "fCnt": 11,
    "fPort": 8,
    "data": "ABEiM0Q=",
    "gateways": [{"id": "8cf957fffe8002d1", "rssi": -5, "snr": 11}],
}
END_OF_ADR = UPLINK.replace(b"\x50\x01", b"")


def test_protobuf() -> None:
    message = parse_message(UPLINK)
    assert (message.kind, message.dev_eui, message.encoding) == ("uplink", EUI, Encoding.PROTOBUF)
    assert message.uplink is not None
    assert message.uplink.adr is True
    assert parse_message(END_OF_ADR).uplink == EXPECTED
    assert message.uplink.way is Way.MQTT


def test_json() -> None:
    """Members with the value zero are left out."""
    more = {**JSON, "dataRate": 4, "confirm": True}
    message = parse_message(json.dumps(more).encode())
    assert message.encoding is Encoding.JSON
    assert message.uplink == EXPECTED
    plain = parse_message(json.dumps(JSON).encode()).uplink
    assert plain is not None
    assert (plain.data_rate, plain.confirmed) == (0, False)


def test_other_kinds() -> None:
    """Nothing is documented of joins: they are told as what they are."""
    message = parse_message(json.dumps({**JSON, "msgType": "Join"}).encode())
    assert (message.kind, message.uplink) == ("join", None)
    in_protobuf = parse_message(UPLINK.replace(b"uplink", b"status"))
    assert (in_protobuf.kind, in_protobuf.uplink) == ("status", None)
    assert in_protobuf.time == EXPECTED.time


def test_gateways_without_the_best_one() -> None:
    """It is what the members beside the list tell of."""
    without = UPLINK[: UPLINK.index(bytes.fromhex("8201220a10"))]
    uplink = parse_message(without).uplink
    assert uplink is not None
    assert uplink.gateways == EXPECTED.gateways


def test_downlinks() -> None:
    data = bytes.fromhex("0011223344")
    token = "example-token"
    assert build_downlink(Encoding.PROTOBUF, token, EUI, 2, data, confirmed=False) == DOWNLINK
    confirmed = build_downlink(Encoding.PROTOBUF, token, EUI, 2, data, confirmed=True)
    assert confirmed == DOWNLINK.replace(b"\x12\x1b", b"\x12\x1d") + b"\x20\x01"
    assert json.loads(build_downlink(Encoding.JSON, token, EUI, 2, data, confirmed=True)) == {
        "devEUI": EUI,
        "fPort": 2,
        "data": "ABEiM0Q=",
        "confirmed": True,
    }


@pytest.mark.parametrize(
    "payload",
    [b"", b"{", b"{}", b"\x00", b"\x0b", b"\x0a\x7f", bytes(70_000), b"\xff" * 12, UPLINK[:-1]],
)
def test_garbage(payload: bytes) -> None:
    with pytest.raises(ProtocolError):
        parse_message(payload)


@given(st.binary(max_size=80) | st.binary(max_size=40).map(lambda tail: UPLINK[:60] + tail))
def test_anything_is_read_or_refused(payload: bytes) -> None:
    try:
        parse_message(payload)
    except ProtocolError:
        return
