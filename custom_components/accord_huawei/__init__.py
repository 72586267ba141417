"""An application at a Huawei IoT platform: devices of any product model, by polling and by push."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryAuthFailed
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.device_registry import DeviceEntry
from homeassistant.helpers.typing import ConfigType

from ..accord.actions import async_register_actions
from ..accord.migrations import Step, async_migrate
from ..accord.protocol.huawei.northbound import CertificateFileError
from .actions import ACTIONS
from .batches import BatchTasks
from .certificates import end_of_certificate
from .connection import make_client
from .const import DOMAIN, PLATFORMS
from .coordinator import HuaweiConfigEntry, HuaweiCoordinator, HuaweiData
from .devices import async_follow, is_known
from .groups import GroupWatch
from .history_import import async_import_at_night
from .issues import async_forget, async_watch
from .orders import Orders
from .overrides import async_follow_overrides, rules_of
from .products import Products
from .saved_presets import SavedPresets
from .subscriptions import SubscriptionKeeper, async_remove_subscriptions
from .upgrades import Upgrades
from .vanished import async_watch_models

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)

MIGRATIONS: tuple[Step, ...] = ()


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions."""
    async_register_actions(hass, DOMAIN, ACTIONS)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: HuaweiConfigEntry) -> bool:
    """Scan the application's devices and add their entities."""
    products = Products(hass, entry.entry_id)
    await products.async_load()
    products.overrides = {**rules_of(entry)}
    entry.async_on_unload(products.async_save)
    try:
        client = make_client(hass, entry.data, entry.options)
    except CertificateFileError as err:
        raise ConfigEntryAuthFailed(translation_domain=DOMAIN, translation_key=err.key) from err
    coordinator = HuaweiCoordinator(hass, entry, client, products)
    coordinator.certificate_end = await hass.async_add_executor_job(end_of_certificate, entry.data)
    async_watch(hass, entry, coordinator)
    await coordinator.async_config_entry_first_refresh()
    entry.runtime_data = HuaweiData(
        coordinator,
        Orders(coordinator),
        SubscriptionKeeper(hass, entry, coordinator),
        Upgrades(coordinator),
        BatchTasks(coordinator),
        GroupWatch(hass, coordinator),
        SavedPresets(hass, entry),
    )
    async_follow(hass, entry)
    async_follow_overrides(hass, entry)
    entry.runtime_data.presets.start()
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    entry.async_create_background_task(hass, coordinator.async_learn(), f"{entry.title}: models")
    async_watch_models(hass, entry)
    entry.runtime_data.upgrades.start()
    async_import_at_night(hass, entry)
    entry.runtime_data.groups.start()
    entry.runtime_data.subscriptions.start()
    return True


async def async_migrate_entry(hass: HomeAssistant, entry: HuaweiConfigEntry) -> bool:
    """Bring an entry of an older version up to date."""
    return async_migrate(hass, entry, MIGRATIONS)


async def async_unload_entry(hass: HomeAssistant, entry: HuaweiConfigEntry) -> bool:
    """Take the entities away; the rest ends by itself."""
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


async def async_remove_config_entry_device(
    hass: HomeAssistant, entry: HuaweiConfigEntry, device: DeviceEntry
) -> bool:
    """Let a device be removed that the platform does not list any more; nothing is sent for it."""
    return not is_known(entry, device)


async def async_remove_entry(hass: HomeAssistant, entry: HuaweiConfigEntry) -> None:
    """Leave nothing of the application behind, here and on the platform."""
    await async_remove_subscriptions(hass, entry)
    await Products(hass, entry.entry_id).async_remove()
    async_forget(hass, entry)
