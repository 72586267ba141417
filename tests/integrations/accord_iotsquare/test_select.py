"""Lists are presets only."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from simulators.iotsquare.household import RELAY
from tests.integrations.accord_iotsquare.conftest import Add, Make
from tests.integrations.accord_iotsquare.presets import preset


async def test_only_presets(hass: HomeAssistant, make: Make, add: Add) -> None:
    server = await make()
    options = {"Off": "00", "On": "01"}
    entry = await add(server, subentries=[preset("select", f"device/{RELAY}", options=options)])
    found = [
        one.entity_id
        for one in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
        if one.domain == "select"
    ]
    assert found == ["select.pump_pump"]
