"""The station itself."""

from custom_components.accord.protocol.lifesmart import Rssi, StationVersion, TimeZone


def test_time_zone() -> None:
    assert TimeZone.from_wire({"timezone": 8, "summer": False}) == TimeZone(hours=8, summer=False)
    assert TimeZone.from_wire("success") == TimeZone()


def test_version() -> None:
    found = StationVersion.from_wire({"ver": "1.0.93", "mgatype": "LSJZX1K", "osver": "V2"})
    assert found == StationVersion(version="1.0.93", model="LSJZX1K", system="V2")
    assert found.model_name == "Smart Station"
    assert StationVersion(model="NEW").model_name == "NEW"


def test_rssi() -> None:
    assert Rssi.from_wire({"noise": 40, "fromrssi": 101, "torssi": "90"}) == Rssi(
        noise=-114.0, received=-83.5, sent=-89.0
    )
    assert Rssi.from_wire({}) == Rssi()
