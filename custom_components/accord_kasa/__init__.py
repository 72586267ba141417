"""TP-Link Kasa plugs, switches, dimmers, strips, bulbs and light strips, without the cloud."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from ..accord.actions import async_register_actions
from ..accord.migrations import Step, async_migrate
from .actions import ACTIONS
from .connection import async_make_client
from .const import DOMAIN
from .coordinator import KasaConfigEntry, KasaCoordinator, KasaData
from .energy_import import async_import_energy
from .entity import async_register_device
from .issues import async_check_other_integration, async_watch_clock, async_watch_delay
from .naming import async_follow_renames
from .restarts import async_watch_restarts

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)

MIGRATIONS: tuple[Step, ...] = ()
"""From version 1 on, in order."""

PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CALENDAR,
    Platform.EVENT,
    Platform.LIGHT,
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


async def async_setup_entry(hass: HomeAssistant, entry: KasaConfigEntry) -> bool:
    """Connect to a device and add its entities."""
    client = async_make_client(hass, entry)
    entry.async_on_unload(client.close)
    coordinator = KasaCoordinator(hass, entry, client)
    await coordinator.async_config_entry_first_refresh()
    device = async_register_device(hass, entry, coordinator.data.sysinfo)
    entry.runtime_data = KasaData(coordinator, device.id)
    async_check_other_integration(hass, entry)
    async_watch_clock(hass, entry)
    async_watch_delay(hass, entry)
    async_watch_restarts(hass, entry)
    async_follow_renames(hass, entry)
    async_import_energy(hass, entry)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    return True


async def async_migrate_entry(hass: HomeAssistant, entry: KasaConfigEntry) -> bool:
    """Bring an entry of an older version up to date."""
    return async_migrate(hass, entry, MIGRATIONS)


async def async_unload_entry(hass: HomeAssistant, entry: KasaConfigEntry) -> bool:
    """Take the entities away; the rest ends by itself."""
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)
