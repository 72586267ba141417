"""Dimmers, bulbs and light strips."""

from dataclasses import dataclass, replace
from typing import Any, override

from homeassistant.components.light import (
    ATTR_BRIGHTNESS,
    ATTR_COLOR_TEMP_KELVIN,
    ATTR_EFFECT,
    ATTR_HS_COLOR,
    ATTR_TRANSITION,
    EFFECT_OFF,
    ColorMode,
    LightEntity,
    LightEntityDescription,
    LightEntityFeature,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util.color import brightness_to_value, value_to_brightness

from ..accord.protocol.kasa import Family, LightMode, LightState, SysInfo
from .coordinator import KasaConfigEntry, KasaCoordinator, KasaView
from .effects import effect_key, effect_names, find_effect
from .entity import KasaEntity, KasaEntityDescription, entities_for

PARALLEL_UPDATES = 1

LEVELS = (1, 100)
"""A device's brightness in percent; 0 means off to Home Assistant."""
AT_ONCE = 1
"""The shortest fade a dimmer takes, in milliseconds."""
EFFECT_CIRCADIAN = "circadian"


@dataclass(frozen=True, kw_only=True)
class KasaLightDescription(KasaEntityDescription, LightEntityDescription):
    """Row of the table of lights."""


DIMMER = KasaLightDescription(
    key="dimmer",
    name=None,
    operations=("system.set_relay_state",),
    exists_fn=lambda view: view.outlet is None and view.sysinfo.family is Family.DIMMER,
)
BULB = KasaLightDescription(
    key="light",
    translation_key="light",
    name=None,
    operations=(
        "smartlife.iot.smartbulb.lightingservice.get_light_state",
        "smartlife.iot.smartbulb.lightingservice.transition_light_state",
    ),
    exists_fn=lambda view: view.outlet is None and view.sysinfo.light is not None,
)
LIGHTS = (DIMMER, BULB)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: KasaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the light of a device."""
    async_add_entities(entities_for(entry, (DIMMER,), KasaDimmer))
    async_add_entities(entities_for(entry, (BULB,), KasaBulb))


class KasaDimmer(KasaEntity, LightEntity):
    """A dimmer switch in the wall or a dimmable plug."""

    entity_description: KasaLightDescription
    _attr_color_mode = ColorMode.BRIGHTNESS
    _attr_supported_color_modes = {ColorMode.BRIGHTNESS}
    _attr_supported_features = LightEntityFeature.TRANSITION

    @override
    def _show(self, view: KasaView) -> object:
        self._attr_is_on = view.sysinfo.relay_on
        self._attr_brightness = _to_brightness(view.sysinfo.brightness)
        return self._attr_is_on, self._attr_brightness

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Switch on; to a level or slowly where asked, else as the device is set up."""
        fade = _milliseconds(kwargs)
        level = _level(kwargs)
        if level is None and fade is None:
            await self._async_switch(True)
            return
        if level is None:
            level = self.coordinator.data.sysinfo.brightness or LEVELS[1]
        await self._async_fade(level, fade)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch off, slowly where asked."""
        if (fade := _milliseconds(kwargs)) is None:
            await self._async_switch(False)
        else:
            await self._async_fade(0, fade)

    async def _async_switch(self, on: bool) -> None:
        await self.coordinator.async_command(
            self.coordinator.client.system.set_relay_state(on),
            change=lambda state, _: state.with_relay(on),
        )

    async def _async_fade(self, level: int, fade: int | None) -> None:
        await self.coordinator.async_command(
            self.coordinator.client.dimmer.set_dimmer_transition(level, max(fade or 0, AT_ONCE)),
            change=lambda state, _: state.with_brightness(level),
        )


class KasaBulb(KasaEntity, LightEntity):
    """A bulb or a light strip, from dimmable white to full colour."""

    entity_description: KasaLightDescription
    _attr_supported_features = LightEntityFeature.TRANSITION

    def __init__(
        self, coordinator: KasaCoordinator, description: KasaLightDescription, view: KasaView
    ) -> None:
        """Offer what this bulb can do."""
        super().__init__(coordinator, description, view)
        sysinfo = view.sysinfo
        self._is_strip = sysinfo.family is Family.LIGHT_STRIP
        self._attr_supported_color_modes = _color_modes(sysinfo)
        if sysinfo.color_temp_range is not None:
            low, high = sysinfo.color_temp_range
            self._attr_min_color_temp_kelvin, self._attr_max_color_temp_kelvin = low, high
        if self._is_strip:
            self._attr_supported_features |= LightEntityFeature.EFFECT
        elif sysinfo.variable_color_temp:
            self._attr_supported_features |= LightEntityFeature.EFFECT
            self._attr_effect_list = [EFFECT_OFF, EFFECT_CIRCADIAN]

    @override
    def _show(self, view: KasaView) -> object:
        light = view.sysinfo.light
        if light is None:
            return None
        self._attr_is_on = light.on
        effect = view.sysinfo.effect
        level = effect.brightness if effect and effect.enable else light.brightness
        self._attr_brightness = _to_brightness(level)
        self._attr_color_mode = self._mode_of(light)
        self._attr_hs_color = (light.hue or 0, light.saturation or 0)
        self._attr_color_temp_kelvin = light.color_temp or None
        if self._is_strip:
            self._attr_effect_list = effect_names(self.coordinator.config_entry)
            self._attr_effect = effect_key(effect.name) if effect and effect.enable else EFFECT_OFF
        elif self._attr_supported_features & LightEntityFeature.EFFECT:
            circadian = light.mode == LightMode.CIRCADIAN
            self._attr_effect = EFFECT_CIRCADIAN if circadian else EFFECT_OFF
        return light, effect, self._attr_effect_list

    def _mode_of(self, light: LightState) -> ColorMode:
        modes = self._attr_supported_color_modes or {ColorMode.ONOFF}
        if light.color_temp and ColorMode.COLOR_TEMP in modes:
            return ColorMode.COLOR_TEMP
        if ColorMode.HS in modes:
            return ColorMode.HS
        return ColorMode(next(iter(modes)))

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Switch on with what was asked for; the rest stays as it is."""
        wanted: dict[str, Any] = {"brightness": _level(kwargs)}
        if ATTR_HS_COLOR in kwargs:
            hue, saturation = kwargs[ATTR_HS_COLOR]
            wanted |= {"hue": round(hue), "saturation": round(saturation), "color_temp": 0}
        elif ATTR_COLOR_TEMP_KELVIN in kwargs:
            wanted["color_temp"] = kwargs[ATTR_COLOR_TEMP_KELVIN]
        if ATTR_EFFECT in kwargs and self._is_strip:
            await self._async_set_effect(kwargs[ATTR_EFFECT], wanted["brightness"])
            return
        if ATTR_EFFECT in kwargs:
            circadian = kwargs[ATTR_EFFECT] == EFFECT_CIRCADIAN
            wanted["mode"] = LightMode.CIRCADIAN if circadian else LightMode.NORMAL
        await self._async_set(True, kwargs, wanted)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch off, slowly where asked."""
        await self._async_set(False, kwargs, {})

    async def _async_set_effect(self, key: str, level: int | None) -> None:
        """Run an effect, at its own brightness where none is asked for; or stop what runs."""
        coordinator = self.coordinator
        if key == EFFECT_OFF:
            await coordinator.async_command(
                coordinator.client.effects.stop(),
                change=lambda state, answer: state.with_effect(answer),
            )
            return
        effect = find_effect(coordinator.config_entry, key)
        await coordinator.async_start_effect(
            effect if level is None else replace(effect, brightness=level)
        )

    async def _async_set(self, on: bool, kwargs: dict[str, Any], wanted: dict[str, Any]) -> None:
        await self.coordinator.async_command(
            self.coordinator.client.lighting.transition_light_state(
                on, transition=_milliseconds(kwargs), **wanted
            ),
            change=lambda state, answer: state.with_light(answer, colored="color_temp" in wanted),
        )


def _color_modes(sysinfo: SysInfo) -> set[ColorMode]:
    modes = set()
    if sysinfo.color:
        modes.add(ColorMode.HS)
    if sysinfo.variable_color_temp:
        modes.add(ColorMode.COLOR_TEMP)
    if modes:
        return modes
    return {ColorMode.BRIGHTNESS if sysinfo.dimmable else ColorMode.ONOFF}


def _to_brightness(level: int | None) -> int | None:
    return None if level is None else value_to_brightness(LEVELS, level)


def _level(kwargs: dict[str, Any]) -> int | None:
    brightness = kwargs.get(ATTR_BRIGHTNESS)
    if brightness is None:
        return None
    return max(round(brightness_to_value(LEVELS, brightness)), LEVELS[0])


def _milliseconds(kwargs: dict[str, Any]) -> int | None:
    transition = kwargs.get(ATTR_TRANSITION)
    return None if transition is None else round(transition * 1000)
