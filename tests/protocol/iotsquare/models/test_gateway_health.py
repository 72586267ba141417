"""How gateways fare, in the words of answers and of pushes."""

import pytest

from custom_components.accord.protocol.iotsquare.codec import Wire
from custom_components.accord.protocol.iotsquare.models.gateway_health import (
    Battery,
    DialStatus,
    GatewayNetwork,
    GatewaySystem,
    GatewayVersion,
    leading_number,
    percentage,
)


def test_a_network() -> None:
    row = {
        "nwkType": "eth0",
        "lanIP": "192.0.2.1",
        "nwkDelay": "8.38ms",
        "ethState": True,
        "lteState": False,
        "rssi": 0,
        "rsrp": 0,
        "rspq": 0,
        "snr": 0,
        "dialStatus": 0,
        "lteSim": "esim",
        "createtime": 1690353101457,
    }
    found = GatewayNetwork.from_wire(Wire(row))
    assert (found.kind, found.delay, found.ethernet, found.lte) == ("eth0", 8.38, True, False)
    assert (found.rssi, found.rsrp, found.rsrq, found.snr) == (None, None, None, None)
    assert found.dial_status is DialStatus.NO_SIM
    assert "192.0.2.1" not in repr(found)


def test_a_network_by_radio() -> None:
    row = {"lteState": "true", "rssi": "-80", "rsrp": -100, "rspq": -9.5, "snr": 0, "dialStatus": 9}
    found = GatewayNetwork.from_wire(Wire(row))
    assert (found.rssi, found.rsrp, found.rsrq, found.snr) == (-80, -100, -9.5, 0)
    assert found.dial_status is None


def test_a_system() -> None:
    row = {
        "uptime": 1000,
        "cpuUsage": "0.64 0.38 0.18",
        "memUsage": "213.34/924.22MB 23.08%",
        "rootDiskUsage": "1.1/7.0GB 16%",
        "logDiskUsage": 12,
        "pktfwdRunning": True,
        "temperature": "48.3",
        "powerState": True,
        "powerVoltage": 12.1,
        "batteryState": True,
        "batteryLevel": "97",
        "batteryVoltage": "",
        "sbatteryState": False,
        "sbatteryCollectObject": {"batteryBasic": {"soc": 80}},
    }
    found = GatewaySystem.from_wire(Wire(row))
    assert found.load == (0.64, 0.38, 0.18)
    assert (found.memory_used, found.root_used, found.log_used) == (23.08, 16.0, 12.0)
    assert (found.temperature, found.power_voltage, found.uptime) == (48.3, 12.1, 1000)
    assert found.battery == Battery(present=True, level=97.0)
    assert found.solar_battery == Battery(present=False)
    assert found.solar == {"batteryBasic": {"soc": 80}}


def test_a_system_in_a_push() -> None:
    """Older pushes tell what is free on disks."""
    row = {
        "pfwRunning": True,
        "temperature": 45,
        "cpuUsage": [0.1, "0.2", 0.3],
        "ramUsage": 30.5,
        "rootFree": 75.25,
        "logFree": "90%",
    }
    found = GatewaySystem.from_wire(Wire(row))
    assert (found.load, found.memory_used) == ((0.1, 0.2, 0.3), 30.5)
    assert (found.root_used, found.log_used, found.packet_forwarder) == (24.75, 10.0, True)


def test_a_version() -> None:
    found = GatewayVersion.from_wire(Wire({"model": "rhf2s208", "firmwareVersion": "2.1"}))
    assert (found.model, found.firmware, found.kernel) == ("rhf2s208", "2.1", None)


@pytest.mark.parametrize(
    ("value", "number"), [("8.38ms", 8.38), ("-113 dBm", -113), ("", None), (None, None), (3, 3)]
)
def test_numbers_with_units(value: object, number: float | None) -> None:
    assert leading_number(value) == number


@pytest.mark.parametrize(
    ("value", "number"), [("1/2MB 23.08%", 23.08), ("40", 40), ("full", None), (12.5, 12.5)]
)
def test_percentages(value: object, number: float | None) -> None:
    assert percentage(value) == number
