"""Choices that product models offer."""

from dataclasses import dataclass
from typing import override

from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.huawei.northbound import Device
from ..accord.protocol.huawei.northbound.mapping import Kind
from .coordinator import HuaweiConfigEntry
from .entity import WRITTEN, HuaweiEntityDescription, SettingEntity, async_add_features

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class HuaweiSelectDescription(HuaweiEntityDescription, SelectEntityDescription):
    """Row of the table of selects."""


SELECTS = (HuaweiSelectDescription(key="property", name=None, operations=WRITTEN),)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HuaweiConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add all selects."""
    async_add_features(entry, async_add_entities, SELECTS[0], Kind.SELECT, HuaweiSelect)


class HuaweiSelect(SettingEntity, SelectEntity):
    """One choice."""

    entity_description: HuaweiSelectDescription

    @override
    def _adopt(self) -> None:
        feature = self.feature
        self._attr_options = list(feature.options)

    @override
    def _show(self, device: Device) -> object:
        value = self.read(device)
        self._attr_current_option = value if value in self.options else None
        return self._attr_current_option

    @override
    async def async_select_option(self, option: str) -> None:
        """Choose."""
        await self._async_set(option)
