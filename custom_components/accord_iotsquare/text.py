"""Remarks that people keep at the server."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.text import TextEntity, TextEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.iotsquare import IoTSquareClient
from .coordinator import IoTSquareConfigEntry
from .entity import IoTSquareEntity, IoTSquareEntityDescription, async_add_rows
from .preset_entities import PRESET_TEXTS, PresetText
from .preset_entity import async_add_presets
from .state import Kind

PARALLEL_UPDATES = 1

LONGEST = 200


@dataclass(frozen=True, kw_only=True)
class IoTSquareTextDescription(IoTSquareEntityDescription, TextEntityDescription):
    """Row of the table of texts."""

    value_fn: Callable[[Any], str | None]
    """Takes the part's view."""
    set_fn: Callable[[IoTSquareClient, Any, str], Awaitable[None]]
    """Takes the part's view; writes back everything else as it is on the server."""


TEXTS = (
    IoTSquareTextDescription(
        key="remarks",
        translation_key="remarks",
        kind=Kind.DEVICE,
        operations=("device/update",),
        native_max=LONGEST,
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        value_fn=lambda view: view.device.remarks,
        set_fn=lambda client, view, text: client.device.update(view.device.dev_eui, remarks=text),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: IoTSquareConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the texts of all parts."""
    await async_add_rows(entry, async_add_entities, TEXTS, IoTSquareText)
    async_add_presets(entry, async_add_entities, "text", PRESET_TEXTS, PresetText)


class IoTSquareText(IoTSquareEntity, TextEntity):
    """A text."""

    entity_description: IoTSquareTextDescription

    @override
    def _show(self, view: Any) -> object:
        self._attr_native_value = self.entity_description.value_fn(view) or ""
        return self._attr_native_value

    @override
    async def async_set_value(self, value: str) -> None:
        """Set it."""
        command = self.entity_description.set_fn(self.coordinator.client, self.view, value)
        await self.coordinator.async_change(command, part=self.part.id)
