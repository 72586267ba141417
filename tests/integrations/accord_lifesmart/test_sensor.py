"""Measurements, with their units."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.accord_lifesmart.const import CONF_NAMES
from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, entity_id, subscribed, until


@pytest.mark.parametrize(
    ("devtype", "key", "value", "unit", "device_class"),
    [
        ("SL_SC_THL", "temperature", "21.5", "°C", "temperature"),
        ("SL_SC_THL", "humidity", "47", "%", "humidity"),
        ("SL_SC_THL", "illuminance", "310", "lx", "illuminance"),
        ("SL_SC_THL", "battery", "82", "%", "battery"),
        ("SL_SC_CQ", "co2", "612", "ppm", "carbon_dioxide"),
        ("SL_SC_CQ", "tvoc", "0.21", "mg/m³", "volatile_organic_compounds"),
        ("SL_OE_3C", "energy", "12.5", "kWh", "energy"),
        ("V_DLT645_P", "power", "412.5", "W", "power"),
        ("SL_SC_CH", "formaldehyde", "0.03", "mg/m³", None),
        ("SL_TR_ACIPM", "pm25", "12", "\u03bcg/m³", "pm25"),
        ("SL_SC_CN", "noise", "42", "dB", "sound_pressure"),
    ],
)
async def test_measured(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    devtype: str,
    key: str,
    value: str,
    unit: str,
    device_class: str | None,
) -> None:
    """What the simulated device measures is what Home Assistant shows."""
    entry = await add(await make(SubDevice("1", devtype)))
    state = hass.states.get(entity_id(hass, entry, "sensor", f"1_sensor_{key}"))
    assert float(state.state) == float(value)
    assert state.attributes["unit_of_measurement"] == unit
    assert state.attributes.get("device_class") == device_class


async def test_one_of_some_values(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The fan of a panel, which follows what is set."""
    device = SubDevice("1", "SL_FCU")
    station = await make(device)
    entry = await add(station)
    await subscribed(entry)
    sensor = entity_id(hass, entry, "sensor", "1_sensor_fan_speed")
    assert hass.states.is_state(sensor, "low")
    station.change(device, "P10", 0xCE, 105)
    await until(hass, sensor, "auto")


async def test_live(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A change needs no poll."""
    device = SubDevice("1", "SL_SC_THL")
    station = await make(device)
    entry = await add(station)
    await subscribed(entry)
    station.measure(device, "T", -3.5)
    await until(hass, entity_id(hass, entry, "sensor", "1_sensor_temperature"), "-3.5")


async def test_counted_values_of_a_meter(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Each has its number in its name."""
    entry = await add(
        await make(SubDevice("1", "V_485_P", "Meter", ios="EE1:float=20 EE2:float=7"))
    )
    names = [
        hass.states.get(entity_id(hass, entry, "sensor", f"1_sensor_energy_{number}")).name
        for number in (1, 2)
    ]
    assert names == ["Meter Energy 1", "Meter Energy 2"]


async def test_unknown_class(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What its IOs' names say is there for whoever enables it."""
    device = SubDevice("1", "SL_NEW", ios="T:tenth=20 P7:num=3")
    entry = await add(await make(device))
    registry = er.async_get(hass)
    for key in ("temperature", "raw_P7"):
        found = registry.async_get(entity_id(hass, entry, "sensor", f"1_sensor_{key}"))
        assert found is not None
        assert found.disabled_by is er.RegistryEntryDisabler.INTEGRATION


async def test_who_opened_a_lock(hass: HomeAssistant, make: Make, add: Add) -> None:
    """By the name that its owner gave, else by number."""
    device = SubDevice("1", "SL_LK_LS")
    station = await make(device)
    entry = await add(station, **{CONF_NAMES: {"1:7": "Ann"}})
    await subscribed(entry)
    sensor = entity_id(hass, entry, "sensor", "1_sensor_last_opened")
    assert hass.states.is_state(sensor, "unknown")
    station.locks["1"].open(1, 7)
    await until(hass, sensor, "Ann", user=7, method="password")
    unlock = hass.states.get(entity_id(hass, entry, "event", "1_event_unlock"))
    assert unlock.attributes["name"] == "Ann"
    station.locks["1"].open(2, 9)
    await until(hass, sensor, "9", user=9, method="finger")
