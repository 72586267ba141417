"""Firmware: what the cloud offers to the device, and how far its installation is."""

import asyncio
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.update import (
    UpdateDeviceClass,
    UpdateEntity,
    UpdateEntityDescription,
    UpdateEntityFeature,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.errors import ConnectionFailedError, DeviceError
from ..accord.protocol.kasa import DownloadState, DownloadStatus, Firmware
from .const import DOMAIN
from .coordinator import KasaConfigEntry, KasaView
from .entity import KasaEntity, KasaEntityDescription, entities_for
from .readings import FIRMWARE

PARALLEL_UPDATES = 1

STEP_SECONDS = 2.0
LONGEST_SECONDS = 900.0
LONGEST_NOTES = 255
"""Characters of release notes that the state can show."""


@dataclass(frozen=True, kw_only=True)
class KasaUpdateDescription(KasaEntityDescription, UpdateEntityDescription):
    """Row of the table of updates."""


UPDATES = (
    KasaUpdateDescription(
        key="firmware",
        operations=(
            "cnCloud.get_intl_fw_list",
            "system.download_firmware",
            "system.get_download_state",
        ),
        device_class=UpdateDeviceClass.FIRMWARE,
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda view: view.outlet is None,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: KasaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the firmware of a device."""
    async_add_entities(entities_for(entry, UPDATES, KasaUpdate))


class KasaUpdate(KasaEntity, UpdateEntity):
    """The device's firmware. It asks the vendor's cloud itself whether there is a newer one."""

    entity_description: KasaUpdateDescription
    _attr_supported_features = (
        UpdateEntityFeature.INSTALL
        | UpdateEntityFeature.PROGRESS
        | UpdateEntityFeature.RELEASE_NOTES
    )
    _offered: Firmware | None = None

    @override
    def _show(self, view: KasaView) -> object:
        offered = view.get(FIRMWARE)
        self._offered = next((one for one in offered or () if one.version), None)
        self._attr_installed_version = view.sysinfo.software_version
        found = self._offered
        newest = view.sysinfo.software_version if found is None else found.version
        self._attr_latest_version = None if offered is None else newest
        self._attr_release_url = found.release_notes_url or None if found else None
        self._attr_release_summary = found.release_notes[:LONGEST_NOTES] or None if found else None
        return self._attr_installed_version, offered

    @override
    def version_is_newer(self, latest_version: str, installed_version: str) -> bool:
        """Trust the cloud: it offers nothing older, and builds cannot be compared."""
        return latest_version != installed_version

    @override
    async def async_release_notes(self) -> str | None:
        """Return what is new, in the vendor's words."""
        return self._offered.release_notes if self._offered else None

    @override
    async def async_install(self, version: str | None, backup: bool, **kwargs: Any) -> None:
        """Have the device fetch and flash it, once, and wait until it restarts."""
        offered = self._offered
        if offered is None or not offered.url:
            raise HomeAssistantError(translation_domain=DOMAIN, translation_key="no_firmware")
        client = self.coordinator.client
        self._attr_in_progress = True
        self.async_write_ha_state()
        try:
            await self.coordinator.async_command(client.system.download_firmware(offered.url))
            await self._async_watch()
        finally:
            self._attr_in_progress = False
            self._attr_update_percentage = None
            self.async_write_ha_state()
        await self.coordinator.async_request_refresh()

    async def _async_watch(self) -> None:
        """Show how far it is, until the device goes away to restart or says that it is done."""
        seen = False
        async with asyncio.timeout(LONGEST_SECONDS):
            while (state := await self._async_state()) is not None:
                if state.status is DownloadStatus.ERROR:
                    raise HomeAssistantError(
                        translation_domain=DOMAIN,
                        translation_key="firmware_failed",
                        translation_placeholders={"name": self.coordinator.name},
                    )
                if seen and state.status is DownloadStatus.IDLE:
                    return
                seen = seen or state.status is not DownloadStatus.IDLE
                self._attr_update_percentage = state.ratio
                self.async_write_ha_state()
                await asyncio.sleep(STEP_SECONDS)

    async def _async_state(self) -> DownloadState | None:
        """Ask how far it is; None once the device is gone to restart."""
        try:
            return await self.coordinator.client.system.get_download_state()
        except ConnectionFailedError:
            return None
        except DeviceError:
            return DownloadState(status=DownloadStatus.IDLE)
