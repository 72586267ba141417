"""Software and firmware that the platform has for devices."""

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

from ..accord.protocol.huawei.northbound import Device, UpgradeKind
from .const import DOMAIN
from .coordinator import HuaweiConfigEntry, HuaweiCoordinator
from .entity import DeviceEntity, HuaweiEntityDescription, async_add_rows
from .state import sleeps
from .upgrades import STEPS, Upgrades, is_newer

PARALLEL_UPDATES = 1
_OPERATIONS = ("1.10.1", "1.10.2", "1.10.6", "1.10.7", "1.10.8")


@dataclass(frozen=True, kw_only=True)
class HuaweiUpdateDescription(HuaweiEntityDescription, UpdateEntityDescription):
    """Row of the table."""

    kind: UpgradeKind


DEVICE_UPDATES = (
    HuaweiUpdateDescription(
        key="software",
        translation_key="software",
        operations=(*_OPERATIONS, "1.10.4", "1.6.7.15", "1.6.7.16"),
        kind=UpgradeKind.SOFTWARE,
        device_class=UpdateDeviceClass.FIRMWARE,
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda device: sleeps(device) and bool(device.info.software_version),
    ),
    HuaweiUpdateDescription(
        key="firmware",
        translation_key="firmware",
        operations=(*_OPERATIONS, "1.10.5", "1.6.7.17", "1.6.7.18"),
        kind=UpgradeKind.FIRMWARE,
        device_class=UpdateDeviceClass.FIRMWARE,
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda device: sleeps(device) and bool(device.info.firmware_version),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HuaweiConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add all updates."""
    async_add_rows(entry, async_add_entities, DEVICE_UPDATES, HuaweiUpdate)


class HuaweiUpdate(DeviceEntity, UpdateEntity):
    """One kind of package for one device."""

    entity_description: HuaweiUpdateDescription

    def __init__(
        self, coordinator: HuaweiCoordinator, description: HuaweiUpdateDescription, device: Device
    ) -> None:
        """Offer what fits ``device``."""
        super().__init__(coordinator, description, device)
        self._attr_supported_features = (
            UpdateEntityFeature.INSTALL
            | UpdateEntityFeature.PROGRESS
            | UpdateEntityFeature.RELEASE_NOTES
        )
        self._notes: str | None = None

    @property
    def _upgrades(self) -> Upgrades:
        return self.coordinator.config_entry.runtime_data.upgrades

    @property
    @override
    def in_progress(self) -> bool:
        """Tell whether an upgrade is on its way; Home Assistant believes it over too soon."""
        return self._upgrades.running(self.device_id, self.entity_description.kind) is not None

    @override
    def _show(self, device: Device) -> object:
        kind = self.entity_description.kind
        software = kind is UpgradeKind.SOFTWARE
        info = device.info
        installed = info.software_version if software else info.firmware_version
        package = self._upgrades.latest(device, kind)
        offered = package is not None and is_newer(package.version, installed)
        running = self._upgrades.running(self.device_id, kind)
        self._attr_installed_version = installed or None
        self._attr_latest_version = package.version if package and offered else installed or None
        self._attr_release_summary = package.description[:255] if package and offered else None
        self._notes = package.description if package and offered else None
        self._attr_update_percentage = None if running is None else STEPS[running.step]
        self._attr_extra_state_attributes = {
            "step": None if running is None else running.step,
            "last_error": self._upgrades.failure(self.device_id, kind),
        }
        return (
            installed,
            self._attr_latest_version,
            running,
            self._attr_release_summary,
            self._attr_extra_state_attributes,
        )

    @override
    async def async_release_notes(self) -> str | None:
        """Return what somebody wrote of the package."""
        return self._notes

    @override
    async def async_install(self, version: str | None, backup: bool, **kwargs: Any) -> None:
        """Have the platform bring the package to the device."""
        device = self.device
        kind = self.entity_description.kind
        package = None if device is None else self._upgrades.latest(device, kind)
        if package is None or self._upgrades.running(self.device_id, kind) is not None:
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="nothing_to_install",
                translation_placeholders={"name": self.coordinator.name_of(self.device_id)},
            )
        await self._upgrades.async_install(self.device_id, kind, package)
