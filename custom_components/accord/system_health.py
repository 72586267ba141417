"""The bundle on the page of Home Assistant that tells how the system is."""

from typing import Any

from homeassistant.components.system_health import SystemHealthRegistration
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .healing import async_versions, entries_of
from .systems import BY_DOMAIN


@callback
def async_register(hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Have the page show it."""
    register.async_register_info(_async_info)


async def _async_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return the version, and for each system how many of its entries work."""
    versions = await async_versions(hass)
    return {
        "version": versions.pop(DOMAIN),
        **{BY_DOMAIN[domain].key: _entries(hass, domain) for domain in versions},
    }


def _entries(hass: HomeAssistant, domain: str) -> str:
    entries = entries_of(hass, domain)
    return f"{sum(one.state is ConfigEntryState.LOADED for one in entries)}/{len(entries)}"
