"""What is installed of the bundle, for somebody who helps."""

from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from .healing import async_available, async_standings, async_versions, entries_of


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: ConfigEntry
) -> dict[str, Any]:
    """Return packages and numbers of entries; there are no secrets here."""
    return {
        "options": dict(entry.options),
        "available": sorted(await async_available(hass)),
        "versions": await async_versions(hass),
        "packages": {
            domain: {
                "standing": standing.value,
                "entries": [one.state.value for one in entries_of(hass, domain)],
            }
            for domain, standing in (await async_standings(hass)).items()
        },
    }
