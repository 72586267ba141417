"""Sensors: of product models, of every device, of the application."""

from datetime import timedelta

from homeassistant.core import HomeAssistant
import pytest

from tests.integrations.accord_huawei.conftest import (
    CLIMATE,
    METER,
    PANEL,
    Add,
    Make,
    Poll,
    add_panel,
    entity_id,
    feature,
    until,
)


async def test_meter(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """A total can be used for statistics, and follows what the meter reports."""
    platform = await make()
    entry = await add(platform)
    flow = feature(hass, entry, "sensor", METER, "WaterMeter:totalizedFlow")
    state = hass.states.get(flow)
    assert state is not None
    assert state.state == "18234.0"
    assert state.attributes["device_class"] == "water"
    assert state.attributes["state_class"] == "total_increasing"
    assert state.attributes["unit_of_measurement"] == "L"
    meter = platform.fleet[METER]
    platform.network.report(meter, {"WaterMeter": {"totalizedFlow": 18300.5}})
    await poll()
    await until(hass, flow, "18300.5")


async def test_measurements(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Units of the model become those of Home Assistant."""
    entry = await add(await make())
    state = hass.states.get(feature(hass, entry, "sensor", CLIMATE, "Temperature:temperature"))
    assert state is not None
    assert (state.state, state.attributes["unit_of_measurement"]) == ("21.4", "°C")
    assert state.attributes["friendly_name"] == "Living room climate Temperature"


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_other_types(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Choices, long texts and objects are shown as far as a state can."""
    platform = await make()
    add_panel(platform)
    entry = await add(platform)

    def state(name: str) -> tuple[str, object]:
        found = hass.states.get(feature(hass, entry, "sensor", PANEL, name))
        assert found is not None
        return found.state, found.attributes.get("value") or found.attributes.get("options")

    assert state("Panel:state") == ("IDLE", ["IDLE", "BUSY", "FAULTY"])
    assert state("Panel:story") == ("x" * 255, "x" * 300)
    assert state("Panel:details") == ("2", {"a": 1, "b": [2]})


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_of_every_device(hass: HomeAssistant, make: Make, add: Add) -> None:
    """State, last report and waiting commands."""
    platform = await make()
    platform.fleet[METER].info |= {"signalStrength": "-97", "batteryLevel": "55"}
    entry = await add(platform)

    def state(key: str) -> str:
        found = hass.states.get(entity_id(hass, entry, "sensor", METER, key))
        assert found is not None
        return found.state

    assert state("status") == "online"
    assert state("pending_commands") == "0"
    assert state("signal_strength") == "-97.0"
    assert state("battery_level") == "55.0"
    assert state("last_report").startswith("20")


async def test_application(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Devices are counted by what they do, and calls too."""
    platform = await make()
    entry = await add(platform)

    def state(key: str) -> str:
        found = hass.states.get(entity_id(hass, entry, "sensor", None, key))
        assert found is not None
        return found.state

    assert (state("devices_total"), state("devices_online")) == ("7", "7")
    assert state("calls_per_minute") == "9"
    assert state("throttled_calls") == "0"
    platform.network.disconnect(platform.fleet[METER])
    await poll(timedelta(minutes=20))
    await until(hass, entity_id(hass, entry, "sensor", None, "devices_offline"), "1")
