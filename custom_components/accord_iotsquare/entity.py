"""What all IoTSquare entities share: identity, device, and the part that they stand for."""

from abc import abstractmethod
import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.core import callback
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.entity import AccordEntity, AccordEntityDescription
from .coordinator import IoTSquareConfigEntry, IoTSquareCoordinator
from .devices import device_info, unique_name
from .readings import IoTSquareReading
from .state import Kind, Part, View

MANY = 500
"""Devices of an account; with more of them most entities are disabled at first."""


AT_ONCE = 100
"""Entities that are added in one go."""


@dataclass(frozen=True, kw_only=True)
class IoTSquareEntityDescription(AccordEntityDescription):
    """Row of a platform's table: of every part of one kind, or of those where it exists."""

    kind: Kind
    exists_fn: Callable[[Any], bool] = lambda view: True
    """Takes the part's view."""
    readings: tuple[IoTSquareReading[Any], ...] = ()
    """What has to be read while the entity is enabled."""
    essential: bool = False
    """Enabled at first also in accounts with many devices: an entry bears 10,000 entities."""


class IoTSquareEntity(AccordEntity[IoTSquareCoordinator]):
    """An entity of one part of an account; it hears of changes of that part only."""

    entity_description: IoTSquareEntityDescription

    def __init__(
        self,
        coordinator: IoTSquareCoordinator,
        description: IoTSquareEntityDescription,
        part: Part,
    ) -> None:
        """Stand for ``part``, which the server lists."""
        super().__init__(coordinator, context=part)
        self.entity_description = description
        self.part = part
        self._attr_unique_id = f"{unique_name(coordinator.config_entry, part)}_{description.key}"
        self._attr_device_info = device_info(coordinator, part)
        if part.kind is Kind.DEVICE and len(coordinator.data.devices) > MANY:
            self._attr_entity_registry_enabled_default = description.essential

    @property
    def view(self) -> View | None:
        """Return how the part looks now; None when the server does not list it any more."""
        return self.coordinator.view(self.part)

    @property
    @override
    def available(self) -> bool:
        """Tell whether the server answers and lists the part; a silent device is no failure."""
        return super().available and self.view is not None

    @override
    async def async_added_to_hass(self) -> None:
        """Have read what is shown."""
        await super().async_added_to_hass()
        for reading in self.entity_description.readings:
            self.async_on_remove(self.coordinator.want(reading, self.part.id))

    @override
    def _refresh(self) -> object:
        view = self.view
        return None if view is None else self._show(view)

    @abstractmethod
    def _show(self, view: Any) -> object:
        """Set the attributes from the part's view and return a comparable picture of them."""


async def async_add_rows[RowT: IoTSquareEntityDescription](
    entry: IoTSquareConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    rows: Iterable[RowT],
    make: Callable[[IoTSquareCoordinator, RowT, Part], Entity],
) -> None:
    """Add an entity for every row that a part has, now and whenever parts come.

    What the server does not list any more loses its entities with its device. Many are added in
    slices: Home Assistant is to go on.
    """
    coordinator = entry.runtime_data.coordinator
    of_kind: dict[Kind, tuple[RowT, ...]] = {}
    for row in rows:
        of_kind[row.kind] = (*of_kind.get(row.kind, ()), row)
    missing: dict[Part, tuple[RowT, ...]] = {}
    """What parts may still get."""

    def new(part: Part) -> list[Entity]:
        view = coordinator.view(part)
        if view is None or not _followed(coordinator, part):
            missing.pop(part, None)
            return []
        left = missing.get(part)
        if left is None:
            left = of_kind.get(part.kind, ())
        elif not left:
            return []
        found = [row for row in left if row.exists_fn(view)]
        missing[part] = tuple(row for row in left if row not in found)
        return [make(coordinator, row, part) for row in found]

    @callback
    def look(part: Part) -> None:
        if entities := new(part):
            async_add_entities(entities)

    entry.async_on_unload(coordinator.listen_for_parts(look))
    entities: list[Entity] = []
    for part in list(coordinator.data.parts()):
        if part not in missing:
            entities += new(part)
        if len(entities) >= AT_ONCE:
            async_add_entities(entities)
            entities = []
            await asyncio.sleep(0)
    async_add_entities(entities)


def _followed(coordinator: IoTSquareCoordinator, part: Part) -> bool:
    return part.kind is not Kind.APPLICATION or bool(coordinator.followed((part.id,)))
