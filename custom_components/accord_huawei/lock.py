"""Locks and doors. Nothing that opens them ever waits on the platform, and nothing is sent twice."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.lock import LockEntity, LockEntityDescription, LockState
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.huawei.northbound import Device
from ..accord.protocol.huawei.northbound.mapping import Kind
from .coordinator import HuaweiConfigEntry
from .entity import WRITTEN, HuaweiEntityDescription, SettingEntity, async_add_features
from .preset_entities import SENT, PresetLock, async_add_presets
from .saved_presets import LOCK

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class HuaweiLockDescription(HuaweiEntityDescription, LockEntityDescription):
    """Row of the table of locks."""


PRESETS = (HuaweiLockDescription(key="preset", name=None, operations=SENT),)

LOCKS = (HuaweiLockDescription(key="property", name=None, operations=WRITTEN),)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HuaweiConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add all locks."""
    async_add_features(entry, async_add_entities, LOCKS[0], Kind.LOCK, HuaweiLock)
    async_add_presets(entry, async_add_entities, LOCK, PRESETS[0], PresetLock)


class HuaweiLock(SettingEntity, LockEntity):
    """One lock, gate or door."""

    entity_description: HuaweiLockDescription

    @override
    def _show(self, device: Device) -> object:
        value = self.read(device)
        self._attr_is_locked = value if isinstance(value, bool) else None
        return self._attr_is_locked

    @override
    def _restored(self, state: str) -> bool | None:
        known = (LockState.LOCKED, LockState.UNLOCKED)
        return state == LockState.LOCKED if state in known else None

    @override
    async def async_lock(self, **kwargs: Any) -> None:
        """Lock, once."""
        await self._async_set(value=True)

    @override
    async def async_unlock(self, **kwargs: Any) -> None:
        """Unlock or open, once."""
        await self._async_set(value=False)
