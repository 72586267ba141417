"""Downlinks under a name, as an account's subentries say: which there are and who they are for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ..accord.protocol.errors import InvalidError
from ..accord.protocol.iotsquare.presets import Preset, build_preset
from .const import LOGGER, SUBENTRY_PRESET
from .coordinator import IoTSquareCoordinator
from .devices import unique_name
from .state import Kind, Part

CONF_KIND = "kind"
CONF_TARGETS = "targets"
"""Devices and groups that a preset is for, as ``device/<EUI>`` and ``mc/<EUI>``."""

_MARK = "_preset_"
"""In unique ids, between the part's and the subentry's."""


@dataclass(frozen=True, slots=True)
class SavedPreset:
    """A preset, its kind, and which parts it is for."""

    kind: str
    preset: Preset
    parts: tuple[Part, ...]


def target_of(part: Part) -> str:
    """Return how a part is written among the targets of a preset."""
    return f"{part.kind}/{part.id}"


def part_of_target(target: str) -> Part | None:
    """Return the part that a target stands for."""
    kind, _, name = target.partition("/")
    return Part(Kind(kind), name) if kind in (Kind.DEVICE, Kind.GROUP) and name else None


def preset_id(entry: ConfigEntry, part: Part, subentry_id: str) -> str:
    """Return the unique id of a preset's entity."""
    return f"{unique_name(entry, part)}{_MARK}{subentry_id}"


def saved_presets(entry: ConfigEntry) -> dict[str, SavedPreset]:
    """Return all presets of an account by their subentry's id."""
    found = {}
    for subentry in entry.subentries.values():
        if subentry.subentry_type != SUBENTRY_PRESET:
            continue
        try:
            found[subentry.subentry_id] = saved_preset(subentry.data)
        except InvalidError as err:
            LOGGER.warning("The preset %s is left out: %s", subentry.title, err)
    return found


def saved_preset(data: Mapping[str, Any]) -> SavedPreset:
    """Return the preset that a subentry describes. Raises InvalidError."""
    kind = str(data.get(CONF_KIND))
    parts = (part_of_target(target) for target in data.get(CONF_TARGETS) or ())
    return SavedPreset(kind, build_preset(kind, data), tuple(part for part in parts if part))


type Listener = Callable[[], None]


class SavedPresets:
    """The presets of an account, followed while they are added, changed and removed."""

    def __init__(self, hass: HomeAssistant, coordinator: IoTSquareCoordinator) -> None:
        """Read them."""
        self._hass = hass
        self._entry = coordinator.config_entry
        self._presets = saved_presets(self._entry)
        self._listeners: list[Listener] = []

    @callback
    def async_start(self) -> None:
        """Follow changes; entities of presets that are gone are removed."""
        self._clean()
        self._entry.async_on_unload(
            async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._on_changed)
        )

    def get(self, subentry_id: str) -> SavedPreset | None:
        """Return a preset, None for one that is gone."""
        return self._presets.get(subentry_id)

    def of_kind(self, kind: str) -> Iterator[tuple[str, Part]]:
        """Yield the presets of a kind for each part that they are for."""
        for subentry_id, saved in self._presets.items():
            if saved.kind == kind:
                yield from ((subentry_id, part) for part in saved.parts)

    @callback
    def listen(self, listener: Listener) -> CALLBACK_TYPE:
        """Call ``listener`` when presets were added, changed or removed."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @callback
    def _on_changed(self, change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry is not self._entry or change is not ConfigEntryChange.UPDATED:
            return
        presets = saved_presets(entry)
        if presets == self._presets:
            return
        self._presets = presets
        self._clean()
        for listener in tuple(self._listeners):
            listener()

    @callback
    def _clean(self) -> None:
        """Remove the entities of presets that are gone, or are not for a part any more."""
        wanted = {
            (saved.kind, preset_id(self._entry, part, subentry_id))
            for subentry_id, saved in self._presets.items()
            for part in saved.parts
        }
        registry = er.async_get(self._hass)
        for found in er.async_entries_for_config_entry(registry, self._entry.entry_id):
            if _MARK in found.unique_id and (found.domain, found.unique_id) not in wanted:
                registry.async_remove(found.entity_id)
