"""The base of all entities: state is written only when it changed, tables describe the rest."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any, override

from homeassistant.core import callback
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .coordinator import AccordCoordinator


@dataclass(frozen=True, kw_only=True)
class AccordEntityDescription(EntityDescription):
    """What each row of a platform's table has besides Home Assistant's own members."""

    operations: tuple[str, ...]
    """Ids of the vendor's operations that this entity puts into the user's hands."""


class AccordEntity[CoordinatorT: AccordCoordinator[Any]](CoordinatorEntity[CoordinatorT]):
    """An entity fed by a coordinator.

    Subclasses set their ``_attr_*`` in ``_refresh`` and return what the state is made of; the
    state machine hears of it only when that changed.
    """

    _attr_has_entity_name = True
    _shown: object = None

    @abstractmethod
    def _refresh(self) -> object:
        """Take over the coordinator's data and return a comparable picture of it."""

    @override
    async def async_added_to_hass(self) -> None:
        """Show the data there is and listen for more."""
        self._shown = (self.available, self._refresh())
        await super().async_added_to_hass()

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Write the state if it differs from what is shown."""
        available = self.available
        picture = (available, self._refresh() if available else None)
        if picture != self._shown:
            self._shown = picture
            super()._handle_coordinator_update()
