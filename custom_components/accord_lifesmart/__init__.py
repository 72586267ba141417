"""LifeSmart Smart Stations and what hangs on them, on the local network, without any cloud."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryNotReady
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.device_registry import DeviceEntry
from homeassistant.helpers.typing import ConfigType

from ..accord.actions import async_register_actions
from ..accord.migrations import Step, async_migrate
from ..accord.protocol.errors import ConnectionFailedError
from .actions import ACTIONS
from .connection import make_client
from .const import DOMAIN, PLATFORMS
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator, LifeSmartData
from .devices import async_follow, is_known
from .entity import async_register_station
from .issues import async_forget, async_note_setup, async_watch
from .learned import LearnedCodes
from .ports import async_use_port

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)

MIGRATIONS: tuple[Step, ...] = ()


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions."""
    async_register_actions(hass, DOMAIN, ACTIONS)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: LifeSmartConfigEntry) -> bool:
    """Connect to a station and add the entities of all its devices."""
    try:
        port, give_back = await async_use_port(hass)
    except ConnectionFailedError as err:
        raise ConfigEntryNotReady(translation_domain=DOMAIN, translation_key="no_socket") from err
    entry.async_on_unload(give_back)
    client = make_client(port, entry.data, entry.options)
    coordinator = LifeSmartCoordinator(hass, entry, client)
    try:
        await coordinator.async_config_entry_first_refresh()
    finally:
        async_note_setup(hass, entry, coordinator)
    station = async_register_station(hass, entry, coordinator.data)
    learned = LearnedCodes(hass, entry.entry_id)
    await learned.async_load()
    entry.runtime_data = LifeSmartData(coordinator, station.id, learned)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    async_follow(hass, entry)
    async_watch(hass, entry)
    events = coordinator.subscription.run()
    entry.async_create_background_task(hass, events, f"{entry.title}: events")
    return True


async def async_migrate_entry(hass: HomeAssistant, entry: LifeSmartConfigEntry) -> bool:
    """Bring an entry of an older version up to date."""
    return async_migrate(hass, entry, MIGRATIONS)


async def async_unload_entry(hass: HomeAssistant, entry: LifeSmartConfigEntry) -> bool:
    """Take the entities away; the rest ends by itself."""
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


async def async_remove_config_entry_device(
    hass: HomeAssistant, entry: LifeSmartConfigEntry, device: DeviceEntry
) -> bool:
    """Let a device be removed that the station does not list any more."""
    return not is_known(entry, device)


async def async_remove_entry(hass: HomeAssistant, entry: LifeSmartConfigEntry) -> None:
    """Leave nothing of the station behind."""
    await LearnedCodes(hass, entry.entry_id).async_remove()
    async_forget(hass, entry)
