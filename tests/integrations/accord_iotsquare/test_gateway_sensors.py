"""Sensors of gateways, as far as the server tells."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.accord_iotsquare.const import DOMAIN
from simulators.iotsquare.household import BARN, ROOF
from tests.integrations.accord_iotsquare.conftest import Add, Make, Poll, state_of

SYSTEM = {
    "uptime": 86400,
    "sdkUptime": 3600,
    "cpuUsage": "0.64 0.38 0.18",
    "memUsage": "213.34/924.22MB 23.08%",
    "rootDiskUsage": "1.00/4.00GB 25.00%",
    "logDiskUsage": "1.00/2.00GB 50.00%",
    "temperature": "41.5",
    "powerVoltage": 12.1,
    "batteryState": True,
    "batteryLevel": "88",
    "batteryVoltage": "3.9",
    "sbatteryState": True,
    "sbatteryLevel": "77",
    "sbatteryVoltage": "12.9",
}
NETWORK = {
    "nwkDelay": "8.38ms",
    "lteState": True,
    "rssi": -71,
    "rsrp": -99,
    "rsrq": -9.5,
    "snr": 12.0,
}


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_all(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Newer servers tell of network, power and insides."""
    server = await make()
    server.gateways[ROOF].system = SYSTEM
    server.gateways[ROOF].network = NETWORK
    entry = await add(server)
    await poll()
    wanted = {
        "channels": "eu868 ch_00-07",
        "network_delay": "8.38",
        "lte_rssi": "-71.0",
        "lte_rsrp": "-99.0",
        "lte_rsrq": "-9.5",
        "lte_snr": "12.0",
        "uptime": "1.0",
        "load": "0.64",
        "memory_used": "23.08",
        "disk_used": "25.0",
        "log_used": "50.0",
        "temperature": "41.5",
        "supply_voltage": "12.1",
        "battery_level": "88.0",
        "battery_voltage": "3.9",
        "solar_battery_level": "77.0",
        "solar_battery_voltage": "12.9",
    }
    shown = {key: state_of(hass, entry, "sensor", f"gw_{ROOF}_{key}") for key in wanted}
    assert shown == wanted
    for key in ("gateway_last_seen", "heartbeat"):
        assert state_of(hass, entry, "sensor", f"gw_{ROOF}_{key}") not in ("unknown", "unavailable")


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_older_server(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """What the server does not tell has no entity."""
    entry = await add(await make(version=(4, 0, 1)))
    await poll()
    registry = er.async_get(hass)
    for key in ("network_delay", "uptime", "battery_level"):
        unique = f"{entry.unique_id}_gw_{BARN}_{key}"
        assert registry.async_get_entity_id("sensor", DOMAIN, unique) is None
    assert state_of(hass, entry, "sensor", f"gw_{BARN}_channels") == "eu868 ch_00-07"
