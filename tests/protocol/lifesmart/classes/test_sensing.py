"""Measurements, states and buttons."""

import pytest

from custom_components.accord.protocol.lifesmart.classes.feature import Category
from custom_components.accord.protocol.lifesmart.classes.sensing import (
    battery,
    bits,
    button,
    buttons,
    co2,
    energy,
    humidity,
    illuminance,
    low_battery,
    motion,
    power,
    raw_sensor,
    tamper,
    temperature,
    tvoc,
    usb_power,
)
from custom_components.accord.protocol.lifesmart.models.device import Device
from custom_components.accord.protocol.lifesmart.models.state import Event
from tests.protocol.lifesmart.classes.rows import read


@pytest.mark.parametrize(
    ("row", "unit", "device_class", "state_class"),
    [
        (temperature("X"), "°C", "temperature", "measurement"),
        (humidity("X"), "%", "humidity", "measurement"),
        (illuminance("X"), "lx", "illuminance", "measurement"),
        (co2("X"), "ppm", "carbon_dioxide", "measurement"),
        (tvoc("X"), "mg/m³", "volatile_organic_compounds", "measurement"),
        (energy("X"), "kWh", "energy", "total_increasing"),
        (power("X"), "W", "power", "measurement"),
        (battery("X"), "%", "battery", "measurement"),
        (raw_sensor("raw", "X"), None, None, None),
    ],
)
def test_units(row: object, unit: str, device_class: str, state_class: str) -> None:
    found = (getattr(row, name) for name in ("unit", "device_class", "state_class"))
    assert tuple(found) == (unit, device_class, state_class)


def test_what_is_for_the_curious() -> None:
    assert raw_sensor("raw", "X").enabled is False
    assert {row("X").category for row in (battery, tamper, usb_power, low_battery)} == {
        Category.DIAGNOSTIC
    }
    assert motion("X").category is None


def test_button() -> None:
    assert read(button("button", "B"), B={"v": 1}) == Event("press")
    assert read(button("button", "B"), B={"type": 129, "val": 0}) == Event("release")
    assert read(button("button", "B")) is None
    assert [row.id for row in buttons(2, "eB?")] == ["button_1", "button_2"]


def test_supply() -> None:
    assert read(usb_power("P6"), P6={"val": 431}) is True
    assert read(usb_power("P6"), P6={"val": 430}) is False


def test_low_battery_outlives_changes_of_the_charge() -> None:
    device = Device.from_wire({"me": "1", "data": {"V": {"type": 79, "val": 1, "v": 9}}})
    row = low_battery("V").bind(device)
    assert row is not None
    assert row.read(device.merged({"V": {"v": 8}})) is True


def test_bits() -> None:
    device = Device.from_wire({"me": "1", "data": {"P5": {"val": 259}, "P6": {}}})
    assert (bits(device, "P5"), bits(device, "P6"), bits(device, "P7")) == (259, 0, 0)
