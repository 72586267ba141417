"""The bundle itself: shared by all Accord integrations, set up before any of them."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from .const import DOMAIN
from .discovery import async_discover, async_start_discovery
from .healing import async_heal, async_leave
from .migrations import Step, async_migrate
from .push_view import async_set_up_push

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)

MIGRATIONS: tuple[Step, ...] = ()
"""From version 1 on, in order."""


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Put the packages right, start looking for devices of all systems, and let them push."""
    await async_heal(hass)
    async_set_up_push(hass)
    async_start_discovery(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Put right what was chosen, and look again whenever the choice changes."""
    await async_heal(hass)
    entry.async_on_unload(entry.add_update_listener(_async_choice_changed))
    return True


async def _async_choice_changed(hass: HomeAssistant, entry: ConfigEntry) -> None:
    await async_heal(hass)
    await async_discover(hass)


async def async_migrate_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Bring an entry of an older version up to date."""
    return async_migrate(hass, entry, MIGRATIONS)


async def async_unload_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Nothing ends: vendors that are set up still need this package."""
    return True


async def async_remove_entry(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Take away the packages that nothing is set up with."""
    await async_leave(hass)
