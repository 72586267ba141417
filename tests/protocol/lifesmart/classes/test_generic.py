"""Devices of which only the names of their IOs say what they do."""

from typing import Any

from custom_components.accord.protocol.lifesmart.classes import generic
from custom_components.accord.protocol.lifesmart.models.device import Device


def device_of(devtype: str, **data: Any) -> Device:
    return Device.from_wire({"me": "1", "devtype": devtype, "data": data})


def ids(features: Any) -> list[str]:
    return [f"{one.kind} {one.id}" for one in features]


def test_unknown_class_is_disabled() -> None:
    device = device_of("OD_NEW", T=21, O={"type": 129, "val": 1}, CODE=7)
    found = generic.features(device)
    assert ids(found) == ["sensor temperature", "switch switch", "sensor raw_CODE"]
    assert not any(feature.enabled for feature in found)


def test_only_what_can_be_switched_is_a_switch() -> None:
    device = device_of("OD_NEW", L1={"type": 128}, L2={"type": 206}, L={"type": 128}, L3={"v": 1})
    assert ids(generic.features(device)) == [
        *("switch switch_1", "sensor raw_L2", "sensor raw_L", "sensor raw_L3")
    ]


def test_zigbee_has_endpoints_and_volts() -> None:
    device = device_of("ZG#1", V=31, T2=20, M1=1, X12=3, O={"type": 129, "val": 1})
    found = generic.zigbee_features(device)
    assert ids(found) == [
        "sensor battery_voltage",
        "sensor temperature_2",
        "binary_sensor motion_1",
        "sensor raw_X12",
        "switch switch",
    ]
    assert [feature.enabled for feature in found] == [True, True, True, False, True]
    assert found[0].read(device) == 3.1


def test_names_that_end_in_digits_themselves() -> None:
    assert ids(generic.zigbee_features(device_of("ZG#1", CO2=400))) == ["sensor co2"]
    assert ids(generic.meter_features(device_of("V_485_P", CO2PPM2=400))) == ["sensor co2_2"]
