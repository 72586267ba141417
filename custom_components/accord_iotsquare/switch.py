"""What the server switches: delivery by MQTT, time synchronisation of gateways for class B."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.iotsquare import IoTSquareClient
from .coordinator import IoTSquareConfigEntry
from .entity import IoTSquareEntity, IoTSquareEntityDescription, async_add_rows
from .preset_entities import PRESET_SWITCHES, PresetSwitch
from .preset_entity import async_add_presets
from .readings import APPLICATION, GATEWAY, IoTSquareReading
from .state import Kind

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class IoTSquareSwitchDescription(IoTSquareEntityDescription, SwitchEntityDescription):
    """Row of the table of switches."""

    on_fn: Callable[[Any], bool | None]
    """Takes the part's view."""
    set_fn: Callable[[IoTSquareClient, Any, bool], Awaitable[None]]
    """Takes the part's view; writes back everything else as it is on the server."""
    reading: IoTSquareReading[Any]
    """What tells of the effect."""


SWITCHES = (
    IoTSquareSwitchDescription(
        key="mqtt_delivery",
        translation_key="mqtt_delivery",
        kind=Kind.APPLICATION,
        operations=("app/update",),
        reading=APPLICATION,
        readings=(APPLICATION,),
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        on_fn=lambda view: (view.status or view.application).mqtt,
        set_fn=lambda client, view, on: client.app.update(view.application.app_id, mqtt=on),
    ),
    IoTSquareSwitchDescription(
        key="class_b",
        translation_key="class_b",
        kind=Kind.GATEWAY,
        operations=("gateway/update",),
        reading=GATEWAY,
        readings=(GATEWAY,),
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        exists_fn=lambda view: view.status is not None,
        on_fn=lambda view: view.status and view.status.class_b,
        set_fn=lambda client, view, on: client.gateway.update(view.gateway.gw_id, class_b=on),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: IoTSquareConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the switches of all parts."""
    await async_add_rows(entry, async_add_entities, SWITCHES, IoTSquareSwitch)
    async_add_presets(entry, async_add_entities, "switch", PRESET_SWITCHES, PresetSwitch)


class IoTSquareSwitch(IoTSquareEntity, SwitchEntity):
    """A setting that is on or off."""

    entity_description: IoTSquareSwitchDescription

    @override
    def _show(self, view: Any) -> object:
        self._attr_is_on = self.entity_description.on_fn(view)
        return self._attr_is_on

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Turn it on."""
        await self._set(True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn it off."""
        await self._set(False)

    async def _set(self, on: bool) -> None:
        row = self.entity_description
        command = row.set_fn(self.coordinator.client, self.view, on)
        await self.coordinator.async_change(command, row.reading, part=self.part.id)
