"""Times of relays and inputs."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.number import (
    NumberDeviceClass,
    NumberEntity,
    NumberEntityDescription,
    NumberMode,
)
from homeassistant.const import EntityCategory, UnitOfTime
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.akuvox import AkuvoxClient, InputChange, RelayChange
from .coordinator import AkuvoxConfigEntry
from .entity import AkuvoxEntity, AkuvoxEntityDescription, AkuvoxView, Part, entities_for
from .readings import INPUTS, RELAYS, AkuvoxReading

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class AkuvoxNumberDescription(AkuvoxEntityDescription, NumberEntityDescription):
    """Row of the table of numbers."""

    value_fn: Callable[[AkuvoxView], int | None]
    set_fn: Callable[[AkuvoxClient, str, int], Awaitable[None]]
    reading: AkuvoxReading[Any]


SECONDS: dict[str, Any] = {
    "entity_category": EntityCategory.CONFIG,
    "device_class": NumberDeviceClass.DURATION,
    "native_unit_of_measurement": UnitOfTime.SECONDS,
    "native_step": 1,
    "mode": NumberMode.BOX,
}


def _relay(read: Callable[[Any], int | None]) -> dict[str, Any]:
    """Return what rows of one relay have in common."""

    def value(view: AkuvoxView) -> int | None:
        return None if view.relay is None else read(view.relay)

    return {
        **SECONDS,
        "operations": ("relay/get", "relay/set"),
        "part": Part.RELAY,
        "reading": RELAYS,
        "native_max_value": 60,
        "exists_fn": lambda view: value(view) is not None,
        "value_fn": value,
    }


NUMBERS = (
    AkuvoxNumberDescription(
        key="hold_time",
        translation_key="hold_time",
        **_relay(lambda relay: relay.hold_delay),
        native_min_value=1,
        set_fn=lambda client, letter, value: client.relay.set(
            RelayChange(relay=letter, hold_delay=value)
        ),
    ),
    AkuvoxNumberDescription(
        key="trigger_delay",
        translation_key="trigger_delay",
        **_relay(lambda relay: relay.trigger_delay),
        native_min_value=0,
        set_fn=lambda client, letter, value: client.relay.set(
            RelayChange(relay=letter, trigger_delay=value)
        ),
    ),
    AkuvoxNumberDescription(
        key="input_delay",
        translation_key="input_delay",
        **SECONDS,
        operations=("input/get", "input/set"),
        part=Part.INPUT,
        reading=INPUTS,
        entity_registry_enabled_default=False,
        native_min_value=0,
        native_max_value=65_535,
        exists_fn=lambda view: view.input is not None and view.input.delay is not None,
        value_fn=lambda view: None if view.input is None else view.input.delay,
        set_fn=lambda client, letter, value: client.input.set(
            InputChange(input=letter, delay=value)
        ),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AkuvoxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the numbers of a unit."""
    async_add_entities(entities_for(entry, NUMBERS, AkuvoxNumber))


class AkuvoxNumber(AkuvoxEntity, NumberEntity):
    """A time of a relay or input."""

    entity_description: AkuvoxNumberDescription

    @override
    def _show(self, view: AkuvoxView) -> object:
        self._attr_native_value = self.entity_description.value_fn(view)
        return self._attr_native_value

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Set it, and read it back."""
        row, client = self.entity_description, self.coordinator.client
        await self.coordinator.async_set(row.set_fn(client, self.letter, round(value)), row.reading)
