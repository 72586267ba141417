"""Gateways on the map."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from custom_components.accord_iotsquare.const import DOMAIN
from simulators.iotsquare.household import BARN, ROOF
from tests.integrations.accord_iotsquare.conftest import Add, Make, Poll, entity_id


async def test_position(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """A gateway without a position has no tracker until it gets one; then it stays there."""
    server = await make()
    entry = await add(server)
    roof = entity_id(hass, entry, "device_tracker", f"gw_{ROOF}_position")
    state = hass.states.get(roof)
    assert state is not None
    assert state.attributes["latitude"] == 52.36551
    assert state.attributes["altitude"] == 18.0
    unique = f"{entry.unique_id}_gw_{BARN}_position"
    assert er.async_get(hass).async_get_entity_id("device_tracker", DOMAIN, unique) is None
    server.gateways[BARN].latitude = 52.0
    server.gateways[BARN].longitude = 5.0
    server.gateways[ROOF].latitude = server.gateways[ROOF].longitude = 0.0
    server.gateways[ROOF].altitude = 0.0
    await poll()
    entity_id(hass, entry, "device_tracker", f"gw_{BARN}_position")
    state = hass.states.get(roof)
    assert state is not None
    assert state.attributes["latitude"] == 52.36551
