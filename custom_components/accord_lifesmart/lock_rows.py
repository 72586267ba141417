"""Entities of locks that no input tells: the lock is asked, now and then."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, override

from homeassistant.core import callback
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.entity import AccordEntity
from ..accord.protocol.lifesmart import Device, LifeSmartClient, LockGeneration
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator, StationState
from .entity import LifeSmartEntityDescription, device_info
from .readings import LifeSmartReading, generation_of
from .station import async_add_each


@dataclass(frozen=True, kw_only=True)
class LifeSmartLockRow(LifeSmartEntityDescription):
    """Row of a table of entities that locks of some generations have."""

    generations: frozenset[LockGeneration]
    readings: tuple[LifeSmartReading[Any], ...] = ()
    """What tells it, the first that is known; an entity without any is always available."""


@callback
def async_add_lock_rows[RowT: LifeSmartLockRow](
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    rows: tuple[RowT, ...],
    make: Callable[[LifeSmartCoordinator, RowT, Device], Entity],
) -> None:
    """Add each row for each lock that has it, now and later."""

    def locks(row: RowT, state: StationState) -> Iterator[tuple[str, Device]]:
        for me, device in state.devices.items():
            if generation_of(device) in row.generations:
                yield me, device

    def one(row: RowT, coordinator: LifeSmartCoordinator, device: Device) -> Entity:
        return make(coordinator, row, device)

    for row in rows:
        async_add_each(entry, async_add_entities, partial(locks, row), partial(one, row))


class LockRowEntity(AccordEntity[LifeSmartCoordinator]):
    """An entity of a lock; what it shows was asked for."""

    entity_description: LifeSmartLockRow

    def __init__(
        self, coordinator: LifeSmartCoordinator, description: LifeSmartLockRow, device: Device
    ) -> None:
        """Belong to a lock."""
        super().__init__(coordinator)
        self.entity_description = description
        self.me = device.me
        station = coordinator.config_entry.unique_id
        self._attr_unique_id = f"{station}_{device.me}_{description.key}"
        self._attr_device_info = device_info(coordinator, device)

    @property
    def client(self) -> LifeSmartClient:
        """Return what speaks to the station."""
        return self.coordinator.client

    @property
    def told(self) -> Any:
        """Return what the lock told last; None before it did."""
        state = self.coordinator.data
        found = (state.get(reading, self.me) for reading in self.entity_description.readings)
        return next((one for one in found if one is not None), None)

    @property
    @override
    def available(self) -> bool:
        """Tell whether the station answers and hears the lock, and the lock has told."""
        device = self.coordinator.data.devices.get(self.me)
        return (
            super().available
            and device is not None
            and device.available
            and (not self.entity_description.readings or self.told is not None)
        )

    @override
    async def async_added_to_hass(self) -> None:
        """Have what is shown read with the next poll."""
        await super().async_added_to_hass()
        self.coordinator.read_soon(*self.entity_description.readings, part=self.me)

    @override
    def _refresh(self) -> object:
        told = self.told
        return None if told is None else self._show(told)

    def _show(self, told: Any) -> object:
        """Set the attributes from what the lock told; return a comparable picture of them."""
        return told
