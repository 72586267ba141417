"""Entities of the station itself that only some stations have: added once they are known."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import override

from homeassistant.core import callback
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.lifesmart import Scene
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator, StationState
from .entity import LifeSmartEntity, LifeSmartEntityDescription
from .readings import NETWORK, SCENES


@dataclass(frozen=True, kw_only=True)
class LifeSmartStationDescription(LifeSmartEntityDescription):
    """Row of a table of entities that not every station has."""

    exists_fn: Callable[[StationState], bool] = lambda state: True


class SceneOfStation(LifeSmartEntity):
    """A scene or a group of the app, named as there; the station tells no state of them."""

    def __init__(
        self,
        coordinator: LifeSmartCoordinator,
        description: LifeSmartEntityDescription,
        scene: Scene,
    ) -> None:
        """Be told apart by the scene's id."""
        super().__init__(coordinator, description)
        self.scene_id = scene.id
        station = str(coordinator.config_entry.unique_id)
        self._attr_unique_id = f"{station}_{description.key}_{scene.id}"
        self._attr_name = scene.name or scene.id

    @property
    @override
    def available(self) -> bool:
        """Tell whether the station answers and still has the scene."""
        scenes = self.coordinator.data.get(SCENES) or ()
        return super().available and any(one.id == self.scene_id for one in scenes)

    @override
    def _refresh(self) -> object:
        return None


def is_defed(state: StationState) -> bool:
    """Tell whether the station is an alarm gateway: the others do not tell of their network."""
    return state.get(NETWORK) is not None


@callback
def async_add_station_rows[RowT: LifeSmartStationDescription](
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    rows: Iterable[RowT],
    make: Callable[[LifeSmartCoordinator, RowT], Entity],
) -> None:
    """Add an entity for each row that the station has, now and as it tells more of itself."""
    coordinator = entry.runtime_data.coordinator
    left = list(rows)

    @callback
    def add() -> None:
        found = [row for row in left if row.exists_fn(coordinator.data)]
        left[:] = [row for row in left if row not in found]
        if found:
            async_add_entities(make(coordinator, row) for row in found)

    add()
    entry.async_on_unload(coordinator.async_add_listener(add))


@callback
def async_add_each[ThingT](
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    things_fn: Callable[[StationState], Iterable[tuple[str, ThingT]]],
    make: Callable[[LifeSmartCoordinator, ThingT], Entity],
) -> None:
    """Add an entity for each thing that the station lists, by its id, now and later.

    What is not listed any more loses its entity, but stays in the registry.
    """
    coordinator = entry.runtime_data.coordinator
    known: dict[str, Entity] = {}

    @callback
    def look() -> None:
        listed = dict(things_fn(coordinator.data))
        gone = [known.pop(name) for name in known.keys() - listed.keys()]
        new = {
            name: make(coordinator, thing) for name, thing in listed.items() if name not in known
        }
        known.update(new)
        if new:
            async_add_entities(new.values())
        for entity in gone:
            if getattr(entity, "hass", None) is not None:  # disabled ones were never added
                entry.async_create_task(coordinator.hass, entity.async_remove(), entry.title)

    look()
    entry.async_on_unload(coordinator.async_add_listener(look))
