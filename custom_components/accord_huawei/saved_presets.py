"""Commands under a name, as an application's subentries say, followed while they change."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ..accord.protocol.errors import InvalidError
from ..accord.protocol.huawei.northbound import Command
from ..accord.protocol.huawei.northbound.mapping import check_delivery
from .const import LOGGER
from .devices import unique_name

SUBENTRY_PRESET = "command_preset"
CONF_KIND = "kind"
CONF_TARGET = "target"
"""``device/<id>`` or ``group/<id>``."""
CONF_COMMAND = "command"
"""``service/command``."""
CONF_PARAMETERS = "command_parameters"
CONF_OFF_COMMAND = "off_command"
CONF_OFF_PARAMETERS = "off_parameters"
CONF_PARAMETER = "parameter"
CONF_LOW, CONF_HIGH, CONF_STEP, CONF_UNIT = "low", "high", "step", "unit"
CONF_EXPIRE = "expire_time"
BUTTON, SWITCH, LOCK, NUMBER = "button", "switch", "lock", "number"
DEVICE, GROUP = "device", "group"
MARK = "preset:"
"""Before the subentry's id, in unique ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPreset:
    """One command, or a pair of them, for one device or group."""

    kind: str
    scope: str
    target_id: str
    on: Command
    off: Command | None = None
    expire_time: int = 0
    parameter: str = ""
    low: float = 0.0
    high: float = 100.0
    step: float = 1.0
    unit: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read a subentry. Raises InvalidError for one that makes no sense, or breaks a rule."""
        scope, _, target_id = str(data.get(CONF_TARGET, "")).partition("/")
        kind = str(data.get(CONF_KIND))
        if scope not in (DEVICE, GROUP) or not target_id:
            raise InvalidError("a preset needs a device or a group")
        off = _command(data, CONF_OFF_COMMAND, CONF_OFF_PARAMETERS)
        preset = cls(
            kind=kind,
            scope=scope,
            target_id=target_id,
            on=_needed(_command(data, CONF_COMMAND, CONF_PARAMETERS)),
            off=_needed(off) if kind in (SWITCH, LOCK) else None,
            expire_time=int(data.get(CONF_EXPIRE, 0)),
            parameter=str(data.get(CONF_PARAMETER, "")),
            low=float(data.get(CONF_LOW, 0)),
            high=float(data.get(CONF_HIGH, 100)),
            step=float(data.get(CONF_STEP, 1)),
            unit=data.get(CONF_UNIT) or None,
            data=dict(data),
        )
        preset._check()
        return preset

    def _check(self) -> None:
        if self.kind == NUMBER and not (self.parameter and self.low < self.high and self.step > 0):
            raise InvalidError("a number needs a parameter, and a range")
        # A task for a group may reach its devices much later.
        waits = self.expire_time if self.scope == DEVICE else 1
        if self.kind == LOCK and waits:
            raise InvalidError("a lock is told at once, or never")
        for command in (self.on, self.off):
            if command is not None:
                check_delivery(
                    command.service_id,
                    command.method,
                    waits,
                    parameters=tuple(command.parameters),
                )


def _command(data: Mapping[str, Any], name: str, parameters: str) -> Command | None:
    service, _, method = str(data.get(name) or "").partition("/")
    if not service.strip() or not method.strip():
        return None
    return Command(
        service_id=service.strip(),
        method=method.strip(),
        parameters=dict(data.get(parameters) or {}),
    )


def _needed(command: Command | None) -> Command:
    if command is None:
        raise InvalidError("a command is written as service/command")
    return command


def presets_of(entry: ConfigEntry) -> dict[str, SavedPreset]:
    """Return all presets of an application by their subentry's id."""
    found = {}
    for subentry in entry.subentries.values():
        if subentry.subentry_type == SUBENTRY_PRESET:
            try:
                found[subentry.subentry_id] = SavedPreset.from_data(subentry.data)
            except InvalidError as err:
                LOGGER.warning("The preset %s is left out: %s", subentry.title, err)
    return found


def unique_id_of(entry: ConfigEntry, preset: SavedPreset, subentry_id: str) -> str:
    """Return the unique id of a preset's entity."""
    device_id = preset.target_id if preset.scope == DEVICE else None
    return f"{unique_name(entry, device_id)}_{MARK}{subentry_id}"


class SavedPresets:
    """The presets of an application."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry) -> None:
        """Read them."""
        self._hass = hass
        self._entry = entry
        self._presets = presets_of(entry)
        self._listeners: list[Callable[[], None]] = []

    @callback
    def start(self) -> None:
        """Follow changes; entities of presets that are gone are removed."""
        self._clean()
        self._entry.async_on_unload(
            async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._on_changed)
        )

    def get(self, subentry_id: str) -> SavedPreset | None:
        """Return a preset, None for one that is gone."""
        return self._presets.get(subentry_id)

    def title(self, subentry_id: str) -> str:
        """Return what the user calls a preset."""
        return self._entry.subentries[subentry_id].title

    def of_kind(self, kind: str) -> Iterator[tuple[str, SavedPreset]]:
        """Yield the presets of a kind."""
        yield from ((key, one) for key, one in self._presets.items() if one.kind == kind)

    @callback
    def listen(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call ``listener`` when presets were added, changed or removed."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @callback
    def _on_changed(self, change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry is not self._entry or change is not ConfigEntryChange.UPDATED:
            return
        presets = presets_of(entry)
        if presets != self._presets:
            self._presets = presets
            self._clean()
            for listener in tuple(self._listeners):
                listener()

    @callback
    def _clean(self) -> None:
        """Remove the entities of presets that are gone, or for something else by now."""
        wanted = {
            (one.kind, unique_id_of(self._entry, one, key)) for key, one in self._presets.items()
        }
        registry = er.async_get(self._hass)
        for found in er.async_entries_for_config_entry(registry, self._entry.entry_id):
            ours = f"_{MARK}" in found.unique_id
            if ours and (found.domain, found.unique_id) not in wanted:
                registry.async_remove(found.entity_id)
