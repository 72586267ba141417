"""Texts that devices show or say: they are sent, never read."""

from dataclasses import dataclass
from typing import override

from homeassistant.components.notify import NotifyEntity, NotifyEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.huawei.northbound import Device
from ..accord.protocol.huawei.northbound.mapping import Kind
from .coordinator import HuaweiConfigEntry
from .entity import FeatureEntity, HuaweiEntityDescription, async_add_features

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class HuaweiNotifyDescription(HuaweiEntityDescription, NotifyEntityDescription):
    """Row of the table of what shows texts."""


NOTIFIERS = (HuaweiNotifyDescription(key="command", name=None, operations=("1.7.1", "1.7.7")),)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HuaweiConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add all that show texts."""
    async_add_features(entry, async_add_entities, NOTIFIERS[0], Kind.NOTIFY, HuaweiNotify)


class HuaweiNotify(FeatureEntity, NotifyEntity):
    """One command that takes a text."""

    entity_description: HuaweiNotifyDescription

    @override
    def _show(self, device: Device) -> object:
        return None

    @override
    async def async_send_message(self, message: str, title: str | None = None) -> None:
        """Send the text, below its title where it has one."""
        orders = self.coordinator.config_entry.runtime_data.orders
        text = message if title is None else f"{title}\n{message}"
        await orders.async_set(self.device_id, self.feature, text)
