"""The device registry follows the platform."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr

from custom_components.accord_huawei.devices import id_of, is_known, unique_name
from tests.integrations.accord_huawei.conftest import (
    CLIMATE,
    HUB,
    LAMP,
    METER,
    Add,
    Make,
    device_id,
)


def entry_of(hass: HomeAssistant, name: str) -> dr.DeviceEntry:
    """Return a device of the registry."""
    found = dr.async_get(hass).async_get(name)
    assert isinstance(found, dr.DeviceEntry)
    return found


async def test_described(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Maker, model and numbers are those of the platform; children hang on their gateway."""
    platform = await make()
    platform.fleet[METER].info |= {"swVersion": "1.0.3", "hwVersion": "B"}
    entry = await add(platform)
    meter = entry_of(hass, device_id(hass, entry, METER))
    assert (meter.name, meter.manufacturer, meter.model, meter.model_id) == (
        *("Water meter", "Raindrop Works", "WM-NB15"),
        "WaterMeter",
    )
    assert (meter.sw_version, meter.hw_version) == ("1.0.3", "B")
    assert meter.serial_number == "868744032114501"
    hub = device_id(hass, entry, HUB)
    assert entry_of(hass, device_id(hass, entry, LAMP)).via_device_id == hub
    assert entry_of(hass, hub).via_device_id == device_id(hass, entry)
    assert entry_of(hass, device_id(hass, entry)).entry_type is dr.DeviceEntryType.SERVICE


async def test_renamed(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A name that changes on the platform changes here."""
    platform = await make()
    entry = await add(platform)
    platform.fleet[LAMP].info["name"] = "Stairs lamp"
    await entry.runtime_data.coordinator.async_refresh()
    await hass.async_block_till_done()
    assert entry_of(hass, device_id(hass, entry, LAMP)).name == "Stairs lamp"


async def test_gone(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A device that the platform does not know any more loses its place."""
    platform = await make()
    entry = await add(platform)
    name = device_id(hass, entry, CLIMATE)
    assert id_of(entry, entry_of(hass, name)) == CLIMATE
    assert is_known(entry, entry_of(hass, name))
    platform.control("delete", {"deviceId": CLIMATE})
    await entry.runtime_data.coordinator.async_refresh()
    await hass.async_block_till_done()
    assert dr.async_get(hass).async_get(name) is None


async def test_gone_while_we_were_away(hass: HomeAssistant, make: Make, add: Add) -> None:
    """It is looked for with the next scan, then removed."""
    platform = await make()
    entry = await add(platform)
    dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("accord_huawei", unique_name(entry, "old"))}
    )
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    old = device_id(hass, entry, "old")
    assert not is_known(entry, entry_of(hass, old))
    await entry.runtime_data.coordinator.async_refresh()
    await hass.async_block_till_done()
    assert dr.async_get(hass).async_get(old) is None
