"""Remarks."""

from homeassistant.core import HomeAssistant
import pytest

from simulators.iotsquare.household import THERMOMETER
from tests.integrations.accord_iotsquare.conftest import Add, Make, act, entity_id, until


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_remarks(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Are kept at the server; the name stays."""
    server = await make()
    entry = await add(server)
    text = entity_id(hass, entry, "text", f"{THERMOMETER}_remarks")
    await act(hass, text, "set_value", value="behind the door")
    device = server.devices[THERMOMETER]
    assert (device.remarks, device.name) == ("behind the door", "pantry")
    await until(hass, text, "behind the door")
