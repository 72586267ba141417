"""Locks: what they tell of their bolt, and what can be done from afar, which differs by class."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.lock import LockEntity, LockEntityDescription, LockEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.door_users import DoorUserBackend
from ..accord.protocol.errors import DeviceError, UnsupportedError
from ..accord.protocol.lifesmart import (
    Device,
    LifeSmartClient,
    LockAsleepError,
    LockGeneration,
    SwifteOper,
    must_be_awake,
    takes_openlock,
)
from ..accord.protocol.lifesmart.classes.feature import Feature, Kind
from ..accord.protocol.lifesmart.models.state import LockState
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator
from .entity import FeatureEntity, LifeSmartEntityDescription, async_add_features, feature_rows
from .lock_people import LockPeople

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class LifeSmartLockDescription(LifeSmartEntityDescription, LockEntityDescription):
    """Row of the table of locks."""


LOCKS = feature_rows(
    Kind.LOCK,
    lambda feature, key: LifeSmartLockDescription(
        key=key,
        translation_key=key,
        operations=(
            "doorlock.openlock",
            "doorlock.ctldoorlockswifte.Oper",
            "doorlock.getuser",  # who opened
        ),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add all locks."""
    async_add_features(hass, entry, async_add_entities, LOCKS, LifeSmartLock, Kind.LOCK)


class LifeSmartLock(FeatureEntity, LockEntity):
    """One lock; nothing that moves it is ever sent twice."""

    entity_description: LifeSmartLockDescription

    def __init__(
        self,
        coordinator: LifeSmartCoordinator,
        description: LifeSmartLockDescription,
        device: Device,
        feature: Feature,
    ) -> None:
        """Offer to open what opens from afar."""
        super().__init__(coordinator, description, device, feature)
        self._attr_name = None
        self._generation = LockGeneration.of(device.devtype, device.fulltype)
        self._has_motor = self._generation is LockGeneration.SWIFTE
        if self._has_motor or takes_openlock(device.devtype, device.fulltype):
            self._attr_supported_features = LockEntityFeature.OPEN

    @property
    def door_users(self) -> DoorUserBackend:
        """Return who keeps the people of this lock."""
        return LockPeople(self.coordinator, self.me, self._generation)

    @override
    def _show(self, device: Device) -> object:
        state = self.feature.read(device)
        assert isinstance(state, LockState)
        self._attr_is_locked = None if state.unlocked is None else not state.unlocked
        opening = state.opening
        self._attr_changed_by = self._name_of(opening.user) if opening and opening.user else None
        return self._attr_is_locked, self._attr_changed_by

    def _name_of(self, number: int) -> str:
        """Return who opened; their number where nobody said a name."""
        return self.coordinator.name_of_person(self.me, number) or str(number)

    @override
    async def async_unlock(self, **kwargs: Any) -> None:
        """Open, once."""
        await self.async_open()

    @override
    async def async_open(self, **kwargs: Any) -> None:
        """Open, once; a motor draws the bolt back."""
        if self._has_motor:
            await self._async_operate(SwifteOper.OPEN)
        else:
            await self.coordinator.async_command(self._async_open())

    @override
    async def async_lock(self, **kwargs: Any) -> None:
        """Close, where there is a motor. Raises a translated error elsewhere."""
        if self._has_motor:
            await self._async_operate(SwifteOper.CLOSE)
        else:
            await self.coordinator.async_command(_refuse("the lock has no motor"))

    async def _async_operate(self, oper: SwifteOper) -> None:
        await self.coordinator.async_command(self._client.swifte.operate(self.me, oper))

    async def _async_open(self) -> None:
        device = self.coordinator.data.devices[self.me]
        if not takes_openlock(device.devtype, device.fulltype):
            raise UnsupportedError("the lock does not open from afar")
        try:
            await self._client.doorlock.open_lock(self.me)
        except DeviceError as err:
            if must_be_awake(device.devtype):
                raise LockAsleepError(str(err), code=err.code) from err
            raise

    @property
    def _client(self) -> LifeSmartClient:
        return self.coordinator.client


async def _refuse(why: str) -> None:
    raise UnsupportedError(why)
