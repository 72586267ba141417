"""Thermostats and air conditioners behind a station."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.climate import (
    ATTR_HVAC_MODE,
    PRESET_NONE,
    ClimateEntity,
    ClimateEntityDescription,
    ClimateEntityFeature,
    HVACAction,
    HVACMode,
)
from homeassistant.const import ATTR_TEMPERATURE, UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.lifesmart import Device
from ..accord.protocol.lifesmart.classes.feature import Feature, Kind
from ..accord.protocol.lifesmart.models.command import SetClimate
from ..accord.protocol.lifesmart.models.state import ClimateState
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator
from .entity import FeatureEntity, LifeSmartEntityDescription, async_add_features, feature_rows

PARALLEL_UPDATES = 1

MODES = {
    "auto": HVACMode.AUTO,
    "fan": HVACMode.FAN_ONLY,
    "cool": HVACMode.COOL,
    "heat": HVACMode.HEAT,
    "dry": HVACMode.DRY,
    "floor": HVACMode.HEAT,
    "heat_floor": HVACMode.HEAT,
}
"""What Home Assistant calls the modes; those that heat by the floor are presets as well."""
_PLAIN_HEAT = "heat"
_FLOORS = ("floor", "heat_floor")
_ACTIONS = {HVACMode.COOL: HVACAction.COOLING, HVACMode.FAN_ONLY: HVACAction.FAN}
_BASIC = (
    ClimateEntityFeature.TURN_ON
    | ClimateEntityFeature.TURN_OFF
    | ClimateEntityFeature.TARGET_TEMPERATURE
)


@dataclass(frozen=True, kw_only=True)
class LifeSmartClimateDescription(LifeSmartEntityDescription, ClimateEntityDescription):
    """Row of the table of thermostats."""


def _row(_: Feature, key: str) -> LifeSmartClimateDescription:
    return LifeSmartClimateDescription(key=key, translation_key=key, operations=())


CLIMATES = feature_rows(Kind.CLIMATE, _row)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the thermostats of all devices."""
    async_add_features(hass, entry, async_add_entities, CLIMATES, LifeSmartClimate, Kind.CLIMATE)


class LifeSmartClimate(FeatureEntity, ClimateEntity):
    """A thermostat; one without a choice of modes does what it does, mostly heat."""

    entity_description: LifeSmartClimateDescription
    _attr_temperature_unit = UnitOfTemperature.CELSIUS

    def __init__(
        self,
        coordinator: LifeSmartCoordinator,
        description: LifeSmartClimateDescription,
        device: Device,
        feature: Feature,
    ) -> None:
        """Offer what this thermostat can do."""
        super().__init__(coordinator, description, device, feature)
        self._attr_supported_features = _BASIC
        self._only_mode = MODES.get(self._state_of(device).mode or "", HVACMode.HEAT)
        modes = dict.fromkeys(MODES[name] for name in feature.options) or {self._only_mode: None}
        self._attr_hvac_modes = [HVACMode.OFF, *modes]
        if feature.fan_modes:
            self._attr_fan_modes = list(feature.fan_modes)
            self._attr_supported_features |= ClimateEntityFeature.FAN_MODE
        self._floors = [name for name in _FLOORS if name in feature.options]
        if presets := _presets(feature):
            self._attr_preset_modes = presets
            self._attr_supported_features |= ClimateEntityFeature.PRESET_MODE
        if feature.minimum is not None:
            self._attr_min_temp = feature.minimum
        if feature.maximum is not None:
            self._attr_max_temp = feature.maximum
        self._attr_target_temperature_step = feature.step

    @override
    def _show(self, device: Device) -> object:
        state = self._state_of(device)
        self._attr_hvac_mode = self._mode_of(state)
        self._attr_hvac_action = _action(state, self._attr_hvac_mode)
        self._attr_current_temperature = state.current
        self._attr_target_temperature = state.target
        self._attr_fan_mode = state.fan
        self._attr_preset_mode = self._preset_of(state)
        return state

    def _mode_of(self, state: ClimateState) -> HVACMode | None:
        if state.on is None:
            return None
        if not state.on:
            return HVACMode.OFF
        if not self.feature.options:
            return self._only_mode
        return None if state.mode is None else MODES.get(state.mode)

    def _preset_of(self, state: ClimateState) -> str | None:
        if self.feature.presets:
            return state.preset
        return state.mode if state.mode in self._floors else PRESET_NONE

    def _mode_for(self, mode: HVACMode) -> str | None:
        """Return the device's mode; of those that heat the one that is set already."""
        state = self._state_of(self.device)
        fitting = [name for name in self.feature.options if MODES[name] is mode]
        if state.mode in fitting:
            return state.mode
        return fitting[0] if fitting else None

    def _state_of(self, device: Device | None) -> ClimateState:
        state = None if device is None else self.feature.read(device)
        return state if isinstance(state, ClimateState) else ClimateState(on=None)

    async def _async_set(self, command: SetClimate) -> None:
        await self.coordinator.async_write(self.me, self.feature, command)

    @override
    async def async_set_hvac_mode(self, hvac_mode: HVACMode) -> None:
        """Choose a mode and switch on, or switch off."""
        if hvac_mode is HVACMode.OFF:
            await self.async_turn_off()
        else:
            await self._async_set(SetClimate(on=True, mode=self._mode_for(hvac_mode)))

    @override
    async def async_turn_on(self) -> None:
        """Switch on, in the mode that was."""
        await self._async_set(SetClimate(on=True))

    @override
    async def async_turn_off(self) -> None:
        """Switch off."""
        await self._async_set(SetClimate(on=False))

    @override
    async def async_set_temperature(self, **kwargs: Any) -> None:
        """Choose a temperature, and a mode where one is named."""
        mode: HVACMode | None = kwargs.get(ATTR_HVAC_MODE)
        target: float | None = kwargs.get(ATTR_TEMPERATURE)
        on = None if mode is None else mode is not HVACMode.OFF
        name = self._mode_for(mode) if mode is not None and on else None
        await self._async_set(SetClimate(on=on, mode=name, target=target))

    @override
    async def async_set_fan_mode(self, fan_mode: str) -> None:
        """Choose the speed of the fan."""
        await self._async_set(SetClimate(fan=fan_mode))

    @override
    async def async_set_preset_mode(self, preset_mode: str) -> None:
        """Choose a preset, or by what to heat."""
        if self.feature.presets:
            await self._async_set(SetClimate(preset=preset_mode))
        elif preset_mode != PRESET_NONE:
            await self._async_set(SetClimate(mode=preset_mode))
        elif self._state_of(self.device).mode in self._floors:
            await self._async_set(SetClimate(mode=_PLAIN_HEAT))


def _presets(feature: Feature) -> list[str]:
    """Return the device's presets; where it has none, the ways to heat if there are several."""
    if feature.presets:
        return list(feature.presets)
    floors = [name for name in _FLOORS if name in feature.options]
    return [PRESET_NONE, *floors] if floors and _PLAIN_HEAT in feature.options else []


def _action(state: ClimateState, mode: HVACMode | None) -> HVACAction | None:
    """Return what happens, as far as the valve tells."""
    if mode is HVACMode.OFF:
        return HVACAction.OFF
    if state.heating is None or mode is None:
        return None
    if not state.heating:
        return HVACAction.IDLE
    return _ACTIONS.get(mode, HVACAction.HEATING)
