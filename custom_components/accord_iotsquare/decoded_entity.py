"""What all entities of decoded values share: they come with the first value, and keep it.

Values and the time of their reception are kept over restarts, because a device may send once a
day only.
"""

from abc import abstractmethod
import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self, override

from homeassistant.core import callback
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.restore_state import ExtraStoredData, RestoreEntity
from homeassistant.util import dt as dt_util

from ..accord.protocol.iotsquare.decoders import Kind, Position, Value
from .coordinator import IoTSquareConfigEntry, IoTSquareCoordinator
from .decoded_rows import OWN, PREFIX
from .decoding import Decoding, Known, Place
from .devices import unique_name
from .entity import AT_ONCE, IoTSquareEntity, IoTSquareEntityDescription
from .state import Kind as PartKind, Part

ATTR_RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class KeptValue(ExtraStoredData):
    """A value with the time of its reception."""

    value: Value
    received: datetime

    @override
    def as_dict(self) -> dict[str, Any]:
        """Return what is stored."""
        value: Any = self.value
        if isinstance(value, datetime):
            value = {"time": value.isoformat()}
        elif isinstance(value, Position):
            value = {"place": [value.latitude, value.longitude]}
        return {"value": value, "received": self.received.isoformat()}

    @classmethod
    def from_dict(cls, kept: dict[str, Any]) -> Self | None:
        """Return what was stored, None for anything else."""
        received = dt_util.parse_datetime(str(kept.get("received")))
        value = kept.get("value")
        if isinstance(value, dict):
            value = _special(value)
        if value is None or received is None:
            return None
        return cls(value, received)


def _special(kept: dict[str, Any]) -> Value | None:
    if "time" in kept:
        return dt_util.parse_datetime(str(kept["time"]))
    match kept.get("place"):
        case [int() | float() as latitude, int() | float() as longitude]:
            return Position(latitude, longitude)
        case _:
            return None


class DecodedEntity(IoTSquareEntity, RestoreEntity):
    """A measurement of a device."""

    _unrecorded_attributes = frozenset({ATTR_RECEIVED})

    def __init__(
        self,
        coordinator: IoTSquareCoordinator,
        description: IoTSquareEntityDescription,
        part: Part,
        decoding: Decoding,
        place: Place,
    ) -> None:
        """Stand for the measurement at ``place`` of the device ``part``."""
        super().__init__(coordinator, description, part)
        self._decoding = decoding
        self._place = place
        self._kept: KeptValue | None = None
        known = decoding.known(part.id)[place]
        self._attr_unique_id = f"{unique_name(coordinator.config_entry, part)}_m_{place.key}"
        channel = "" if known.channel is None else f" {known.channel}"
        self._attr_translation_placeholders = {"channel": channel}
        if known.name is not None:
            self._attr_name = known.name

    @property
    @override
    def available(self) -> bool:
        """Tell whether the decoder of now brings it; a silent device is no failure."""
        return super().available and self._place in self._decoding.known(self.part.id)

    @override
    async def async_added_to_hass(self) -> None:
        """Show the last value there was, and wait for more."""
        if (last := await self.async_get_last_extra_data()) is not None:
            self._kept = KeptValue.from_dict(last.as_dict())
        await super().async_added_to_hass()
        self.async_on_remove(self._decoding.listen(self.part.id, self._handle_coordinator_update))

    @property
    @override
    def extra_restore_state_data(self) -> KeptValue | None:
        """Return the value to keep over a restart."""
        return self._kept

    @override
    def _show(self, view: Any) -> object:
        known = self._decoding.known(self.part.id).get(self._place)
        if known is None:
            return None
        if known.value is not None and known.time is not None:
            self._kept = KeptValue(known.value, known.time)
        kept = self._kept
        if kept is not None:
            self._attr_extra_state_attributes = {ATTR_RECEIVED: kept.received}
            self._take(known, kept.value)
        return known.quantity, kept

    @abstractmethod
    def _take(self, known: Known, value: Value) -> None:
        """Set the attributes that show a value."""


async def async_add_decoded[RowT: IoTSquareEntityDescription](
    entry: IoTSquareConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    kind: Kind,
    rows: Iterable[RowT],
    make: Callable[[IoTSquareCoordinator, RowT, Part, Decoding, Place], Entity],
) -> None:
    """Add an entity for everything of a kind that a device measures, now and as it comes."""
    coordinator = entry.runtime_data.coordinator
    decoding = entry.runtime_data.decoding
    by_key = {row.key.removeprefix(PREFIX): row for row in rows}
    there: dict[str, set[Place]] = {}

    def new(name: str) -> list[Entity]:
        part = Part(PartKind.DEVICE, name)
        if coordinator.view(part) is None:
            there.pop(name, None)
            return []
        seen = there.setdefault(name, set())
        found = [
            (place, by_key.get(known.quantity.key) or by_key[OWN])
            for place, known in decoding.known(name).items()
            if place.kind is kind and place not in seen
        ]
        seen.update(place for place, _ in found)
        return [make(coordinator, row, part, decoding, place) for place, row in found]

    @callback
    def look(name: str) -> None:
        if entities := new(name):
            async_add_entities(entities)

    entry.async_on_unload(decoding.listen_for_new(look))
    await async_add_in_slices(async_add_entities, list(decoding.names()), new)


async def async_add_in_slices(
    async_add_entities: AddConfigEntryEntitiesCallback,
    names: Iterable[str],
    new: Callable[[str], list[Entity]],
) -> None:
    """Add what ``new`` returns for each device; with many of them Home Assistant is to go on."""
    entities: list[Entity] = []
    for name in names:
        entities += new(name)
        if len(entities) >= AT_ONCE:
            async_add_entities(entities)
            entities = []
            await asyncio.sleep(0)
    async_add_entities(entities)
