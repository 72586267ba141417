"""Payloads, against vectors that others published."""

import pytest

from simulators.iotsquare.sensors import Am102, Cayenne, Relay, Sensor, Thermometer, WaterMeter


def test_thermometer() -> None:
    sensor = Thermometer(
        temperature=0x686C * 175.72 / 65536 - 46.85,
        humidity=70.66,
        period=24690,
        rssi=-36,
        snr=10.25,
        voltage=3.5,
    )
    assert sensor.report().hex() == "016c689d39309029c8"


def test_am102() -> None:
    sensor = Am102(temperature=28.0, humidity=54.5)
    assert sensor.report() == bytes.fromhex("01756403671801 04686D")


def test_cayenne() -> None:
    sensor = Cayenne(
        temperature=-4.1, latitude=42.3519, longitude=-87.9094, altitude=10, presence=1
    )
    data = sensor.report()
    assert data.startswith(bytes.fromhex("0167FFD70168"))
    assert data.endswith(bytes.fromhex("0588 06765F F2960A 0003E8"))
    assert bytes.fromhex("036601") in data


def test_relay() -> None:
    relay = Relay()
    assert relay.report().hex() == "aa0000"
    assert relay.receive(10, b"\1")
    assert relay.report().hex() == "aa0100"
    relay.press()
    assert relay.report().hex() == "aa0001"
    assert not relay.receive(11, b"\1")
    assert not relay.receive(10, b"\2")


def test_water_meter() -> None:
    meter = WaterMeter(total=128450, frozen=128000, period=3600, battery=201)
    assert meter.report().hex() == "00100ec90000" + "00f40100" + "c2f5010000000000"
    for query, answer in (
        ("00", "00100ec9000000f40100c2f5010000000000"),
        ("0495", "95c9"),
        ("0472", "7200000000"),
        ("049d", "9d100e"),
        ("0471", "71c8ffc30000000000"),
        ("9d0807", "0e9d"),
        ("049d", "9d0807"),
        ("9d8870", "0e9d"),
        ("049d", "9d8870"),
        ("0499", "0d99"),
        ("55", "0d55"),
    ):
        assert meter.receive(8, bytes.fromhex(query))
        assert meter.report() == bytes.fromhex(answer)
    assert not meter.receive(9, b"\0")
    assert meter.values["period"] == 28_800 + (0x7088 - 28_800) * 5
    assert meter.alarm(3).hex() == "0f0300"


@pytest.mark.parametrize("kind", [Am102, Cayenne, Relay, Thermometer, WaterMeter])
def test_values(kind: type[Sensor]) -> None:
    assert kind().report() == kind(**kind.usual).report()
    with pytest.raises(ValueError, match="has no colour"):
        kind(colour="red")
