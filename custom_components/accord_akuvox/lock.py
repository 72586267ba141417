"""Doors: one lock per relay. A pulse opens, and the relay falls back by itself."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.lock import LockEntity, LockEntityDescription, LockEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.door_users import DoorUserBackend
from .const import CONF_INVERTED, DOMAIN
from .coordinator import AkuvoxConfigEntry, AkuvoxCoordinator
from .entity import AkuvoxEntity, AkuvoxEntityDescription, AkuvoxView, Part, entities_for
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


def is_inverted(entry: AkuvoxConfigEntry, view: AkuvoxView) -> bool:
    """Tell whether the relay at rest means an open door: the user's word counts, else the unit's."""
    if CONF_INVERTED in entry.options:
        return view.letter in entry.options[CONF_INVERTED]
    return view.relay is not None and bool(view.relay.inverted)


class AkuvoxLock(AkuvoxEntity, LockEntity):
    """A door behind a relay."""

    entity_description: AkuvoxLockDescription
    _attr_supported_features = LockEntityFeature.OPEN

    def __init__(
        self, coordinator: AkuvoxCoordinator, description: AkuvoxLockDescription, view: AkuvoxView
    ) -> None:
        """Be named like the unit where it has but one relay."""
        super().__init__(coordinator, description, view)
        if len(view.state.poll.relays) == 1:
            self._attr_name = None

    @property
    def door_users(self) -> DoorUserBackend | None:
        """Return who keeps the people of this door; None where the unit keeps none."""
        return residents_of(self.coordinator)

    @override
    def _show(self, view: AkuvoxView) -> object:
        inverted = is_inverted(self.coordinator.config_entry, view)
        self._attr_is_locked = None if view.switched is None else view.switched is inverted
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
        outcome = await self.coordinator.async_move(
            self.letter, self.coordinator.client.relay.release(self.letter)
        )
        self._check(outcome.as_wanted)

    async def _async_pulse(self) -> None:
        outcome = await self.coordinator.async_move(
            self.letter, self.coordinator.client.relay.pulse(self.letter)
        )
        self._check(outcome.as_wanted)

    def _check(self, as_wanted: bool) -> None:
        """Raise HomeAssistantError where the relay did not do what the unit said yes to."""
        if not as_wanted:
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="relay_did_not_move",
                translation_placeholders={"name": self.coordinator.name},
            )
