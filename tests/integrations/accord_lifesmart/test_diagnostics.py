"""A bug report helps, and tells no secret."""

import json

from homeassistant.core import HomeAssistant

from custom_components.accord_lifesmart.diagnostics import async_get_config_entry_diagnostics
from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make


async def test_what_is_in_it(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Classes and values are there; names, token, model and identity are not."""
    station = await make(
        SubDevice("2711", "SL_LK_LS", "Grandmother's door"),
        SubDevice("2731", "SL_SC_THL", "Nursery"),
    )
    entry = await add(station, names={"2711:1": "Wilhelmina"}, sms_number="+4912345678")
    found = await async_get_config_entry_diagnostics(hass, entry)
    assert found["devices"]["2731"]["class"] == "SL_SC_THL"
    assert found["devices"]["2731"]["values"]
    assert "sensor/temperature" in found["devices"]["2731"]["features"]
    text = json.dumps(found)
    for secret in (
        station.token,
        station.model,
        station.lsid,
        station.address,
        "Grandmother",
        "Nursery",
        "Wilhelmina",
        "12345678",
    ):
        assert secret not in text
