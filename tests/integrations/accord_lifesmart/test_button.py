"""What is pressed at a station."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from custom_components.accord_lifesmart.button import BUTTONS
from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, entity_id


async def test_restart(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The station restarts, once."""
    station = await make(SubDevice("2711", "SL_LK_LS", "Entrance"))
    station.reboot_lasts = 0.0
    entry = await add(station)
    rows: list[str] = []
    station.observe(lambda _system, operation, _outcome: rows.append(operation))
    button = entity_id(hass, entry, "button", "restart")
    await hass.services.async_call("button", "press", {"entity_id": button}, blocking=True)
    assert rows.count("config.reboot") == 1


async def test_what_few_need_is_disabled(hass: HomeAssistant, make: Make, add: Add) -> None:
    """All rows are there, the hotspot of alarm gateways disabled."""
    entry = await add(await make(SubDevice("2711", "SL_LK_LS", "Entrance")))
    registry = er.async_get(hass)
    found = {
        row.key: registry.async_get(entity_id(hass, entry, "button", row.key)) for row in BUTTONS
    }
    assert {key: one.disabled for key, one in found.items() if one} == {
        "restart": False,
        "cancel_temporary": True,
    }
