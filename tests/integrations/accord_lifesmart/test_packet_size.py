"""The largest packets of interfaces, where somebody enabled their numbers."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
import pytest

from tests.integrations.accord_lifesmart.conftest import (
    Add,
    Make,
    act,
    entity_id,
    network_known,
    until,
)


async def test_set(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Within what the station takes; an interface that is off is not switched on by it."""
    station = await make(defed=True)
    entry = await add(station)
    await network_known(entry)
    registry = er.async_get(hass)
    cable, mobile = (entity_id(hass, entry, "number", f"mtu_{one}") for one in ("eth0", "wwan0"))
    for one in (cable, mobile):
        assert hass.states.get(one) is None
        registry.async_update_entity(one, disabled_by=None)
    assert await hass.config_entries.async_reload(entry.entry_id)
    await network_known(entry)
    await until(hass, cable, "1500")
    await act(hass, cable, "set_value", value=1400)
    await until(hass, cable, "1400")
    assert station.network.mtu("eth0") == 1400
    with pytest.raises(HomeAssistantError):
        await act(hass, cable, "set_value", value=100)
    assert station.network.mtu("eth0") == 1400
    await act(hass, cable, "set_value", value=0)
    await until(hass, cable, "0")
    assert hass.states.is_state(mobile, "unavailable")
