"""Settings with a few choices."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, override

from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from ..accord.protocol.kasa import (
    CUSTOM_RANGE,
    TIME_ZONES,
    Behavior,
    DefaultBehavior,
    DeviceTime,
    DimmerTopic,
    Family,
    OnTrigger,
    Preset,
)
from .coordinator import KasaConfigEntry, KasaCoordinator, KasaView, ViewFunction
from .effects import BUILT_IN
from .entity import KasaEntity, KasaEntityDescription, entities_for
from .readings import AMBIENT, BEHAVIOR, CLOCK, DIMMER_BUTTON, MOTION, PRESETS, SMART_CONTROL
from .sensing import change_segment, simple_segment

PARALLEL_UPDATES = 1

PRESET_KEYS = ("preset_1", "preset_2", "preset_3", "preset_4", "preset_5")
LAST_STATUS = "last_status"
CIRCADIAN = "circadian"
PRESET_MODE = "customize_preset"
BUTTON_MODES = ("none", "instant_on_off", "gentle_on_off")
BUTTON_PRESETS = PRESET_KEYS[:4]
RANGES = ("far", "mid", "near", "custom")
DARK_LEVELS = ("cloudy", "overcast", "dawn", "twilight", "total_darkness", "custom")
USUAL_RANGE = 30
"""Decimetres, for a custom range that was never set."""
ZONE_NAMES = [zone.iana for zone in TIME_ZONES]
BY_ID = {effect.id: effect for effect in BUILT_IN.values()}


@dataclass(frozen=True, kw_only=True)
class KasaSelectDescription(KasaEntityDescription, SelectEntityDescription):
    """Row of the table of selects."""

    options_fn: ViewFunction[Sequence[str]]
    value_fn: ViewFunction[str | None]
    set_fn: Callable[[KasaCoordinator, KasaView, str], Awaitable[None]]
    """Raises HomeAssistantError."""


def _presets(view: KasaView) -> list[Preset]:
    """Return what can be shown: the parts of an effect that is not built in are not kept."""
    return [
        one
        for one in view.get(PRESETS) or ()
        if one.index < len(PRESET_KEYS) and (one.effect_id is None or one.effect_id in BY_ID)
    ]


def _preset_keys(view: KasaView) -> list[str]:
    return [PRESET_KEYS[one.index] for one in _presets(view)]


def _current_preset(view: KasaView) -> str | None:
    """Return the preset that the light shows right now, if any."""
    light, effect = view.sysinfo.light, view.sysinfo.effect
    if light is None or not light.on or (effect is not None and effect.enable):
        return None
    for one in _presets(view):
        colors = one.color_temp or (one.hue, one.saturation)
        if one.effect_id is None and (one.brightness, colors) == (
            light.brightness,
            light.color_temp or (light.hue, light.saturation),
        ):
            return PRESET_KEYS[one.index]
    return None


async def _show_preset(coordinator: KasaCoordinator, view: KasaView, option: str) -> None:
    """Light what is kept."""
    index = PRESET_KEYS.index(option)
    preset = next(one for one in _presets(view) if one.index == index)
    if preset.effect_id is not None:
        effect = BY_ID[preset.effect_id]
        await coordinator.async_start_effect(
            replace(effect, brightness=preset.brightness or effect.brightness)
        )
        return
    await coordinator.async_command(
        coordinator.client.lighting.transition_light_state(
            True,
            brightness=preset.brightness,
            color_temp=preset.color_temp,
            hue=None if preset.color_temp else preset.hue,
            saturation=None if preset.color_temp else preset.saturation,
        ),
        change=lambda state, answer: state.with_light(answer, colored=True),
    )


def _choice(behavior: Behavior | None) -> str | None:
    if behavior is None:
        return None
    if behavior.mode == PRESET_MODE and behavior.index is not None:
        return PRESET_KEYS[behavior.index] if behavior.index < len(PRESET_KEYS) else None
    return behavior.mode


def _behavior(option: str) -> Behavior:
    if option in PRESET_KEYS:
        return Behavior(mode=PRESET_MODE, index=PRESET_KEYS.index(option))
    return Behavior(mode=option)


def _with_part(before: DefaultBehavior, name: str, behavior: Behavior) -> DefaultBehavior:
    changed: dict[str, Any] = {name: behavior}
    return replace(before, **changed)


def _start(name: str) -> dict[str, Any]:
    """Return how a row sets what a light does when it starts to shine."""

    def read(view: KasaView) -> Behavior | None:
        found = view.get(BEHAVIOR)
        return None if found is None else getattr(found, name)

    def options(view: KasaView) -> list[str]:
        tunable = view.sysinfo.variable_color_temp and view.sysinfo.family is Family.BULB
        return [LAST_STATUS, *([CIRCADIAN] if tunable else []), *_preset_keys(view)]

    async def choose(coordinator: KasaCoordinator, view: KasaView, option: str) -> None:
        before = view.get(BEHAVIOR) or DefaultBehavior()
        behavior = _behavior(option)
        await coordinator.async_change(
            coordinator.client.lighting.set_default_behavior(**{name: behavior}),
            BEHAVIOR,
            change=lambda state, _: state.with_value(
                BEHAVIOR, None, _with_part(before, name, behavior)
            ),
        )

    return {
        "operations": (
            "smartlife.iot.smartbulb.lightingservice.get_default_behavior",
            "smartlife.iot.smartbulb.lightingservice.set_default_behavior",
        ),
        "entity_category": EntityCategory.CONFIG,
        "exists_fn": lambda view: view.outlet is None and read(view) is not None,
        "options_fn": options,
        "value_fn": lambda view: _choice(read(view)),
        "set_fn": choose,
    }


def _button(name: str, write: Callable[[DimmerTopic, Behavior], Awaitable[None]]) -> dict[str, Any]:
    """Return how a row sets what a dimmer's button does."""

    def read(view: KasaView) -> Behavior | None:
        found = view.get(DIMMER_BUTTON)
        return None if found is None else getattr(found, name)

    async def choose(coordinator: KasaCoordinator, view: KasaView, option: str) -> None:
        before = view.get(DIMMER_BUTTON) or DefaultBehavior()
        behavior = _behavior(option)
        await coordinator.async_change(
            write(coordinator.client.dimmer, behavior),
            DIMMER_BUTTON,
            change=lambda state, _: state.with_value(
                DIMMER_BUTTON, None, _with_part(before, name, behavior)
            ),
        )

    return {
        "operations": (),
        "entity_category": EntityCategory.CONFIG,
        "exists_fn": lambda view: read(view) is not None,
        "options_fn": lambda _: [*BUTTON_MODES, *BUTTON_PRESETS],
        "value_fn": lambda view: _choice(read(view)),
        "set_fn": choose,
    }


def _zone_name(view: KasaView) -> str | None:
    clock = view.get(CLOCK)
    return None if clock is None else clock.zone_name


async def _set_zone(coordinator: KasaCoordinator, _: KasaView, option: str) -> None:
    """Move the device to another zone, which takes the time there along."""
    zone = await dt_util.async_get_time_zone(option)
    now = DeviceTime.of(dt_util.now(zone))
    index = ZONE_NAMES.index(option)
    await coordinator.async_change(coordinator.client.time.set_timezone(index, now), CLOCK)


def _range(view: KasaView) -> str | None:
    config = view.get(MOTION)
    known = config is not None and 0 <= config.trigger_index < len(RANGES)
    return RANGES[config.trigger_index] if config is not None and known else None


async def _set_range(coordinator: KasaCoordinator, view: KasaView, option: str) -> None:
    """Choose how far the sensor looks; the custom range stays what it was, if it was set."""
    index, config = RANGES.index(option), view.get(MOTION)
    value = None
    if index == CUSTOM_RANGE:
        kept = config.ranges[index] if config and len(config.ranges) > index else 0
        value = kept or USUAL_RANGE
    await coordinator.async_change(coordinator.client.pir.set_trigger_sens(index, value), MOTION)


def _dark_level(view: KasaView) -> str | None:
    config = view.get(AMBIENT)
    known = config is not None and 0 <= config.dark_index < len(DARK_LEVELS)
    return DARK_LEVELS[config.dark_index] if config is not None and known else None


async def _set_dark_level(coordinator: KasaCoordinator, _: KasaView, option: str) -> None:
    command = coordinator.client.las.set_dark_index(DARK_LEVELS.index(option))
    await coordinator.async_change(command, AMBIENT)


def _turn_on_when(view: KasaView) -> str | None:
    segment = simple_segment(view)
    return None if segment is None else segment.on_trigger.value


async def _set_turn_on_when(coordinator: KasaCoordinator, _: KasaView, option: str) -> None:
    command = change_segment(coordinator, on_trigger=OnTrigger(option))
    await coordinator.async_change(command, SMART_CONTROL)


SELECTS = (
    KasaSelectDescription(
        key="motion_range",
        translation_key="motion_range",
        operations=("smartlife.iot.PIR.get_config", "smartlife.iot.PIR.set_trigger_sens"),
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda view: view.get(MOTION) is not None,
        options_fn=lambda _: RANGES,
        value_fn=_range,
        set_fn=_set_range,
    ),
    KasaSelectDescription(
        key="dark_threshold",
        translation_key="dark_threshold",
        operations=("smartlife.iot.LAS.get_config", "smartlife.iot.LAS.set_dark_index"),
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda view: view.get(AMBIENT) is not None,
        options_fn=lambda _: DARK_LEVELS,
        value_fn=_dark_level,
        set_fn=_set_dark_level,
    ),
    KasaSelectDescription(
        key="turn_on_when",
        translation_key="turn_on_when",
        operations=("smartlife.iot.sensor_trigger.edit_weekday_routine",),
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda view: view.get(SMART_CONTROL) is not None,
        options_fn=lambda _: [OnTrigger.MANUAL, OnTrigger.MOTION, OnTrigger.MOTION_AND_DARK],
        value_fn=_turn_on_when,
        set_fn=_set_turn_on_when,
    ),
    KasaSelectDescription(
        key="time_zone",
        translation_key="time_zone",
        operations=("time.get_timezone", "time.set_timezone"),
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda view: view.outlet is None and view.get(CLOCK) is not None,
        options_fn=lambda _: ZONE_NAMES,
        value_fn=_zone_name,
        set_fn=_set_zone,
    ),
    KasaSelectDescription(
        key="preset",
        translation_key="preset",
        operations=("smartlife.iot.smartbulb.lightingservice.get_preferred_state",),
        exists_fn=lambda view: bool(_preset_keys(view)),
        options_fn=_preset_keys,
        value_fn=_current_preset,
        set_fn=_show_preset,
    ),
    KasaSelectDescription(
        key="when_switched_on", translation_key="when_switched_on", **_start("soft_on")
    ),
    KasaSelectDescription(
        key="after_power_cut", translation_key="after_power_cut", **_start("hard_on")
    ),
    KasaSelectDescription(
        key="double_click",
        translation_key="double_click",
        **_button("double_click", DimmerTopic.set_double_click_action),
    ),
    KasaSelectDescription(
        key="long_press",
        translation_key="long_press",
        **_button("long_press", DimmerTopic.set_long_press_action),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: KasaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the selects of a device."""
    async_add_entities(entities_for(entry, SELECTS, KasaSelect))


class KasaSelect(KasaEntity, SelectEntity):
    """A choice; what the device chose beyond the options shows as unknown."""

    entity_description: KasaSelectDescription

    def __init__(
        self, coordinator: KasaCoordinator, description: KasaSelectDescription, view: KasaView
    ) -> None:
        """Offer what can be chosen: the registry wants to know it before the first state."""
        super().__init__(coordinator, description, view)
        self._attr_options = list(description.options_fn(view))

    @override
    def _show(self, view: KasaView) -> object:
        self._attr_options = list(self.entity_description.options_fn(view))
        value = self.entity_description.value_fn(view)
        self._attr_current_option = value if value in self._attr_options else None
        return self._attr_current_option, self._attr_options

    @override
    async def async_select_option(self, option: str) -> None:
        """Choose."""
        if (view := self.view) is not None:
            await self.entity_description.set_fn(self.coordinator, view, option)
