"""Bodies of pushes, as the vendor's page shows them and otherwise."""

from datetime import UTC, datetime
import json
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import ProtocolError
from custom_components.accord.protocol.iotsquare import (
    AckPush,
    GatewayPush,
    GatewayReception,
    JoinPush,
    MulticastPush,
    PushEvent,
    PushKind,
    StatusPush,
    Uplink,
    UplinkPush,
    parse_push,
)
from custom_components.accord.protocol.iotsquare.push import battery_percent

EUI = "574abd9100390397"
TOP = {"devEUI": EUI, "appID": 2, "time": 1544078777092}
MOMENT = datetime(2018, 12, 6, 6, 46, 17, 92000, UTC)
UPLINK = {
    "gwid": "b827ebfffe9aae48",
    "rssi": -27,
    "snr": 8.5,
    "freq": 868.1,
    "dr": 0,
    "adr": True,
    "class": "A",
    "fCnt": 0,
    "fPort": 8,
    "confirmed": True,
    "data": "ABEiM0Q=",
    "gws": [
        {"id": "b827ebfffe9aae48", "rssi": -27, "snr": 8.5},
        {"id": "b827ebfffe9f0e77", "rssi": -40, "snr": 3.5},
    ],
}


def parsed(kind: str, data: Any, **top: Any) -> PushEvent:
    body = {**TOP, "type": kind, "data": data, **top}
    return parse_push(kind, json.dumps(body).encode())


def test_uplink() -> None:
    assert parsed("uplink", UPLINK) == UplinkPush(
        uplink=Uplink(
            dev_eui=EUI,
            f_cnt=0,
            f_port=8,
            data=bytes.fromhex("0011223344"),
            time=MOMENT,
            rssi=-27,
            snr=8.5,
            frequency=868.1,
            data_rate=0,
            adr=True,
            device_class="A",
            confirmed=True,
            gateways=(
                GatewayReception("b827ebfffe9aae48", -27, 8.5),
                GatewayReception("b827ebfffe9f0e77", -40, 3.5),
            ),
            app_id=2,
        )
    )


def test_join() -> None:
    found = parsed("join", {"devAddr": "01ABCDEF"})
    assert found == JoinPush(dev_eui=EUI, dev_addr="01abcdef", app_id=2, time=MOMENT)


def test_ack() -> None:
    found = parsed("ack", {"acknowledged": True, "fCnt": "7"}, time="1544078777092")
    assert found == AckPush(dev_eui=EUI, f_cnt=7, acknowledged=True, app_id=2, time=MOMENT)


@pytest.mark.parametrize(
    ("battery", "percent", "external"),
    [(0, None, True), (1, 0.0, False), (254, 100.0, False), (255, None, None), (None, None, None)],
)
def test_status(battery: int | None, percent: float | None, external: bool | None) -> None:
    found = parsed("status", {"battery": battery, "margin": 5})
    assert isinstance(found, StatusPush)
    assert (found.battery, found.external_power, found.margin) == (percent, external, 5)
    assert battery_percent(128) == 50.2


def test_gateways() -> None:
    online = {"online": True, "mqtt": True, "latitude": 22.5, "longitude": 113.9, "altitude": 0}
    found = parsed("gwconnection", {"gatewayOnline": online}, gwID="B827EBFFFE9AAE48")
    assert isinstance(found, GatewayPush)
    assert (found.gw_id, found.kind) == ("b827ebfffe9aae48", PushKind.GATEWAY_CONNECTION)
    assert (found.online.online, found.online.latitude) == (True, 22.5)
    assert (found.network, found.system, found.version) == (None, None, None)
    data = {
        "gatewayOnline": online,
        "gatewayVersionInfo": {"firmwareVersion": "2.1"},
        "gatewayNetworkInfo": {"networkDelay": 8.4, "lteState": False},
        "gatewaySystemInfo": {"temperature": 45, "ramUsage": 30},
    }
    full = parsed("gwstat", data, gwID="b827ebfffe9aae48")
    assert isinstance(full, GatewayPush)
    assert full.kind is PushKind.GATEWAY_HEARTBEAT
    assert full.network is not None
    assert full.system is not None
    assert full.version is not None
    assert (full.network.delay, full.system.temperature, full.version.firmware) == (8.4, 45, "2.1")


def test_gateways_by_the_other_name() -> None:
    body = {"type": "gwstat", "data": {"gatewayId": "AA", "online": False}}
    found = parse_push("gwstat", json.dumps(body).encode())
    assert isinstance(found, GatewayPush)
    assert (found.gw_id, found.online.online) == ("aa", False)


def test_group_results_are_read_for_what_counts() -> None:
    data = {"mceui": "AA", "fCnt": 3, "successNum": "2", "totalDevices": 4, "x": 1, "numOk": True}
    found = parse_push("multicast", json.dumps({"data": data, "time": 1}).encode())
    assert isinstance(found, MulticastPush)
    assert (found.mc_eui, found.f_cnt) == ("aa", 3)
    assert found.counts == {"successNum": 2, "totalDevices": 4}
    assert found.data == data


def test_the_body_says_what_it_is() -> None:
    body = json.dumps({**TOP, "type": "join", "data": {}}).encode()
    assert isinstance(parse_push("uplink", body), JoinPush)
    unnamed = json.dumps({**TOP, "data": {"devAddr": "1"}}).encode()
    assert isinstance(parse_push("join", unnamed), JoinPush)


@pytest.mark.parametrize("kind", [*PushKind, "other"])
@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"data": []}', b" " * 70_000])
def test_garbage(kind: str, body: bytes) -> None:
    with pytest.raises(ProtocolError):
        parse_push(kind, body)


@given(
    st.sampled_from(PushKind),
    st.dictionaries(
        st.sampled_from(["devEUI", "gwID", "mcEUI", "data", "time", "type"]),
        st.none() | st.integers() | st.text() | st.dictionaries(st.text(), st.integers()),
    ),
)
def test_anything_is_read_or_refused(kind: PushKind, body: dict[str, Any]) -> None:
    try:
        parse_push(kind, json.dumps(body).encode())
    except ProtocolError:
        return
