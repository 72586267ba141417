"""Ventilation and air cleaners behind a station."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.fan import FanEntity, FanEntityDescription, FanEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util.percentage import (
    ordered_list_item_to_percentage,
    percentage_to_ordered_list_item,
)

from ..accord.protocol.lifesmart import Device
from ..accord.protocol.lifesmart.classes.feature import Feature, Kind
from ..accord.protocol.lifesmart.models.command import FanOn, Off
from ..accord.protocol.lifesmart.models.state import FanState
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator
from .entity import FeatureEntity, LifeSmartEntityDescription, async_add_features, feature_rows

PARALLEL_UPDATES = 1

_BASIC = FanEntityFeature.TURN_ON | FanEntityFeature.TURN_OFF | FanEntityFeature.SET_SPEED


@dataclass(frozen=True, kw_only=True)
class LifeSmartFanDescription(LifeSmartEntityDescription, FanEntityDescription):
    """Row of the table of fans."""


def _row(_: Feature, key: str) -> LifeSmartFanDescription:
    return LifeSmartFanDescription(key=key, translation_key=key, operations=())


FANS = feature_rows(Kind.FAN, _row)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the fans of all devices."""
    async_add_features(hass, entry, async_add_entities, FANS, LifeSmartFan, Kind.FAN)


class LifeSmartFan(FeatureEntity, FanEntity):
    """A fan of some speeds, which a preset may choose itself."""

    entity_description: LifeSmartFanDescription

    def __init__(
        self,
        coordinator: LifeSmartCoordinator,
        description: LifeSmartFanDescription,
        device: Device,
        feature: Feature,
    ) -> None:
        """Offer the speeds and presets of this fan."""
        super().__init__(coordinator, description, device, feature)
        self._speeds = list(feature.options)
        self._attr_speed_count = len(self._speeds)
        self._attr_supported_features = _BASIC
        if feature.presets:
            self._attr_preset_modes = list(feature.presets)
            self._attr_supported_features |= FanEntityFeature.PRESET_MODE

    @property
    @override
    def is_on(self) -> bool | None:
        """Tell whether it runs; a fan on a preset tells no speed."""
        return self._attr_is_on

    @override
    def _show(self, device: Device) -> object:
        state = self.feature.read(device)
        if not isinstance(state, FanState):
            state = FanState(on=None)
        self._attr_is_on = state.on
        self._attr_preset_mode = state.preset
        self._attr_percentage = self._percentage(state)
        return state

    def _percentage(self, state: FanState) -> int | None:
        if state.on is False:
            return 0
        if state.speed not in self._speeds:
            return None
        return ordered_list_item_to_percentage(self._speeds, state.speed)

    @override
    async def async_turn_on(
        self, percentage: int | None = None, preset_mode: str | None = None, **kwargs: Any
    ) -> None:
        """Let it run, as it did or as asked for."""
        if percentage == 0:
            await self.async_turn_off()
            return
        speed = None
        if percentage is not None:
            speed = percentage_to_ordered_list_item(self._speeds, percentage)
        await self.coordinator.async_write(
            self.me, self.feature, FanOn(speed=speed, preset=preset_mode)
        )

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Stop it."""
        await self.coordinator.async_write(self.me, self.feature, Off())

    @override
    async def async_set_percentage(self, percentage: int) -> None:
        """Let it run at a speed."""
        await self.async_turn_on(percentage=percentage)

    @override
    async def async_set_preset_mode(self, preset_mode: str) -> None:
        """Let it choose the speed itself."""
        await self.async_turn_on(preset_mode=preset_mode)
