"""Radio levels are measured where somebody enabled them."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from custom_components.accord_lifesmart.const import DOMAIN
from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, entity_id, until


async def test_levels(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Both ways; nothing of devices that sleep."""
    station = await make(SubDevice("1", "SL_OL", level=-62), SubDevice("2", "SL_SC_BG"))
    rows: list[str] = []
    station.observe(lambda _system, operation, _outcome: rows.append(operation))
    entry = await add(station)
    registry = er.async_get(hass)
    keys = [f"1_rssi_{way}" for way in ("received", "sent")]
    assert "rssi.get" not in rows
    for key in keys:
        registry.async_update_entity(entity_id(hass, entry, "sensor", key), disabled_by=None)
    assert await hass.config_entries.async_reload(entry.entry_id)
    await until(hass, entity_id(hass, entry, "sensor", keys[0]), "-62.0")
    await until(hass, entity_id(hass, entry, "sensor", keys[1]), "-64.0")
    name = f"{entry.unique_id}_2_rssi_sent"
    assert registry.async_get_entity_id("sensor", DOMAIN, name) is None


async def test_out_of_reach(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A device that does not answer has no level."""
    device = SubDevice("1", "SL_OL")
    station = await make(device)
    entry = await add(station)
    sensor = entity_id(hass, entry, "sensor", "1_rssi_sent")
    er.async_get(hass).async_update_entity(sensor, disabled_by=None)
    device.online = False
    assert await hass.config_entries.async_reload(entry.entry_id)
    await until(hass, sensor, "unknown")
