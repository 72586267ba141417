"""Covers: switches of product models that their owner calls so."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.cover import (
    CoverDeviceClass,
    CoverEntity,
    CoverEntityDescription,
    CoverEntityFeature,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.huawei.northbound import Device
from ..accord.protocol.huawei.northbound.mapping import Kind
from .coordinator import HuaweiConfigEntry
from .entity import WRITTEN, HuaweiEntityDescription, SettingEntity, async_add_features, class_of

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class HuaweiCoverDescription(HuaweiEntityDescription, CoverEntityDescription):
    """Row of the table of covers."""


COVERS = (HuaweiCoverDescription(key="property", name=None, operations=WRITTEN),)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HuaweiConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add all covers."""
    async_add_features(entry, async_add_entities, COVERS[0], Kind.COVER, HuaweiCover)


class HuaweiCover(SettingEntity, CoverEntity):
    """One shutter, blind or gate that is open or closed."""

    entity_description: HuaweiCoverDescription
    _attr_supported_features = CoverEntityFeature.OPEN | CoverEntityFeature.CLOSE

    @override
    def _adopt(self) -> None:
        self._attr_device_class = class_of(CoverDeviceClass, self.feature)

    @override
    def _show(self, device: Device) -> object:
        value = self.read(device)
        self._attr_is_closed = not value if isinstance(value, bool) else None
        return self._attr_is_closed

    @override
    def _restored(self, state: str) -> bool | None:
        return {"open": True, "closed": False}.get(state)

    @override
    async def async_open_cover(self, **kwargs: Any) -> None:
        """Open."""
        await self._async_set(value=True)

    @override
    async def async_close_cover(self, **kwargs: Any) -> None:
        """Close."""
        await self._async_set(value=False)
