"""What all IoTSquare entities share: identity, device, and the part that they stand for."""

from abc import abstractmethod
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


@dataclass(frozen=True, kw_only=True)
class IoTSquareEntityDescription(AccordEntityDescription):
    """Row of a platform's table: of every part of one kind, or of those where it exists."""

    kind: Kind
    exists_fn: Callable[[Any], bool] = lambda view: True
    """Takes the part's view."""
    readings: tuple[IoTSquareReading[Any], ...] = ()
    """What has to be read while the entity is enabled."""


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


@callback
def async_add_rows[RowT: IoTSquareEntityDescription](
    entry: IoTSquareConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    rows: Iterable[RowT],
    make: Callable[[IoTSquareCoordinator, RowT, Part], Entity],
) -> None:
    """Add an entity for every row that a part has, now and whenever parts come.

    What the server does not list any more loses its entities with its device.
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

    async_add_entities([entity for part in coordinator.data.parts() for entity in new(part)])
    entry.async_on_unload(coordinator.listen_for_parts(look))


def _followed(coordinator: IoTSquareCoordinator, part: Part) -> bool:
    return part.kind is not Kind.APPLICATION or bool(coordinator.followed((part.id,)))
