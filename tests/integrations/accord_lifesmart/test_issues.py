"""Repairs come and go with what is wrong."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from custom_components.accord_lifesmart.const import DOMAIN
from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make


def kinds(hass: HomeAssistant, entry_id: str) -> set[str]:
    """Return what is wrong with an entry's station."""
    return {
        issue_id.removesuffix(f"_{entry_id}")
        for (domain, issue_id) in ir.async_get(hass).issues
        if domain == DOMAIN and issue_id.endswith(entry_id)
    }


async def test_all_is_well(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Nothing is said of a station in order."""
    entry = await add(await make(SubDevice("2711", "SL_LK_LS", "Entrance")))
    assert kinds(hass, entry.entry_id) == set()


async def test_wrong_clock(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Told with the minutes, and taken back when the entry goes."""
    station = await make(SubDevice("2711", "SL_LK_LS", "Entrance"))
    station.control("clock", {"seconds": 180})
    entry = await add(station)
    await entry.runtime_data.coordinator.client.config.notify()
    await entry.runtime_data.coordinator.async_refresh()
    assert kinds(hass, entry.entry_id) == {"clock_wrong"}
    issue = ir.async_get(hass).async_get_issue(DOMAIN, f"clock_wrong_{entry.entry_id}")
    assert issue is not None
    assert issue.translation_placeholders == {"name": entry.title, "minutes": "3"}
    await hass.config_entries.async_remove(entry.entry_id)
    assert kinds(hass, entry.entry_id) == set()


async def test_unknown_classes(hass: HomeAssistant, make: Make, add: Add) -> None:
    """They are named, once each."""
    strange = SubDevice("2799", "SL_SC_THL", "Strange")
    strange.devtype = strange.fulltype = "SL_NEW_ONE"
    entry = await add(await make(strange))
    issue = ir.async_get(hass).async_get_issue(DOMAIN, f"unknown_devices_{entry.entry_id}")
    assert issue is not None
    assert issue.translation_placeholders == {"name": entry.title, "classes": "SL_NEW_ONE"}
