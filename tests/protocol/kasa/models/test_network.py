"""Reading networks."""

from hypothesis import given, strategies as st

from custom_components.accord.protocol.kasa.models.network import AccessPoint, Station


def test_what_is_heard() -> None:
    rows = [{"ssid": "Home", "key_type": 3, "rssi": -40, "wpa3_support": 1}, {}, "odd"]
    assert AccessPoint.list_from_wire({"ap_list": rows}) == (
        AccessPoint(ssid="Home", key_type=3, rssi=-40, wpa3=True),
        AccessPoint(ssid=""),
    )
    assert AccessPoint.list_from_wire({}) == ()


def test_where_it_is() -> None:
    sent = {"ssid": "Home", "key_type": "3", "rssi": -40}
    assert Station.from_wire(sent) == Station(ssid="Home", key_type=3, rssi=-40)


@given(st.dictionaries(st.sampled_from(["ssid", "key_type", "rssi"]), st.none() | st.text()))
def test_any_value_is_read(data: dict[str, object]) -> None:
    assert isinstance(Station.from_wire(data).ssid, str)
