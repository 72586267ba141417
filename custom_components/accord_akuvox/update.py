"""The firmware that runs. The vendor offers no feed: an image is installed by an action."""

from dataclasses import dataclass
from typing import override

from homeassistant.components.update import (
    UpdateDeviceClass,
    UpdateEntity,
    UpdateEntityDescription,
    UpdateEntityFeature,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import AkuvoxConfigEntry
from .entity import AkuvoxEntity, AkuvoxEntityDescription, AkuvoxView, entities_for
from .readings import FIRMWARE

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class AkuvoxUpdateDescription(AkuvoxEntityDescription, UpdateEntityDescription):
    """Row of the table of updates."""


UPDATES = (
    AkuvoxUpdateDescription(
        key="firmware",
        operations=("firmware/status",),
        device_class=UpdateDeviceClass.FIRMWARE,
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=lambda view: True,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AkuvoxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the firmware of a unit."""
    async_add_entities(entities_for(entry, UPDATES, AkuvoxUpdate))


class AkuvoxUpdate(AkuvoxEntity, UpdateEntity):
    """The firmware, and how far an installation is."""

    entity_description: AkuvoxUpdateDescription
    _attr_supported_features = UpdateEntityFeature.PROGRESS

    @override
    def _show(self, view: AkuvoxView) -> object:
        status = view.state.get(FIRMWARE)
        installed = (status and status.firmware) or view.state.info.firmware or None
        self._attr_installed_version = installed
        self._attr_latest_version = installed
        return installed

    @override
    async def async_added_to_hass(self) -> None:
        """Watch installations."""
        await super().async_added_to_hass()
        installation = self.coordinator.installation

        @callback
        def note() -> None:
            progress = installation.progress
            self._attr_in_progress = progress is not None
            self._attr_update_percentage = None if progress is None else progress.percentage
            self.async_write_ha_state()

        self.async_on_remove(installation.listen(note))
