"""What a station tells of its network and clock."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from custom_components.accord_lifesmart.readings import CLOCK
from tests.integrations.accord_lifesmart.conftest import (
    Add,
    Make,
    entity_id,
    network_known,
    subscribed,
)


async def test_interfaces(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The cable is up, Wi-Fi is not; what few need is disabled."""
    entry = await add(await make(defed=True))
    await network_known(entry)
    assert hass.states.is_state(entity_id(hass, entry, "sensor", "ip_eth0"), "192.168.33.69")
    assert hass.states.is_state(entity_id(hass, entry, "sensor", "ssid_wlan0"), "unknown")
    for name, up in (("eth0", "on"), ("wlan0", "off")):
        assert hass.states.is_state(
            entity_id(hass, entry, "binary_sensor", f"connection_{name}"), up
        )
    registry = er.async_get(hass)
    for key in ("gateway_eth0", "ip_wwan0", "ip_ppp0", "clock_offset"):
        found = registry.async_get(entity_id(hass, entry, "sensor", key))
        assert found is not None
        assert found.disabled


async def test_clock(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What the station's time differs by is known without asking."""
    station = await make()
    station.clock_offset = 120.0
    entry = await add(station)
    await subscribed(entry)
    await entry.runtime_data.coordinator.async_refresh()
    offset = entry.runtime_data.coordinator.data.get(CLOCK)
    assert offset is not None
    assert 115 <= offset <= 125
