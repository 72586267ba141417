"""Choices of relays, inputs and the unit."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.akuvox import AkuvoxClient, InputChange, RelayChange
from .coordinator import AkuvoxConfigEntry
from .entity import AkuvoxEntity, AkuvoxEntityDescription, AkuvoxView, Part, entities_for
from .readings import INPUTS, LOG_LEVEL, RELAYS, AkuvoxReading

PARALLEL_UPDATES = 1

NORMAL, INVERTED = "normal", "inverted"
LOW, HIGH = "low", "high"
LEVELS = (
    "emergency",
    "alert",
    "critical",
    "error",
    "warning",
    "notice",
    "information",
    "debug",
)
"""Of the unit's log, by number."""


@dataclass(frozen=True, kw_only=True)
class AkuvoxSelectDescription(AkuvoxEntityDescription, SelectEntityDescription):
    """Row of the table of selects."""

    value_fn: Callable[[AkuvoxView], str | None]
    set_fn: Callable[[AkuvoxClient, str, str], Awaitable[None]]
    reading: AkuvoxReading[Any]


def _kind(view: AkuvoxView) -> str | None:
    if view.relay is None or view.relay.inverted is None:
        return None
    return INVERTED if view.relay.inverted else NORMAL


def _trigger(view: AkuvoxView) -> str | None:
    if view.input is None or view.input.trigger_high is None:
        return None
    return HIGH if view.input.trigger_high else LOW


def _level(view: AkuvoxView) -> str | None:
    level = view.state.get(LOG_LEVEL)
    return LEVELS[level] if level is not None and 0 <= level < len(LEVELS) else None


OFF_AT_FIRST: dict[str, Any] = {
    "entity_category": EntityCategory.CONFIG,
    "entity_registry_enabled_default": False,
}

SELECTS = (
    AkuvoxSelectDescription(
        key="relay_type",
        translation_key="relay_type",
        **OFF_AT_FIRST,
        operations=("relay/get", "relay/set"),
        part=Part.RELAY,
        options=[NORMAL, INVERTED],
        reading=RELAYS,
        exists_fn=lambda view: _kind(view) is not None,
        value_fn=_kind,
        set_fn=lambda client, letter, option: client.relay.set(
            RelayChange(relay=letter, inverted=option == INVERTED)
        ),
    ),
    AkuvoxSelectDescription(
        key="input_trigger",
        translation_key="input_trigger",
        **OFF_AT_FIRST,
        operations=("input/get", "input/set"),
        part=Part.INPUT,
        options=[LOW, HIGH],
        reading=INPUTS,
        exists_fn=lambda view: _trigger(view) is not None,
        value_fn=_trigger,
        set_fn=lambda client, letter, option: client.input.set(
            InputChange(input=letter, trigger_high=option == HIGH)
        ),
    ),
    AkuvoxSelectDescription(
        key="log_level",
        translation_key="log_level",
        **OFF_AT_FIRST,
        operations=("log/get", "log/set"),
        options=list(LEVELS),
        reading=LOG_LEVEL,
        exists_fn=lambda view: view.state.get(LOG_LEVEL) is not None,
        value_fn=_level,
        set_fn=lambda client, _, option: client.log.set(LEVELS.index(option)),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AkuvoxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the selects of a unit."""
    async_add_entities(entities_for(entry, SELECTS, AkuvoxSelect))


class AkuvoxSelect(AkuvoxEntity, SelectEntity):
    """A choice."""

    entity_description: AkuvoxSelectDescription

    @override
    def _show(self, view: AkuvoxView) -> object:
        self._attr_current_option = self.entity_description.value_fn(view)
        return self._attr_current_option

    @override
    async def async_select_option(self, option: str) -> None:
        """Set it, and read it back."""
        row, client = self.entity_description, self.coordinator.client
        await self.coordinator.async_set(row.set_fn(client, self.letter, option), row.reading)
