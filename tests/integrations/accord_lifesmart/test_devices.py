"""The device registry follows the station."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr

from custom_components.accord_lifesmart import async_remove_config_entry_device
from custom_components.accord_lifesmart.const import DOMAIN
from custom_components.accord_lifesmart.devices import me_of
from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import (
    Add,
    Make,
    Poll,
    device_id,
    entity_id,
    subscribed,
    until_true,
)


async def test_renamed(hass: HomeAssistant, make: Make, add: Add) -> None:
    """In the app, while Home Assistant runs."""
    device = SubDevice("1", "SL_OL", "Lamp")
    station = await make(device)
    entry = await add(station)
    await subscribed(entry)
    registry = dr.async_get(hass)
    me = device_id(hass, entry, "1")
    station.rename(device, "Heater")
    await until_true(lambda: registry.async_get(me).name == "Heater")
    assert entity_id(hass, entry, "switch", "1_switch_outlet") == "switch.lamp"


async def test_removed_and_back(hass: HomeAssistant, make: Make, add: Add) -> None:
    """With its entities; the others stay."""
    lamp, other = SubDevice("1", "SL_OL", "Lamp"), SubDevice("2", "SL_OL", "Other")
    station = await make(lamp, other)
    entry = await add(station)
    await subscribed(entry)
    registry = dr.async_get(hass)
    gone, stays = device_id(hass, entry, "1"), device_id(hass, entry, "2")
    for _ in range(2):
        station.detach(lamp)
        await until_true(lambda: hass.states.get("switch.lamp") is None)
        assert registry.async_get(gone) is None
        station.attach(lamp)
        await until_true(lambda: hass.states.is_state("switch.lamp", "off"))
        gone = device_id(hass, entry, "1")
    assert registry.async_get(stays) is not None


async def test_removed_while_home_assistant_was_down(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    """It is gone from the registry at the next start."""
    lamp, other = SubDevice("1", "SL_OL"), SubDevice("2", "SL_OL")
    station = await make(lamp, other)
    entry = await add(station)
    me = device_id(hass, entry, "1")
    assert await hass.config_entries.async_unload(entry.entry_id)
    station.detach(lamp)
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert dr.async_get(hass).async_get(me) is None


async def test_empty_list(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """A station that has just started knows nothing yet; its owner may still remove devices."""
    station = await make(SubDevice("1", "SL_OL", "Lamp"))
    entry = await add(station)
    await subscribed(entry)
    registry = dr.async_get(hass)
    lamp = registry.async_get(device_id(hass, entry, "1"))
    assert not await async_remove_config_entry_device(hass, entry, lamp)
    devices, station.devices = station.devices, {}
    await poll()
    await until_true(lambda: hass.states.is_state("switch.lamp", "unavailable"))
    assert registry.async_get(lamp.id) is not None
    assert await async_remove_config_entry_device(hass, entry, lamp)
    itself = registry.async_get_device_by_identifier((DOMAIN, entry.unique_id), entry.entry_id)
    assert not await async_remove_config_entry_device(hass, entry, itself)
    station.devices = devices
    await poll()
    await until_true(lambda: hass.states.is_state("switch.lamp", "off"))


async def test_ids_of_devices(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The station itself has none."""
    entry = await add(await make(SubDevice("1", "SL_OL", "Lamp")))
    registry = dr.async_get(hass)
    for me in ("1", None):
        device = registry.async_get(device_id(hass, entry, me))
        assert device is not None
        assert me_of(entry, device) == me
