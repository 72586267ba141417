"""Akuvox access terminals and intercoms on the local network, without any cloud."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from ..accord.actions import async_register_actions
from ..accord.migrations import Step, async_migrate
from .access import AccessFeed
from .actions import ACTIONS
from .connection import Connection, make_client
from .const import DOMAIN
from .coordinator import AkuvoxConfigEntry, AkuvoxCoordinator, AkuvoxData
from .entity import async_register_device
from .issues import async_check_safety, async_forget, async_note_outcome, async_watch_clock
from .push import async_restore, async_setup_push

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)

MIGRATIONS: tuple[Step, ...] = ()
"""From version 1 on, in order."""

PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.EVENT,
    Platform.LOCK,
    Platform.NUMBER,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
    Platform.UPDATE,
]


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions."""
    async_register_actions(hass, DOMAIN, ACTIONS)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: AkuvoxConfigEntry) -> bool:
    """Connect to a unit and add its entities."""
    feed = AccessFeed(hass, entry.entry_id)
    await feed.async_load()
    client = make_client(hass, Connection.from_data(entry.data))
    coordinator = AkuvoxCoordinator(hass, entry, client, feed)
    coordinator.on_outcome = lambda err: async_note_outcome(hass, entry, err)
    await coordinator.async_config_entry_first_refresh()
    device = async_register_device(hass, entry, coordinator.data.info)
    entry.runtime_data = AkuvoxData(coordinator, device.id)
    await async_check_safety(hass, entry)
    async_watch_clock(hass, entry)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    await async_setup_push(hass, entry)
    return True


async def async_migrate_entry(hass: HomeAssistant, entry: AkuvoxConfigEntry) -> bool:
    """Bring an entry of an older version up to date."""
    return async_migrate(hass, entry, MIGRATIONS)


async def async_unload_entry(hass: HomeAssistant, entry: AkuvoxConfigEntry) -> bool:
    """Take the entities away; the rest ends by itself."""
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


async def async_remove_entry(hass: HomeAssistant, entry: AkuvoxConfigEntry) -> None:
    """Leave the unit as it was before, and nothing of it here."""
    await async_restore(hass, entry)
    await AccessFeed(hass, entry.entry_id).async_remove()
    async_forget(hass, entry)
