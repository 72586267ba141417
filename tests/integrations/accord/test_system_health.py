"""The bundle on the page of the system's health."""

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry, get_system_health_info

from custom_components.accord.activation import Activation
from custom_components.accord.const import CONF_SYSTEMS, DOMAIN


async def test_version_and_systems(hass: HomeAssistant, bundle: Activation) -> None:
    entry = MockConfigEntry(domain=DOMAIN, options={CONF_SYSTEMS: ["kasa", "akuvox"]})
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    for state in (ConfigEntryState.LOADED, ConfigEntryState.SETUP_RETRY):
        MockConfigEntry(domain="accord_kasa", state=state).add_to_hass(hass)
    assert await async_setup_component(hass, "system_health", {})
    await hass.async_block_till_done()
    found = await get_system_health_info(hass, DOMAIN)
    assert found == {"version": "1.0.0", "akuvox": "0/0", "kasa": "1/2"}
