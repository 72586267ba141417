"""Lamps, dimmers and the indicators of switches behind a station."""

from dataclasses import dataclass, replace
from typing import Any, override

from homeassistant.components.light import (
    ATTR_BRIGHTNESS,
    ATTR_COLOR_TEMP_KELVIN,
    ATTR_EFFECT,
    ATTR_RGB_COLOR,
    ATTR_RGBW_COLOR,
    EFFECT_OFF,
    ColorMode,
    LightEntity,
    LightEntityDescription,
    LightEntityFeature,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.lifesmart import Device
from ..accord.protocol.lifesmart.classes.feature import Feature, Kind, Trait
from ..accord.protocol.lifesmart.classes.lights import EFFECTS
from ..accord.protocol.lifesmart.models.command import LightOn, Off
from ..accord.protocol.lifesmart.models.state import LightState
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator
from .entity import (
    FeatureEntity,
    LifeSmartEntityDescription,
    async_add_features,
    category_of,
    feature_rows,
)
from .station import async_add_station_rows
from .station_light import STATION_LIGHTS, LifeSmartStationLight

PARALLEL_UPDATES = 1

WARMEST, COOLEST = 2700, 6500
"""Kelvin for 0 and 255: no document says what lamps really are, so these are what most are."""
_COOLEST_VALUE = 255
_MODES = {
    Trait.RGBW: ColorMode.RGBW,
    Trait.RGB: ColorMode.RGB,
    Trait.COLOR_TEMP: ColorMode.COLOR_TEMP,
    Trait.BRIGHTNESS: ColorMode.BRIGHTNESS,
}
"""The richest first: it counts."""


@dataclass(frozen=True, kw_only=True)
class LifeSmartLightDescription(LifeSmartEntityDescription, LightEntityDescription):
    """Row of the table of lights."""

    effects: tuple[str, ...]
    """Those that have texts."""


def _row(feature: Feature, key: str) -> LifeSmartLightDescription:
    return LifeSmartLightDescription(
        key=key,
        translation_key=key,
        operations=(),
        effects=EFFECTS,
        entity_category=category_of(feature),
    )


LIGHTS = feature_rows(Kind.LIGHT, _row)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the lights of all devices."""
    async_add_features(hass, entry, async_add_entities, LIGHTS, LifeSmartLight, Kind.LIGHT)
    async_add_station_rows(entry, async_add_entities, STATION_LIGHTS, LifeSmartStationLight)


class LifeSmartLight(FeatureEntity, LightEntity):
    """A light, from on and off to colours and effects."""

    entity_description: LifeSmartLightDescription
    _attr_min_color_temp_kelvin = WARMEST
    _attr_max_color_temp_kelvin = COOLEST

    def __init__(
        self,
        coordinator: LifeSmartCoordinator,
        description: LifeSmartLightDescription,
        device: Device,
        feature: Feature,
    ) -> None:
        """Offer what this light can do."""
        super().__init__(coordinator, description, device, feature)
        found = (mode for trait, mode in _MODES.items() if trait in feature.traits)
        self._mode = next(found, ColorMode.ONOFF)
        self._attr_color_mode = self._mode
        self._attr_supported_color_modes = {self._mode}
        self._before_effect = LightOn()
        if feature.options:
            self._attr_supported_features = LightEntityFeature.EFFECT
            self._attr_effect_list = [EFFECT_OFF, *feature.options]

    @override
    def _show(self, device: Device) -> object:
        state = self.feature.read(device)
        if not isinstance(state, LightState):
            state = LightState(on=None)
        self._attr_is_on = state.on
        self._attr_brightness = state.brightness
        self._attr_color_temp_kelvin = _kelvin(state.color_temp)
        self._attr_rgb_color = state.rgb
        self._attr_rgbw_color = state.rgbw
        if self.feature.options:
            self._attr_effect = state.effect or EFFECT_OFF
        if state.rgb is not None or state.rgbw is not None:
            self._before_effect = LightOn(rgb=state.rgb, rgbw=state.rgbw)
        return state

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Switch it on with what was asked for; the rest stays as it is."""
        effect = kwargs.get(ATTR_EFFECT)
        command = LightOn(
            brightness=_level(kwargs),
            color_temp=_value(kwargs.get(ATTR_COLOR_TEMP_KELVIN)),
            rgb=kwargs.get(ATTR_RGB_COLOR),
            rgbw=kwargs.get(ATTR_RGBW_COLOR),
            effect=None if effect == EFFECT_OFF else effect,
        )
        if effect == EFFECT_OFF and command.rgb is None and command.rgbw is None:
            color = self._color_before_effect()
            command = replace(command, rgb=color.rgb, rgbw=color.rgbw)
        await self.coordinator.async_write(self.me, self.feature, command)

    def _color_before_effect(self) -> LightOn:
        """Return the colour that was shown last; white where none is known."""
        if self._before_effect != LightOn():
            return self._before_effect
        if self._mode is ColorMode.RGBW:
            return LightOn(rgbw=(0, 0, 0, 255))
        return LightOn(rgb=(255, 255, 255))

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch it off."""
        await self.coordinator.async_write(self.me, self.feature, Off())


def _level(kwargs: dict[str, Any]) -> int | None:
    """Return the brightness; the least there is where Home Assistant asks for none."""
    level = kwargs.get(ATTR_BRIGHTNESS)
    return None if level is None else max(int(level), 1)


def _kelvin(value: int | None) -> int | None:
    if value is None:
        return None
    return round(WARMEST + (COOLEST - WARMEST) * value / _COOLEST_VALUE)


def _value(kelvin: int | None) -> int | None:
    if kelvin is None:
        return None
    wanted = round((kelvin - WARMEST) * _COOLEST_VALUE / (COOLEST - WARMEST))
    return min(max(wanted, 0), _COOLEST_VALUE)
