"""Buttons, switches, locks and numbers that send presets; their state is what was sent last."""

from collections.abc import Callable
from typing import Any, override

from homeassistant.components.button import ButtonEntity
from homeassistant.components.lock import LockEntity
from homeassistant.components.number import NumberMode, RestoreNumber
from homeassistant.components.switch import SwitchEntity
from homeassistant.const import STATE_ON
from homeassistant.core import callback
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.restore_state import RestoreEntity

from ..accord.entity import AccordEntity
from ..accord.protocol.huawei.northbound import Command
from .coordinator import HuaweiConfigEntry, HuaweiCoordinator
from .devices import device_info
from .entity import HuaweiEntityDescription
from .saved_presets import DEVICE, SavedPreset, SavedPresets, unique_id_of

SENT = ("1.7.1", "1.7.7", "1.7.4", "1.8.1")
"""How presets are sent: to a device, or to a group by a task."""


class PresetEntity(AccordEntity[HuaweiCoordinator]):
    """One preset of a device, or of a group: then it belongs to the application."""

    def __init__(
        self, entry: HuaweiConfigEntry, row: HuaweiEntityDescription, subentry_id: str
    ) -> None:
        """Stand for a preset that there is."""
        coordinator = entry.runtime_data.coordinator
        preset = _preset(entry, subentry_id)
        device_id = preset.target_id if preset.scope == DEVICE else None
        super().__init__(coordinator, context=device_id)
        self.entity_description = row
        self._presets: SavedPresets = entry.runtime_data.presets
        self.subentry_id = subentry_id
        self._device_id = device_id
        self._attr_unique_id = unique_id_of(entry, preset, subentry_id)
        self._attr_name = self._presets.title(subentry_id)
        self._attr_device_info = device_info(coordinator, device_id)

    @property
    def preset(self) -> SavedPreset:
        """Return the preset as it is now."""
        return _preset(self.coordinator.config_entry, self.subentry_id)

    @property
    @override
    def available(self) -> bool:
        """Tell whether there is something to send to."""
        there = self._device_id is None or self._device_id in self.coordinator.devices
        return there and self._presets.get(self.subentry_id) is not None and super().available

    @override
    async def async_added_to_hass(self) -> None:
        """Follow what the user changes of the preset."""
        await super().async_added_to_hass()
        self.async_on_remove(self._presets.listen(self._handle_coordinator_update))

    @override
    def _refresh(self) -> object:
        preset = self._presets.get(self.subentry_id)
        if preset is not None:
            self._attr_name = self._presets.title(self.subentry_id)
            self._take(preset)
        return preset, self._attr_name

    def _take(self, preset: SavedPreset) -> None:
        """Set the attributes that a preset decides."""

    async def _async_send(self, command: Command | None) -> None:
        """Send a command, once. Raises a translated HomeAssistantError."""
        assert command is not None
        orders = self.coordinator.config_entry.runtime_data.orders
        await orders.async_send_preset(self.preset, command)


def _preset(entry: HuaweiConfigEntry, subentry_id: str) -> SavedPreset:
    preset = entry.runtime_data.presets.get(subentry_id)
    assert preset is not None, "entities of presets that are gone are removed"
    return preset


class PresetButton(PresetEntity, ButtonEntity):
    """Sends one command."""

    @override
    async def async_press(self) -> None:
        """Send it."""
        await self._async_send(self.preset.on)


class PresetSwitch(PresetEntity, SwitchEntity, RestoreEntity):
    """Sends one of two commands."""

    _attr_assumed_state = True

    @override
    async def async_added_to_hass(self) -> None:
        """Show what was sent before the restart."""
        if (last := await self.async_get_last_state()) is not None:
            self._attr_is_on = last.state == STATE_ON
        await super().async_added_to_hass()

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Send the first."""
        await self._async_send(self.preset.on)
        self._attr_is_on = True
        self.async_write_ha_state()

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Send the second."""
        await self._async_send(self.preset.off)
        self._attr_is_on = False
        self.async_write_ha_state()


class PresetLock(PresetEntity, LockEntity):
    """Sends one of two commands, at once or never; nobody knows whether it is locked."""

    _attr_assumed_state = True

    @override
    async def async_lock(self, **kwargs: Any) -> None:
        """Send the first."""
        await self._async_send(self.preset.on)

    @override
    async def async_unlock(self, **kwargs: Any) -> None:
        """Send the second."""
        await self._async_send(self.preset.off)


class PresetNumber(PresetEntity, RestoreNumber):
    """Sends one command with a number in it."""

    _attr_assumed_state = True
    _attr_mode = NumberMode.BOX

    @override
    def _take(self, preset: SavedPreset) -> None:
        self._attr_native_min_value = preset.low
        self._attr_native_max_value = preset.high
        self._attr_native_step = preset.step
        self._attr_native_unit_of_measurement = preset.unit

    @override
    async def async_added_to_hass(self) -> None:
        """Show what was sent before the restart."""
        if (last := await self.async_get_last_number_data()) is not None:
            self._attr_native_value = last.native_value
        await super().async_added_to_hass()

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Send it, whole numbers as such."""
        preset = self.preset
        number = int(value) if value.is_integer() else value
        command = Command(
            service_id=preset.on.service_id,
            method=preset.on.method,
            parameters={**preset.on.parameters, preset.parameter: number},
        )
        await self._async_send(command)
        self._attr_native_value = value
        self.async_write_ha_state()


@callback
def async_add_presets(
    entry: HuaweiConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    kind: str,
    row: HuaweiEntityDescription,
    make: Callable[[HuaweiConfigEntry, HuaweiEntityDescription, str], Entity],
) -> None:
    """Add an entity for every preset of a kind, now and as presets and devices come or change."""
    coordinator, presets = entry.runtime_data.coordinator, entry.runtime_data.presets
    there: set[tuple[str, str]] = set()

    @callback
    def look() -> None:
        wanted = {
            (key, one.target_id)
            for key, one in presets.of_kind(kind)
            if one.scope != DEVICE or one.target_id in coordinator.devices
        }
        new = sorted(wanted - there)
        there.clear()
        there.update(wanted)
        if new:
            async_add_entities([make(entry, row, key) for key, _ in new])

    @callback
    def look_at(device_id: str) -> None:
        if any(one.target_id == device_id for _, one in presets.of_kind(kind)):
            look()

    look()
    entry.async_on_unload(presets.listen(look))
    entry.async_on_unload(coordinator.listeners.add_for_all(look_at))
