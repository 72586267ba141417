"""Units as Home Assistant has them."""

from homeassistant.components.sensor.const import (
    DEVICE_CLASS_STATE_CLASSES,
    DEVICE_CLASS_UNITS,
    SensorDeviceClass,
)
import pytest

from custom_components.accord.protocol.huawei.northbound.mapping.units import (
    _TABLE,
    is_total,
    unit_of,
)


@pytest.mark.parametrize(
    ("text", "name", "unit", "device_class"),
    [
        ("°C", "temperature", "°C", "temperature"),
        ("℃", "x", "°C", "temperature"),
        ("C", "waterTemp", "°C", "temperature"),
        ("C", "charge", "C", None),
        ("%", "humidity", "%", "humidity"),
        ("%", "batteryLevel", "%", "battery"),
        ("%", "soilMoisture", "%", "moisture"),
        ("%", "brightness", "%", None),
        ("%RH", "h", "%", "humidity"),
        ("mV", "cellVoltage", "mV", "voltage"),
        ("MV", "cellVoltage", "mV", "voltage"),
        ("A", "current", "A", "current"),
        ("kW", "power", "kW", "power"),
        ("kWh", "totalEnergy", "kWh", "energy"),
        ("kWh", "stored", "kWh", "energy_storage"),
        ("L", "totalizedFlow", "L", "volume"),
        ("m3", "totalWater", "m³", "water"),
        ("m³", "accumulatedGas", "m³", "gas"),
        ("m3", "waterInTank", "m³", "volume_storage"),
        ("mL", "totalGas", "mL", "volume"),
        ("m3/h", "flow", "m³/h", "volume_flow_rate"),
        ("hPa", "barometer", "hPa", "atmospheric_pressure"),
        ("kPa", "pipe", "kPa", "pressure"),
        ("ppm", "CO2", "ppm", None),
        ("ppm", "co2Level", "ppm", None),
        ("ppm", "tvoc", "ppm", "volatile_organic_compounds_parts"),
        ("ppm", "CO", "ppm", "carbon_monoxide"),
        ("ppm", "color", "ppm", None),
        ("µg/m³", "pm25", "μg/m³", "pm25"),
        ("ug/m3", "PM10", "μg/m³", "pm10"),
        ("dB", "noise", "dB", "sound_pressure"),
        ("dB", "SNR", "dB", "signal_strength"),
        ("dBm", "rsrp", "dBm", "signal_strength"),
        ("hour", "interval", "h", "duration"),
        ("mm", "rain", "mm", "precipitation"),
        ("mm", "level", "mm", "distance"),
        ("m/s", "windSpeed", "m/s", "wind_speed"),
        ("rpm", "fan", "rpm", None),
        ("bps", "rate", "bit/s", "data_rate"),
        (" kWh ", "sumEnergy", "kWh", "energy"),
        ("furlong", "way", "furlong", None),
    ],
)
def test_units(text: str, name: str, unit: str, device_class: str | None) -> None:
    found = unit_of(text, name)
    assert found is not None
    expected = "carbon_dioxide" if "co2" in name.lower() else device_class
    assert (found.unit, found.class_for(name)) == (unit, expected)


@pytest.mark.parametrize("text", ["", " ", "-", "null", "N/A"])
def test_no_unit(text: str) -> None:
    assert unit_of(text, "x") is None


def test_home_assistant_has_them_all() -> None:
    """Every unit fits every device class that it may get."""
    for _, unit in _TABLE:
        classes = {unit.device_class, unit.total_class, *(unit.by_word or {}).values()}
        for device_class in filter(None, classes):
            assert unit.unit in DEVICE_CLASS_UNITS[SensorDeviceClass(device_class)], unit


def test_totals_may_be_totals() -> None:
    """And what is measured may be a measurement."""
    for _, unit in _TABLE:
        totals = {"energy", "volume", "water", "gas"}
        classes = {unit.device_class, *(unit.by_word or {}).values()} - totals
        for device_class in filter(None, classes):
            allowed = DEVICE_CLASS_STATE_CLASSES[SensorDeviceClass(device_class)]
            assert "measurement" in allowed, device_class
    for device_class in ("energy", "volume", "water", "gas"):
        assert "total_increasing" in DEVICE_CLASS_STATE_CLASSES[SensorDeviceClass(device_class)]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("totalizedFlow", True), ("accumulated", True), ("consumption", True), ("flow", False)],
)
def test_totals(name: str, wanted: bool) -> None:
    assert is_total(name) is wanted
