"""Doors: one lock per relay. A pulse opens, and the relay falls back by itself."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.lock import LockEntity, LockEntityDescription, LockEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.door_users import DoorUserBackend
from .coordinator import AkuvoxConfigEntry, AkuvoxCoordinator
from .entity import (
    AkuvoxEntity,
    AkuvoxEntityDescription,
    AkuvoxView,
    Part,
    entities_for,
    relay_name,
)
from .residents import residents_of

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class AkuvoxLockDescription(AkuvoxEntityDescription, LockEntityDescription):
    """Row of the table of locks."""


LOCKS = (
    AkuvoxLockDescription(
        key="relay",
        translation_key="relay",
        operations=("relay/status", "relay/trig"),
        part=Part.RELAY,
        exists_fn=lambda view: view.switched is not None,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AkuvoxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add a lock for each relay."""
    async_add_entities(entities_for(entry, LOCKS, AkuvoxLock))


class AkuvoxLock(AkuvoxEntity, LockEntity):
    """A door behind a relay."""

    entity_description: AkuvoxLockDescription
    _attr_supported_features = LockEntityFeature.OPEN

    def __init__(
        self, coordinator: AkuvoxCoordinator, description: AkuvoxLockDescription, view: AkuvoxView
    ) -> None:
        """Be called as in the unit; the only door, and one of the unit's name, like the unit."""
        super().__init__(coordinator, description, view)
        name = relay_name(view)
        if len(view.state.poll.relays) == 1 or name == coordinator.config_entry.title:
            self._attr_name = None
        elif name:
            self._attr_name = name

    @property
    def door_users(self) -> DoorUserBackend | None:
        """Return who keeps the people of this door; None where the unit keeps none."""
        return residents_of(self.coordinator)

    @override
    def _show(self, view: AkuvoxView) -> object:
        self._attr_is_locked = None if view.opened is None else not view.opened
        return self._attr_is_locked

    @override
    async def async_unlock(self, **kwargs: Any) -> None:
        """Open for the relay's own time, once."""
        await self._async_pulse()

    @override
    async def async_open(self, **kwargs: Any) -> None:
        """Do the same: a door behind a relay knows no difference."""
        await self._async_pulse()

    @override
    async def async_lock(self, **kwargs: Any) -> None:
        """Let the relay fall back at once; nothing is sent where it rests already."""
        coordinator, letter = self.coordinator, self.letter
        inverted = letter in coordinator.data.inverted
        command = coordinator.client.relay.release(letter, inverted=inverted)
        await coordinator.async_move(letter, command)

    async def _async_pulse(self) -> None:
        coordinator, letter = self.coordinator, self.letter
        inverted = letter in coordinator.data.inverted
        command = coordinator.client.relay.pulse(letter, inverted=inverted)
        await coordinator.async_move(letter, command)
