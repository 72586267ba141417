"""The LED of a DEFED station. The station does not tell what it shows: that is assumed."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.light import (
    ATTR_BRIGHTNESS,
    ATTR_EFFECT,
    ATTR_RGB_COLOR,
    EFFECT_OFF,
    ColorMode,
    LightEntity,
    LightEntityDescription,
    LightEntityFeature,
)
from homeassistant.const import EntityCategory

from ..accord.protocol.lifesmart import LedEffect, effect_value, rgb_value
from .entity import LifeSmartEntity
from .station import LifeSmartStationDescription, is_defed

_FULL = 255


@dataclass(frozen=True, kw_only=True)
class LifeSmartStationLightDescription(LifeSmartStationDescription, LightEntityDescription):
    """Row of the table of a station's lights."""

    effects: tuple[str, ...]
    """Those that have texts."""


STATION_LIGHTS = (
    LifeSmartStationLightDescription(
        key="station_led",
        translation_key="station_led",
        operations=("config.led",),
        entity_category=EntityCategory.CONFIG,
        exists_fn=is_defed,
        effects=tuple(effect.name.lower() for effect in LedEffect),
    ),
)


class LifeSmartStationLight(LifeSmartEntity, LightEntity):
    """The LED, in a colour or an effect; alarms of the station show instead."""

    entity_description: LifeSmartStationLightDescription
    _attr_assumed_state = True
    _attr_color_mode = ColorMode.RGB
    _attr_supported_color_modes = {ColorMode.RGB}
    _attr_supported_features = LightEntityFeature.EFFECT
    _attr_effect_list = [EFFECT_OFF, *(effect.name.lower() for effect in LedEffect)]
    _attr_effect = EFFECT_OFF
    _color = (_FULL, _FULL, _FULL)
    _brightness = _FULL
    _attr_rgb_color = _color
    _attr_brightness = _brightness

    @override
    def _refresh(self) -> object:
        return None

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Show a colour as bright as was asked for, or an effect."""
        effect = kwargs.get(ATTR_EFFECT)
        if effect is None and not kwargs.keys() & {ATTR_RGB_COLOR, ATTR_BRIGHTNESS}:
            effect = self._attr_effect
        color = kwargs.get(ATTR_RGB_COLOR) or self._color
        brightness = max(1, kwargs.get(ATTR_BRIGHTNESS, self._brightness))
        if effect is None or effect == EFFECT_OFF:
            effect = EFFECT_OFF
            value = rgb_value(*(round(part * brightness / _FULL) for part in color))
        else:
            value = effect_value(LedEffect[effect.upper()])
        await self.coordinator.async_command(self.coordinator.client.config.led(True, value))
        self._attr_is_on = True
        self._attr_effect = effect
        self._attr_rgb_color = self._color = color
        self._attr_brightness = self._brightness = brightness
        self.async_write_ha_state()

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch it off."""
        await self.coordinator.async_command(self.coordinator.client.config.led(False))
        self._attr_is_on = False
        self.async_write_ha_state()
