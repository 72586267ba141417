"""Firmware: of devices, from files that the station keeps; of the station itself, as it tells."""

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

from ..accord.protocol.lifesmart import OtaCandidate
from .const import DOMAIN
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator, StationState
from .entity import LifeSmartEntity, device_info
from .lock_firmware import LOCK_UPDATES, LifeSmartLockFirmware
from .lock_rows import async_add_lock_rows
from .readings import FIRMWARE, VERSION
from .station import LifeSmartStationDescription, async_add_each, async_add_station_rows
from .watched_update import WatchedUpdate

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class LifeSmartUpdateDescription(LifeSmartStationDescription, UpdateEntityDescription):
    """Row of the table of updates."""


UPDATES = (
    LifeSmartUpdateDescription(
        key="station_firmware",
        operations=(),
        device_class=UpdateDeviceClass.FIRMWARE,
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=lambda state: state.get(VERSION) is not None,
    ),
    LifeSmartUpdateDescription(
        key="firmware",
        operations=(
            "otamanage.getavailableeps",
            "otamanage.addtask",
            "otamanage.querytask",
            "otamanage.rmtask",
        ),
        device_class=UpdateDeviceClass.FIRMWARE,
        entity_category=EntityCategory.CONFIG,
    ),
)
_STATION, _DEVICE = UPDATES
ALL_UPDATES = (*UPDATES, *LOCK_UPDATES)
"""Those of stations and devices, and those of both halves of SWIFTE locks."""


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the station's firmware, and that of each device that a file fits."""
    async_add_station_rows(entry, async_add_entities, (_STATION,), LifeSmartStationUpdate)
    async_add_each(
        entry,
        async_add_entities,
        lambda state: ((me, me) for me in state.devices if candidate_of(state, me) is not None),
        lambda coordinator, me: LifeSmartUpdate(coordinator, _DEVICE, me),
    )
    async_add_lock_rows(entry, async_add_entities, LOCK_UPDATES, LifeSmartLockFirmware)


def candidate_of(state: StationState, me: str) -> OtaCandidate | None:
    """Return the file for a device: of several the one that it needs, else the last."""
    firmware = state.get(FIRMWARE)
    found = [
        one
        for one in (firmware.candidates if firmware else ())
        if one.me == me and one.supported is not False
    ]
    return next((one for one in found if one.needed), found[-1] if found else None)


def full_version(offered: str, installed: str) -> str:
    """Return what is offered with as many parts as what is installed: files tell the last two."""
    head = installed.split(".")
    missing = len(head) - len(offered.split("."))
    return ".".join([*head[:missing], offered]) if missing > 0 else offered


class LifeSmartStationUpdate(LifeSmartEntity, UpdateEntity):
    """What a station runs. It does not tell what the vendor offers: an action installs that."""

    entity_description: LifeSmartUpdateDescription

    @override
    def _refresh(self) -> object:
        version = self.coordinator.data.get(VERSION)
        installed = (version.version if version else "") or None
        self._attr_installed_version = self._attr_latest_version = installed
        return installed


class LifeSmartUpdate(WatchedUpdate):
    """The firmware of one device behind the station."""

    entity_description: LifeSmartUpdateDescription
    _attr_supported_features = UpdateEntityFeature.INSTALL | UpdateEntityFeature.PROGRESS

    def __init__(
        self,
        coordinator: LifeSmartCoordinator,
        description: LifeSmartUpdateDescription,
        me: str,
    ) -> None:
        """Belong to the device."""
        super().__init__(coordinator)
        self.entity_description = description
        self.me = me
        self._attr_unique_id = f"{coordinator.config_entry.unique_id}_{me}_{description.key}"
        self._attr_device_info = device_info(coordinator, coordinator.data.devices[me])

    @property
    @override
    def available(self) -> bool:
        """Tell whether the station answers and still lists the device."""
        return super().available and self.me in self.coordinator.data.devices

    @override
    def _refresh(self) -> object:
        state = self.coordinator.data
        if (device := state.devices.get(self.me)) is None:
            return None
        found = candidate_of(state, self.me)
        installed = device.version or (found.version if found else "") or None
        latest = installed
        if found is not None and found.needed and found.offered:
            latest = full_version(found.offered, installed or "")
        self._attr_installed_version, self._attr_latest_version = installed, latest
        return installed, latest

    @override
    async def async_added_to_hass(self) -> None:
        """Go on watching what somebody began."""
        await super().async_added_to_hass()
        firmware = self.coordinator.data.get(FIRMWARE)
        if firmware and any(task.id == self.me for task in firmware.tasks):
            self.watch()

    @override
    async def async_install(self, version: str | None, backup: bool, **kwargs: Any) -> None:
        """Begin to send the file to the device, once; how far it is shows afterwards."""
        found = candidate_of(self.coordinator.data, self.me)
        if found is None:
            raise HomeAssistantError(translation_domain=DOMAIN, translation_key="no_file")
        task = self.coordinator.client.otamanage.add_task(self.me, found.file)
        await self.coordinator.async_command(task)
        self.watch()

    @override
    async def _done(self) -> None:
        self.coordinator.read_soon(FIRMWARE)
        await self.coordinator.async_request_refresh()
