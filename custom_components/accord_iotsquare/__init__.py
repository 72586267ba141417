"""An account of an IoTSquare server: LoRaWAN devices, gateways, groups, by poll and by push."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.device_registry import DeviceEntry
from homeassistant.helpers.typing import ConfigType

from ..accord.actions import async_register_actions
from ..accord.migrations import Step, async_migrate
from .actions import ACTIONS
from .broker import BrokerLink
from .connection import make_client
from .const import DOMAIN
from .coordinator import IoTSquareConfigEntry, IoTSquareCoordinator, IoTSquareData
from .decoding import Decoding, store_of
from .devices import async_follow, is_known
from .downlinks import Downlinks
from .issues import async_forget, async_watch
from .links import async_take_back, async_watch_links
from .push import async_take_pushes
from .results import GroupResults
from .saved_presets import SavedPresets
from .uplinks import Uplinks

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)

MIGRATIONS: tuple[Step, ...] = ()

PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.DEVICE_TRACKER,
    Platform.EVENT,
    Platform.NUMBER,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
    Platform.TEXT,
]


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions."""
    async_register_actions(hass, DOMAIN, ACTIONS)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: IoTSquareConfigEntry) -> bool:
    """Read the account and add the entities of all its parts."""
    uplinks = Uplinks(hass, entry.entry_id)
    await uplinks.async_load()
    entry.async_on_unload(uplinks.async_save)
    coordinator = IoTSquareCoordinator(hass, entry, make_client(hass, entry.data), uplinks)
    await coordinator.async_config_entry_first_refresh()
    decoding, presets = Decoding(hass, coordinator), SavedPresets(hass, coordinator)
    await decoding.async_load()
    downlinks, broker = Downlinks(coordinator), BrokerLink(entry)
    entry.runtime_data = IoTSquareData(
        coordinator, decoding, presets, downlinks, GroupResults(), broker
    )
    async_follow(hass, entry)
    decoding.async_start()
    presets.async_start()
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    async_watch(hass, entry)
    async_take_pushes(hass, entry)
    async_watch_links(hass, entry)
    await broker.async_start()
    return True


async def async_migrate_entry(hass: HomeAssistant, entry: IoTSquareConfigEntry) -> bool:
    """Bring an entry of an older version up to date."""
    return async_migrate(hass, entry, MIGRATIONS)


async def async_unload_entry(hass: HomeAssistant, entry: IoTSquareConfigEntry) -> bool:
    """Take the entities away; the rest ends by itself."""
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


async def async_remove_config_entry_device(
    hass: HomeAssistant, entry: IoTSquareConfigEntry, device: DeviceEntry
) -> bool:
    """Let a device be removed that the server does not list any more; nothing is sent for it."""
    return not is_known(entry, device)


async def async_remove_entry(hass: HomeAssistant, entry: IoTSquareConfigEntry) -> None:
    """Leave nothing of the account behind."""
    await async_take_back(hass, entry)
    await Uplinks(hass, entry.entry_id).async_remove()
    await store_of(hass, entry).async_remove()
    async_forget(hass, entry)
