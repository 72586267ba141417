"""Times that can be set."""

from dataclasses import dataclass
from datetime import datetime
from typing import override

from homeassistant.components.datetime import DateTimeEntity, DateTimeEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from ..accord.protocol.huawei.northbound import Device
from ..accord.protocol.huawei.northbound.mapping import Kind
from .coordinator import HuaweiConfigEntry
from .entity import WRITTEN, HuaweiEntityDescription, SettingEntity, async_add_features

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class HuaweiDateTimeDescription(HuaweiEntityDescription, DateTimeEntityDescription):
    """Row of the table of times."""


TIMES = (HuaweiDateTimeDescription(key="property", name=None, operations=WRITTEN),)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HuaweiConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add all times."""
    async_add_features(entry, async_add_entities, TIMES[0], Kind.DATETIME, HuaweiDateTime)


class HuaweiDateTime(SettingEntity, DateTimeEntity):
    """One time."""

    entity_description: HuaweiDateTimeDescription

    @override
    def _show(self, device: Device) -> object:
        value = self.read(device)
        self._attr_native_value = value if isinstance(value, datetime) else None
        return self._attr_native_value

    @override
    def _restored(self, state: str) -> datetime | None:
        return dt_util.parse_datetime(state)

    @override
    async def async_set_value(self, value: datetime) -> None:
        """Set the time."""
        await self._async_set(value)
