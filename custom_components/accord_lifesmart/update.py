"""Firmware: of devices, from files that the station keeps; of the station itself, as it tells."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, override

from homeassistant.components.update import (
    UpdateDeviceClass,
    UpdateEntity,
    UpdateEntityDescription,
    UpdateEntityFeature,
)
from homeassistant.const import EntityCategory
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.event import async_track_time_interval

from ..accord.entity import AccordEntity
from ..accord.protocol.errors import AccordError
from ..accord.protocol.lifesmart import OtaCandidate, OtaTask
from .const import DOMAIN
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator, StationState
from .entity import LifeSmartEntity, device_info
from .readings import FIRMWARE, VERSION
from .station import LifeSmartStationDescription, async_add_each, async_add_station_rows

PARALLEL_UPDATES = 1

WATCH = timedelta(seconds=10)
"""Between two looks at a task that runs."""


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


class LifeSmartUpdate(AccordEntity[LifeSmartCoordinator], UpdateEntity):
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
        self._me = me
        self._watching: CALLBACK_TYPE | None = None
        self._percent: int | None = None
        self._attr_unique_id = f"{coordinator.config_entry.unique_id}_{me}_{description.key}"
        self._attr_device_info = device_info(coordinator, coordinator.data.devices[me])

    @property
    @override
    def available(self) -> bool:
        """Tell whether the station answers and still lists the device."""
        return super().available and self._me in self.coordinator.data.devices

    @property
    @override
    def in_progress(self) -> bool:
        """Tell whether the file is being sent; that outlasts the action that began it."""
        return self._watching is not None

    @property
    @override
    def update_percentage(self) -> int | None:
        """Return how much was sent."""
        return self._percent

    @override
    def _refresh(self) -> object:
        state = self.coordinator.data
        if (device := state.devices.get(self._me)) is None:
            return None
        found = candidate_of(state, self._me)
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
        self.async_on_remove(self._stop)
        firmware = self.coordinator.data.get(FIRMWARE)
        if firmware and any(task.id == self._me for task in firmware.tasks):
            self._watch()

    @override
    async def async_install(self, version: str | None, backup: bool, **kwargs: Any) -> None:
        """Begin to send the file to the device, once; how far it is shows afterwards."""
        found = candidate_of(self.coordinator.data, self._me)
        if found is None:
            raise HomeAssistantError(translation_domain=DOMAIN, translation_key="no_file")
        task = self.coordinator.client.otamanage.add_task(self._me, found.file)
        await self.coordinator.async_command(task)
        self._watch()
        self.async_write_ha_state()

    # --- The task ------------------------------------------------------------------------------

    @callback
    def _watch(self) -> None:
        self._stop()
        self._watching = async_track_time_interval(self.hass, self._look, WATCH)

    @callback
    def _stop(self) -> None:
        if self._watching is not None:
            self._watching()
            self._watching = None
        self._percent = None

    async def _look(self, _: datetime) -> None:
        """Show how far the task is; forget it when it is done."""
        ota = self.coordinator.client.otamanage
        try:
            tasks = {task.id: task for task in await ota.query_tasks()}
            task = tasks.get(self._me)
            if task is not None and task.finished:
                await ota.remove_tasks([self._me])
        except AccordError:
            return
        if self._watching is None:
            # The entity went away meanwhile.
            return
        if task is None or task.finished:
            await self._done()
        else:
            self._show_progress(task)

    @callback
    def _show_progress(self, task: OtaTask) -> None:
        self._percent = task.percent
        self.async_write_ha_state()

    async def _done(self) -> None:
        self._stop()
        self.async_write_ha_state()
        self.coordinator.read_soon(FIRMWARE)
        await self.coordinator.async_request_refresh()
