"""Effects of light strips: those built in, and those kept from actions and the vendor's app."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from homeassistant.components.light import EFFECT_OFF
from homeassistant.core import HomeAssistant
from homeassistant.util import slugify

from ..accord.protocol.errors import AlreadyExistsError, NotFoundError
from ..accord.protocol.kasa import BUILTIN_EFFECTS, LightingEffect
from .const import CONF_EFFECTS
from .coordinator import KasaConfigEntry

BUILT_IN: Mapping[str, LightingEffect] = MappingProxyType(
    {slugify(name): effect for name, effect in BUILTIN_EFFECTS.items()}
)
"""By the key under which their names are translated."""

_KEYS = {effect.name: key for key, effect in BUILT_IN.items()}


def effect_names(entry: KasaConfigEntry) -> list[str]:
    """Return what can be chosen: off, the built-in effects, then those that were kept."""
    return [EFFECT_OFF, *BUILT_IN, *entry.data.get(CONF_EFFECTS, {})]


def effect_key(name: str) -> str:
    """Return the choice that stands for an effect as the device names it."""
    return _KEYS.get(name, name)


def find_effect(entry: KasaConfigEntry, key: str) -> LightingEffect:
    """Return a whole effect, to be sent. Raises NotFoundError."""
    if (effect := BUILT_IN.get(key)) is not None:
        return effect
    if (kept := entry.data.get(CONF_EFFECTS, {}).get(key)) is None:
        raise NotFoundError(f"no effect {key}")
    return LightingEffect.from_wire(kept)


def check_name(name: str) -> None:
    """Refuse a name that is taken. Raises AlreadyExistsError."""
    if name in BUILT_IN or name in _KEYS or name == EFFECT_OFF:
        raise AlreadyExistsError(f"{name} is a built-in effect")


def async_keep(hass: HomeAssistant, entry: KasaConfigEntry, effect: LightingEffect) -> None:
    """Remember an effect by its name. Raises AlreadyExistsError for a built-in effect's."""
    check_name(effect.name)
    _store(hass, entry, {**_kept(entry), effect.name: replace(effect, enable=True).to_wire()})


def async_forget(hass: HomeAssistant, entry: KasaConfigEntry, name: str) -> None:
    """Forget an effect that was kept. Raises NotFoundError."""
    kept = dict(_kept(entry))
    if name not in kept:
        raise NotFoundError(f"no effect {name} was kept")
    del kept[name]
    _store(hass, entry, kept)


def _kept(entry: KasaConfigEntry) -> Mapping[str, object]:
    kept: Mapping[str, object] = entry.data.get(CONF_EFFECTS, {})
    return kept


def _store(hass: HomeAssistant, entry: KasaConfigEntry, kept: Mapping[str, object]) -> None:
    hass.config_entries.async_update_entry(entry, data={**entry.data, CONF_EFFECTS: dict(kept)})
    entry.runtime_data.coordinator.async_update_listeners()
