"""What somebody who helps gets to see of the bundle."""

from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord.activation import Activation
from custom_components.accord.const import CONF_SYSTEMS, DOMAIN
from custom_components.accord.diagnostics import async_get_config_entry_diagnostics


async def test_packages_and_entries(hass: HomeAssistant, bundle: Activation) -> None:
    entry = MockConfigEntry(domain=DOMAIN, options={CONF_SYSTEMS: ["kasa"]})
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    MockConfigEntry(domain="accord_kasa").add_to_hass(hass)
    found = await async_get_config_entry_diagnostics(hass, entry)
    assert found["versions"] == {"accord": "1.0.0", "accord_kasa": "1.0.0"}
    assert found["packages"]["accord_kasa"] == {"standing": "link", "entries": ["not_loaded"]}
    assert found["packages"]["accord_akuvox"] == {"standing": "absent", "entries": []}
    assert "accord_lifesmart" in found["available"]
