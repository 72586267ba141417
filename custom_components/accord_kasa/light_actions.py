"""Actions of lights: presets and effects."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..accord.actions import ActionCall, ActionSpec
from ..accord.protocol.errors import UnsupportedError
from ..accord.protocol.kasa import LightingEffect
from . import effects
from .coordinator import KasaConfigEntry
from .readings import PRESETS

ATTR_INDEX = "index"
ATTR_BRIGHTNESS = "brightness_pct"
ATTR_HS_COLOR = "hs_color"
ATTR_COLOR_TEMP = "color_temp_kelvin"
ATTR_NAME = "name"
ATTR_KEEP = "keep"

MOST_COLORS = 16
FARTHEST = 80
"""The last place on a strip that an effect may name."""

PERCENT = vol.All(vol.Coerce(int), vol.Range(min=0, max=100))
LEVEL = vol.All(vol.Coerce(int), vol.Range(min=1, max=100))
HUE = vol.All(vol.Coerce(int), vol.Range(min=0, max=360))
NAME = vol.All(cv.string, vol.Strip, vol.Length(min=1, max=31))


def _number(lowest: int, highest: int) -> Any:
    return vol.All(vol.Coerce(int), vol.Range(min=lowest, max=highest))


def _pair(kind: Any) -> Any:
    return vol.All(cv.ensure_list, vol.Length(min=2, max=2), [kind])


COLOR = vol.All(cv.ensure_list, vol.ExactSequence([HUE, PERCENT, PERCENT]))
COLORS = vol.All(cv.ensure_list, vol.Length(min=1, max=MOST_COLORS), [COLOR])
EFFECT_FIELDS: dict[vol.Marker, Any] = {
    vol.Required(ATTR_NAME): NAME,
    vol.Optional("brightness_pct", default=100): LEVEL,
    vol.Optional("segments", default=[0]): vol.All(
        cv.ensure_list, vol.Length(min=1, max=FARTHEST), [_number(0, FARTHEST)]
    ),
    vol.Optional("expansion_strategy", default=1): _number(1, 2),
    vol.Optional("duration", default=0): _number(0, 5000),
    vol.Optional("transition", default=0): _number(0, 6000),
    vol.Optional(ATTR_KEEP, default=True): cv.boolean,
}
"""What effects of both kinds are made of."""


async def _save_preset(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    """Keep the given light state, or without one what the light shows now."""
    coordinator = call.entry.runtime_data.coordinator
    light = coordinator.data.sysinfo.light
    if light is None:
        raise UnsupportedError("this device is no light")
    wanted = {
        "brightness": light.brightness or 100,
        "hue": light.hue or 0,
        "saturation": light.saturation or 0,
        "color_temp": light.color_temp or 0,
    }
    if ATTR_BRIGHTNESS in call.data:
        wanted["brightness"] = call.data[ATTR_BRIGHTNESS]
    if ATTR_HS_COLOR in call.data:
        hue, saturation = call.data[ATTR_HS_COLOR]
        wanted |= {"hue": hue, "saturation": saturation, "color_temp": 0}
    if ATTR_COLOR_TEMP in call.data:
        wanted |= {"hue": 0, "saturation": 0, "color_temp": call.data[ATTR_COLOR_TEMP]}
    command = coordinator.client.lighting.set_preferred_state(call.data[ATTR_INDEX] - 1, **wanted)
    await coordinator.async_change(command, PRESETS)
    return None


async def _sequence_effect(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    data = call.data
    await _run(
        call,
        LightingEffect(
            type="sequence",
            sequence=_colors(data["sequence"]),
            repeat_times=data["repeat_times"],
            spread=data["spread"],
            direction=data["direction"],
            **_common(data),
        ),
    )
    return None


async def _random_effect(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    data = call.data
    ranges = ("hue_range", "saturation_range", "brightness_range", "transition_range")
    parts: dict[str, Any] = {name: tuple(data[name]) for name in ranges if name in data}
    common = _common(data)
    if "transition_range" in data:
        common["transition"] = 0
    if "backgrounds" in data:
        parts["backgrounds"] = _colors(data["backgrounds"])
    await _run(
        call,
        LightingEffect(
            type="random",
            init_states=_colors([data["init_state"]]),
            fadeoff=data["fadeoff"],
            random_seed=data["random_seed"],
            **common,
            **parts,
        ),
    )
    return None


async def _capture_effect(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    """Keep the effect that runs or ran last, wherever it comes from."""
    coordinator = call.entry.runtime_data.coordinator
    effect = await coordinator.client.effects.get_lighting_effect()
    name = call.data.get(ATTR_NAME, effect.name)
    effects.async_keep(call.hass, call.entry, replace(effect, name=name))
    return {"name": name}


async def _forget_effect(call: ActionCall[KasaConfigEntry]) -> ServiceResponse:
    effects.async_forget(call.hass, call.entry, call.data[ATTR_NAME])
    return None


def _common(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": data[ATTR_NAME],
        "brightness": data["brightness_pct"],
        "segments": tuple(data["segments"]),
        "expansion_strategy": data["expansion_strategy"],
        "duration": data["duration"],
        "transition": data["transition"],
    }


def _colors(sent: list[list[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(color) for color in sent)


async def _run(call: ActionCall[KasaConfigEntry], effect: LightingEffect) -> None:
    """Run an effect and keep it where wanted, in this order: what cannot run is not kept."""
    coordinator = call.entry.runtime_data.coordinator
    effects.check_name(effect.name)
    await coordinator.async_start_effect(effect)
    if call.data[ATTR_KEEP]:
        effects.async_keep(call.hass, call.entry, effect)


LIGHT_ACTIONS: tuple[ActionSpec[KasaConfigEntry], ...] = (
    ActionSpec(
        name="save_preset",
        handler=_save_preset,
        operations=("smartlife.iot.smartbulb.lightingservice.set_preferred_state",),
        fields={
            vol.Required(ATTR_INDEX): _number(1, 5),
            vol.Optional(ATTR_BRIGHTNESS): LEVEL,
            vol.Exclusive(ATTR_HS_COLOR, "color"): vol.All(
                cv.ensure_list, vol.ExactSequence([HUE, PERCENT])
            ),
            vol.Exclusive(ATTR_COLOR_TEMP, "color"): _number(1000, 20000),
        },
    ),
    ActionSpec(
        name="sequence_effect",
        handler=_sequence_effect,
        fields={
            **EFFECT_FIELDS,
            vol.Required("sequence"): COLORS,
            vol.Optional("repeat_times", default=0): _number(0, 10),
            vol.Optional("spread", default=1): _number(1, 16),
            vol.Optional("direction", default=4): _number(1, 4),
        },
    ),
    ActionSpec(
        name="random_effect",
        handler=_random_effect,
        fields={
            **EFFECT_FIELDS,
            vol.Required("init_state"): COLOR,
            vol.Optional("backgrounds"): COLORS,
            vol.Optional("hue_range", default=[0, 360]): _pair(HUE),
            vol.Optional("saturation_range", default=[0, 100]): _pair(PERCENT),
            vol.Optional("brightness_range", default=[0, 100]): _pair(PERCENT),
            vol.Optional("transition_range"): _pair(_number(0, 6000)),
            vol.Optional("fadeoff", default=0): _number(0, 3000),
            vol.Optional("random_seed", default=1): _number(1, 600),
        },
    ),
    ActionSpec(
        name="capture_effect",
        handler=_capture_effect,
        fields={vol.Optional(ATTR_NAME): NAME},
        response=SupportsResponse.OPTIONAL,
    ),
    ActionSpec(
        name="forget_effect", handler=_forget_effect, fields={vol.Required(ATTR_NAME): NAME}
    ),
)
