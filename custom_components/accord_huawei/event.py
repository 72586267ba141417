"""What happens at devices: payloads without a codec, and what becomes of commands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.huawei.northbound import CommandStatus, Device
from ..accord.protocol.huawei.northbound.mapping import Feature, Kind
from .coordinator import HuaweiConfigEntry, HuaweiCoordinator
from .entity import (
    READ,
    DeviceEntity,
    FeatureEntity,
    HuaweiEntityDescription,
    HubEntity,
    async_add_features,
    async_add_rows,
)
from .outcomes import EXECUTED, RESPONSE
from .state import has_shadow, sleeps

PARALLEL_UPDATES = 0
REPORT = "report"
LARGEST = 16 * 1024
"""Characters of a payload that an event carries."""


@dataclass(frozen=True, kw_only=True)
class DeviceEventDescription(HuaweiEntityDescription, EventEntityDescription):
    """Row of events that any device may have, fed by ``HuaweiCoordinator.events``."""


@dataclass(frozen=True, kw_only=True)
class HubEventDescription(HuaweiEntityDescription, EventEntityDescription):
    """Row of the application's events."""


@dataclass(frozen=True, kw_only=True)
class FeatureEventDescription(HuaweiEntityDescription, EventEntityDescription):
    """The row of payloads that nobody decodes."""


DEVICE_EVENTS = (
    DeviceEventDescription(
        key="command",
        translation_key="command",
        operations=("1.7.1", "1.7.2", "1.7.7", "1.6.7.10", "1.6.7.11", "1.6.7.12"),
        event_types=[
            *(one.value for one in CommandStatus if one is not CommandStatus.UNKNOWN),
            *(EXECUTED, RESPONSE),
        ],
        entity_category=EntityCategory.DIAGNOSTIC,
    ),
    DeviceEventDescription(
        key="registration",
        translation_key="registration",
        operations=("1.6.1", "1.6.7.1", "1.6.7.2"),
        event_types=["registered", "bound", "bind_expired"],
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
    ),
    DeviceEventDescription(
        key="desired",
        translation_key="desired",
        operations=("1.4.8", "1.6.1", "1.6.7.14"),
        event_types=["delivered", "failed"],
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=has_shadow,
    ),
    DeviceEventDescription(
        key="device_event",
        translation_key="device_event",
        operations=("1.6.1",),
        event_types=["event"],
        entity_registry_enabled_default=False,
    ),
    DeviceEventDescription(
        key="upgrade",
        translation_key="upgrade",
        operations=("1.6.2", "1.6.7.15", "1.6.7.16", "1.6.7.17", "1.6.7.18"),
        event_types=["started", "downloading", "downloaded", "updating", "succeeded", "failed"],
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=sleeps,
    ),
)

HUB_EVENTS = (
    HubEventDescription(
        key="rule", translation_key="rule", operations=("1.6.1", "1.6.7.13"), event_types=["fired"]
    ),
    HubEventDescription(
        key="devices",
        translation_key="devices",
        operations=("1.6.1", "1.5.1", "1.6.7.1", "1.6.7.2", "1.6.7.9"),
        event_types=["registered", "bound", "bind_expired", "deleted", "not_shown"],
    ),
    HubEventDescription(
        key="batch",
        translation_key="batch",
        operations=("1.8.1", "1.8.2"),
        event_types=["started", "complete", "timed_out", "failed"],
    ),
)

FEATURE_EVENTS = (
    FeatureEventDescription(
        key="raw_data", translation_key="raw_data", operations=READ, event_types=[REPORT]
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HuaweiConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add all events."""
    coordinator = entry.runtime_data.coordinator
    async_add_entities(HubEvent(coordinator, row) for row in HUB_EVENTS)
    async_add_rows(entry, async_add_entities, DEVICE_EVENTS, DeviceEvent)
    async_add_features(entry, async_add_entities, FEATURE_EVENTS[0], Kind.EVENT, RawDataEvent)


class DeviceEvent(DeviceEntity, EventEntity):
    """Events of one kind at one device."""

    entity_description: DeviceEventDescription

    @override
    async def async_added_to_hass(self) -> None:
        """Listen."""
        await super().async_added_to_hass()
        self.async_on_remove(
            self.coordinator.events.listen(
                self.device_id, self.entity_description.key, self._on_event
            )
        )

    @callback
    def _on_event(self, event: str, attributes: Mapping[str, Any]) -> None:
        if event in self.event_types:
            self._trigger_event(event, dict(attributes))
            self.async_write_ha_state()

    @override
    def _show(self, device: Device) -> object:
        return None


class HubEvent(HubEntity, EventEntity):
    """Events of one kind at the application."""

    entity_description: HubEventDescription

    @override
    async def async_added_to_hass(self) -> None:
        """Listen."""
        await super().async_added_to_hass()
        self.async_on_remove(
            self.coordinator.events.listen(None, self.entity_description.key, self._on_event)
        )

    @callback
    def _on_event(self, event: str, attributes: Mapping[str, Any]) -> None:
        self._trigger_event(event, dict(attributes))
        self.async_write_ha_state()

    @override
    def _refresh(self) -> object:
        return None


class RawDataEvent(FeatureEntity, EventEntity):
    """Payloads of a device whose product has no codec."""

    entity_description: FeatureEventDescription

    def __init__(
        self,
        coordinator: HuaweiCoordinator,
        description: FeatureEventDescription,
        device: Device,
        feature: Feature,
    ) -> None:
        """Count what was there before as old."""
        super().__init__(coordinator, description, device, feature)
        self._seen = self._report(device)

    def _report(self, device: Device) -> tuple[Any, Any]:
        service = device.service(self.feature.service_id)
        return self.raw(device), service and service.event_time

    @override
    def _show(self, device: Device) -> object:
        report = self._report(device)
        if report != self._seen and report[0] is not None:
            payload = report[0]
            shown = payload[:LARGEST] if isinstance(payload, str) else payload
            self._trigger_event(REPORT, {"payload": shown, "service": self.feature.service_id})
        self._seen = report
        return report
