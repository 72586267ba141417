"""Sensors beyond what the samples of classes show."""

from typing import Any

import pytest

from custom_components.accord.protocol.lifesmart import catalog
from custom_components.accord.protocol.lifesmart.models.device import Device


def state(devtype: str, feature: str, **data: Any) -> Any:
    device = Device.from_wire({"me": "1", "devtype": devtype, "data": data})
    found = {f"{one.kind} {one.id}": one for one in catalog.features_of(device)}
    return found[feature].read(device)


@pytest.mark.parametrize(("g", "is_open"), [({"v": 1}, False), ({"v": 0}, True), ({}, None)])
def test_contact_tells_whether_it_is_closed(g: dict[str, int], is_open: bool | None) -> None:
    assert state("SL_SC_G", "binary_sensor door", G=g) is is_open


@pytest.mark.parametrize(("a", "is_open"), [({"v": 1}, True), ({"type": 128, "val": 1}, False)])
def test_alarm_contact_tells_whether_it_is_open(a: dict[str, int], is_open: bool) -> None:
    assert state("SL_DF_GG", "binary_sensor door", A=a) is is_open


def test_external_contact_that_is_not_there() -> None:
    feature = "binary_sensor external_contact"
    assert state("SL_DF_GG", feature, A2={"type": 1, "val": 1}) is None
    assert state("SL_DF_GG", feature, A2={"type": 0, "val": 1}) is False


def test_voltage_of_smoke_detectors_is_raw() -> None:
    assert state("SL_P_A", "sensor battery_voltage", P2={"val": 300, "v": 95}) == 9.0
    assert state("SL_P_A", "sensor battery_voltage", P2={"v": 95}) is None


def test_door_without_a_button() -> None:
    device = Device.from_wire({"me": "1", "devtype": "SL_SC_G", "data": {"G": 1}})
    assert [one.id for one in catalog.features_of(device)] == ["door"]
