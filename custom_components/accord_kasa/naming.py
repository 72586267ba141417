"""Writes a new name given in Home Assistant into the device, for those who want that."""

from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr

from .const import CONF_FOLLOW_RENAME, LOGGER
from .coordinator import KasaConfigEntry
from .entity import outlet_of


@callback
def async_follow_renames(hass: HomeAssistant, entry: KasaConfigEntry) -> None:
    """Listen for renamed devices of the entry, if its options say so."""
    if not entry.options.get(CONF_FOLLOW_RENAME, False):
        return

    async def renamed(event: Event[dr.EventDeviceRegistryUpdatedData]) -> None:
        if event.data["action"] != "update" or "name_by_user" not in event.data["changes"]:
            return
        device = dr.async_get(hass).async_get(event.data["device_id"])
        if device is None or device.config_entry_id != entry.entry_id or not device.name_by_user:
            return
        coordinator = entry.runtime_data.coordinator
        outlet = outlet_of(device, coordinator.data.sysinfo)
        try:
            await coordinator.async_command(
                coordinator.client.system.set_dev_alias(
                    device.name_by_user, outlet.id if outlet else None
                )
            )
        except HomeAssistantError as err:
            LOGGER.warning("The new name was not written into the device: %s", err)

    entry.async_on_unload(hass.bus.async_listen(dr.EVENT_DEVICE_REGISTRY_UPDATED, renamed))
