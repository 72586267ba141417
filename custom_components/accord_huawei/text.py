"""Texts that can be set."""

from dataclasses import dataclass
from typing import override

from homeassistant.components.text import TextEntity, TextEntityDescription, TextMode
from homeassistant.const import MAX_LENGTH_STATE_STATE
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.huawei.northbound import Device
from ..accord.protocol.huawei.northbound.mapping import Kind
from .coordinator import HuaweiConfigEntry
from .entity import WRITTEN, HuaweiEntityDescription, SettingEntity, async_add_features

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class HuaweiTextDescription(HuaweiEntityDescription, TextEntityDescription):
    """Row of the table of texts."""


TEXTS = (HuaweiTextDescription(key="property", name=None, operations=WRITTEN),)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HuaweiConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add all texts."""
    async_add_features(entry, async_add_entities, TEXTS[0], Kind.TEXT, HuaweiText)


class HuaweiText(SettingEntity, TextEntity):
    """One text; that of a password is never shown."""

    entity_description: HuaweiTextDescription

    @override
    def _adopt(self) -> None:
        feature = self.feature
        self._attr_native_max = feature.longest or MAX_LENGTH_STATE_STATE
        self._attr_mode = TextMode.PASSWORD if feature.password else TextMode.TEXT

    @override
    def _show(self, device: Device) -> object:
        value = self.read(device)
        known = isinstance(value, str) and not self.feature.private
        self._attr_native_value = value[: self._attr_native_max] if known else None
        return self._attr_native_value

    @override
    async def async_set_value(self, value: str) -> None:
        """Set the text."""
        await self._async_set(value)
